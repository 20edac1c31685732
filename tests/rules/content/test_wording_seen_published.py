# ruff: noqa: E501  (sample sentences are kept whole)
"""Sentences in the manner of published reports that were once judged wrongly, in words of our own."""

from __future__ import annotations

import pytest
from content_kit import codes, texts


@pytest.mark.parametrize(
    "text",
    [
        "按时公开2024年部门预算和2023年部门决算，接受群众监督。",
        "公开信息12条，同时办理依申请公开政府信息1件。",
        "门户网站公开信息12条，处理依申请公开信息1件。",
    ],
)
def test_last_years_accounts_and_applications_are_no_slips(text: str) -> None:
    assert codes(texts(主动公开=text)) == []


def test_the_period_may_be_told_by_what_the_report_covers() -> None:
    text = "本报告涵盖2024年1月1日至12月21日青溪镇政府信息公开工作情况。"
    assert codes(texts(综述=text)) == ["GX543"]


def test_a_number_left_out_behind_the_verb() -> None:
    assert codes(texts(主动公开="全年在政府网站主动公开条，其中公告9条。")) == ["GX557"]


def test_sentences_that_are_counted_off_do_not_divide_the_overview() -> None:
    """一是…二是…三是… name one aspect at most: the words of the text tell what it speaks of."""
    whole = (
        "2024年，青溪镇主动公开信息12条，收到的申请均按期答复。一是明确分工，成立领导小组。"
        "二是完善审核制度，公开前逐级把关。三是加强平台建设，开设网站专栏。四是组织培训，工作考核良好，"
        "群众评议满意，没有责任追究。"
    )
    made = texts(综述=whole)
    keys = ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障")
    lines, inside = [], False
    for line in made.splitlines():
        if not line.startswith("    "):
            inside = any(line.startswith(f"  {key}: ") for key in keys)
        if not inside:
            lines.append(line)
    assert codes("\n".join(lines) + "\n") == []
