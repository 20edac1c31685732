"""Figures in prose: what may stand between braces, and what it prints."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
import strategies
from helpers import complete_report, judged, places, report_of, said, with_first_line
from hypothesis import given
from hypothesis import strategies as st

from gxgen.report.binding import bind
from gxgen.report.context import context_of
from gxgen.report.expression import UnreadableError, decimal_text, evaluate, parse

FIGURES = {
    "甲.一": Fraction(2),
    "甲.二": Fraction(3),
    "甲.零": Fraction(0),
    "钱": Fraction("4166.241619"),
    "大": Fraction(203_050),
}


def shown(inside: str) -> str:
    return evaluate(parse(inside), FIGURES.__getitem__)


PRINTED = [
    ("甲.一", "2"),
    (" 甲.一 ", "2"),
    ("钱", "4166.241619"),
    ("甲.一 + 甲.二", "5"),
    ("甲.一+甲.二", "5"),
    ("甲.二 - 甲.一", "1"),
    ("甲.一 - 甲.二", "-1"),
    ("甲.一 / 甲.二", "0.67"),
    ("甲.一 / 甲.二|百分比", "66.67%"),
    ("甲.二 / 甲.一 | 百分比", "150%"),
    ("甲.一 + 甲.二 / 甲.二", "3"),
    ("甲.二 / 甲.一 / 甲.一", "0.75"),
    ("大|千分位", "203,050"),
    ("大|万元", "20.305"),
    ("大|大写", "二十万三千零五十"),
    ("甲.零|百分比", "0%"),
    ("甲。一", "2"),
    ("甲．一＋甲．二", "5"),
    ("甲.一／甲.二｜百分比", "66.67%"),
    ("甲.一　+　甲.二", "5"),
]


@pytest.mark.parametrize(("inside", "printed"), PRINTED)
def test_an_expression_prints_its_figure(inside: str, printed: str) -> None:
    assert shown(inside) == printed


REFUSED = [
    ("", "empty"),
    ("  ", "empty"),
    ("甲.一 甲.二", "syntax"),
    ("甲.一 +", "syntax"),
    ("+ 甲.一", "syntax"),
    ("甲.一 * 2", "syntax"),
    ("甲.一()", "syntax"),
    ("甲['一']", "syntax"),
    ("'甲'", "syntax"),
    ("甲.一 | ", "syntax"),
    ("甲.一 | 百分比 + 甲.二", "syntax"),
    ("甲.一|中文", "filter"),
    ("甲.一|大写|百分比", "filter_twice"),
    ("甲.一 / 甲.零", "zero"),
    ("甲.一 / 甲.二|大写", "not_whole"),
]


@pytest.mark.parametrize(("inside", "case"), REFUSED)
def test_anything_else_is_refused_with_a_reason(inside: str, case: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        shown(inside)
    assert refused.value.case == case


CAPITALS = {
    0: "零",
    1: "一",
    10: "十",
    12: "十二",
    20: "二十",
    105: "一百零五",
    110: "一百一十",
    1000: "一千",
    1001: "一千零一",
    1010: "一千零一十",
    10000: "一万",
    10001: "一万零一",
    10010: "一万零一十",
    100000: "十万",
    101000: "十万一千",
    20300: "二万零三百",
    1000000: "一百万",
    1000001: "一百万零一",
    10203040: "一千零二十万三千零四十",
    100000000: "一亿",
    100010000: "一亿零一万",
}


@pytest.mark.parametrize(("number", "words"), CAPITALS.items())
def test_a_number_in_words(number: int, words: str) -> None:
    assert evaluate(parse("数|大写"), lambda name: Fraction(number)) == words


@given(st.integers(0, 99_999_999))
def test_a_number_in_words_reads_back(number: int) -> None:
    words = evaluate(parse("数|大写"), lambda name: Fraction(number))
    assert _value(words) == number


def _value(words: str) -> int:
    digits = {sign: at for at, sign in enumerate("零一二三四五六七八九")}
    total = section = digit = 0
    for sign in words:
        if sign in digits:
            digit = digits[sign]
        elif sign == "万":
            total, section, digit = (total + section + digit) * 10_000, 0, 0
        else:
            section += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = 0
    return total + section + digit


@given(st.fractions(-(10**6), 10**6), st.integers(0, 4))
def test_rounding_is_half_up_and_never_off_by_more_than_half(value: Fraction, places_: int) -> None:
    text = decimal_text(value, places_)
    assert abs(Fraction(text) - value) <= Fraction(1, 2 * 10**places_)
    assert "E" not in text
    assert text == text.strip()
    assert Decimal(text) == 0 or not text.startswith("-0.0000")


@given(strategies.prose)
def test_any_inside_is_read_or_refused(inside: str) -> None:
    try:
        evaluate(parse(inside), lambda name: Fraction(1))
    except UnreadableError as why:
        assert why.case


def prose(line: str) -> str:
    return complete_report(("    群众满意度较高。", f"    {line}"))


def printed(line: str) -> str:
    return bind(report_of(prose("甲。")), line)


def test_addresses_print_the_figures_of_the_report() -> None:
    assert printed("新收{{ 依申请公开.新收.总计 }}件") == "新收3件"
    assert printed("其中{{依申请公开.新收.自然人}}件来自自然人") == "其中2件来自自然人"
    assert printed("{{ 主动公开.行政规范性文件.现行有效 }}件有效") == "2件有效"


REASONS = """不予公开:
      国家秘密: {自然人: 4}
      其他法律行政法规禁止公开: 0
      三安全一稳定: 0
      保护第三方合法权益: {其他: 3}
      三类内部事务信息: 0
      四类过程性信息: 0
      行政执法案卷: 0
      行政查询事项: 0"""


def test_a_group_with_a_column_is_the_sum_over_the_group() -> None:
    text = complete_report(
        ("不予公开: 0", REASONS), ("新收: {自然人: 2,", "新收: {自然人: 6, 其他: 3,")
    )
    report = report_of(text)
    assert bind(report, "{{ 依申请公开.办理结果.不予公开.总计 }}") == "7"
    assert bind(report, "{{ 依申请公开.办理结果.不予公开.自然人 }}") == "4"
    assert bind(report, "{{ 依申请公开.办理结果.总计.总计 }}") == "9"
    assert bind(report, "{{ 复议诉讼.复议后起诉.总计 }}") == "0"


def test_the_sum_over_outcomes_leaves_their_total_out() -> None:
    report = report_of(prose("甲。"))
    assert bind(report, "{{ 依申请公开.办理结果.自然人 }}") == "1"


def test_what_is_stated_is_what_is_printed() -> None:
    text = complete_report(("{自然人: 2, 商业企业: 1}", "{自然人: 2, 商业企业: 1, 总计: 3}"))
    assert bind(report_of(text), "{{ 依申请公开.新收.总计 }}") == "3"


def test_own_figures_print_as_written() -> None:
    text = with_first_line("自用数字: {满意度: 96.80, 条数: 12, 增减: -3}")
    report = report_of(text)
    assert bind(report, "{{ 自用数字.条数 }}，{{ 自用数字.增减 }}") == "12，-3"
    assert bind(report, "{{ 自用数字.满意度 }}%") in ("96.8%", "96.80%")


@given(strategies.plain_prose)
def test_text_without_braces_is_left_as_it_is(text: str) -> None:
    assert bind(report_of(prose("甲。")), text) == text


@given(strategies.prose)
def test_no_text_makes_binding_raise(text: str) -> None:
    bind(report_of(prose("甲。")), text)


def test_every_faulty_tag_is_told_at_its_own_place() -> None:
    text = complete_report(
        ("    全年公开信息12条。", "    公开{{ 甲 }}条、{{ 乙 }}条，又{{ 甲 }}条。"),
        ("    群众满意度较高。", "    满意{{ 甲 }}次，{丙}次。"),
    )
    found = [item for item in judged(text) if item.code in ("GX501", "GX502")]
    assert [str(item.place) for item in found] == [
        "年报.yaml:9:7",
        "年报.yaml:9:16",
        "年报.yaml:9:26",
        "年报.yaml:10:7",
        "年报.yaml:10:16",
    ]


def test_every_stray_brace_of_a_text_is_told() -> None:
    text = complete_report(
        ("    全年公开信息12条。", "    公开{甲}条。"), ("    群众满意度较高。", "    满意{乙}次。")
    )
    assert {("GX502", 9), ("GX502", 10)} <= places(text)


@pytest.mark.parametrize("name", ["依申请公开.总计", "依申请公开.自然人"])
def test_a_sum_that_counts_the_same_applications_twice_is_refused(name: str) -> None:
    """New ones, carried-over ones and outcomes in one sum: the balance says they are the same."""
    (found,) = judged(prose(f"共{{{{ {name} }}}}件。"))
    assert (found.code, found.facts["case"]) == ("GX501", "double")


@pytest.mark.parametrize("name", ["依申请公开.办理结果.总计", "复议诉讼.总计", "主动公开.制发"])
def test_a_sum_over_rows_that_are_different_things_is_read(name: str) -> None:
    assert [said(item) for item in judged(prose(f"共{{{{ {name} }}}}件。"))] == []


@pytest.mark.parametrize("inside", ["3", "3 + 4", "3 | 万元"])
def test_a_tag_without_any_address_is_refused(inside: str) -> None:
    (found,) = judged(prose(f"共{{{{ {inside} }}}}件。"))
    assert (found.code, found.facts["case"]) == ("GX502", "constant")


def test_a_name_that_resembles_nothing_gets_no_far_fetched_suggestion() -> None:
    (found,) = [item for item in judged(prose("公开{{ 条数 }}条。")) if item.code == "GX501"]
    assert "规章" not in said(found)


def test_a_tag_on_a_blank_cell_is_told_once_at_the_cell() -> None:
    text = complete_report(
        ("    群众满意度较高。", "    处罚{{ 主动公开.行政处罚 }}件。"),
        ("行政处罚: 1", "行政处罚:"),
    )
    assert [item.code for item in judged(text) if item.is_error] == ["GX206"]


def test_braces_are_plain_text_outside_the_narrative() -> None:
    text = with_first_line('附件: ["{{ 甲 }}和{乙}"]\n文号: "{{ 依申请公开.新收.总计 }}号"')
    context = context_of(report_of(text))
    assert context["文号"] == "{{ 依申请公开.新收.总计 }}号"
    assert context["附件"][0]["名"] == "{{ 甲 }}和{乙}"  # type: ignore[index]


def test_what_a_tag_prints_is_not_read_again() -> None:
    """A figure is printed once; nothing typed can make the output a tag."""
    report = report_of(prose("甲。"))
    assert bind(report, "{{{ 依申请公开.新收.总计 }}}") in ("{3}", "{{{ 依申请公开.新收.总计 }}}")
