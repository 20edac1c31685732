"""Checking: everything a reviewer would ask of one report, in file order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from gxgen.app.lexicon import lexicon_of
from gxgen.diag import Diagnostic, Result, Severity, capped, diagnose, in_order
from gxgen.report.figures import Figures
from gxgen.report.model import Report
from gxgen.report.tagfaults import compare_with
from gxgen.rules import (
    closing,
    completeness,
    dates,
    frame,
    jumps,
    language,
    lexicon,
    names,
    placeholders,
    privacy,
    sentences,
    similarity,
    usage,
    years,
)
from gxgen.rules.culprit import judge_culprits, led_by_culprits
from gxgen.rules.inquiry import Inquiry, Rule
from gxgen.rules.mentions import judge_mentions
from gxgen.rules.relations import judge_relations
from gxgen.rules.sums import judge_sums
from gxgen.rules.waivers import apply_waivers

DECIDING: tuple[Rule, ...] = (placeholders.judge_placeholders,)
"""Rules whose findings stop a rendering."""

RULES: tuple[Rule, ...] = (
    completeness.judge_aspects,
    closing.judge_fees,
    completeness.judge_length,
    closing.judge_problems,
    completeness.judge_required_sections,
    completeness.judge_results,
    closing.judge_topic,
    frame.judge_period,
    frame.judge_signature,
    frame.judge_title,
    years.judge_years,
    dates.judge_agendas,
    dates.judge_dates,
    dates.judge_signing,
    jumps.judge_jumps,
    jumps.judge_powers,
    jumps.judge_shares,
    jumps.judge_units,
    similarity.judge_similarity,
    names.judge_names,
    language.judge_brackets,
    language.judge_doubles,
    language.judge_signs,
    language.judge_spaces,
    sentences.judge_endings,
    sentences.judge_enumerations,
    usage.judge_counters,
    usage.judge_patterns,
    privacy.judge_privacy,
    lexicon.judge_wording,
    judge_mentions,
)
"""Rules about prose, chapters, years and language; a new rule is a line here."""

LONGEST_PROSE = 200_000
"""Characters; the longest published reports have a tenth of it."""

LAST_YEAR = "上年"
"""The scope of last year's figures in relations."""


def check(
    report: Report, previous: Report | None = None, today: date | None = None
) -> Result[Report]:
    """All findings on `report`, those of loading it included.

    `previous` is last year's report for the relations across years; `today` is for rules that
    judge dates (none reads the clock).
    """
    return _judged(report, previous, today, DECIDING + RULES)


def check_before_rendering(report: Report, previous: Report | None = None) -> Result[Report]:
    """The findings that can stop a rendering: shape, arithmetic, relations, placeholders left.

    What rests on reading prose is a warning at most and does not decide; `check` tells it.
    """
    return _judged(report, previous, None, DECIDING)


def stops(found: Iterable[Diagnostic], strict: bool = False) -> bool:
    """Whether the findings keep a report from being rendered."""
    return any(item.is_error or (strict and item.is_warning) for item in found)


def _too_long(report: Report) -> Iterator[Diagnostic]:
    """One finding where the prose is longer than any report's: it is not read sentence by sentence.

    A warning: a file that reads strangely must not keep anybody from filing.
    """
    passages = [passage for texts in report.passages.values() for passage in texts]
    count = sum(len(passage.text) for passage in passages)
    if count > LONGEST_PROSE:
        longest = max(passages, key=lambda passage: len(passage.text))
        yield diagnose(
            "GX004",
            report.place(longest.path),
            address=".".join(map(str, longest.path)),
            label=report.label(longest.path),
            severity=Severity.WARNING,
            case="prose",
            count=f"{count / 10_000:.0f}",
            most=LONGEST_PROSE // 10_000,
        )


def _judged(
    report: Report, previous: Report | None, today: date | None, rules: tuple[Rule, ...]
) -> Result[Report]:
    scopes: dict[str, Figures] = {}
    if previous is not None:
        scopes[LAST_YEAR] = previous.figures
        if report.previous is not previous:
            compare_with(report, previous)
    unbalanced = [*judge_sums(report), *judge_relations(report, scopes)]
    found: list[Diagnostic] = [*report.findings, *unbalanced]
    if unbalanced:
        found += judge_culprits(report)
    lexicon, said = lexicon_of(report)
    found += said
    inquiry = Inquiry(report, previous, today, lexicon)
    too_long = list(_too_long(report))
    for rule in DECIDING if too_long else rules:
        found += rule(inquiry)
    found += too_long
    if rules == DECIDING:
        # A waiver may belong to a warning that was not looked for: only `check` can tell.
        return Result(report, capped(led_by_culprits(in_order(found))))
    return Result(report, capped(led_by_culprits(in_order(apply_waivers(report, found)))))
