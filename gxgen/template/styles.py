"""What size a run is printed in and what margins a cell has, through Word's chain of styles."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gxgen.template.wordxml import Element, attribute, child, number, w

DEFAULT_SIZE = 20
"""Half-points where no style says anything: Word's own default of 10 pt."""
DEFAULT_MARGIN = 108
"""Twips left and right of a cell's text where nothing says otherwise (0.19 cm)."""
_DEPTH = 20
_SIDES = (("left", "start"), ("right", "end"))


class Styles:
    """The styles part of a template; without one, Word's defaults hold."""

    def __init__(self, root: Element | None) -> None:
        self._root = root
        self._styles: dict[str, Element] = {}
        self._defaults: dict[str, str] = {}
        for style in root.iter(w("style")) if root is not None else ():
            name = attribute(style, "styleId")
            self._styles[name] = style
            if attribute(style, "default") in ("1", "true", "on"):
                self._defaults[attribute(style, "type")] = name

    def described(self, words: Callable[[Element], str]) -> dict[str, str]:
        """What `words` says of each style, by the name authors see."""
        return {
            attribute(child(style, "name")) or key: words(style)
            for key, style in self._styles.items()
        }

    def run_size(self, run: Element, paragraph: Element, table: Element | None) -> int:
        """Half-points of a run: its own, its styles', the table style's, or the default."""
        own = child(run, "rPr")
        for properties in self._size_sources(own, paragraph, table):
            size = number(attribute(child(properties, "sz")))
            if size > 0:
                return size
        return DEFAULT_SIZE

    def run_font(self, run: Element, paragraph: Element, table: Element | None = None) -> str:
        """The face of a run's Chinese text; "" where no style names one or a theme decides."""
        own = child(run, "rPr")
        for properties in self._size_sources(own, paragraph, table):
            fonts = child(properties, "rFonts")
            if attribute(fonts, "eastAsiaTheme"):
                return ""
            if attribute(fonts, "eastAsia"):
                return attribute(fonts, "eastAsia")
        return ""

    def _size_sources(
        self, own: Element | None, paragraph: Element, table: Element | None
    ) -> Iterator[Element | None]:
        yield own
        yield from self._chain(attribute(child(own, "rStyle")), "", "rPr")
        style = attribute(child(paragraph, "pPr", "pStyle"))
        yield from self._chain(style, "paragraph", "rPr")
        yield from self._chain(attribute(child(table, "tblPr", "tblStyle")), "table", "rPr")
        yield child(self._root, "docDefaults", "rPrDefault", "rPr")

    def margins(self, cell: Element, table: Element) -> int:
        """Twips that a cell's left and right margins take together."""
        style = attribute(child(table, "tblPr", "tblStyle"))
        sources = [child(cell, "tcPr", "tcMar"), child(table, "tblPr", "tblCellMar")]
        sources += [child(found, "tblCellMar") for found in self._chain(style, "table", "tblPr")]
        return sum(_margin(sources, names) for names in _SIDES)

    def _chain(self, name: str, default: str, properties: str) -> Iterator[Element]:
        """The properties of a style and of those it is based on, nearest first."""
        name = name or self._defaults.get(default, "")
        for _ in range(_DEPTH):
            style = self._styles.get(name)
            if style is None:
                return
            found = child(style, properties)
            if found is not None:
                yield found
            name = attribute(child(style, "basedOn"))


def _margin(sources: list[Element | None], names: tuple[str, str]) -> int:
    for source in sources:
        for name in names:
            side = child(source, name)
            if side is not None and attribute(side, "type") in ("dxa", ""):
                return number(attribute(side, "w"), DEFAULT_MARGIN)
    return DEFAULT_MARGIN


def cell_width(cell: Element, table: Element, column: int, colspan: int) -> int:
    """Twips a cell is wide: its own width, else its grid columns'; 0 where neither says."""
    width = child(cell, "tcPr", "tcW")
    if attribute(width, "type") == "dxa" and number(attribute(width, "w")) > 0:
        return number(attribute(width, "w"))
    grid = child(table, "tblGrid")
    columns = [] if grid is None else grid.findall(w("gridCol"))
    return sum(number(attribute(found, "w")) for found in columns[column : column + colspan])
