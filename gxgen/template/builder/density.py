"""How tightly a table is set: three steps of text size, line height and cell margins."""

from __future__ import annotations

from dataclasses import dataclass

BORDER = 4
"""Borders in eighths of a point: 0.5 pt, single, black."""


@dataclass(frozen=True, slots=True)
class Density:
    """One step. `size` half-points; all other lengths twips.

    `line` is an exact line height: with it a table takes the same height in Word, WPS and
    LibreOffice, whatever Chinese font stands in. `side` and `pad` are the cell margins left and
    right, above and below; `comfort` is the height a row has where the page allows it. `mark`
    ends the names of the paragraph styles, `suffix` their ids.
    """

    mark: str
    suffix: str
    size: int
    line: int
    side: int
    pad: int
    comfort: int

    @property
    def em(self) -> int:
        """The width of a Chinese character in twips."""
        return self.size * 10

    @property
    def overhead(self) -> int:
        """What a cell needs besides its text: margins, half of each border, a little give."""
        return 2 * self.side + 30

    def row_height(self, lines: int) -> int:
        """The least height of a row with that many lines of text."""
        return lines * self.line + 2 * self.pad

    def style_id(self, kind: str) -> str:
        """The id of a style of this step: kind is "Table", "TableText", "TableHead" …"""
        return kind + self.suffix


NORMAL = Density("", "", size=21, line=290, side=108, pad=30, comfort=480)
"""五号 (10.5 pt)."""
SMALL = Density("（小五）", "Small", size=18, line=240, side=28, pad=20, comfort=390)
"""小五 (9 pt), cell margins 0.5 mm."""
TINY = Density("（六号）", "Tiny", size=15, line=200, side=10, pad=14, comfort=300)
"""六号 (7.5 pt): for tables of very many columns."""

DENSITIES = (NORMAL, SMALL, TINY)
