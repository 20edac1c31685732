"""The identities of a table: every total with the cells it sums along one side.

`tables.yaml` says only 合计: 是; from that follow one identity for each total along its own
outline. In a table with totals on both sides the corner total has two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gxgen.spec.outline import addends, outline_leaves
from gxgen.spec.table import Table


@dataclass(frozen=True, slots=True)
class Identity:
    """`total` equals the sum of `parts`, which lie in its own row ("row") or column ("column").

    Unlike a cell's `addends`, the parts may be totals of the other side.
    """

    total: str
    parts: tuple[str, ...]
    along: str


def identities(table: Table) -> Iterator[Identity]:
    """All identities of `table`, in layout order."""
    by_place = {(cell.row, cell.column): cell.address for cell in table.cells.values()}
    for block in table.blocks:
        rows, columns = outline_leaves(block.rows), outline_leaves(block.columns)
        for row in rows:
            for column in columns:
                total = by_place[row, column]
                if column.total_depth >= 0:
                    parts = tuple(by_place[row, other] for other in addends(column, columns))
                    yield Identity(total, parts, "row")
                if row.total_depth >= 0:
                    parts = tuple(by_place[other, column] for other in addends(row, rows))
                    yield Identity(total, parts, "column")
