"""The grid of a table made ready for Word, where every position of every row must have a cell."""

from __future__ import annotations

from gxgen.spec.grid import Grid, GridCell
from gxgen.spec.layout import lay_out
from gxgen.spec.table import Table


def word_grid(table: Table) -> Grid:
    """`lay_out(table)` with a blank cell in each hole that unlabelled nodes leave."""
    grid = lay_out(table)
    cells = [cell for cell in grid.cells if cell.rowspan and cell.colspan]
    holes = [
        GridCell(row, column, role="blank")
        for row in range(grid.rows)
        for column in range(grid.columns)
        if grid.at(row, column) is None
    ]
    if len(cells) == len(grid.cells) and not holes:
        return grid
    return Grid(grid.rows, grid.columns, (*cells, *holes), grid.header_rows)


def header_rows(table: Table) -> int:
    """Rows at the top that head the whole table.

    The headings of stacked blocks hold for their own block only, so they are not marked: a
    screen reader, or a second page, would show the first block's above the others.
    """
    first = table.blocks[0]
    if len(table.blocks) > 1 and not table.repeat_header:
        return 0
    return first.head_height + (1 if first.caption else 0)
