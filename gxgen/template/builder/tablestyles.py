"""The named styles that a table brings with it: its borders and margins, its text, its notes."""

from __future__ import annotations

from collections.abc import Iterator

from gxgen.template.builder.density import BORDER, DENSITIES, Density
from gxgen.template.builder.ooxml import el
from gxgen.template.builder.style import Style
from gxgen.template.builder.units import pt
from gxgen.template.wordxml import Element

FONT, NOTE_FONT = "宋体", "仿宋_GB2312"
TABLE, TEXT, HEAD, NUMBER = "ReportTable", "TableText", "TableHead", "TableNumber"
"""Ids of the styles of a table; `Density.style_id` completes them."""
NOTE = "TableNote"

_TEXT_NAMES = {TEXT: "表格文字", HEAD: "表头", NUMBER: "表格数字"}
_NO_INDENT = {"leftChars": 0, "left": 0, "firstLineChars": 0, "firstLine": 0}
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def table_text_styles() -> Iterator[Style]:
    """The styles of paragraphs in and under tables."""
    yield Style(
        NOTE,
        "表注",
        font=NOTE_FONT,
        size=21,
        align="both",
        line=pt(16),
        before=pt(3),
        grid=False,
        indent={"firstLineChars": 200, "firstLine": 420},
    )
    for density in DENSITIES:
        for kind, name in _TEXT_NAMES.items():
            yield _cell_style(kind, name, density)


def _cell_style(kind: str, name: str, density: Density) -> Style:
    # It stands on nothing (no `base`): a restyled Normal with an indent or a wide line spacing
    # must not burst the tables.
    return Style(
        density.style_id(kind),
        name + density.mark,
        font=FONT,
        size=density.size,
        tracking=0,
        align="left" if kind == TEXT else "center",
        before=0,
        after=0,
        line=density.line,
        indent=_NO_INDENT,
        grid=False,
    )


def table_style(density: Density) -> Element:
    """The w:style of tables: borders of 0.5 pt and the cell margins in twips."""
    borders = (el(edge, val="single", sz=BORDER, space=0, color="000000") for edge in _EDGES)
    up, side = density.pad, density.side
    margins = {"top": up, "left": side, "bottom": up, "right": side}
    return el(
        "style",
        el("name", val="年报表格" + density.mark),
        el("uiPriority", val=99),
        el("qFormat"),
        el(
            "tblPr",
            el("tblInd", w=0, type="dxa"),
            el("tblBorders", *borders),
            el("tblCellMar", *(el(edge, w=size, type="dxa") for edge, size in margins.items())),
        ),
        type="table",
        styleId=density.style_id(TABLE),
    )
