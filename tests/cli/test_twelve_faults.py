"""Twelve different faults in one file: all told in one run, in file order, and no document left."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cli_kit import run, write
from helpers import complete_report

from gxgen.diag import entries

CHANGES = (
    ("年度: 2024\n", "年度: 2024\n标语: 为人民服务\n自用数字: {条数: 十二}\n"),
    ("类型: 乡镇街道", "类型: 乡镇"),
    ("    全年公开信息12条。", "    全年公开信息{{ 自用数字.期数 }}条。"),
    ("  规章: 0", "  规章: [0, 0]"),
    ("  行政强制: 0\n", ""),
    ("  行政处罚: 1", "  行政处罚:"),
    ("新收: {自然人: 2, 商业企业: 1}", "新收: {自然人: 2, 商业企业: 1, 总计: 4}"),
    ("上年结转: 0", "上年结转: 2"),
    ("不予公开: 0", "不予公开: {国家秘密: 0, 自然人: 1}"),
    ("不予处理: 0", "不予处理: {信访举报投诉: {自然人: -1}}"),
    ("{行政复议: 0,", "{行政复议: {结果维持: 1, 总计: 3},"),
    ("  信息处理费: 全年", "  信息处理费: {标题: 费用}\n  其他: 全年"),
)
EXPECTED = [
    # code, what the line of the fault begins with
    ("GX201", "标语"),
    ("GX205", "自用数字"),
    ("GX208", "  类型"),
    ("GX501", "    全年公开信息"),
    ("GX204", "主动公开:"),
    ("GX210", "  规章"),
    ("GX206", "  行政处罚"),
    ("GX302", "  新收"),
    ("GX211", "  上年结转"),
    ("GX203", "    不予公开"),
    ("GX205", "    不予处理"),
    ("GX302", "复议诉讼"),
    ("GX202", "  信息处理费"),
]
TEXT = complete_report(*CHANGES)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return write(tmp_path, "年报.yaml", TEXT)


def test_every_fault_is_told_at_its_line(report: Path) -> None:
    lines = TEXT.split("\n")
    records = run("check", "--format", "json", report).records
    told = [(record["code"], lines[record["line"] - 1]) for record in records]
    for code, beginning in EXPECTED:
        assert [line for got, line in told if got == code and line.startswith(beginning)], (
            code,
            beginning,
        )
    assert len({code for code, _ in EXPECTED}) >= 10


def test_findings_come_in_file_order(report: Path) -> None:
    records = run("check", "--format", "json", report).records
    order = [(record["line"], record["column"]) for record in records]
    assert order == sorted(order)
    assert all(line and column for line, column in order)


def blocks(report: Path) -> list[list[str]]:
    """The findings as printed, each as its lines."""
    parts = run("check", report).out.split("\n\n")
    return [part.split("\n") for part in parts if part.startswith(("错误", "警告", "建议"))]


def test_each_has_its_place_caret_chinese_message_and_hint(report: Path) -> None:
    assert run("check", report).status == 1
    assert len(blocks(report)) >= 12
    for lines in blocks(report):
        assert lines[0].split()[1] in entries()
        assert re.fullmatch(rf"  --> {re.escape(str(report))}:\d+:\d+", lines[1])
        carets = [found for line in lines if (found := re.fullmatch(r" +\| *\^+ (.+)", line))]
        hints = [line for line in lines if line.startswith("   = 提示：")]
        assert len(carets) == len(hints) == 1, lines
        assert re.search("[\u4e00-\u9fff]", carets[0][1])
        for text in (carets[0][1], hints[0]):
            assert not re.search(r"\{[a-z_]+\}", text), (
                "a fact that the message names was not passed"
            )


@pytest.mark.parametrize("wrong", ["标语", "十二", "乡镇", "{{ 自用", "[", "4", "2", "-1", "3"])
def test_the_caret_stands_below_what_is_wrong(report: Path, wrong: str) -> None:
    """Counted in display cells: a Chinese character is two of them wide."""
    marked = []
    for lines in blocks(report):
        at = next(index for index, line in enumerate(lines) if re.fullmatch(r" +\| *\^+ .+", line))
        cells = lines[at].index("^")
        start = 0
        while cells > 0:
            cells -= 2 if ord(lines[at - 1][start]) > 0x2E80 else 1
            start += 1
        assert cells == 0
        marked.append(lines[at - 1][start:])
    assert any(text.startswith(wrong) for text in marked), marked


def test_rendering_is_refused_and_leaves_nothing(report: Path) -> None:
    done = run("render", report)
    assert done.status == 1
    assert "没有生成" in done.err
    assert sorted(path.name for path in report.parent.iterdir()) == ["年报.yaml"]


def test_rendering_tells_the_same_faults_as_checking(report: Path) -> None:
    check = run("check", "--format", "json", report).records
    render = run("render", "--format", "json", report).records
    assert render == check
