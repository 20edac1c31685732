"""The form of 2019 and 2020: other cells, other words, the same reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import said
from prose_kit import judged

import gxgen
from gxgen.diag import Severity
from gxgen.report.model import Report

PUBLISHED = Path(__file__).resolve().parents[2] / "fixtures" / "published" / "pingtan-2020.yaml"
PLACE = "    对规范性文件作了4次专项清理，废止5件，拟修改3件。\n"


def saying(text: str) -> Report:
    """The published figures of 2020 beside one sentence of ours."""
    data = PUBLISHED.read_text(encoding="utf-8")
    assert PLACE in data
    report = gxgen.loads(data.replace(PLACE, f"    {text}\n")).value
    assert report is not None
    return report


def told_of(text: str) -> list[str]:
    """Codes above advice that our sentence brings, none of the published prose."""
    found = judged(saying(text))
    ours = [item for item in found if item.address == "总体情况.主动公开"]
    return [item.code for item in ours if item.severity is not Severity.ADVICE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年新制定规范性文件77件，新公开规范性文件77件，累计对外公开规范性文件166件。", 0),
        ("全年新制定规范性文件71件，新公开规范性文件17件，对外公开规范性文件661件。", 3),
        ("公开规范性文件80件，废止规范性文件5件，现行有效规范性文件160件。", 0),
        ("作出行政许可决定278件、行政处罚决定538件、行政强制决定29件。", 0),
        ("作出行政许可决定287件、行政处罚决定583件、行政强制决定92件。", 3),
        ("其他对外管理服务事项105件。", 0),
        ("其他对外管理服务事项150件。", 1),
        ("行政许可838项、行政处罚2630项，全部列入权责清单。", 0),
        ("上年行政许可项目396项，行政处罚项目比上年减少18项。", 0),
        ("上年行政许可项目369项，行政处罚项目比上年减少81项。", 2),
        ("行政事业性收费项目较上年减少15项。", 0),
        ("行政事业性收费项目较上年减少51项。", 1),
        ("行政事业性收费5949万元。", 0),
        ("政府集中采购项目395个，采购总金额7380.29万元。", 0),
        ("政府集中采购项目395个，采购总金额7830.29万元。", 1),
        ("政府集中采购项目359个，采购总金额73802895.9元。", 1),
        ("政府采购项目公告120条，涉及金额300万元。", 0),
    ],
)
def test_mentions_of_the_cells_of_2019(text: str, expected: int) -> None:
    assert told_of(text) == ["GX519"] * expected


def test_rows_that_came_later_are_not_asked_for() -> None:
    assert told_of("其中1件申请人逾期未补正，2件逾期未缴费，均不再处理。") == []


def test_advice_on_money_never_prints_a_unit_twice() -> None:
    found = gxgen.check(saying("政府集中采购总金额73802895.90元。")).diagnostics
    assert not [said(item) for item in found if "采购" in said(item)]
