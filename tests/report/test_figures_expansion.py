"""From what the clerk writes to a figure for every cell: shorthand, totals, blanks, places."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
import strategies
from helpers import COMPLETE, base_spec, complete_report, line_number, report_of
from hypothesis import given
from hypothesis import strategies as st

import gxgen
from gxgen.readers.yaml import tree_of
from gxgen.report.build import build_report
from gxgen.report.model import Report
from gxgen.source.tree import MappingNode
from gxgen.spec.group import Group, group_of
from gxgen.spec.spec import Spec
from gxgen.spec.table import Cell, Record, Table

ROW = "新收: {自然人: 2, 商业企业: 1}"


def built(data: dict[str, Any], spec: Spec) -> Report:
    root = tree_of(data)
    assert isinstance(root, MappingNode)
    made = build_report(root, spec, "年报.yaml").value
    assert made is not None
    return made


def codes_of_tables(data: dict[str, Any], spec: Spec) -> list[str]:
    root = tree_of(data)
    assert isinstance(root, MappingNode)
    found = build_report(root, spec, "年报.yaml").diagnostics
    return [item.code for item in found if item.code not in ("GX202", "GX207")]


@st.composite
def shorthand(draw: st.DrawFn, group: Group, values: dict[str, Any]) -> Any:
    """The figures below `group` in a form that a clerk may choose."""
    cells = list(group.cells())
    plain = [cell for cell in cells if not cell.is_total]
    if plain and all(not values[cell.address] for cell in plain) and draw(st.booleans()):
        return draw(st.sampled_from([0, "0", "０"]))
    if group.record is not None and draw(st.booleans()):
        return draw(_as_list(group.record, values))
    made: dict[str, Any] = {}
    for key, child in group.children.items():
        if isinstance(child, Cell):
            left_out = child.is_total or (child.default == "0" and not values[child.address])
            if not (left_out and draw(st.booleans())):
                made[key] = _typed(values[child.address])
        elif any(not cell.is_total for cell in child.cells()) or draw(st.booleans()):
            made[key] = draw(shorthand(child, values))
    if not made and plain:
        # Braces with nothing in them are "not filled in", not a zero.
        return 0
    return dict(draw(st.permutations(list(made.items()))))


@st.composite
def _as_list(draw: st.DrawFn, record: Record, values: dict[str, Any]) -> list[Any]:
    cells = record.cells
    if draw(st.booleans()):
        cells = tuple(cell for cell in cells if not cell.is_total) or cells
    return [_typed(values[cell.address]) for cell in cells]


def _typed(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


@given(strategies.tables(), st.data())
def test_every_shorthand_means_the_same_as_the_long_form(table: Table, data: st.DataObject) -> None:
    """Records as lists or mappings, zeros left out, groups as one 0, rows in any order."""
    made = strategies.spec_with(base_spec(), table)
    given_ = data.draw(strategies.leaves(table))
    values = strategies.completed(table, given_)
    short = data.draw(shorthand(group_of(table), values))
    report = built({table.key: short}, made)
    assert codes_of_tables({table.key: short}, made) == []
    assert report.figures.values == values


@given(strategies.tables(), st.data())
def test_totals_are_computed_from_the_leaves(table: Table, data: st.DataObject) -> None:
    given_ = data.draw(strategies.leaves(table))
    report = built(strategies.nested(given_), strategies.spec_with(base_spec(), table))
    assert report.figures.values == strategies.completed(table, given_)
    assert report.figures.stated == {}
    assert report.figures.unknown == set()


@given(strategies.tables(), st.data())
def test_stated_totals_are_kept_as_claims_and_change_no_figure(
    table: Table, data: st.DataObject
) -> None:
    given_ = data.draw(strategies.leaves(table))
    claims = {cell.address: 7 for cell in table.cells.values() if cell.is_total}
    made = strategies.spec_with(base_spec(), table)
    report = built(strategies.nested({**given_, **claims}), made)
    assert report.figures.values == strategies.completed(table, given_)
    assert report.figures.stated == claims
    for address in claims:
        assert report.figures.claimed(address) == 7


@given(strategies.tables(), st.data())
def test_what_is_not_known_stays_unknown_and_so_do_its_totals(
    table: Table, data: st.DataObject
) -> None:
    given_: dict[str, Any] = dict(data.draw(strategies.leaves(table)))
    gone = data.draw(st.sampled_from(sorted(given_)))
    given_[gone] = data.draw(st.sampled_from([None, "", "三件", "-1"]))
    report = built(strategies.nested(given_), strategies.spec_with(base_spec(), table))
    touched = {gone} | {cell.address for cell in table.cells.values() if gone in cell.addends}
    assert table.cells.keys() - report.figures.values.keys() == touched
    assert touched <= report.figures.unknown


@given(st.data())
def test_a_whole_report_of_any_figures_is_read_as_given(data: st.DataObject) -> None:
    given_ = data.draw(strategies.report_figures(base_spec(), balanced=data.draw(st.booleans())))
    report = built({**report_of(COMPLETE).data, **strategies.nested(given_)}, base_spec())
    for table in base_spec().tables:
        part = {key: value for key, value in given_.items() if key in table.cells}
        whole = strategies.completed(table, part)
        assert {key: report.figures.values[key] for key in table.cells} == whole


def test_a_group_of_zero_is_zero_in_every_cell() -> None:
    report = report_of(COMPLETE)
    below = [value for key, value in report.figures.values.items() if ".不予处理." in key]
    assert below == [0] * 35


def test_money_stays_a_decimal() -> None:
    report = report_of(complete_report(("行政事业性收费: 0", "行政事业性收费: 4.10")))
    value = report.figures.values["主动公开.行政事业性收费"]
    assert isinstance(value, Decimal)
    assert str(value) == "4.10"


def test_every_cell_has_a_figure_in_a_complete_report(spec: Spec) -> None:
    figures = report_of(COMPLETE).figures
    assert figures.values.keys() == spec.cells.keys()
    assert figures.unknown == set()
    assert figures.blank == []


@pytest.mark.parametrize(
    ("change", "address", "written"),
    [
        ((ROW, ROW), "依申请公开.新收.商业企业", "1}"),
        ((ROW, "新收: [2, 1, 0, 0, 0, 0]"), "依申请公开.新收.商业企业", "1, 0, 0, 0, 0]"),
        ((ROW, "新收:\n    - 2\n    - 1" + "\n    - 0" * 4), "依申请公开.新收.商业企业", "1\n"),
        (("上年结转: 0", "上年结转: 0"), "依申请公开.上年结转.其他", "0\n"),
        (("不予公开: 0", "不予公开: 0"), "依申请公开.办理结果.不予公开.国家秘密.总计", "0\n"),
        ((ROW, ROW), "依申请公开.新收.其他", "新收"),
        ((ROW, ROW), "依申请公开.办理结果.总计.自然人", "办理结果"),
    ],
)  # fmt: skip
def test_a_cell_is_shown_where_it_was_given(
    change: tuple[str, str], address: str, written: str
) -> None:
    """By its own value, by the shorthand that gives it, or by the row it was left out of."""
    text = complete_report(change)
    place = report_of(text).cell_place(address)
    rest = text.split("\n")[place.line - 1][place.column - 1 :] + "\n"
    assert rest.startswith(written)


def test_a_cell_of_data_without_a_text_is_shown_at_the_file() -> None:
    loaded = gxgen.from_dict(report_of(COMPLETE).data)
    assert loaded.value is not None
    assert loaded.value.cell_place("依申请公开.新收.自然人").line == 0


def test_a_total_alone_gives_no_figure_to_its_parts() -> None:
    """Only what was written counts: 新收 {总计: 3} says nothing of 自然人."""
    loaded = gxgen.loads(complete_report((ROW, "新收: {总计: 3}")))
    assert loaded.value is not None
    assert "依申请公开.新收.自然人" not in loaded.value.figures.values


def test_a_total_row_of_zero_is_a_claim_for_every_column() -> None:
    """As in seed 000: outcomes were given, and （七）总计 was left at 0."""
    text = complete_report(("其他处理: 0\n", "其他处理: 0\n    总计: 0\n"))
    loaded = gxgen.loads(text)
    assert loaded.value is not None
    assert loaded.value.figures.claimed("依申请公开.办理结果.总计.自然人") == 0
    assert loaded.value.figures.values["依申请公开.办理结果.总计.自然人"] == 1


def test_an_empty_total_is_an_invitation_and_not_a_gap() -> None:
    text = complete_report(
        ("其他处理: 0\n", "其他处理: 0\n    总计:\n"), (ROW, ROW[:-1] + ", 总计: }")
    )
    loaded = gxgen.loads(text)
    assert loaded.diagnostics == ()
    assert loaded.value is not None
    assert loaded.value.figures.values["依申请公开.新收.总计"] == 3


def test_the_line_of_a_blank_cell_is_its_own() -> None:
    text = complete_report(("  行政处罚: 1", "  行政处罚:"))
    (found,) = gxgen.loads(text).diagnostics
    assert found.place.line == line_number(text, "行政处罚:")  # type: ignore[union-attr]


@given(strategies.tables())
def test_a_mixed_level_of_cells_and_groups_is_no_record(table: Table) -> None:
    """A record is the innermost mapping: what has groups beside its cells cannot be a list."""
    made = replace(base_spec(), tables=(table,), rules=(), equations=())
    pending = list(made.groups.values())
    while pending:
        group = pending.pop()
        below = [child for child in group.children.values() if isinstance(child, Group)]
        if below:
            assert group.record is None
        pending += below
