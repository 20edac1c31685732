"""Tables that somebody moved, restyled or extended still read; relabelled rows are noticed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gxgen.spec.align import align, align_table
from gxgen.spec.grid import Grid, GridCell
from gxgen.spec.layout import lay_out
from gxgen.spec.spec import Spec
from gxgen.spec.table import Table

KEYS = ("主动公开", "依申请公开", "复议诉讼")


def table(spec: Spec, key: str) -> Table:
    found = spec.table(key)
    assert found is not None
    return found


def filled(grid: Grid) -> Grid:
    """Value cells show their own address, so that a mix-up is seen."""
    cells = (replace(cell, text=cell.address or cell.text) for cell in grid.cells)
    return Grid(grid.rows, grid.columns, tuple(cells), grid.header_rows)


def read(grid: Grid, table: Table) -> dict[str, str]:
    found = align_table(grid, table)
    assert found.repeated == {}
    return {address: cell.text for address, cell in found.matches.items()}


def identity(table: Table) -> dict[str, str]:
    return {address: address for address in table.cells}


@pytest.mark.parametrize("key", KEYS)
def test_each_table_is_recognised_among_all(spec: Spec, key: str) -> None:
    found = align(filled(lay_out(table(spec, key))), spec.tables)
    assert found.table is not None
    assert found.table.key == key
    assert {address: cell.text for address, cell in found.matches.items()} == identity(found.table)


@pytest.mark.parametrize("key", KEYS)
def test_rows_above_the_table_do_not_disturb(spec: Spec, key: str) -> None:
    grid = filled(lay_out(table(spec, key)))
    moved = [replace(cell, row=cell.row + 2) for cell in grid.cells]
    title = [
        GridCell(row, 0, 1, grid.columns, text) for row, text in ((0, "附表"), (1, "单位：件"))
    ]
    assert read(Grid(grid.rows + 2, grid.columns, (*title, *moved)), table(spec, key)) == identity(
        table(spec, key)
    )


@pytest.mark.parametrize("key", KEYS)
def test_rows_below_the_table_do_not_disturb(spec: Spec, key: str) -> None:
    grid = filled(lay_out(table(spec, key)))
    note = GridCell(grid.rows, 0, 1, grid.columns, "注：本表数据截至12月31日。")
    assert read(Grid(grid.rows + 1, grid.columns, (*grid.cells, note)), table(spec, key)) == (
        identity(table(spec, key))
    )


@pytest.mark.parametrize("key", KEYS)
def test_a_note_column_at_the_right_does_not_disturb(spec: Spec, key: str) -> None:
    grid = filled(lay_out(table(spec, key)))
    notes = [GridCell(row, grid.columns, text="备注") for row in range(grid.rows)]
    wider = Grid(grid.rows, grid.columns + 1, (*grid.cells, *notes))
    assert read(wider, table(spec, key)) == identity(table(spec, key))


@pytest.mark.parametrize("key", KEYS)
def test_header_rows_repeated_in_the_middle_do_not_disturb(spec: Spec, key: str) -> None:
    if key != "依申请公开":
        pytest.skip("only table three is long enough to be continued on a second page")
    grid = filled(lay_out(table(spec, key)))
    head = [replace(cell, row=cell.row + 15) for cell in grid.cells if cell.row < 3]
    split = [cell for cell in grid.cells if cell.row + cell.rowspan <= 15]
    rest = [replace(cell, row=cell.row + 3) for cell in grid.cells if cell.row >= 15]
    # The cell 三、本年度办理结果 is cut in two by the page, and （三） with it.
    cut = [cell for cell in grid.cells if cell.row < 15 < cell.row + cell.rowspan]
    upper = [replace(cell, rowspan=15 - cell.row) for cell in cut]
    lower = [replace(cell, row=18, rowspan=cell.row + cell.rowspan - 15) for cell in cut]
    cells = (*split, *upper, *head, *lower, *rest)
    assert read(Grid(grid.rows + 3, grid.columns, cells), table(spec, key)) == identity(
        table(spec, key)
    )


def test_a_relabelled_row_is_missing(spec: Spec) -> None:
    three = table(spec, "依申请公开")
    grid = filled(lay_out(three))
    cells = [
        replace(cell, text="2.重复的申请") if cell.text == "2.重复申请" else cell
        for cell in grid.cells
    ]
    found = align_table(Grid(grid.rows, grid.columns, tuple(cells)), three)
    assert set(found.missing) == {key for key in three.cells if ".重复申请." in key}
    assert all(cell.text == key for key, cell in found.matches.items())


def test_a_relabelled_column_is_missing(spec: Spec) -> None:
    three = table(spec, "依申请公开")
    grid = filled(lay_out(three))
    cells = [replace(cell, text="企业") if cell.text == "商业企业" else cell for cell in grid.cells]
    found = align_table(Grid(grid.rows, grid.columns, tuple(cells)), three)
    assert set(found.missing) == {key for key in three.cells if key.endswith(".商业企业")}


def test_a_row_left_out_is_missing(spec: Spec) -> None:
    """As in seed 002: the row 3.其他 is not there."""
    three = table(spec, "依申请公开")
    grid = filled(lay_out(three))
    gone = next(cell.row for cell in grid.cells if cell.text == "3.其他")
    cells = [
        replace(
            cell,
            row=cell.row - (cell.row > gone),
            rowspan=cell.rowspan - (cell.row < gone < cell.row + cell.rowspan),
        )
        for cell in grid.cells
        if cell.row != gone
    ]
    found = align_table(Grid(grid.rows - 1, grid.columns, tuple(cells)), three)
    assert set(found.missing) == {key for key in three.cells if ".其他处理.其他." in key}
    assert all(cell.text == key for key, cell in found.matches.items())


def test_a_row_that_stands_twice_is_told(spec: Spec) -> None:
    three = table(spec, "依申请公开")
    grid = filled(lay_out(three))
    last = [replace(cell, row=grid.rows) for cell in grid.cells if cell.row == grid.rows - 1]
    found = align_table(Grid(grid.rows + 1, grid.columns, (*grid.cells, *last)), three)
    assert set(found.repeated) == {key for key in three.cells if ".结转下年度." in key}
    assert found.missing == ()


def test_swapped_rows_and_columns_are_followed(spec: Spec) -> None:
    two = table(spec, "主动公开")
    grid = filled(lay_out(two))
    rows = {2: 3, 3: 2}
    swapped = [replace(cell, row=rows.get(cell.row, cell.row)) for cell in grid.cells]
    assert read(Grid(grid.rows, grid.columns, tuple(swapped)), two) == identity(two)


def test_another_table_is_none_of_ours(spec: Spec) -> None:
    cells = (
        GridCell(0, 0, text="姓名"),
        GridCell(0, 1, text="电话"),
        GridCell(1, 0),
        GridCell(1, 1),
    )
    found = align(Grid(2, 2, cells), spec.tables)
    assert found.table is None
    assert found.missing == ()


def test_an_empty_grid_is_none_of_ours(spec: Spec) -> None:
    assert align(Grid(0, 0, ()), spec.tables).table is None
