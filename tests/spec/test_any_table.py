"""Properties of every table that the outline language can express."""

from __future__ import annotations

import strategies
from hypothesis import given
from hypothesis import strategies as st

from gxgen.spec.align import align, align_table, squeeze
from gxgen.spec.grid import Grid, GridCell
from gxgen.spec.group import Group, group_of
from gxgen.spec.identity import identities
from gxgen.spec.layout import lay_out
from gxgen.spec.outline import outline_leaves
from gxgen.spec.table import Cell, Table


@given(strategies.tables())
def test_a_laid_out_table_is_read_back_cell_by_cell(table: Table) -> None:
    grid = lay_out(table)
    found = align(grid, [table])
    assert found.table is table
    assert found.missing == ()
    assert found.repeated == {}
    assert {key: cell.address for key, cell in found.matches.items()} == {
        key: key for key in table.cells
    }


@given(strategies.tables(), st.data())
def test_a_table_with_strange_white_space_is_read_back_too(
    table: Table, data: st.DataObject
) -> None:
    grid = lay_out(table)
    spaces = st.text(" \u3000\n\t\u00a0\u200b", max_size=3)
    cells = tuple(
        GridCell(
            cell.row,
            cell.column,
            cell.rowspan,
            cell.colspan,
            data.draw(spaces).join(cell.text),
            address=cell.address,
        )
        for cell in grid.cells
    )
    found = align_table(Grid(grid.rows, grid.columns, cells), table)
    assert found.missing == ()
    assert all(cell.address == key for key, cell in found.matches.items())


@given(strategies.tables())
def test_every_position_of_the_grid_belongs_to_exactly_one_cell(table: Table) -> None:
    grid = lay_out(table)
    covered = [
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    ]
    assert sorted(covered) == [
        (row, column) for row in range(grid.rows) for column in range(grid.columns)
    ]
    assert [cell.address for cell in grid.cells if cell.role == "value"] == list(table.cells)


@given(strategies.tables())
def test_the_grid_holds_every_label_of_every_heading_once(table: Table) -> None:
    drawn = sorted(cell.text for cell in lay_out(table).cells if cell.role in ("head", "stub"))
    named = []
    for block in table.blocks:
        pending = [*block.rows, *block.columns]
        while pending:
            node = pending.pop()
            named += [node.label] if node.marked else []
            pending += node.children
    assert drawn == sorted(named)


@given(strategies.tables())
def test_addresses_are_unique_and_no_group_is_a_cell(table: Table) -> None:
    crossed = sum(
        len(outline_leaves(block.rows)) * len(outline_leaves(block.columns))
        for block in table.blocks
    )
    assert len(table.cells) == crossed
    assert not any(
        other.startswith(address + ".") for address in table.cells for other in table.cells
    )


@given(strategies.tables())
def test_records_and_groups_partition_the_cells(table: Table) -> None:
    recorded = [cell.address for record in table.records.values() for cell in record.cells]
    assert sorted(recorded) == sorted(table.cells)
    root = group_of(table)
    assert sorted(cell.address for cell in root.cells()) == sorted(table.cells)
    pending: list[Group | Cell] = [root]
    while pending:
        node = pending.pop()
        if isinstance(node, Group):
            assert all(
                child.address == f"{node.address}.{key}" for key, child in node.children.items()
            )
            if node.record is not None:
                assert list(node.children.values()) == list(node.record.cells)
            pending += node.children.values()


@given(strategies.tables())
def test_a_total_sums_leaves_only_and_never_itself(table: Table) -> None:
    for cell in table.cells.values():
        assert bool(cell.addends) == cell.is_total
        assert len(set(cell.addends)) == len(cell.addends)
        assert not any(table.cells[address].is_total for address in cell.addends)


@given(strategies.tables(), st.data())
def test_completed_figures_satisfy_every_identity_of_the_table(
    table: Table, data: st.DataObject
) -> None:
    values = strategies.completed(table, data.draw(strategies.leaves(table)))
    for identity in identities(table):
        assert values[identity.total] == sum(values[part] for part in identity.parts)


@given(st.text())
def test_squeezing_drops_white_space_and_nothing_else(text: str) -> None:
    assert squeeze(text) == squeeze(squeeze(text))
    assert [sign for sign in text if not sign.isspace() and sign not in "\u200b\ufeff"] == [
        sign for sign in squeeze(text) if not sign.isspace()
    ]
