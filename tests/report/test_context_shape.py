"""What a template prints: the context of every report has exactly the shape the compiler knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import strategies
from helpers import COMPLETE, EXAMPLES, base_spec, complete_report, report_of, with_first_line
from hypothesis import given
from hypothesis import strategies as st

import gxgen
from gxgen.report.context import context_of, shape_of
from gxgen.report.model import Report
from gxgen.spec.kinds import show
from gxgen.spec.shape import Leaf, ListOf, Number, Record, Shape
from gxgen.spec.spec import Spec


def mismatches(value: object, shape: Shape, path: str = "") -> list[str]:
    """Where `value` is not of `shape`; keys must be the same in both, in the same order."""
    if isinstance(shape, Leaf):
        return [] if isinstance(value, str) else [f"{path}: {type(value).__name__}, not a text"]
    if isinstance(shape, Number):
        return [] if type(value) is int else [f"{path}: {type(value).__name__}, not a number"]
    if isinstance(shape, ListOf):
        if not isinstance(value, list):
            return [f"{path}: {type(value).__name__}, not a list"]
        return [
            found
            for at, item in enumerate(value)
            for found in mismatches(item, shape.item, f"{path}[{at}]")
        ]
    if not isinstance(value, dict):
        return [f"{path}: {type(value).__name__}, not a group"]
    if shape.open_:
        return [found for key in value for found in mismatches(value[key], Leaf(), f"{path}.{key}")]
    if set(value) != set(shape.fields):
        return [f"{path}: {sorted(set(value) ^ set(shape.fields))}"]
    return [
        found
        for key, item in shape.fields.items()
        for found in mismatches(value[key], item, f"{path}.{key}")
    ]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_context_of_an_example_has_the_shape_of_its_spec(path: Path) -> None:
    report = gxgen.load(path).value
    assert report is not None
    assert mismatches(gxgen.context(report), shape_of(report.spec)) == []


FIELDS = {
    "标题": ["标题: 甲", "标题: |\n  甲\n  乙", "标题:"],
    "前言": ["前言: 无", "前言: 按模板", "前言: [甲, 乙]", "前言: ~"],
    "附件": ["附件: 甲", "附件: [甲, 乙]", "附件:"],
    "编制依据": ["编制依据: 甲", "编制依据: [甲, 乙]"],
    "自用数字": ["自用数字: {甲: 1, 乙: 2.50}", "自用数字:"],
    "表注": ["表注: {主动公开: 甲}", "表注: {依申请公开: [甲, 乙]}", "表注:"],
    "上年报告": ["上年报告: 去年.yaml", "上年报告: [甲.yaml, 乙.yaml]"],
    "待归位": ["待归位: [{原文: 甲, 值: 3}]"],
    "豁免": ["豁免: [{编号: GX401, 原因: 甲}]"],
    "版式": ["版式: 2021"],
    "统计期限": ["统计期限: 甲", "统计期限:"],
}


@pytest.mark.parametrize("line", [line for lines in FIELDS.values() for line in lines])
def test_every_optional_field_keeps_the_shape(spec: Spec, line: str) -> None:
    report = gxgen.loads(with_first_line(line)).value
    assert report is not None
    assert mismatches(context_of(report), shape_of(spec)) == []


@pytest.mark.parametrize(
    "signature",
    [
        "落款: 无",
        "落款: {日期: 2025年1月9日}",
        "落款: {署名: [甲, 乙]}",
        "落款: {署名: , 日期: }",
        "落款:",
    ],
)
def test_every_signature_keeps_the_shape(spec: Spec, signature: str) -> None:
    report = gxgen.loads(complete_report(("落款: {日期: 2025-01-09}", signature))).value
    assert report is not None
    assert mismatches(context_of(report), shape_of(spec)) == []


@given(st.data())
def test_even_a_faulty_report_keeps_the_shape(data: st.DataObject) -> None:
    """Drafts are printed from what is there: lines lost or made blank change no name."""
    lines = COMPLETE.splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        head = line.split(":")[0] + ":\n" if ":" in line else ""
        lines[at] = data.draw(st.sampled_from(["", head, line.replace("0", "三")]))
    report = gxgen.loads("".join(lines)).value
    if report is not None:
        assert mismatches(context_of(report, draft=True), shape_of(base_spec())) == []
        assert mismatches(context_of(report), shape_of(base_spec())) == []


@given(st.data())
def test_every_figure_is_printed_at_its_address(data: st.DataObject) -> None:
    given_ = data.draw(strategies.report_figures(base_spec()))
    loaded = gxgen.from_dict({**report_of(COMPLETE).data, **strategies.nested(given_)})
    assert loaded.value is not None
    context = context_of(loaded.value)
    for address, value in loaded.value.figures.values.items():
        assert at(context, address) == (show(value) if value else "0")


def at(context: Any, address: str) -> object:
    for step in address.split("."):
        context = context[step]
    return context


def printed(report: Report, chapter: str) -> list[tuple[int, str, str]]:
    return [(b["级"], b["题"], b["文"]) for b in at(context_of(report), chapter)["块"]]  # type: ignore[index]


def test_sections_are_numbered_and_printed_in_file_order() -> None:
    report = report_of(COMPLETE)
    assert printed(report, "总体情况")[:4] == [
        (0, "", "全年工作平稳有序。"),
        (2, "（一）主动公开", ""),
        (0, "", "全年公开信息12条。"),
        (0, "", "群众满意度较高。"),
    ]
    sections: Any = at(context_of(report), "总体情况.节")
    assert [item["题"] for item in sections] == [
        "",
        "（一）主动公开",
        "（二）依申请公开",
        "（三）政府信息管理",
        "（四）政府信息公开平台建设",
        "（五）监督保障",
    ]


def test_an_own_section_takes_its_number_where_it_stands() -> None:
    text = complete_report(
        ("  政府信息管理:", "  经济发展: {标题: 经济高质量发展, 正文: 甲。}\n  政府信息管理:")
    )
    heads = [title for _, title, _ in printed(report_of(text), "总体情况") if title]
    assert heads[2:4] == ["（三）经济高质量发展", "（四）政府信息管理"]


def test_a_lone_section_has_a_heading_without_a_number() -> None:
    assert printed(report_of(COMPLETE), "其他事项") == [
        (2, "收取信息处理费情况", ""),
        (0, "", "全年没有收取信息处理费。"),
    ]


def test_a_draft_prints_one_mark_for_a_chapter_that_is_blank() -> None:
    start = COMPLETE.index("总体情况:")
    end = COMPLETE.index("主动公开:\n", COMPLETE.index("监督保障"))
    blank = COMPLETE[:start] + "总体情况:\n  综述:\n  主动公开: |\n" + COMPLETE[end:]
    loaded = gxgen.loads(blank)
    assert loaded.value is not None
    blocks = context_of(loaded.value, draft=True)["总体情况"]["块"]  # type: ignore[index]
    assert [block["文"] for block in blocks] == ["【未填】"]


def test_a_chapter_in_one_text_gets_no_heading() -> None:
    text = complete_report(("其他事项:\n  信息处理费: 全", "其他事项: 全"))
    assert printed(report_of(text), "其他事项") == [(0, "", "全年没有收取信息处理费。")]


def test_typed_sub_headings_stay_as_typed() -> None:
    text = complete_report(("    全年公开信息12条。", "    1.法定内容\n    （1）文件\n    甲。"))
    assert printed(report_of(text), "总体情况")[2:5] == [
        (3, "1.法定内容", ""),
        (4, "（1）文件", ""),
        (0, "", "甲。"),
    ]


def test_the_preamble_of_the_pack_names_basis_parts_and_period() -> None:
    blocks: Any = at(context_of(report_of(COMPLETE)), "前言.块")
    (text,) = [block["文"] for block in blocks]
    assert "《中华人民共和国政府信息公开条例》" in text
    assert "2024年1月1日至2024年12月31日" in text
    assert "存在的主要问题及改进情况" in text
    assert "联系" not in text, "there is no contact to name"


def test_a_contact_adds_its_sentence_to_the_preamble() -> None:
    contact = "  联系方式: {机构: 镇党政综合办公室, 电话: 0996-5310105}\n"
    report = report_of(complete_report(("  级别: 乡\n", "  级别: 乡\n" + contact)))
    blocks: Any = at(context_of(report), "前言.块")
    assert "请与镇党政综合办公室联系（电话：0996-5310105）" in blocks[0]["文"]


def test_a_draft_prints_what_is_missing() -> None:
    report = gxgen.loads(complete_report(("行政处罚: 1", "行政处罚:"))).value
    assert report is not None
    assert at(context_of(report, draft=True), "主动公开.行政处罚") == "【未填】"
    assert at(context_of(report, draft=True), "草稿") == "草稿"
    assert at(context_of(report), "草稿") == ""


def test_one_attachment_is_not_numbered() -> None:
    one: Any = context_of(report_of(with_first_line("附件: 甲表")))["附件"]
    two: Any = context_of(report_of(with_first_line("附件: [甲表, 乙表]")))["附件"]
    assert [(item["名"], bool(item["独"])) for item in one] == [("甲表", True)]
    assert [(item["序"], item["名"], item["独"]) for item in two] == [
        ("1", "甲表", ""),
        ("2", "乙表", ""),
    ]


def test_every_name_in_the_shape_is_a_name_in_the_context(spec: Spec) -> None:
    shape = shape_of(spec)
    assert isinstance(shape, Record)
    assert list(shape.fields) == list(context_of(report_of(COMPLETE)))
