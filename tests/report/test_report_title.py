"""The title: broken where the sense allows, in the fewest lines, as even as possible."""

from __future__ import annotations

import subprocess
import sys

import pytest
from helpers import ROOT, complete_report, report_of, with_first_line
from hypothesis import given
from hypothesis import strategies as st

from gxgen.report.context import context_of
from gxgen.report.title import title_lines, width

BEFORE = ("政府信息公开", "年度报告")
AFTER = ("人民政府", "街道办事处", "管理委员会", "年", "年度")


def lines(title: str, limit: int = 20) -> tuple[str, ...]:
    return title_lines(title, limit, BEFORE, AFTER)


def test_a_short_title_stays_on_one_line() -> None:
    assert lines("青溪镇2024年政府信息公开工作年度报告") == (
        "青溪镇2024年政府信息公开工作年度报告",
    )


def test_a_long_title_breaks_between_words() -> None:
    made = lines("云岭县青溪镇人民政府2024年政府信息公开工作年度报告")
    assert "".join(made) == "云岭县青溪镇人民政府2024年政府信息公开工作年度报告"
    assert len(made) == 2
    assert not made[1].startswith(("开", "息", "告", "度"))


def test_typed_line_breaks_are_kept() -> None:
    assert lines("云岭县青溪镇\n2024年度报告\n") == ("云岭县青溪镇", "2024年度报告")


def test_a_title_in_the_report_may_hold_a_slash() -> None:
    """Only the pack's pattern uses "/" as a permitted break; a typed one is a slash."""
    text = with_first_line("标题: 云岭县青溪镇人民政府2023/2024年政府信息公开工作年度报告")
    context = context_of(report_of(text))
    assert context["标题"]["全文"] == "云岭县青溪镇人民政府2023/2024年政府信息公开工作年度报告"  # type: ignore[index]


def test_the_pattern_of_the_pack_makes_the_title() -> None:
    context = context_of(report_of(complete_report()))
    assert context["标题"]["全文"] == "云岭县青溪镇人民政府2024年政府信息公开工作年度报告"  # type: ignore[index]


@given(
    st.text("云岭县青溪镇人民政府年度报告2024/a ", min_size=1, max_size=60),
    st.integers(14, 24),
)
def test_lines_hold_the_whole_title_within_the_width(title: str, limit: int) -> None:
    made = title_lines(title, limit, BEFORE, AFTER)
    plain = title.strip().replace("/", "")
    assert "".join(made).replace(" ", "") == plain.replace(" ", "")
    assert all(width(line) <= limit for line in made)


@pytest.mark.parametrize("length", [20, 200, 2_000])
def test_a_very_long_title_takes_no_time(length: int) -> None:
    """In a process of its own: a search through all breaks would never come back."""
    code = f"from gxgen.report.title import title_lines as t; t('某年' * {length}, 20, (), ('年',))"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=5, cwd=ROOT)


@given(st.text("云岭县政府信息公开2024年", min_size=1, max_size=40))
def test_no_more_lines_are_used_than_are_needed(title: str) -> None:
    made = lines(title)
    assert len(made) == 1 or width(title) > 20
