"""Markdown made from PDF or by OCR: lines, headings, pipe and HTML tables, no page furniture."""

from __future__ import annotations

import time

import pytest
from word_kit import outline

from gxgen.diag import TextPlace
from gxgen.readers.published import read_bytes
from gxgen.report.published.raw import RawDocument


def read(text: str) -> RawDocument:
    result = read_bytes(text.encode(), "年报.md")
    assert result.value is not None, result.diagnostics
    return result.value


def lines(text: str) -> list[str | list[list[str]]]:
    return outline(read(text))


def test_every_line_is_a_paragraph_with_its_place() -> None:
    document = read(
        "# 年度报告\n\n## 一、总体情况 ##\n**（一）主动公开**\n全年公开 12 条。\n下一行\n"
    )
    found = [(item.text, item.heading, item.strong) for item in document.paragraphs]
    assert found == [
        ("年度报告", 1, False),
        ("一、总体情况", 2, False),
        ("（一）主动公开", 0, True),
        ("全年公开 12 条。", 0, False),
        ("下一行", 0, False),
    ]
    places = [item.place for item in document.items]
    assert [place.line for place in places if isinstance(place, TextPlace)] == [1, 3, 4, 5, 6]


def test_marks_within_a_line_go() -> None:
    text = r"公开**12**条，*见*[网站](http://a.cn/b)与`目录`，1\. 不是\*星\*，"
    text += "a_b_c，3&nbsp;件&lt;甲&gt;"
    assert lines(text) == ["公开12条，见网站与目录，1. 不是*星*，a_b_c，3 件<甲>"]


def test_lists_quotes_and_tags() -> None:
    text = '- 甲\n* 乙\n> 丙\n1. 丁\n<p align="center">戊</p>\n<div>己</div>'
    assert lines(text) == ["甲", "乙", "丙", "1. 丁", "戊", "己"]


def test_furniture_of_pages_goes() -> None:
    text = "甲\n\n---\n\n3\n\n<!-- page 4 -->\n乙\n— 5 —\n第 6 页 共 8 页\n"
    text += "Page 7 of 8\n\\newpage\n丙\n15\n"
    assert lines(text) == ["甲", "乙", "丙", "15"]


@pytest.mark.parametrize(
    "table",
    [
        "| 信息内容 | 数量 |\n|:---|---:|\n| 许可 | 12 |\n| 处罚 |  |",
        "信息内容 | 数量\n--- | ---\n许可 | 12\n处罚 | ",
        "| 信息内容 | 数量 |\n| 许可 | 12 |\n| 处罚 |  |",
        "+------+----+\n| 信息 | 数 |\n| 内容 | 量 |\n+======+====+\n| 许可 | 12 |\n+------+----+\n"
        "| 处罚 |    |\n+------+----+",
        "<table><tr><td>信息内容</td><td>数量</td></tr>\n<tr><td>许可</td><td>12</td></tr>\n"
        "<tr><td>处罚</td><td></td></tr></table>",
    ],
    ids=["pipes", "no outer pipes", "no dashes", "borders", "html"],
)
def test_tables(table: str) -> None:
    document = read(f"前文\n\n{table}\n\n后文 a|b\n")
    before, found, after = outline(document)
    assert (before, after) == ("前文", "后文 a|b")
    assert [["".join(cell.split()) for cell in row] for row in found] == [
        ["信息内容", "数量"],
        ["许可", "12"],
        ["处罚", ""],
    ]
    (grid,) = document.tables
    assert grid.exact
    assert isinstance(grid.place, TextPlace)
    assert grid.place.line == 3


def test_cells_of_a_pipe_table_know_their_line_and_keep_their_breaks() -> None:
    (table,) = read("| a\\|b | 商业<br>企业 |\n|---|---|\n| 1 | **2** |").tables
    assert table.grid.texts() == [["a|b", "商业\n企业"], ["1", "2"]]
    cell = table.grid.at(1, 1)
    assert cell is not None
    assert isinstance(cell.ref, TextPlace)
    assert cell.ref.line == 3


def test_rows_of_unequal_length_are_not_exact() -> None:
    (table,) = read("| 1 | 2 | 3 |\n|---|---|---|\n| 4 | 5 |").tables
    assert not table.exact


def test_front_matter_gives_the_title() -> None:
    document = read('---\ntitle: "青溪镇2024年年度报告"\ndate: 2025-01-09\n---\n正文。')
    assert document.title == "青溪镇2024年年度报告"
    assert outline(document) == ["正文。"]


@pytest.mark.parametrize(
    "text",
    [
        "*" * 200_000,
        "[" * 200_000,
        "`" * 200_001 + "甲",
        "**甲" * 60_000,
        "_a" * 100_000,
        "<a" * 100_000,
        "\\" * 200_001,
        "|" * 200_000 + "\n" + "|" * 200_000,
        "<table>" * 100_000,
        "| 1 | 2 |\n" * 60_000,
        "- " * 100_000 + "甲",
    ],
    ids=range(11),
)
def test_hostile_lines_take_no_time(text: str) -> None:
    started = time.process_time()
    result = read_bytes(f"甲\n{text}\n乙".encode(), "年报.md")
    assert time.process_time() - started < 12
    assert result.value is not None or result.diagnostics[0].code == "GX601"
