"""Stated totals and 勾稽: a completed report breaks nothing, and every wrong figure is noticed."""

from __future__ import annotations

from decimal import Decimal

import strategies
from helpers import complete_report, judged, said
from hypothesis import assume, given
from hypothesis import strategies as st
from sums_kit import Figures, arithmetic, base, whole

from gxgen.diag import message_of
from gxgen.spec.identity import identities
from gxgen.spec.table import Table

FIGURES = strategies.report_figures(base())
ROW = "{自然人: 2, 商业企业: 1}"


def wrong(value: int | Decimal) -> st.SearchStrategy[int | Decimal]:
    """Another value a clerk may type: any up to seven digits."""
    return strategies.SEVEN_DIGITS.filter(lambda other: other != value)


@given(FIGURES)
def test_a_balanced_report_breaks_nothing_with_or_without_its_totals(figures: Figures) -> None:
    assert arithmetic(figures) == []
    assert arithmetic(whole(figures)) == []


@given(FIGURES, st.data())
def test_one_wrong_figure_breaks_something_when_all_totals_are_stated(
    figures: Figures, data: st.DataObject
) -> None:
    """Any cell that has a part in a sum or a relation; a lone count can be anything."""
    stated = whole(figures)
    related = {
        part
        for table in base().tables
        for identity in identities(table)
        for part in (identity.total, *identity.parts)
    }
    address = data.draw(st.sampled_from(sorted(related)))
    stated[address] = data.draw(wrong(stated[address]))
    assert [item.code for item in arithmetic(stated)]


@given(strategies.tables(), st.data())
def test_a_completed_table_breaks_nothing(table: Table, data: st.DataObject) -> None:
    spec = strategies.spec_with(base(), table)
    figures = data.draw(strategies.leaves(table))
    assert arithmetic(strategies.completed(table, figures), spec) == []


@given(strategies.tables(), st.data())
def test_one_wrong_figure_of_any_table_breaks_something(table: Table, data: st.DataObject) -> None:
    related = sorted({part for item in identities(table) for part in (item.total, *item.parts)})
    assume(related)
    spec = strategies.spec_with(base(), table)
    stated = strategies.completed(table, data.draw(strategies.leaves(table)))
    address = data.draw(st.sampled_from(related))
    stated[address] = data.draw(wrong(stated[address]))
    found = arithmetic(stated, spec)
    assert [item for item in found if item.code in ("GX301", "GX302")]


@given(FIGURES, st.data())
def test_a_stated_total_is_judged_by_the_leaves_and_by_nothing_else(
    figures: Figures, data: st.DataObject
) -> None:
    """Two wrong totals are two findings: neither is explained by the other."""
    totals = sorted(key for key, cell in base().cells.items() if cell.is_total)
    chosen = data.draw(st.lists(st.sampled_from(totals), min_size=1, max_size=5, unique=True))
    right = whole(figures)
    stated = dict(figures)
    for address in chosen:
        stated[address] = data.draw(wrong(right[address]))
    found = [item for item in arithmetic(stated) if item.code in ("GX301", "GX302")]
    assert sorted(item.address for item in found) == sorted(chosen)
    for item in found:
        assert item.facts["computed"] == str(right[item.address])
        axis = base().cells[item.address].axis
        assert item.code == {"row": "GX301", "column": "GX302"}[axis]


def test_a_finding_says_by_how_much_and_in_which_direction() -> None:
    text = complete_report((ROW, "{自然人: 2, 商业企业: 1, 总计: 5}"))
    found = next(item for item in judged(text) if item.code == "GX302")
    assert message_of(found) == "填报 5，各列相加得 3（差 +2）"
    assert found.facts["basis"] == "国办公开办函〔2021〕30号 第三部分 表三"
    assert found.label == "一、本年新收政府信息公开申请数量／总计"
    less = complete_report((ROW, "{自然人: 2, 商业企业: 1, 总计: 1}"))
    found = next(item for item in judged(less) if item.code == "GX302")
    assert message_of(found) == "填报 1，各列相加得 3（差 -2）"


def test_a_relation_tells_its_flow_in_words() -> None:
    text = complete_report(("结转下年度: {自然人: 1}", "结转下年度: 0"))
    found = [item for item in judged(text) if item.code == "GX311"]
    assert message_of(found[0]) == (
        "自然人：新收2＋上年结转0＝2，办理结果1＋结转下年度0＝1，有1件没有去向"
    )
    assert "1件" in said(found[0])
    assert [place.note for place in found[0].related] == [
        "上年结转 0",
        "办理结果 1",
        "结转下年度 0",
    ]


def test_the_other_direction_reads_differently() -> None:
    text = complete_report((ROW, "{商业企业: 1}"))
    found = [item for item in judged(text) if item.code == "GX311"]
    assert message_of(found[0]).endswith("多办理了2件")


def test_table_four_has_no_relation_to_table_three() -> None:
    """Cases may stem from an earlier year: no application, yet three cases, is no fault."""
    text = complete_report(
        ("{行政复议: 0,", "{行政复议: {结果维持: 3},"),
    )
    assert [item.code for item in judged(text) if item.code.startswith("GX3")] == []


def test_money_is_added_exactly() -> None:
    figures = {key: 0 for key, cell in base().cells.items() if not cell.is_total}
    figures["主动公开.行政事业性收费"] = Decimal("0.1")  # type: ignore[assignment]
    assert arithmetic(figures) == []


def test_a_column_that_does_not_balance_is_named_even_without_any_total() -> None:
    figures: Figures = {key: 0 for key, cell in base().cells.items() if not cell.is_total}
    figures["依申请公开.新收.科研机构"] = 5
    found = arithmetic(figures)
    assert {item.code for item in found} == {"GX311"}
    assert "科研机构" in {str(item.facts["column"]) for item in found}
    assert all(item.facts["difference"] == "5" for item in found)
