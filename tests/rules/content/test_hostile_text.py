# ruff: noqa: E501  (sample sentences are kept whole)
"""Any text costs time in proportion to its length: 100 000 characters made to slow patterns down."""

from __future__ import annotations

import time

import pytest
from content_kit import load, texts

from gxgen.app.checking import RULES
from gxgen.diag.private import mask
from gxgen.rules.inquiry import Inquiry

SIZE = 100_000
UNITS = [
    "1", "1 ", "１", "公,", "（", "(", "X", "×", "2023年", "公开", "一是", "一是\n", "公 ", "2024年将", "镇", "【待",
    "《", "〔2021〕", "2024年13月32日。", "（一）\n", "视察", "的", "我局", "本行政机关（或", "{{ 主动公开.行政许可 }}", "{{",
    "政府信息条。", "一", "通知", "a\n", "甲\u3000乙", "第一，", "统计期限2023年1月1日",
]  # fmt: skip
OURS = [rule for rule in RULES if "mentions" not in rule.__module__]


@pytest.mark.parametrize("unit", UNITS)
def test_hostile_text_is_judged_in_well_under_a_second_a_rule(unit: str) -> None:
    text = (unit * SIZE)[:SIZE]
    report = load(texts(综述=text))
    last = load(texts(综述=text).replace("年度: 2024", "年度: 2023"), "上年.yaml")
    inquiry = Inquiry(report, last)
    for rule in OURS:
        start = time.process_time()
        found = list(rule(inquiry))
        assert time.process_time() - start < 3, rule.__name__
        assert len(found) <= 60, rule.__name__


def test_masking_is_linear_too() -> None:
    for unit in ("1", "1 ", "11010519491231002X，", "-1"):
        start = time.process_time()
        mask((unit * SIZE)[:SIZE])
        assert time.process_time() - start < 3
