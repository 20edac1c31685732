"""A statutory table drawn as several Word tables: stacked again into the one grid it was.

Word's “split table” cuts a table between two rows; a group label merged over the cut stays in
the upper part, and the cell below goes on the merge that has lost its beginning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gxgen.spec.align import Alignment, align, align_table
from gxgen.spec.grid import Grid, GridCell
from gxgen.spec.table import Table
from gxgen.template.tables import read_grid
from gxgen.template.wordxml import Element

MAX_PARTS = 6
"""Word tables that one statutory table may be cut into."""


@dataclass(frozen=True, slots=True)
class Part:
    """One Word table of a stack: its number in the body (from 1) and its first row there."""

    number: int
    drawn: Element
    first: int


@dataclass(frozen=True, slots=True)
class Stack:
    """Word tables read as one grid, and what that grid holds of which table."""

    parts: tuple[Part, ...]
    grid: Grid
    alignment: Alignment

    def part_of(self, row: int) -> Part:
        """The Word table that holds a row of the grid."""
        return next(part for part in reversed(self.parts) if part.first <= row)


def read_stacks(drawn: Sequence[Element], tables: Sequence[Table]) -> list[Stack]:
    """The Word tables of a body as stacks, in document order; most hold a single table."""
    stacks: list[Stack] = []
    numbered = list(enumerate(drawn, 1))
    while numbered:
        number, table = numbered.pop(0)
        grid = read_grid(table)
        stack = Stack((Part(number, table, 0),), grid, align(grid, tables))
        while numbered and len(stack.parts) < MAX_PARTS:
            longer = _joined(stack, *numbered[0])
            if longer is None:
                break
            stack = longer
            numbered.pop(0)
        stacks.append(stack)
    return stacks


def _joined(stack: Stack, number: int, drawn: Element) -> Stack | None:
    """`stack` with one more table below it, None where that does not help."""
    wanted = stack.alignment.table
    if wanted is None or not stack.alignment.missing:
        return None
    grid = _below(stack.grid, read_grid(drawn))
    if grid is None:
        return None
    found = align_table(grid, wanted)
    known = sum(map(len, stack.alignment.repeated.values()))
    if len(found.matches) <= len(stack.alignment.matches):
        return None
    if sum(map(len, found.repeated.values())) > known:
        return None
    return Stack((*stack.parts, Part(number, drawn, stack.grid.rows)), grid, found)


def _below(upper: Grid, lower: Grid) -> Grid | None:
    """Two grids of the same width as one; merges that were cut are made whole."""
    if upper.columns != lower.columns:
        return None
    cells = [replace(cell) for cell in upper.cells]
    open_ = {cell.column: cell for cell in cells if cell.row + cell.rowspan == upper.rows}
    for cell in sorted(lower.cells, key=lambda one: (one.row, one.column)):
        row = cell.row + upper.rows
        above = open_.get(cell.column)
        if above is not None and above.row + above.rowspan == row and _goes_on(cell, above):
            above.rowspan += cell.rowspan
        else:
            open_.pop(cell.column, None)
            cells.append(replace(cell, row=row))
    return Grid(upper.rows + lower.rows, upper.columns, tuple(cells))


def _goes_on(cell: GridCell, above: GridCell) -> bool:
    """Whether an empty cell continues the label above the cut.

    Word keeps the mark of the merge in it; LibreOffice drops all such marks below the cut.
    """
    same = (cell.column, cell.colspan) == (above.column, above.colspan)
    return same and not cell.text.strip()
