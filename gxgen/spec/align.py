"""The aligner: a grid read from a document × the outlines of the spec → value cells by address.

Cells are found by their labels, never by counting: every row by the labels left of it, every
column by the labels above it, both compared without white space. So a table that was restyled,
moved, or given a note column still reads, and a relabelled row is noticed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gxgen.spec.grid import Grid, GridCell
from gxgen.spec.layout import lay_out
from gxgen.spec.outline import Leaf, outline_leaves
from gxgen.spec.table import Block, Table

_SPACES = dict.fromkeys(map(ord, " \t\r\n\f\v\u00a0\u200b\u2002\u2003\u3000\ufeff"))


def squeeze(text: str) -> str:
    """`text` without any white space: how labels are compared."""
    return text.translate(_SPACES)


@dataclass(slots=True)
class Alignment:
    """What one grid holds of one table.

    `matches`: address → value cell. `missing`: addresses of the table that were not found.
    `repeated`: address → further cells that claim the same place. `table` is None when the grid
    is none of the tables asked for.
    """

    table: Table | None
    matches: dict[str, GridCell] = field(default_factory=dict)
    repeated: dict[str, list[GridCell]] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[str, ...]:
        if self.table is None:
            return ()
        return tuple(key for key in self.table.cells if key not in self.matches)


def align(grid: Grid, tables: Iterable[Table]) -> Alignment:
    """The table of `tables` that `grid` holds most cells of, with its cells."""
    best = Alignment(None)
    for table in tables:
        found = align_table(grid, table)
        if len(found.matches) > len(best.matches):
            best = found
    return best


def align_table(grid: Grid, table: Table) -> Alignment:
    """The cells of one table in `grid`; an alignment without matches when it is another one."""
    result = Alignment(table)
    whole = _as_laid_out(grid, table)
    if whole:
        result.matches = whole
        return result
    by_place = {(cell.row, cell.column): cell.address for cell in table.cells.values()}
    top = 0
    for block in table.blocks:
        rows = _data_rows(grid, block, top)
        if not rows:
            continue
        first = min(row for row, _, _ in rows)
        columns = _columns(grid, block, range(top, first))
        for row, leaf, stub in rows:
            for column, head in columns:
                cell = grid.at(row, column)
                if column >= stub and cell is not None and cell.column == column:
                    _claim(result, by_place[leaf, head], cell)
        top = max(row for row, _, _ in rows) + 1
    return result


def _as_laid_out(grid: Grid, table: Table) -> dict[str, GridCell]:
    """The cells of a grid that is just the table as the form draws it; {} for any other.

    So a table reads back whatever its labels are, even where no label tells rows or blocks apart.
    """
    laid = lay_out(table)
    if (grid.rows, grid.columns) != (laid.rows, laid.columns):
        return {}
    matches: dict[str, GridCell] = {}
    for cell in laid.cells:
        there = grid.at(cell.row, cell.column)
        if there is None or (there.row, there.column) != (cell.row, cell.column):
            return {}
        if (there.rowspan, there.colspan) != (cell.rowspan, cell.colspan):
            return {}
        if cell.address:
            matches[cell.address] = there
        elif squeeze(there.text) != squeeze(cell.text):
            return {}
    return matches


def _claim(result: Alignment, address: str, cell: GridCell) -> None:
    if address not in result.matches:
        result.matches[address] = cell
    elif result.matches[address] is not cell:
        result.repeated.setdefault(address, []).append(cell)


def _data_rows(grid: Grid, block: Block, top: int) -> list[tuple[int, Leaf, int]]:
    """Rows of `grid` from `top` on that belong to `block`: (row, row leaf, first value column)."""
    leaves = {tuple(map(squeeze, leaf.labels)): leaf for leaf in outline_leaves(block.rows)}
    if () in leaves:
        return _unlabelled_rows(grid, block, top, leaves[()])
    found = []
    longest = max(map(len, leaves))
    for row in range(top, grid.rows):
        cells = list(grid.row_cells(row))
        texts = tuple(squeeze(cell.text) for cell in cells[:longest])
        for length in range(len(texts), 0, -1):
            leaf = leaves.get(texts[:length])
            if leaf is not None:
                last = cells[length - 1]
                found.append((row, leaf, last.column + last.colspan))
                break
    return found


def _unlabelled_rows(grid: Grid, block: Block, top: int, leaf: Leaf) -> list[tuple[int, Leaf, int]]:
    """The row below the last heading of a block whose rows carry no labels."""
    labels = _head_labels(block)
    heads = [
        row
        for row in range(top, grid.rows)
        if any(squeeze(cell.text) in labels for cell in grid.row_cells(row))
    ]
    if not heads or max(heads) + 1 >= grid.rows:
        return []
    return [(max(heads) + 1, leaf, 0)]


def _head_labels(block: Block) -> frozenset[str]:
    leaves = outline_leaves(block.columns)
    return frozenset(squeeze(label) for leaf in leaves for label in leaf.labels)


def _columns(grid: Grid, block: Block, head: Sequence[int]) -> list[tuple[int, Leaf]]:
    """The grid columns whose headings in the rows `head` spell a column of the block."""
    known = _head_labels(block)
    leaves = {tuple(map(squeeze, leaf.labels)): leaf for leaf in outline_leaves(block.columns)}
    found = []
    for column in range(grid.columns):
        path: list[str] = []
        seen: GridCell | None = None
        for row in head:
            cell = grid.at(row, column)
            if cell is not None and cell is not seen and squeeze(cell.text) in known:
                path.append(squeeze(cell.text))
            seen = cell
        leaf = leaves.get(tuple(path))
        if leaf is not None:
            found.append((column, leaf))
    return found
