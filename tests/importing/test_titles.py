"""Which of the lines above a report is its title, and whose it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from gxgen.app.importing import import_report

BODY = """
一、总体情况
这一年的工作照常进行。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
"""
YEAR_TITLE = "2024年政府信息公开工作年度报告"
CASES = {
    "navigation above": (
        "您的位置:首页 > 公开 > 政府信息公开年报\n\n甲市乙局" + YEAR_TITLE,
        "甲市乙局",
        2024,
    ),
    "columns of a page above": (
        "政府信息公开\n政府信息公开工作年度报告\n\n甲市乙局" + YEAR_TITLE,
        "甲市乙局",
        2024,
    ),
    "the office of the site above": (
        "甲市人民政府\n\n政府信息公开年报\n乙街道" + YEAR_TITLE,
        "乙街道",
        2024,
    ),
    "agency on the line above": (
        YEAR_TITLE + "\n甲县乙镇人民政府\n" + YEAR_TITLE,
        "甲县乙镇人民政府",
        2024,
    ),
    "agency above the year": ("甲县人民政府机关\n" + YEAR_TITLE, "甲县人民政府机关", 2024),
    "name of a column before it": (
        "名称 甲开发区管理委员会" + YEAR_TITLE,
        "甲开发区管理委员会",
        2024,
    ),
    "what the page adds behind it": ("甲市乙局" + YEAR_TITLE + "(文字版)", "甲市乙局", 2024),
    "name of a file": ("甲市乙局" + YEAR_TITLE + ".docx", "甲市乙局", 2024),
    "name of the site behind it": ("甲市乙局" + YEAR_TITLE + "-乙局网站", "甲市乙局", 2024),
    "preamble in the same line": (
        "甲县乙镇" + YEAR_TITLE + "根据《中华人民共和国政府信息公开条例》编制，由乙镇公布。",
        "甲县乙镇",
        2024,
    ),
    "the name runs into the topic": (
        "2024年甲镇人民政府信息公开工作年度报告",
        "甲镇人民政府",
        2024,
    ),
    "year typed twice": ("2024甲县乙镇2024年度政府信息公开工作年度报告", "甲县乙镇", 2024),
}


@pytest.mark.parametrize("name", CASES)
def test_the_title_names_the_agency_and_the_year(name: str, tmp_path: Path) -> None:
    front, agency, year = CASES[name]
    path = tmp_path / "年报.txt"
    path.write_text(front + "\n" + BODY, encoding="utf-8")
    made = import_report(path)
    assert made.value is not None
    published = made.value.published
    assert published.header["机关.名称"][0].text == agency
    assert published.year == year


@pytest.mark.parametrize(
    "sentence",
    [
        "根据《中华人民共和国政府信息公开条例》要求,现发布《甲县乙镇2024年政府信息公开工作年度报告》。本报告共六个部分。",
        "依据有关规定,特向社会公布乙局2024年政府信息公开年度工作报告。本年度报告共六个部分。",
    ],
)
def test_a_sentence_that_ends_like_a_title_is_none(sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    path.write_text(sentence + "\n" + BODY, encoding="utf-8")
    made = import_report(path)
    assert made.value is not None
    assert "标题" not in made.value.published.header
    assert {"GX615"} <= {item.code for item in made.value.form}


def test_a_number_alone_belongs_to_the_heading_below_it(tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    path.write_text(
        "甲市乙局" + YEAR_TITLE + "\n1. 总体情况\n（一）主动公开\n公开信息9条。\n"
        "（二）\n依申请公开\n收到申请3件。\n"
        "（三）\n政府信息资源的规范化、标准化管理情况\n专人管理。\n",
        encoding="utf-8",
    )
    made = import_report(path)
    assert made.value is not None
    found = made.value.published.chapters["总体情况"]
    assert [section.key for section in found.sections] == ["主动公开", "依申请公开", "政府信息管理"]
