"""What is empty is told once, by the name people know it by; every finding has its place."""

from __future__ import annotations

import pytest
import strategies
from helpers import COMPLETE, complete_report, findings, judged, report_of, said
from hypothesis import given
from hypothesis import strategies as st

import gxgen
from gxgen.app.creating import new_report


def test_a_new_report_is_full_of_blanks_and_nothing_else() -> None:
    made = new_report("云岭县青溪镇人民政府", 2024)
    assert made.value is not None
    loaded = gxgen.loads(made.value)
    assert loaded.value is not None
    assert {item.code for item in loaded.diagnostics} == {"GX206"}
    assert loaded.value.data["机关"]["名称"] == "云岭县青溪镇人民政府"  # type: ignore[index]


@pytest.mark.parametrize(
    "name",
    [
        "云岭县青溪镇人民政府",
        "A&B 管委会",
        "某局: 办公室",
        "“引号”局",
        "123",
        "no",
        "#1 局",
        "- 局",
        '"双"局',
        "反\\斜",
    ],
)
def test_the_agency_of_a_new_report_is_read_back(name: str) -> None:
    made = new_report(name, 2024)
    assert made.value is not None
    loaded = gxgen.loads(made.value)
    assert loaded.value is not None
    assert loaded.value.data["机关"]["名称"] == name  # type: ignore[index]


@pytest.mark.parametrize("pack", ["base", "bingtuan", "liaoning", "shandong", "tianjin"])
def test_every_pack_makes_a_new_report_that_reads(pack: str) -> None:
    made = new_report("云岭县青溪镇人民政府", 2024, pack)
    assert made.value is not None
    loaded = gxgen.loads(made.value)
    assert loaded.value is not None
    assert loaded.value.spec.pack == pack
    assert {item.code for item in loaded.diagnostics} == {"GX206"}


def test_a_new_report_asks_for_every_row_and_invites_every_cross_check() -> None:
    made = new_report("某局", 2024)
    assert made.value is not None
    lines = made.value.split("\n")
    rows = [line for line in lines if "自然人:" in line and not line.lstrip().startswith("#")]
    assert len(rows) == 24
    assert all("总计:" in line for line in rows)


def test_blanks_of_a_row_are_one_finding_with_their_number() -> None:
    text = complete_report(("制发: 0, 废止: 0, 现行有效: 2", "制发: , 废止: , 现行有效: 2"))
    (found,) = [item for item in judged(text) if item.is_error]
    assert (found.code, found.address, found.facts["count"]) == (
        "GX206",
        "主动公开.行政规范性文件",
        2,
    )
    assert found.label == "行政规范性文件"


def test_a_blank_table_is_one_finding() -> None:
    start, end = COMPLETE.index("主动公开:\n  规章"), COMPLETE.index("依申请公开:\n")
    text = COMPLETE[:start] + "主动公开:\n" + COMPLETE[end:]
    found = [item for item in judged(text) if item.is_error]
    assert [(item.code, item.facts["case"]) for item in found] == [("GX206", "table")]


def test_a_finding_carries_the_official_label_and_the_address() -> None:
    text = complete_report(("部分公开: 0", "部分公开: {自然人: 一}"))
    (found,) = [item for item in judged(text) if item.is_error]
    assert found.address == "依申请公开.办理结果.部分公开.自然人"
    assert found.label == (
        "三、本年度办理结果／（二）部分公开（区分处理的，只计这一情形，不计其他情形）／自然人"
    )


def test_a_place_that_is_faulty_is_not_judged_again() -> None:
    """自然人 cannot be read, so nothing is said of its column, nor of the totals it is part of."""
    text = complete_report(("新收: {自然人: 2,", "新收: {自然人: 二,"))
    assert [item.code for item in findings(text) if item.code < "GX4"] == ["GX205"]


def test_a_date_that_cannot_be_read_is_not_told_again_as_missing() -> None:
    text = complete_report(("2025-01-09", "待定"))
    assert [item.code for item in findings(text)] == ["GX205"]


def test_a_section_that_is_empty_is_not_told_again_as_too_short() -> None:
    start = COMPLETE.index("  改进情况:")
    text = COMPLETE[:start] + "  改进情况:\n" + COMPLETE[COMPLETE.index("其他事项:") :]
    assert [item.code for item in findings(text)] == ["GX206"]


@given(st.data())
def test_findings_come_in_file_order_each_with_a_place_and_words(data: st.DataObject) -> None:
    lines = COMPLETE.splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        lines[at] = data.draw(
            st.sampled_from(
                ["", line.replace("0", "-1"), line.replace("1", "9"), line.replace("人", "仁")]
            )
        )
    found = judged("".join(lines))
    order = [(item.place.line, item.place.column) for item in found]  # type: ignore[union-attr]
    assert order == sorted(order)
    for item in found:
        assert item.place.file == "年报.yaml"
        shown = said(item)
        assert "{" not in shown.replace("{{", "").replace("{自然人", "").replace("{日期", ""), shown


@given(strategies.prose)
def test_no_prose_breaks_a_report_or_is_changed(text: str) -> None:
    """Typed as a list item in data: nothing in a text is read as YAML, and nothing raises."""
    made = dict(report_of(COMPLETE).data)
    made["其他事项"] = {"信息处理费": ["全年没有收取信息处理费。", text]}
    loaded = gxgen.from_dict(made)
    assert loaded.value is not None
    for item in gxgen.check(loaded.value).diagnostics:
        assert said(item)


def test_data_that_is_no_report_is_told_and_never_raises() -> None:
    for data in ({}, {"年度": None}, {"年度": 2024.5}, {"年度": True}, {1: 2}, {"机关": [{}]}):
        loaded = gxgen.from_dict(data)  # type: ignore[arg-type]
        assert not loaded.ok


@pytest.mark.parametrize("data", [[], "年度: 2024", None, 3])
def test_data_that_is_no_mapping_is_told_and_never_raises(data: object) -> None:
    loaded = gxgen.from_dict(data)  # type: ignore[arg-type]
    assert loaded.value is None
    assert [item.code for item in loaded.diagnostics] == ["GX008"]
