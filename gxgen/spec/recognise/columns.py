"""Which cells of a published row hold the figures, and which column of the outline each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gxgen.spec.grid import Grid, GridCell
from gxgen.spec.outline import outline_leaves
from gxgen.spec.recognise.labels import closest, fold, without_note
from gxgen.spec.recognise.rows import stub_texts
from gxgen.spec.recognise.sheet import Row, Sheet, is_label
from gxgen.spec.table import Block


@dataclass(frozen=True, slots=True)
class Heads:
    """The headings found above the rows of a block.

    `columns`: grid column → number of the column leaf, for sheets with exact columns; `order`:
    the leaves in the order their headings stand, `spelt`: leaf → the heading as published.
    """

    columns: dict[int, int]
    order: tuple[int, ...]
    spelt: dict[int, GridCell]

    @property
    def as_prescribed(self) -> bool:
        """Whether the headings that were found stand in the order of the form."""
        return list(self.order) == sorted(self.order)


def read_heads(sheet: Sheet, rows: Sequence[Row], block: Block) -> Heads:
    """The column headings in the heading rows of a block."""
    leaves = outline_leaves(block.columns)
    names = [fold(leaf.labels[-1]) if leaf.labels else "" for leaf in leaves]
    parents = [fold(leaf.labels[-2]) if len(leaf.labels) > 1 else "" for leaf in leaves]
    columns: dict[int, int] = {}
    spelt: dict[int, GridCell] = {}
    for column in range(sheet.grid.columns):
        leaf, cell = _column(sheet.grid, rows, column, names, parents)
        if cell is not None:
            columns[column] = leaf
            spelt.setdefault(leaf, cell)
    order = tuple(dict.fromkeys(leaf for _, leaf in sorted(columns.items())))
    last = [sheet.grid.at(row.index, sheet.grid.columns - 1) for row in rows]
    if sheet.exact and any(cell is not None and is_label(cell) for cell in last):
        return Heads(columns, order, spelt)
    # Without a heading over the last column the headings moved to the left over merged cells.
    return Heads({}, *_in_reading_order(rows, names))


def _column(
    grid: Grid, rows: Sequence[Row], column: int, names: list[str], parents: list[str]
) -> tuple[int, GridCell | None]:
    """The leaf that the lowest heading over a grid column names, and that heading."""
    for row in reversed(rows):
        cell = grid.at(row.index, column)
        if cell is None or not is_label(cell):
            continue
        text = fold(cell.text)
        text = text if text in names else without_note(cell.text)
        same = [index for index, name in enumerate(names) if name == text]
        if not same:
            text = fold(cell.text)
            at, _ = closest(text, names)
            return (at, cell) if at >= 0 else (-1, None)
        if len(same) == 1:
            return same[0], cell
        above = _above(grid, rows, row, column)
        fitting = [index for index in same if parents[index] in above]
        return (fitting[0], cell) if len(fitting) == 1 else (-1, None)
    return -1, None


def _above(grid: Grid, rows: Sequence[Row], low: Row, column: int) -> set[str]:
    """The nearest heading over a column in each row above `low`: its own, or one to the left
    whose merged cells were lost."""
    found = set()
    for row in rows:
        if row.index >= low.index:
            break
        for left in range(column, -1, -1):
            cell = grid.at(row.index, left)
            if cell is not None and is_label(cell):
                found.add(fold(cell.text))
                break
    return found


def _in_reading_order(
    rows: Sequence[Row], names: list[str]
) -> tuple[tuple[int, ...], dict[int, GridCell]]:
    """The headings of a sheet whose columns are not exact: which were seen, spelt how.

    Their order says nothing there (merged cells come first), but for those within one row.
    """
    spelt: dict[int, GridCell] = {}
    for row in rows:
        for cell in row.cells:
            if not is_label(cell):
                continue
            text = fold(cell.text)
            text = text if text in names else without_note(cell.text)
            at, _ = closest(fold(cell.text), names)
            same = [index for index, name in enumerate(names) if name == text]
            begun = [
                index
                for index, name in enumerate(names)
                if len(text) > 1 and name[:-1].startswith(text)
            ]
            for index in same or ([at] if at >= 0 else begun):
                if index not in spelt:
                    spelt[index] = cell
                    break
    return tuple(sorted(spelt)), spelt


def value_cells(sheet: Sheet, row: Row, block: Block, heads: Heads) -> dict[int, GridCell]:
    """Column leaf → value cell of a row; {} where the cells do not say which is which.

    `sheet` counts as exact only where its rows are in place (see `in_place`).
    """
    leaves = outline_leaves(block.columns)
    wide = len(leaves)
    complete = len(heads.order) == wide
    if sheet.exact and complete and heads.columns and not heads.as_prescribed:
        return _by_head(sheet, row, heads)
    cells = _after_label(sheet, row, block, wide)
    if len(cells) == wide:
        return dict(enumerate(cells))
    if sheet.exact and complete:
        return _by_head(sheet, row, heads)
    return {}


def in_place(sheet: Sheet, rows: Sequence[Row], block: Block) -> Sheet:
    """`sheet`, as not exact where the cells of its rows moved to the left over merged ones.

    Text keeps merged cells as empty ones: where they were, or all at the end of the row. The
    second shows in a figure below the row labels while the last column is empty.
    """
    stub = block.stub_width
    if not sheet.exact or sheet.grid.columns != stub + len(outline_leaves(block.columns)):
        return sheet
    last = sheet.grid.columns - 1
    for row in rows:
        end = sheet.grid.at(row.index, last)
        early = [cell for cell in row.cells if cell.column < stub and cell.text.strip()]
        if end is not None and not end.text.strip() and not all(map(is_label, early)):
            return Sheet(sheet.grid, exact=False)
    return sheet


def _by_head(sheet: Sheet, row: Row, heads: Heads) -> dict[int, GridCell]:
    found: dict[int, GridCell] = {}
    for column, leaf in heads.columns.items():
        cell = sheet.grid.at(row.index, column)
        if cell is None or is_label(cell) or found.get(leaf, cell) is not cell:
            return {}
        found[leaf] = cell
    return found


def _after_label(sheet: Sheet, row: Row, block: Block, wide: int) -> list[GridCell]:
    """The cells right of the row's label, without the empty ones that only fill up the row."""
    if sheet.exact and sheet.grid.columns == block.stub_width + wide:
        cells = [cell for cell in row.cells if cell.column >= block.stub_width]
        if len(cells) == wide and not is_label(cells[0]):
            return cells
    labels = len(stub_texts(row))
    seen, start = 0, 0
    for index, cell in enumerate(row.cells):
        if seen == labels:
            break
        if is_label(cell):
            seen += 1
        start = index + 1
    cells = list(row.cells[start:])
    if not labels:
        while len(cells) > wide and not cells[0].text.strip():
            cells.pop(0)
    while len(cells) > wide and not cells[-1].text.strip():
        cells.pop()
    while len(cells) > wide and not cells[0].text.strip():
        cells.pop(0)
    return [] if any(map(is_label, cells)) else cells
