"""正文: paragraphs, sub-headings and run-in headings, as design §4 defines them."""

from __future__ import annotations

import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st

from gxgen.report.prose import (
    BODY,
    ITEM,
    POINT,
    SECTION,
    Block,
    blocks_of,
    chinese_numeral,
    numbered,
)

LINES = [
    ("全年公开信息12条。", Block(BODY, text="全年公开信息12条。")),
    ("（一）主动公开", Block(SECTION, title="（一）主动公开")),
    ("(一)主动公开", Block(SECTION, title="(一)主动公开")),
    ("（十一）其他", Block(SECTION, title="（十一）其他")),
    ("1.法定内容公开", Block(ITEM, title="1.法定内容公开")),
    ("1．法定内容公开", Block(ITEM, title="1．法定内容公开")),
    ("12、法定内容公开", Block(ITEM, title="12、法定内容公开")),
    ("（1）文件公开", Block(POINT, title="（1）文件公开")),
    ("（１）文件公开", Block(POINT, title="（１）文件公开")),
    ("（一）主动公开。全年公开12条。", Block(SECTION, "（一）主动公开。", "全年公开12条。")),
    ("（一）主动公开。", Block(BODY, text="（一）主动公开。")),
    ("1.公开了12条。", Block(BODY, text="1.公开了12条。")),
    ("（1）公开了12条；", Block(BODY, text="（1）公开了12条；")),
    ("1.其中：网站5条", Block(BODY, text="1.其中：网站5条")),
    ("（某）主动公开", Block(BODY, text="（某）主动公开")),
    ("2024年公开12条", Block(BODY, text="2024年公开12条")),
    ("一、总体情况", Block(BODY, text="一、总体情况")),
    ("3.5万人次访问", Block(BODY, text="3.5万人次访问")),
]  # fmt: skip


@pytest.mark.parametrize(("line", "block"), LINES, ids=[line for line, _ in LINES])
def test_a_line_is_the_block_that_its_opening_says(line: str, block: Block) -> None:
    assert blocks_of(line) == [block]


@pytest.mark.parametrize("opening", ["（一）", "1.", "（1）"])
def test_a_heading_has_at_most_40_characters(opening: str) -> None:
    longest = opening + "公" * (40 - len(opening))
    assert blocks_of(longest)[0].title == longest
    assert blocks_of(longest + "开") == [Block(BODY, text=longest + "开")]


def test_a_run_in_heading_ends_within_25_characters() -> None:
    longest = "（一）" + "公" * 21 + "。"
    assert len(longest) == 25
    assert blocks_of(longest + "正文。") == [Block(SECTION, longest, "正文。")]
    longer = "（一）" + "公" * 22 + "。正文。"
    assert blocks_of(longer) == [Block(BODY, text=longer)]


def test_edges_and_blank_lines_go() -> None:
    text = "\n  　　第一段。　\n\n \u3000 \n\t第二段。 \n"
    assert [block.text for block in blocks_of(text)] == ["第一段。", "第二段。"]


def test_spaces_inside_stay() -> None:
    assert blocks_of("第一段， 第二句。")[0].text == "第一段， 第二句。"


@given(strategies.prose)
def test_nothing_typed_is_lost_and_nothing_is_added(text: str) -> None:
    printed = "".join(block.title + block.text for block in blocks_of(text))
    edges = dict.fromkeys(map(ord, " \t\u3000\u00a0"))
    kept = "".join(text.split("\n")).translate(edges)
    assert "".join(printed.splitlines()).translate(edges) == "".join(kept.splitlines())


@given(strategies.prose)
def test_every_block_is_one_line_with_something_in_it(text: str) -> None:
    for block in blocks_of(text):
        assert (block.title + block.text).strip()
        assert "\n" not in block.title + block.text
        assert block.level in (BODY, SECTION, ITEM, POINT)
        assert bool(block.title) == (block.level != BODY)


def test_chinese_numerals_count_as_headings_do() -> None:
    shown = [chinese_numeral(number) for number in (1, 9, 10, 11, 19, 20, 21, 30, 99)]
    assert shown == ["一", "九", "十", "十一", "十九", "二十", "二十一", "三十", "九十九"]


@given(st.integers(1, 200), st.integers(1, 200))
def test_no_two_headings_have_the_same_number(one: int, two: int) -> None:
    assert (chinese_numeral(one) == chinese_numeral(two)) == (one == two)


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("（一）", (SECTION, "（三）主动公开")),
        ("1.", (ITEM, "3.主动公开")),
        ("1、", (ITEM, "3、主动公开")),
        ("无", (SECTION, "主动公开")),
    ],
)
def test_a_section_is_numbered_in_the_style_of_the_pack(
    style: str, expected: tuple[int, str]
) -> None:
    assert numbered(style, 3, "主动公开") == expected
