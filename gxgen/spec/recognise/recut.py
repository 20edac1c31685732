"""Rows of a sheet whose columns are not those of the paper: cut again where row labels begin.

In such sheets the cells only stand in reading order. Lines may hold a row, a cell, or a part of
one, so that line breaks say nothing; labels do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gxgen.spec.grid import GridCell
from gxgen.spec.outline import outline_leaves
from gxgen.spec.recognise.labels import fold
from gxgen.spec.recognise.sheet import Row, Sheet, is_label
from gxgen.spec.table import Table

MAX_CELLS = 4_000
MAX_WIDTH = 60
"""Cells of one row; in longer ones nothing of the form can be found."""


def recut(sheet: Sheet, table: Table) -> tuple[Row, ...]:
    """The rows of `sheet` as the labels of `table` divide it.

    A row begins at a label behind a figure or an empty cell, and at every label that opens a row
    or a block of the form.
    """
    cells = _in_reading_order(sheet)
    if not any(leaf.labels for block in table.blocks for leaf in outline_leaves(block.rows)):
        return _numbered(_at_last_label(cells))
    openers, groups = _openers(table), _groups(table)
    rows: list[list[GridCell]] = []
    words = False
    for cell in cells:
        label = is_label(cell)
        opens = label and (not words or fold(cell.text) in openers)
        if opens and rows and words and _are_all_in(rows[-1], groups):
            # 三、本年度办理结果 | （一）予以公开: the group's label belongs to its first row.
            opens = False
        if opens or not rows:
            rows.append([])
        rows[-1].append(cell)
        words = label
    return _numbered(rows)


def _numbered(rows: Iterable[Sequence[GridCell]]) -> tuple[Row, ...]:
    return tuple(
        Row(
            index,
            tuple(replace(cell, row=index, column=at) for at, cell in enumerate(cells[:MAX_WIDTH])),
        )
        for index, cells in enumerate(rows)
    )


def _at_last_label(cells: Sequence[GridCell]) -> list[Sequence[GridCell]]:
    """Headings, and the one row below them, of a table whose rows have no labels."""
    last = max((index for index, cell in enumerate(cells) if is_label(cell)), default=-1) + 1
    return [part for part in (cells[:last], cells[last:]) if part]


def _in_reading_order(sheet: Sheet) -> list[GridCell]:
    cells = sorted(sheet.grid.cells, key=lambda cell: (cell.row, cell.column))
    return cells[:MAX_CELLS]


def _openers(table: Table) -> frozenset[str]:
    """Folded labels that a row or a block can begin with."""
    found = set()
    for block in table.blocks:
        found |= {fold(block.caption), fold(block.corner)}
        for leaf in outline_leaves(block.rows):
            found |= {fold(label) for label in leaf.labels}
    return frozenset(found - {""})


def _groups(table: Table) -> frozenset[str]:
    """Folded labels of groups of rows."""
    return frozenset(
        fold(label)
        for block in table.blocks
        for leaf in outline_leaves(block.rows)
        for label in leaf.labels[:-1]
    )


def _are_all_in(cells: list[GridCell], labels: frozenset[str]) -> bool:
    """Whether the cells hold nothing but `labels`."""
    return all(fold(cell.text) in labels for cell in cells if cell.text.strip())
