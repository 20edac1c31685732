"""Prose of any words in any order: the reader never fails, and judges no text by its neighbours."""

from __future__ import annotations

from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st
from prose_kit import judged, report_with, warnings

from gxgen.rules.mentions.vocabulary import vocabulary_of

FIGURES = {
    "新收": {"自然人": 8, "商业企业": 2},
    "上年结转": {"自然人": 2},
    "予以公开": {"自然人": 8, "商业企业": 2},
    "本机关不掌握": {"自然人": 1},
    "结转下年度": {"自然人": 1},
    "行政复议": {"结果维持": 2},
    "行政许可": 120,
    "行政事业性收费": "18.6",
}
SIGNS = ["，", "、", "；", "。", "：", "（", "）", "“", "”", " ", "\n"]
NUMBERS = [
    "3件",
    "12份",
    "十二件",
    "1.2万件",
    "45.5%",
    "百分之三",
    "380元",
    "2件",
    "1",
    "0件",
    "三类",
]
YEARS = ["2024年", "2023年", "2025年", "二〇二三年", "上半年", "12月31日", "截至2024年12月"]
STRANGE = ["宅基地", "热线", "某某", "其", "中", "里", "\ufffc", "{{ 依申请公开.新收.总计 }}"]


@lru_cache(maxsize=1)
def words() -> list[str]:
    """One word of every role and concept, and a few more of those that hold sentences together."""
    vocabulary = vocabulary_of(report_with({}, "综述", "工作平稳。"))
    assert vocabulary is not None
    mentions = vocabulary.mentions
    lists = [*mentions.roles.values(), *mentions.concepts.values()]
    return sorted({word for items in lists for word in (*items[:2], *items[-1:])})


def prose() -> st.SearchStrategy[str]:
    pieces = [st.sampled_from(items) for items in (words(), words(), NUMBERS, SIGNS, YEARS)]
    return st.lists(st.one_of(*pieces, st.sampled_from(STRANGE)), min_size=1, max_size=40).map(
        "".join
    )


@settings(max_examples=300, deadline=None)
@given(text=prose(), section=st.sampled_from(["综述", "依申请公开", "监督保障", "信息处理费"]))
def test_no_prose_is_too_much_for_the_reader(text: str, section: str) -> None:
    report = report_with(FIGURES, section, text + "。")
    last = report_with(FIGURES, section, "工作平稳。", 2023)
    for finding in judged(report, last):
        assert finding.facts


@settings(max_examples=100, deadline=None)
@given(text=prose())
def test_a_paragraph_is_judged_by_itself(text: str) -> None:
    """Nothing is said of a correct paragraph, whatever stands in the one above it."""
    right = "本年新收政府信息公开申请10件，办结11件，结转下年度1件。"
    alone = warnings(report_with(FIGURES, "依申请公开", f"{text}。"))
    assert warnings(report_with(FIGURES, "依申请公开", f"{text}。\n{right}")) == alone
