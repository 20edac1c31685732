"""Relations with last year's report (GX401), and findings that are answered with a reason."""

from __future__ import annotations

import pytest
from helpers import COMPLETE, codes, complete_report, judged, report_of, said, with_first_line

import gxgen
from gxgen.diag import Severity, hint_of, message_of
from gxgen.diag.json import as_record

LAST = complete_report(("年度: 2024", "年度: 2023"), ("2025-01-09", "2024-01-09"))
CARRIED = (("上年结转: 0", "上年结转: {自然人: 1}"), ("下年度: {自然人: 1}", "下年度: {自然人: 2}"))
"""This year takes over what last year left: one application of a 自然人."""


def waived(place: str = "", code: str = "GX401", reason: str = "上年台账漏登") -> str:
    where = f"位置: {place}, " if place else ""
    return f"年度: 2024\n豁免: [{{编号: {code}, {where}原因: {reason}}}]"


def test_what_last_year_left_is_what_this_year_takes_over() -> None:
    assert codes(complete_report(*CARRIED), LAST) == []


def test_a_difference_is_a_warning_with_both_figures() -> None:
    found = [item for item in judged(COMPLETE, LAST) if item.code == "GX401"]
    assert found[0].severity is Severity.WARNING
    assert found[0].address == "依申请公开.上年结转.自然人"
    assert message_of(found[0]) == (
        "自然人：上年结转0，上年年报结转下年度1，比上年年报的结转下年度少1件"
    )
    assert "上年年报" in hint_of(found[0])


def test_without_last_year_nothing_is_said_of_it() -> None:
    assert codes(COMPLETE) == []


def test_columns_that_agree_are_not_mentioned() -> None:
    told = {item.facts["column"] for item in judged(COMPLETE, LAST) if item.code == "GX401"}
    assert told <= {"自然人", "总计"}


def test_last_year_with_blanks_is_judged_where_it_can_be() -> None:
    loaded = gxgen.loads(LAST.replace("结转下年度: {自然人: 1}", "结转下年度:"))
    report = report_of(COMPLETE)
    assert "GX401" not in [item.code for item in gxgen.check(report, loaded.value).diagnostics]


@pytest.mark.parametrize(
    "place", ["", "依申请公开", "依申请公开.上年结转", "二、上年结转政府信息公开申请数量"]
)
def test_a_waiver_fits_the_place_it_names(place: str) -> None:
    text = complete_report(("年度: 2024", waived(place)))
    found = [item for item in judged(text, LAST) if item.code == "GX401"]
    assert found
    assert all(item.waived == "上年台账漏登" for item in found)
    assert "GX221" not in codes(text, LAST)


def test_a_waiver_of_another_place_does_not_fit() -> None:
    text = complete_report(("年度: 2024", waived("主动公开")))
    assert {item.waived for item in judged(text, LAST) if item.code == "GX401"} == {""}
    assert "GX221" in codes(text, LAST)


def test_a_place_that_only_begins_like_another_does_not_fit() -> None:
    text = complete_report(("年度: 2024", waived("依申请")))
    assert "GX221" in codes(text, LAST)


@pytest.mark.parametrize("code", ["GX302", "GX311", "GX205"])
def test_an_error_cannot_be_waived(code: str) -> None:
    text = complete_report(
        ("年度: 2024", waived("", code)),
        ("{自然人: 2, 商业企业: 1}", "{自然人: 2, 商业企业: 1, 总计: 4}"),
        ("行政处罚: 1", "行政处罚: 一"),
    )
    found = judged(text)
    assert [item.waived for item in found if item.code == code] in ([""], ["", ""])
    assert [item.facts["case"] for item in found if item.code == "GX221"] == ["never"]


def test_a_waived_warning_no_longer_stops_a_strict_run() -> None:
    (item,) = [
        item
        for item in judged(
            complete_report(("年度: 2024", waived("依申请公开.上年结转.自然人"))), LAST
        )
        if item.code == "GX401" and item.address.endswith("自然人")
    ]
    assert not item.is_warning
    assert as_record(item)["waived"] == "上年台账漏登"


def test_a_waiver_in_small_letters_is_understood() -> None:
    assert "GX221" not in codes(complete_report(("年度: 2024", waived("", "gx401"))), LAST)


def test_an_unused_waiver_is_told_at_its_own_line() -> None:
    text = with_first_line("豁免:\n  - 编号: GX401\n    原因: 甲\n  - 编号: GX402\n    原因: 乙")
    found = [item for item in judged(text) if item.code == "GX221"]
    assert [item.place.line for item in found] == [3, 5]  # type: ignore[union-attr]
    assert [item.facts["name"] for item in found] == ["GX401", "GX402"], list(map(said, found))
