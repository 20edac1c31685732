"""Typing slips: the corrected line that a message shows is right, and no message is a riddle."""

from __future__ import annotations

import pytest
from helpers import COMPLETE, codes, complete_report, judged, line_of, said

SLIPS = {
    "colon of the first line": ("年度: 2024", "年度：2024"),
    "colon of a row": ("  行政许可: 0", "  行政许可：0"),
    "colon of a text": ("  名称: 云岭", "  名称：云岭"),
    "colon of a table": ("主动公开:\n  规章", "主动公开：\n  规章"),
    "colon in braces": ("{自然人: 2, 商业企业: 1}", "{自然人：2, 商业企业: 1}"),
    "all signs of a row": ("新收: {自然人: 2, 商业企业: 1}", "新收：｛自然人：2，商业企业：1｝"),
    "colons and comma": ("新收: {自然人: 2, 商业企业: 1}", "新收：{自然人：2，商业企业：1}"),
    "colons and comma in braces": ("{自然人: 2, 商业企业: 1}", "{自然人：2，商业企业：1}"),
    "space after a colon": ("  行政许可: 0", "  行政许可:0"),
    "space after the first colon": ("年度: 2024", "年度:2024"),
    "space in braces": ("{自然人: 2, 商业企业: 1}", "{自然人:2, 商业企业: 1}"),
    "space before a brace": ("新收: {", "新收:{"),
    "comma in braces": ("自然人: 2, 商业", "自然人: 2，商业"),
    "two commas in braces": ("制发: 0, 废止: 0, 现行", "制发: 0，废止: 0，现行"),
    "quotes at the start": ("综述: 全年工作", '综述: "放管服"工作'),
    "bracket at the start": ("综述: 全年工作", "综述: [2024]1号工作"),
    "braces forgotten": ("{自然人: 2, 商业企业: 1}", "自然人: 2, 商业企业: 1"),
    "round brackets": ("{自然人: 2, 商业企业: 1}", "(自然人: 2, 商业企业: 1)"),
    "signs forgotten": ("{自然人: 2, 商业企业: 1}", "自然人 2，商业企业 1"),
    "wide bar": ("主动公开: |", "主动公开: ｜"),
    "wide colon and bar": ("主动公开: |", "主动公开：｜"),
    "two colons": ("  行政许可: 0", "  行政许可：：0"),
    "wide space": ("  行政许可: 0", "  行政许可:　0"),
    "field without braces": ("{日期: 2025-01-09}", "日期：2025-01-09"),
    "row without braces": ("{自然人: 2, 商业企业: 1}", "自然人：2，商业企业：1"),
    "figure at the start": ("综述: 全年工作", "综述: {{ 依申请公开.新收.总计 }}件工作"),
}


@pytest.mark.parametrize("name", SLIPS)
def test_the_corrected_line_put_in_place_mends_the_file(name: str) -> None:
    text = complete_report(SLIPS[name])
    lines = text.split("\n")
    found = [item for item in judged(text) if "fixed" in item.facts]
    assert found, "no message shows a corrected line"
    for item in found:
        number = line_of(item.place)
        fixed = str(item.facts["fixed"]).removeprefix("给整段文字加上引号：")
        line = lines[number - 1]
        lead = line[: len(line) - len(line.lstrip())]
        if fixed in line or not line.strip().startswith(fixed[:2]):
            # The correction is of one item in braces only.
            name_ = fixed.split(":")[0]
            start = line.index(name_)
            end = min(at for at in (line.find(sign, start) for sign in ",，}") if at >= 0)
            lines[number - 1] = line[:start] + fixed + line[end:]
        else:
            lines[number - 1] = lead + fixed
    assert codes("\n".join(lines)) == []


def test_a_slip_in_a_row_is_not_told_again_as_a_missing_figure() -> None:
    for change in (("{自然人: 2, 商业企业: 1}", "{自然人:2, 商业企业:1}"),):
        assert set(codes(complete_report(change))) == {"GX011"}


RIDDLE = "这里读不下去了"
HARD_TO_READ = {
    "star": ("综述: 全年", "综述: *全年*"),
    "ampersand": ("综述: 全年", "综述: &全年"),
    "exclamation mark": ("综述: 全年", "综述: !全年"),
    "text after the bar": ("综述: 全年", "综述: |全年"),
    "text after the greater sign": ("综述: 全年", "综述: >全年"),
    "question mark": ("综述: 全年", "综述: ? 全年"),
    "at sign": ("综述: 全年", "综述: @全年"),
    "percent": ("综述: 全年", "综述: %全年"),
    "backtick": ("综述: 全年", "综述: `全年"),
    "dash for nothing": ("行政处罚: 1", "行政处罚: -"),
    "gap in a list": ("{自然人: 2, 商业企业: 1}", "[2, 1, , 0, 0, 0]"),
    "comma first": ("{自然人: 2, 商业企业: 1}", "{, 自然人: 2}"),
    "brace too many": ("{自然人: 2, 商业企业: 1}", "{自然人: 2, 商业企业: 1}}"),
    "bracket for brace": ("{自然人: 2, 商业企业: 1}", "{自然人: 2, 商业企业: 1]"),
    "tab on an empty line": ("  行政许可: 0\n", "  行政许可: 0\n\t\n"),
    "backslash in quotes": ("综述: 全年", '综述: "C:\\年报"全年'),
    "fullwidth brace": ("{自然人: 2, 商业企业: 1}", "｛自然人: 2, 商业企业: 1｝"),
    "name in quotes not closed": ("综述: 全年", '"综述: 全年'),
    "two values": ("行政处罚: 1", "行政处罚: 1: 2"),
    "dash before a name": ("  行政处罚: 1", "  - 行政处罚: 1"),
}


@pytest.mark.parametrize("name", HARD_TO_READ)
def test_no_slip_gets_a_message_that_is_a_riddle(name: str) -> None:
    text = complete_report(HARD_TO_READ[name])
    found = judged(text)
    assert found
    assert not [said(item) for item in found if RIDDLE in said(item)]


@pytest.mark.parametrize("name", HARD_TO_READ)
def test_a_slip_is_shown_on_its_own_line(name: str) -> None:
    text = complete_report(HARD_TO_READ[name])
    before, after = COMPLETE.split("\n"), text.split("\n")
    changed = next(
        n for n, (one, two) in enumerate(zip(before, after, strict=False), 1) if one != two
    )
    assert changed in {line_of(item.place) for item in judged(text)}


@pytest.mark.parametrize(
    "prose",
    [
        "全年公开信息: 12条。\n    群众满意度较高。",
        "公开 12 条\n    其中: 网站5条\n    群众满意度较高。",
        "一、公开内容\n    二: 公开渠道\n    三、公开效果",
    ],
)
def test_a_forgotten_bar_before_text_with_colons_is_shown_in_that_text(prose: str) -> None:
    """`主动公开:` with several lines of text below, one of them with a colon and a space."""
    text = complete_report(("|\n    全年公开信息12条。\n    群众满意度较高。", "\n    " + prose))
    found = judged(text)
    first = text[: text.index(prose)].count("\n") + 1
    assert found
    assert {line_of(item.place) for item in found} <= {first - 1, first, first + 1, first + 2}


def test_the_name_of_the_paragraph_that_slipped_out_is_told() -> None:
    text = complete_report(("    群众满意度较高。", "群众满意度较高。"))
    (found,) = judged(text)
    assert (found.code, found.facts["name"], str(found.place)) == (
        "GX016",
        "主动公开",
        "年报.yaml:10:1",
    )


def test_lines_within_block_text_are_never_taken_for_slips() -> None:
    block = "\n".join(
        f"    {line}"
        for line in (
            "其中：网站5条",
            "时间9:30",
            "甲:乙",
            '"放管服"改革',
            "[1] 文件",
            "名称；内容",
            "a = b",
        )
    )
    text = complete_report(("    全年公开信息12条。", block), ("年度: 2024", "年度：2024"))
    assert codes(text) == ["GX010"]
