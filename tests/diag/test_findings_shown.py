"""How findings are shown: excerpt and caret, places in documents, JSON, order, harmless text."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace

import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st

from gxgen.cli.console import ambiguous_cells
from gxgen.diag import (
    DocPlace,
    Related,
    Result,
    Severity,
    TextPlace,
    diagnose,
    hint_of,
    in_order,
    message_of,
    title_of,
    whole_file,
)
from gxgen.diag.json import as_record, render_json
from gxgen.diag.text import display_width, printable, render_one, render_text


def shown(text: str, column: int, end: int) -> list[str]:
    """The block of one finding on line 7 of a file that has only that line."""
    found = diagnose("GX205", TextPlace("年报.yaml", 7, column, end), case="words", text="甲")
    return render_one(found, lambda file, line: text if line == 7 else None).split("\n")


def caret(lines: list[str]) -> tuple[str, str]:
    """The excerpt from the caret on, and the carets."""
    at = next(index for index, line in enumerate(lines) if "^" in line)
    cells = lines[at].index("^")
    start = 0
    while cells > 0:
        cells -= display_width(lines[at - 1][start])
        start += 1
    return lines[at - 1][start:], lines[at].split("|")[1].strip().split(" ")[0]


def test_a_caret_is_as_wide_as_what_it_marks() -> None:
    rest, carets = caret(shown("  行政处罚: 一件", 9, 11))
    assert (rest, carets) == ("一件", "^^^^")


def test_a_caret_without_width_is_one_wide() -> None:
    rest, carets = caret(shown("甲: 乙", 4, 4))
    assert rest.startswith("乙")
    assert carets in ("^", "^^")


def test_the_line_above_is_shown_too() -> None:
    found = diagnose("GX205", TextPlace("年报.yaml", 8, 1, 2), case="words", text="甲")
    lines = render_one(found, lambda file, line: {7: "上一行", 8: "这一行"}.get(line))
    assert "7 | 上一行\n8 | 这一行\n" in lines


@given(st.text("公开信息 12条,abc", min_size=1, max_size=3000), st.data())
def test_a_long_line_is_cut_around_the_place(text: str, data: st.DataObject) -> None:
    column = data.draw(st.integers(1, len(text)))
    lines = shown(text, column, column + 1)
    excerpt = next(line for line in lines if line.startswith("7 | "))
    assert len(excerpt) <= 4 + 102
    rest, _ = caret(lines)
    if text[column - 1].strip():
        assert rest.startswith(text[column - 1])


@given(st.text(max_size=40), st.integers(0, 50), st.integers(0, 60))
def test_no_place_makes_showing_raise(text: str, column: int, end: int) -> None:
    assert shown(text, column, end)[0].startswith("错误 GX205")


@given(strategies.prose | st.text())
def test_what_is_printed_is_harmless_for_a_terminal(text: str) -> None:
    made = printable(text)
    assert len(made) == len(text)
    assert not [sign for sign in made if unicodedata.category(sign) in ("Cc", "Cs")]


def test_spaces_of_chinese_typing_are_shown_as_they_are() -> None:
    assert printable("　　全年公开") == "　　全年公开"


def test_control_characters_of_a_file_never_reach_the_terminal() -> None:
    found = diagnose("GX201", TextPlace("年\x1b[31m报.yaml", 1, 1, 2), name="甲\x07", case="list")
    block = render_one(found, lambda file, line: "甲\x1b[2J: 1")
    assert not [sign for sign in block if ord(sign) < 32 and sign != "\n"]


@pytest.mark.parametrize(
    ("text", "cells"),
    [("", 0), ("abc", 3), ("公开", 4), ("ａ", 2), ("e\u0301", 1), ("“”", 2), ("😀", 2)],
)
def test_display_width_counts_cells(text: str, cells: int) -> None:
    assert display_width(text) == cells


@pytest.mark.parametrize(
    ("page", "environment", "cells"),
    [
        (936, {}, 2),
        (936, {"WT_SESSION": "1"}, 1),
        (936, {"TERM_PROGRAM": "vscode"}, 1),
        (65001, {}, 1),
        (437, {}, 1),
        (0, {}, 1),
    ],
)
def test_quotes_take_two_cells_in_the_console_of_chinese_windows_only(
    page: int, environment: dict[str, str], cells: int
) -> None:
    assert ambiguous_cells(page, environment) == cells


@pytest.mark.parametrize("ambiguous", [1, 2])
def test_the_caret_stands_below_what_it_marks_whatever_the_screen(ambiguous: int) -> None:
    text = "  综述: “一网通办”——一件"
    start = text.index("一件") + 1
    found = diagnose("GX205", TextPlace("年报.yaml", 7, start, start + 2), case="words", text="甲")
    lines = render_one(found, lambda file, line: text if line == 7 else None, ambiguous).split("\n")
    below = next(line for line in lines if "^" in line)
    before = "7 | " + text[: start - 1]
    assert below.index("^") == display_width(before, ambiguous)
    assert below.count("^") == 4


DOC = DocPlace("年报.docx", "正文", paragraph=2, table=3, row=4, column=5, text="3.其他")


def test_a_place_in_a_document_is_counted_as_its_reader_counts() -> None:
    assert str(DOC) == "年报.docx：正文 第3个表格 第4行 第5列 第2段"
    assert str(DocPlace("年报.docx")) == "年报.docx"
    assert str(TextPlace("年报.yaml", 3, 7)) == "年报.yaml:3:7"
    assert str(whole_file("年报.yaml")) == "年报.yaml"


def test_a_finding_in_a_document_shows_what_stands_there() -> None:
    block = render_one(diagnose("GX001", DOC, case="missing"), lambda file, line: None)
    assert (
        "  --> 年报.docx：正文 第3个表格 第4行 第5列 第2段\n   | 3.其他\n   = 没有这个文件\n"
        in block
    )


def test_json_of_a_place_in_a_document_says_where_in_words() -> None:
    record = as_record(diagnose("GX001", DOC, case="missing"))
    assert (record["line"], record["column"]) == (0, 5)
    assert record["where"] == str(DOC)
    assert as_record(diagnose("GX001", TextPlace("甲", 3, 7), case="missing"))["where"] == ""


def test_json_lines_read_back() -> None:
    found = [
        diagnose("GX201", TextPlace("甲\n乙", 1, 2), name='"', case="list", known="一\u2028二")
    ] * 2
    lines = render_json(found).split("\n")
    assert lines.pop() == ""
    assert [json.loads(line)["code"] for line in lines] == ["GX201", "GX201"]
    assert render_json([]) == render_text([], lambda file, line: None) == ""


def test_findings_of_one_place_keep_the_order_they_came_in() -> None:
    place = TextPlace("甲", 3, 7)
    found = [
        diagnose("GX311", place),
        diagnose("GX302", place),
        diagnose("GX205", TextPlace("甲", 2, 9)),
        diagnose("GX003", whole_file("甲")),
        diagnose("GX001", TextPlace("乙", 1, 1)),
    ]
    assert [item.code for item in in_order(found)] == ["GX001", "GX003", "GX205", "GX311", "GX302"]


def test_places_of_a_document_come_in_its_order() -> None:
    rows = [
        DocPlace("甲", "正文", table=1, row=row, column=column)
        for row in (2, 1)
        for column in (9, 3)
    ]
    ordered = in_order(diagnose("GX001", place, case="missing") for place in rows)
    assert [(item.place.row, item.place.column) for item in ordered] == [  # type: ignore[union-attr]
        (1, 3),
        (1, 9),
        (2, 3),
        (2, 9),
    ]


def test_a_fact_that_is_missing_stays_visible_and_does_not_raise() -> None:
    assert "{known}" in hint_of(diagnose("GX201", whole_file("甲"), name="乙", case="list"))


def test_a_fact_with_braces_is_only_text() -> None:
    found = diagnose("GX201", whole_file("甲"), name="{code} {0} {", case="list", known="")
    assert "“{code} {0} {”" in message_of(found)


def test_a_code_that_is_not_in_the_book_is_our_bug() -> None:
    with pytest.raises(KeyError):
        diagnose("GX000", whole_file("甲"))


def test_a_pack_may_bring_its_own_title_and_severity() -> None:
    found = diagnose("GX311", whole_file("甲"), severity=Severity.ADVICE, title="自己的检查")
    assert title_of(found) == "自己的检查"
    assert render_one(found, lambda file, line: None).startswith("建议 GX311  自己的检查\n")


def test_a_document_gets_the_remedy_for_documents() -> None:
    found = diagnose("GX302", DocPlace("年报.docx", "表三"), stated=9, computed=1, difference="+8")
    assert "程序" in hint_of(found)
    assert "程序" not in hint_of(replace(found, published=True))


def test_a_case_of_its_own_goes_before_the_general_remedy_for_documents() -> None:
    found = diagnose("GX302", whole_file("年报.docx"), case="explained", culprit="新收")
    assert hint_of(replace(found, published=True)) == hint_of(found)


def test_our_own_catalogue_numbers_are_not_cited() -> None:
    found = diagnose("GX511", whole_file("年报.yaml"), basis="T1")
    assert as_record(found)["basis"] == "国办公开办函〔2021〕30号：数据准确"
    assert "T1" not in render_one(found, lambda file, line: None)


def test_related_places_are_named() -> None:
    found = diagnose("GX020", TextPlace("甲", 9, 1), name="年度", line=1,
                     related=(Related(TextPlace("甲", 1, 1), "上一次出现在这里"),))  # fmt: skip
    assert "   = 参见：甲:1:1  上一次出现在这里\n" in render_one(found, lambda file, line: None)
    assert as_record(found)["related"] == [{"where": "甲:1:1", "note": "上一次出现在这里"}]


def test_a_result_without_a_value_is_never_good() -> None:
    assert not Result(None).ok
    assert Result(1).ok
    warning = diagnose("GX014", whole_file("甲"), text="#")
    assert Result(1, (warning,)).ok
    assert Result(1, (warning,)).errors == ()
