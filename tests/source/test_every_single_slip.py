"""Every sign of a report lost, doubled, or typed in Chinese, one at a time: 800 slips.

None passes in silence, none is told three times over, none is told somewhere else.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from helpers import COMPLETE, ROOT, line_of, report_of, said

import gxgen
from gxgen.diag import Diagnostic
from gxgen.report.context import context_of
from gxgen.report.model import Report

WIDE = dict(zip(":,{}|- []", "：，｛｝｜－　［］", strict=True))
LINES = COMPLETE.split("\n")


def slips(sign: str) -> Iterator[tuple[str, int]]:
    """The report with one `sign` mistyped, and the line on which that was."""
    for at, typed in enumerate(COMPLETE):
        if typed == sign:
            line = COMPLETE[:at].count("\n") + 1
            for other in ("", sign * 2, WIDE.get(sign, sign)):
                if other != sign:
                    yield COMPLETE[:at] + other + COMPLETE[at + 1 :], line


def judged(text: str) -> tuple[tuple[Diagnostic, ...], Report | None]:
    loaded = gxgen.loads(text, "年报.yaml")
    found = gxgen.check(loaded.value).diagnostics if loaded.value else loaded.diagnostics
    return found, loaded.value


def joins_paragraphs(line: int) -> bool:
    """Two lines of one text, or two items of a list: joined they are still a text."""
    above, below = LINES[line - 1], LINES[line]
    return above.startswith("    ") and below.startswith("    ") and above[-1] == "。"


@pytest.mark.parametrize("sign", [*WIDE, "\n"], ids=lambda sign: repr(sign))
def test_no_slip_changes_a_report_in_silence(sign: str) -> None:
    right = context_of(report_of(COMPLETE))
    for text, line in slips(sign):
        found, report = judged(text)
        if not found and not (sign == "\n" and joins_paragraphs(line)):
            assert report is not None
            assert context_of(report) == right, (line, LINES[line - 1])


@pytest.mark.parametrize("sign", [*WIDE, "\n"], ids=lambda sign: repr(sign))
def test_a_slip_is_told_once_or_twice_and_where_it_is(sign: str) -> None:
    for text, line in slips(sign):
        found, _ = judged(text)
        told = [said(item) for item in found]
        assert len(found) <= 2, told
        first = [item for item in found if item.is_error] or found
        assert not found or min(abs(line_of(item.place) - line) for item in first) <= 1, told


@pytest.mark.parametrize("sign", list(WIDE), ids=lambda sign: repr(sign))
def test_hardly_a_slip_is_told_without_a_remedy_of_its_own(sign: str) -> None:
    """GX005 without a corrected line is what remains when nothing explains the fault."""
    vague = [
        said(item)
        for text, _ in slips(sign)
        for item in judged(text)[0]
        if item.code == "GX005" and "fixed" not in item.facts
    ]
    assert len(vague) <= 2, vague


@pytest.mark.parametrize("sign", [*WIDE, "\n"], ids=lambda sign: repr(sign))
def test_no_slip_in_the_tables_of_a_county_changes_a_figure_in_silence(sign: str) -> None:
    """Rows as lists, notes between them, totals stated: more shapes than the small report has.

    Lines of comments are left out: one that loses its line break swallows the row below it, which
    is then told as missing.
    """
    text = (ROOT / "examples" / "county-2024.yaml").read_text(encoding="utf-8")
    start, end = text.index("\n主动公开:\n") + 1, text.index("\n问题与改进:")
    right = report_of(text).figures
    quiet = {item.code for item in judged(text)[0]}
    for at in range(start, end):
        if text[at] != sign or text[text.rindex("\n", 0, at) :].lstrip().startswith("#"):
            continue
        for other in ("", sign * 2, WIDE.get(sign, sign)):
            found, report = judged(text[:at] + other + text[at + 1 :])
            line = text[:at].count("\n") + 1
            if not {item.code for item in found} - quiet:
                assert report is not None
                assert report.figures.values == right.values, line
                assert report.figures.stated == right.stated, line
            told = [item for item in found if item.code not in quiet]
            assert len(told) <= 3, (line, [said(item) for item in told])
