"""Hostile prose: time grows with length only, and nothing makes the reader fail."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prose_kit import judged, report_with

PIECES = [
    "收到政府信息公开申请",
    "一",
    "九万亿",
    "9",
    "9,999,",
    "《",
    "“",
    "（",
    "其中",
    "未",
    "未收到",
    "占",
    "同比增长",
    "2024年",
    "1月",
    "、",
    "，",
    "3件",
    "收到申请3件，其中",
    "予以公开3件、",
    "较上年",
    "百分之",
    "〔",
    "0.0.",
    "第",
    "{{",
    "行政复议、行政诉讼分别",
    "收",
]
SHORT, LONG = 6_000, 24_000


def seconds(text: str) -> float:
    report = report_with({}, "依申请公开", text)
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        judged(report)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("piece", PIECES)
def test_four_times_the_text_takes_no_more_than_about_four_times_as_long(piece: str) -> None:
    if "{{" in piece:
        pytest.skip("a fault of its own: nothing is read")
    short = seconds(piece * (SHORT // len(piece)))
    long = seconds(piece * (LONG // len(piece)))
    assert long < 10 * short + 0.05


@given(
    st.lists(st.sampled_from([*PIECES[:-3], "。", "件", "条", "\n", "）", "%", "万"]), max_size=40)
)
def test_no_text_makes_the_rules_fail(pieces: list[str]) -> None:
    text = "".join(pieces).replace("{", "")
    judged(report_with({}, "依申请公开", "正文" + text))
