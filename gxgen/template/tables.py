"""A Word table → Grid: merged cells resolved, nested tables not descended into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gxgen.spec.grid import Grid, GridCell
from gxgen.template.wordxml import (
    TBL,
    TC,
    TR,
    Element,
    P,
    attribute,
    child,
    children,
    number,
    text_of,
)

MAX_SPAN = 100
"""Grid columns one cell may claim or skip; Word itself stops at 63."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A w:tc with its place in the grid (from 0), before vertical merges are resolved."""

    row: int
    column: int
    colspan: int
    cell: Element


def placed_cells(
    table: Element, is_kept: Callable[[Element], bool] = lambda _: True
) -> Iterator[Placed]:
    """Every w:tc of a table in document order, continuations of vertical merges included.

    Rows (w:tr) that are not kept do not count.
    """
    for row, line in enumerate(filter(is_kept, children(table, TR))):
        column = _span(number(attribute(child(line, "trPr", "gridBefore"))), 0)
        for cell in children(line, TC):
            span = _span(number(attribute(child(cell, "tcPr", "gridSpan")), 1), 1)
            yield Placed(row, column, span, cell)
            column += span


def _span(count: int, least: int) -> int:
    return min(max(count, least), MAX_SPAN)


def read_grid(
    table: Element,
    text_of_cell: Callable[[Element], str] | None = None,
    is_kept: Callable[[Element], bool] = lambda _: True,
) -> Grid:
    """The grid of a w:tbl; each cell's `ref` is its (first) w:tc, its text one line a paragraph.

    `text_of_cell` is asked for every cell in document order; rows that are not kept do not count.
    """
    open_merges: dict[int, GridCell] = {}
    cells: list[GridCell] = []
    rows = columns = 0
    for place in placed_cells(table, is_kept):
        rows, columns = place.row + 1, max(columns, place.column + place.colspan)
        if _continues(place, open_merges):
            open_merges[place.column].rowspan += 1
            continue
        text = (text_of_cell or cell_text)(place.cell)
        cell = GridCell(place.row, place.column, 1, place.colspan, text, text, ref=place.cell)
        cells.append(cell)
        open_merges[place.column] = cell
    return Grid(rows, columns, tuple(cells))


def _continues(place: Placed, open_merges: dict[int, GridCell]) -> bool:
    """Whether a w:tc only continues the cell above it (w:vMerge without "restart")."""
    merge = child(place.cell, "tcPr", "vMerge")
    if merge is None or attribute(merge) == "restart":
        return False
    above = open_merges.get(place.column)
    if above is None or above.colspan != place.colspan:
        return False
    return above.row + above.rowspan == place.row


def cell_text(cell: Element) -> str:
    """The paragraphs of a cell joined by line breaks; what nested tables hold is not part of it."""
    return "\n".join(text_of(paragraph) for paragraph in children(cell, P))


def body_tables(element: Element) -> Iterator[Element]:
    """The outermost tables under `element` in document order; text boxes are not searched."""
    for found in element:
        if found.tag == TBL:
            yield found
        elif found.tag != P:
            yield from body_tables(found)


def read_tables(element: Element) -> list[Grid]:
    """The grids of all outermost tables of a body, header or footer."""
    return [read_grid(table) for table in body_tables(element)]
