"""Advice to bind is one finding a sentence; growth needs a comparable year; fees must agree."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from prose_kit import judged, report_with, warnings

import gxgen

NOW: dict[str, Any] = {
    "新收": {"自然人": 8, "商业企业": 2},
    "予以公开": {"自然人": 6, "商业企业": 2},
    "部分公开": {"自然人": 2},
    "行政许可": 120,
    "行政处罚": 45,
}
LAST: dict[str, Any] = {"新收": {"自然人": 8}, "予以公开": {"自然人": 8}, "行政许可": 150}
OLD = Path(__file__).resolve().parents[2] / "fixtures" / "published" / "pingtan-2020.yaml"


def test_several_numbers_of_a_sentence_are_one_advice() -> None:
    text = "新收申请10件，办结10件，其中予以公开8件。全年行政许可120件。"
    found = [item for item in judged(report_with(NOW, "依申请公开", text)) if item.code == "GX510"]
    assert [(item.facts["text"], len(item.related)) for item in found] == [
        ("10件", 2),
        ("120件", 0),
    ]
    assert [item.note for item in found[0].related] == [
        "可以写成 {{ 依申请公开.办理结果.总计.总计 }}",
        "可以写成 {{ 依申请公开.办理结果.予以公开.总计 }}",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新收申请10件，同比增长25%。", []),
        ("新收申请10件，同比增加2件，增长25%。", []),
        ("新收申请10件，同比下降25%。", ["GX522"]),
        ("新收申请10件，同比增加3件。", ["GX522"]),
        ("新收申请10件，同比增长约三成。", []),
        ("新收申请10件，比前年增长40%。", []),
        ("行政许可120件，较上年减少30件，下降20%。", []),
        ("行政许可120件，较上年减少20%。", []),
        ("行政许可120件，较上年减少20件。", ["GX522"]),
        # 上年是0，算不出百分比；增加的件数算得出。
        ("行政处罚45件，同比增长100%。", []),
        ("行政处罚45件，同比增加45件。", []),
        ("行政处罚45件，同比增加40件。", ["GX522"]),
        ("主动公开信息300条，同比增长15%；新收申请10件。", []),
    ],
)
def test_growth_against_last_year(text: str, expected: list[str]) -> None:
    now = report_with(NOW, "依申请公开", text)
    last = report_with(LAST, "依申请公开", "工作平稳有序。", 2023)
    assert sorted(warnings(now, last).elements()) == expected


def test_growth_against_another_form_is_not_computed() -> None:
    last = gxgen.load(OLD).value
    assert last is not None
    now = report_with(NOW, "依申请公开", "新收申请10件，同比增长300%。", 2021)
    assert not warnings(now, last)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("没有收取信息处理费。", []),
        ("没有收取信息处理费，收取信息处理费0元。", []),
        ("没有收取信息处理费。全年收取信息处理费100元。", ["GX520"]),
        ("未收取信息处理费。另，实际收取信息处理费共计0.01万元。", ["GX520"]),
        ("全年收取信息处理费100元，上缴国库100元。", []),
        ("2023年没有收取信息处理费，2024年收取信息处理费100元。", []),
    ],
)
def test_what_is_said_of_fees_agrees(text: str, expected: list[str]) -> None:
    told = warnings(report_with(NOW, "信息处理费", text))
    assert sorted(told.elements()) == expected
