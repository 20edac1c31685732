"""Whole reports in the habits of six places, every figure consistent: silence, and no deafness.

A rule that finds something in them is wrong; a figure of theirs that is changed must be noticed.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from helpers import ROOT, said

import gxgen
from gxgen.diag import Severity, TextPlace

WHOLE = sorted((ROOT / "tests" / "fixtures" / "whole").glob("*.yaml"))
LEAST = 750
"""Characters of narrative that a whole report has at least."""
BINDABLE = "GX510"


def test_six_places_have_a_report() -> None:
    assert len(WHOLE) >= 6


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_a_consistent_report_brings_nothing_above_advice(path: Path) -> None:
    report = gxgen.load(path).value
    assert report is not None
    prose = [item.text for passages in report.passages.values() for item in passages]
    assert sum(map(len, prose)) >= LEAST
    found = gxgen.check(report).diagnostics
    assert [said(item) for item in found if item.severity is not Severity.ADVICE] == []
    assert {item.code for item in found} <= {BINDABLE}


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_a_changed_figure_is_noticed(path: Path) -> None:
    """Every number that `check` reads as a figure, one at a time, nine more than it was."""
    text = path.read_text(encoding="utf-8")
    report = gxgen.loads(text).value
    assert report is not None
    bindable = [item for item in gxgen.check(report).diagnostics if item.code == BINDABLE]
    places = [one.place for item in bindable for one in (item, *item.related)]
    assert places
    unheard = []
    for place in places:
        assert isinstance(place, TextPlace)
        changed = gxgen.loads(_with_nine_more(text, place)).value
        assert changed is not None
        told = [item for item in gxgen.check(changed).diagnostics if item.code.startswith("GX5")]
        if all(item.severity is Severity.ADVICE for item in told):
            unheard.append(place)
    assert unheard == []


def _with_nine_more(text: str, place: TextPlace) -> str:
    lines = text.split("\n")
    line = lines[place.line - 1]
    written = line[place.column - 1 : place.end_column - 1]
    more = re.sub(r"\d+", lambda found: str(int(found.group()) + 9), written, count=1)
    assert more != written
    lines[place.line - 1] = line[: place.column - 1] + more + line[place.end_column - 1 :]
    return "\n".join(lines)
