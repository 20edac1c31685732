"""Prose against tables on passages with known truth, and on published reports in our own words."""

from __future__ import annotations

from collections import Counter

import pytest
from helpers import EXAMPLES, said
from prose_kit import Published, Sample, judged, published, samples, warnings

import gxgen
from gxgen.diag import Severity
from gxgen.rules.inquiry import Inquiry
from gxgen.rules.mentions import judge_mentions

PRECISION, RECALL = 0.98, 0.9


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.text[:24])
def test_a_passage_brings_its_findings_and_no_others(sample: Sample) -> None:
    reports = sample.reports()
    got, wanted = warnings(*reports), Counter(sample.expected)
    if sample.is_missed:
        assert not got - wanted
        assert got != wanted, "it is seen now: take 尚漏 away"
    else:
        assert got == wanted, [said(one) for one in judged(*reports)]


def test_the_set_is_large_and_half_of_it_is_right() -> None:
    right = [sample for sample in samples() if not sample.expected]
    assert len(samples()) >= 1_200
    assert len(samples()) / 3 < len(right)


def test_precision_and_recall() -> None:
    hits = false = missed = 0
    for sample in samples():
        got = sample.warnings()
        wanted = Counter(sample.expected)
        hits += (got & wanted).total()
        false += (got - wanted).total()
        missed += (wanted - got).total()
    assert hits / (hits + false) >= PRECISION
    assert hits / (hits + missed) >= RECALL


@pytest.mark.parametrize("case", published().values(), ids=lambda case: case.name)
def test_a_published_report_has_exactly_its_true_defects(case: Published) -> None:
    last = published()[case.last].report() if case.last else None
    found = judged(case.report(), last)
    told = [
        item.code + ("?" if item.severity is Severity.ADVICE else "")
        for item in found
        if item.code != "GX510"
    ]
    assert sorted(told) == sorted(case.expected), [said(item) for item in found]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_has_no_finding_of_these_rules_above_advice(path) -> None:  # type: ignore[no-untyped-def]
    report = gxgen.load(path).value
    assert report is not None
    found = [item for item in judge_mentions(Inquiry(report)) if item.severity != Severity.ADVICE]
    assert found == [], [said(item) for item in found]
