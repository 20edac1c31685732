"""The linter on patterns, on names of files, and on how strict a pack may be."""

from __future__ import annotations

from pathlib import Path

import pytest
from pack_kit import linted

TEXTS = {
    "misspelt": (
        "标题: '{{ 机关.名程 }}年报'\n",
        "1:5 “标题”里没有“机关.名程”这个名称，是不是“机关.名称”？",
    ),
    "unknown": ("统计期限: '{{ 日子 }}'\n", "1:7 “统计期限”里没有“日子”这个名称；可以写：年度、"),
    "period in the title": (
        "标题: '{{ 统计期限 }}'\n",
        "1:5 “标题”里没有“统计期限”这个名称；可以写：年度、",
    ),
    "one brace": ("前言: '{{ 年度 }年'\n", "1:5 “前言”里的花括号没有成对，或者用了全角花括号"),
    "full width": (
        "前言: '｛｛ 年度 ｝｝年'\n",
        "1:5 “前言”里的花括号没有成对，或者用了全角花括号",
    ),
    "angle": ("前言: '<{{ 年度 }}年'\n", "1:5 “前言”里的尖括号没有成对"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_fault_of_a_pattern_is_told(name: str, tmp_path: Path) -> None:
    text, expected = TEXTS[name]
    (found,) = linted(tmp_path, {"text.yaml": text})
    assert found.startswith(f"GX106 text.yaml:{expected}")


def test_patterns_may_name_every_field_of_the_agency(tmp_path: Path) -> None:
    text = (
        "标题: '{{ 机关.简称 }}{{ 年度 }}年年报'\n"
        "前言: '{{ 各部分 }}{{ 编制依据 }}{{ 统计期限 }}<{{ 机关.联系方式.电话 }}>"
        "{{ 机关.联系方式.全部 }}'\n"
    )
    assert linted(tmp_path, {"text.yaml": text}) == []


@pytest.mark.parametrize(
    ("file", "meant"),
    [
        ("chapter.yaml", "chapters"), ("Tables.yaml", "tables"), ("style.yml", "style"),
        ("2021/check.yaml", "checks"), ("cheks.yaml", "checks"),
    ],
)  # fmt: skip
def test_a_file_that_nobody_reads_is_told(file: str, meant: str, tmp_path: Path) -> None:
    files = {file: "x: y\n", "2021/style.yaml": "小节编号: 1.\n"}
    (found,) = linted(tmp_path, files)
    name = file.rpartition("/")[2]
    assert found == f"GX102 {file} {name}：这个文件不会被读到，是不是要叫“{meant}.yaml”？"


@pytest.mark.parametrize("file", ["样例.yaml", "年报.yaml", "说明.md", "读我.txt"])
def test_other_files_are_left_alone(file: str, tmp_path: Path) -> None:
    assert linted(tmp_path, {file: "x: y\n"}) == []


LAST = "- {{编号: {code}, 名称: 甲, 级别: {level}, 表: 依申请公开, 关系: 新收.总计 >= {right}}}\n"


def test_what_rests_on_last_year_never_stops(tmp_path: Path) -> None:
    text = LAST.format(code="GX801", level="错误", right="上年.新收.总计")
    assert linted(tmp_path, {"checks.yaml": text}) == [
        "GX106 checks.yaml:1:26 GX801 与别的年报比较，级别最高是警告"
    ]


def test_a_relation_of_this_report_may_stop(tmp_path: Path) -> None:
    text = LAST.format(code="GX801", level="错误", right="上年结转.总计")
    assert linted(tmp_path, {"checks.yaml": text}) == []


def test_neither_may_last_years_checks_of_the_base_be_raised(tmp_path: Path) -> None:
    found = linted(tmp_path, {"checks.yaml": "- {编号: GX401, 级别: 错误}\n"})
    assert found == ["GX106 checks.yaml:1:19 GX401 与别的年报比较，级别最高是警告"]


FIGURE = "自用数字: {要报: {%s}}\n"


@pytest.mark.parametrize(
    ("figure", "code"),
    [
        ("解读数: {标签: 解读数, 单位: 件}", ""),
        ("1数: {标签: 甲}", "GX106"),
        ("解读数: {单位: 件}", "GX102"),
        ("解读数: {标签: 甲, 级别: 乙}", "GX102"),
    ],
)
def test_figures_that_a_pack_asks_for(figure: str, code: str, tmp_path: Path) -> None:
    found = linted(tmp_path, {"fields.yaml": FIGURE % figure})
    assert [line.split()[0] for line in found] == ([code] if code else [])


def test_only_a_group_of_figures_asks_for_figures(tmp_path: Path) -> None:
    found = linted(tmp_path, {"fields.yaml": "文号: {要报: {甲: {标签: 甲}}}\n"})
    assert found == ["GX106 fields.yaml:1:6 “文号”的类型是“文本”，不能写“要报”"]
