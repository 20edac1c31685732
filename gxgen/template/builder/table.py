"""A table of the spec as w:tbl: merged cells, widths, heights, labels; every value cell shows 0."""

from __future__ import annotations

from collections.abc import Iterator

from gxgen.spec.grid import GridCell
from gxgen.spec.table import Table
from gxgen.template.builder.grids import header_rows, word_grid
from gxgen.template.builder.ooxml import el, lines_run, paragraph, run
from gxgen.template.builder.plan import Plan, make_plan
from gxgen.template.builder.tablestyles import HEAD, NUMBER, TABLE, TEXT
from gxgen.template.builder.units import LINE, TEXT_HEIGHT
from gxgen.template.wordxml import Element

ZERO = "0"
_KINDS = {"stub": TEXT, "value": NUMBER}
_LOOK = {
    "firstRow": 1,
    "lastRow": 0,
    "firstColumn": 1,
    "lastColumn": 0,
    "noHBand": 0,
    "noVBand": 1,
}


def build_table(
    table: Table, width_twips: int, *, height_twips: int = TEXT_HEIGHT - 2 * LINE
) -> Element:
    """`table` as w:tbl, `width_twips` wide; its value cells stand where `lay_out` puts them.

    It is kept on one page when `height_twips` holds it (by default a page less its heading and a
    line for a note). Its styles are those of our own report; `adopt_styles` brings them to any
    other. Word takes at most 63 columns.
    """
    return _Setter(table, make_plan(word_grid(table), width_twips, height_twips)).table()


class _Setter:
    """Writes one planned table."""

    def __init__(self, source: Table, plan: Plan) -> None:
        self.source = source
        self.plan = plan
        self.heads = header_rows(source)

    def style(self, kind: str) -> str:
        return self.plan.density.style_id(kind)

    def table(self) -> Element:
        plan = self.plan
        return el(
            "tbl",
            self.properties(),
            el("tblGrid", *(el("gridCol", w=width) for width in plan.widths)),
            *(self.row(index) for index in range(plan.grid.rows)),
        )

    def properties(self) -> Element:
        return el(
            "tblPr",
            el("tblStyle", val=self.style(TABLE)),
            el("tblW", w=sum(self.plan.widths), type="dxa"),
            el("jc", val="center"),
            el("tblLayout", type="fixed"),
            el("tblLook", val="04A0", **_LOOK),
            el("tblCaption", val=self.source.title),
            el("tblDescription", val=self.description()),
        )

    def description(self) -> str:
        """What tells a screen reader how the table is organised."""
        heads, stubs, grid = self.heads, self.source.blocks[0].stub_width, self.plan.grid
        name = self.source.short or self.source.title
        above = f"上方{heads}行" if heads else "各部分的上方"
        beside = f"和左侧{stubs}列" if stubs else ""
        return f"{name}，{grid.rows}行{grid.columns}列，{above}{beside}是标题。"

    def row(self, index: int) -> Element:
        """A w:tr: never split over pages, at least as high as planned."""
        properties = el(
            "trPr",
            el("cantSplit"),
            el("trHeight", val=self.plan.heights[index], hRule="atLeast"),
            el("tblHeader") if index < self.heads else None,
            el("jc", val="center"),
        )
        return el("tr", properties, *self.cells(index))

    def cells(self, row: int) -> Iterator[Element]:
        keep = self.plan.one_page and row < self.plan.grid.rows - 1
        for cell in self.plan.grid.row_cells(row):
            yield el("tc", self.cell_properties(cell, row), self.text(cell, row, keep))

    def cell_properties(self, cell: GridCell, row: int) -> Element:
        merge = None
        if cell.rowspan > 1:
            merge = el("vMerge", val="restart") if row == cell.row else el("vMerge", val="continue")
        return el(
            "tcPr",
            el("tcW", w=self.plan.cell_width(cell), type="dxa"),
            el("gridSpan", val=cell.colspan) if cell.colspan > 1 else None,
            merge,
            el("vAlign", val="center"),
        )

    def text(self, cell: GridCell, row: int, keep: bool) -> Element:
        """The cell's paragraph: a label, a nought, or nothing below the top of a merged cell."""
        style = self.style(_KINDS.get(cell.role, HEAD))
        if row > cell.row:
            return paragraph(style, keep_next=keep)
        if cell.role == "value":
            return paragraph(style, run(ZERO), keep_next=keep)
        lines = [lines_run(self.plan.lines(cell))] if cell.text else []
        return paragraph(style, *lines, keep_next=keep)
