"""Checking: everything a reviewer would ask of one report, in file order."""

from __future__ import annotations

from datetime import date

from gxgen.app.lexicon import lexicon_of
from gxgen.diag import Diagnostic, Result, in_order
from gxgen.report.figures import Figures
from gxgen.report.model import Report
from gxgen.rules import (
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
    years,
)
from gxgen.rules.culprit import judge_culprits
from gxgen.rules.inquiry import Inquiry, Rule
from gxgen.rules.relations import judge_relations
from gxgen.rules.sums import judge_sums
from gxgen.rules.waivers import apply_waivers

RULES: tuple[Rule, ...] = (
    completeness.judge_aspects,
    completeness.judge_fees,
    completeness.judge_length,
    completeness.judge_problems,
    completeness.judge_results,
    completeness.judge_topic,
    frame.judge_period,
    frame.judge_signature,
    frame.judge_title,
    placeholders.judge_placeholders,
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
    privacy.judge_privacy,
    lexicon.judge_wording,
)
"""Rules about prose, chapters, years and language; a new rule is a line here."""

LAST_YEAR = "上年"
"""The scope of last year's figures in relations."""


def check(
    report: Report, previous: Report | None = None, today: date | None = None
) -> Result[Report]:
    """All findings on `report`, those of loading it included.

    `previous` is last year's report for the relations across years; `today` is for rules that
    judge dates (none reads the clock).
    """
    scopes: dict[str, Figures] = {}
    if previous is not None:
        scopes[LAST_YEAR] = previous.figures
    unbalanced = [*judge_sums(report), *judge_relations(report, scopes)]
    found: list[Diagnostic] = [*report.findings, *unbalanced]
    if unbalanced:
        found += judge_culprits(report)
    lexicon, said = lexicon_of(report)
    found += said
    inquiry = Inquiry(report, previous, today, lexicon)
    for rule in RULES:
        found += rule(inquiry)
    return Result(report, in_order(apply_waivers(report, found)))
