"""A table as it stands on paper: a grid of cells with spans.

The same grid is what the builder draws, what a Word or HTML table is read into, and what the
aligner compares. Rows and columns count from 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class GridCell:
    """One cell. `text` is what stands in it; `marked` the same with permitted break points.

    `address` is set on value cells of a grid laid out from the spec; `role` there is one of
    "caption", "corner", "head", "stub", "value". `ref` is the reader's own handle (w:tc, td …).
    """

    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    text: str = ""
    marked: str = ""
    address: str = ""
    role: str = ""
    ref: object = None


@dataclass(slots=True)
class Grid:
    """`rows` × `columns` positions covered by cells; a position without a cell is a hole.

    `header_rows` counts the rows at the top that repeat on every page.
    """

    rows: int
    columns: int
    cells: tuple[GridCell, ...]
    header_rows: int = 0
    _at: dict[tuple[int, int], GridCell] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for cell in self.cells:
            for position in _covered(cell):
                self._at.setdefault(position, cell)

    def at(self, row: int, column: int) -> GridCell | None:
        """The cell that covers a position, or None for a hole."""
        return self._at.get((row, column))

    def row_cells(self, row: int) -> Iterator[GridCell]:
        """The distinct cells that cover `row`, left to right."""
        seen: GridCell | None = None
        for column in range(self.columns):
            cell = self.at(row, column)
            if cell is not None and cell is not seen:
                yield cell
            seen = cell

    def texts(self) -> list[list[str]]:
        """One list a row; a spanning cell's text at its first position, "" at the others."""
        rows = [[""] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            rows[cell.row][cell.column] = cell.text
        return rows


def _covered(cell: GridCell) -> Iterable[tuple[int, int]]:
    for row in range(cell.row, cell.row + cell.rowspan):
        for column in range(cell.column, cell.column + cell.colspan):
            yield row, column
