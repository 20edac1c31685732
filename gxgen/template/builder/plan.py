"""The layout of one table on paper: density, column widths, row heights, what fits on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gxgen.spec.grid import Grid, GridCell
from gxgen.template.builder.columns import Columns, column_widths, columns_of, fallback_widths
from gxgen.template.builder.density import DENSITIES, NORMAL, SMALL, TINY, Density
from gxgen.template.builder.measure import line_count, set_lines

DIGITS = 7
"""Figures up to 9 999 999 fit; longer ones are set smaller when a report is rendered."""
MOST_LINES = 3
"""Lines a label may take before smaller text is tried."""
_TRIALS = ((NORMAL, DIGITS), (SMALL, DIGITS), (SMALL, 5), (TINY, DIGITS), (TINY, 5))
_GIVE = 0.94
"""The part of the page that is planned with.

Borders take half a point a row, and where a substitute font is wider some labels take a line
more. A table that is kept on one page and does not fit there loses its heading in LibreOffice.
"""
_ROUNDING = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """How a grid is set: `widths` and `heights` in twips, one for each column and row."""

    grid: Grid
    density: Density
    widths: tuple[int, ...]
    heights: tuple[int, ...]
    one_page: bool

    def cell_width(self, cell: GridCell) -> int:
        """The width of a cell with all columns it spans."""
        return _cell_width(cell, self.widths)

    def lines(self, cell: GridCell) -> tuple[str, ...]:
        """The text of a label with its forced line breaks."""
        return set_lines(cell.marked, _room(cell, self.widths, self.density))


def make_plan(grid: Grid, width: int, height: int) -> Plan:
    """The roomiest layout `width` twips wide that reads well.

    One that is at most `height` twips high goes before a roomier one that is not.
    """
    plans: list[Plan] = []
    for density, digits in _TRIALS:
        columns = columns_of(grid, density)
        widths = column_widths(columns, width, digits)
        if widths is not None and _reads_well(columns, widths):
            plan = _plan(grid, density, widths, height)
            if plan.one_page:
                return plan
            plans.append(plan)
    if plans:
        return plans[0]
    last = DENSITIES[-1]
    return _plan(grid, last, fallback_widths(columns_of(grid, last), width), height)


def _reads_well(columns: Columns, widths: tuple[int, ...]) -> bool:
    return all(
        _lines(cell, widths, columns.density) <= MOST_LINES * cell.rowspan
        for cell in columns.grid.cells
        if cell.text
    )


def _plan(grid: Grid, density: Density, widths: tuple[int, ...], height: int) -> Plan:
    room = round(height * _GIVE)
    heights = _spread(_least_heights(grid, density, widths), density, room)
    return Plan(grid, density, widths, heights, sum(heights) <= room)


def _spread(least: Sequence[int], density: Density, room: int) -> tuple[int, ...]:
    """Heights as comfortable as the page allows, alike for all rows that need no more."""
    if sum(least) > room:
        return tuple(max(density.comfort, height) for height in least)
    for comfort in range(density.comfort, density.row_height(1), -10):
        heights = tuple(max(comfort, height) for height in least)
        if sum(heights) <= room:
            return heights
    return tuple(least)


def _least_heights(grid: Grid, density: Density, widths: tuple[int, ...]) -> list[int]:
    """Heights that the labels need; what a tall cell lacks is added to its last row."""
    heights = [density.row_height(1)] * grid.rows
    for cell in sorted(grid.cells, key=lambda cell: cell.rowspan):
        if cell.text:
            rows = slice(cell.row, cell.row + cell.rowspan)
            lack = density.row_height(_lines(cell, widths, density)) - sum(heights[rows])
            heights[cell.row + cell.rowspan - 1] += max(0, lack)
    return heights


def _lines(cell: GridCell, widths: tuple[int, ...], density: Density) -> int:
    return line_count(cell.marked, _room(cell, widths, density))


def _cell_width(cell: GridCell, widths: tuple[int, ...]) -> int:
    return sum(widths[cell.column : cell.column + cell.colspan])


def _room(cell: GridCell, widths: tuple[int, ...], density: Density) -> float:
    """em of text that a cell holds on a line."""
    return (_cell_width(cell, widths) - density.overhead + _ROUNDING) / density.em
