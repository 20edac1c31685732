"""Dates: impossible (GX412), day of signing (GX413), zeros (GX414), old agendas (GX415)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from gxgen.diag import Diagnostic, diagnose
from gxgen.report import header
from gxgen.report.model import Report
from gxgen.rules.completeness import concerns
from gxgen.rules.inquiry import Inquiry
from gxgen.rules.printed import joined, narrative, other_texts
from gxgen.rules.prose import at_most, block_for, quoted, tell
from gxgen.rules.years import FARTHEST
from gxgen.spec.content import Block, Span
from gxgen.spec.kinds import show_date

_LONG_YEAR = re.compile(r"(?<![\d.])\d{5,12}(?=年)")
_DATE = re.compile(
    r"(?:(?<!\d)(?P<year>\d{4})年)?(?<!\d)(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?"
)
_YEAR = re.compile(r"(?<!\d)\d{4}(?=年)")
_RUN = re.compile(r"\d[\d.年月日号]*")
_ZERO = re.compile(r"(?<!\d)\d{4}年(?:0\d月(?:\d{1,2}[日号])?|\d{1,2}月0\d[日号])")
LEAP = 2000
"""Stands for a year that is not written: 29 February may be meant."""
EARLIEST = 1800


def judge_dates(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Years and dates that do not exist, in any text that is printed."""
    report = inquiry.report
    block = block_for(report, "日期")
    if block is None:
        return
    # Only what looks like a date is read: most of a text does not.
    runs = _RUN.findall(joined(report, others=True))
    text = " ".join(run for run in runs if "年" in run or "月" in run)
    if any(True for _ in _wrong_in(text, report.year)):
        yield from at_most(_impossible(report, block))
    zeros = block_for(report, "日期补零")
    if zeros is not None and _ZERO.search(text):
        yield from at_most(_zeros(report, zeros))


def _impossible(report: Report, block: Block) -> Iterator[Diagnostic]:
    for prose in [*narrative(report), *other_texts(report)]:
        if prose.path[0] != header.SIGNATURE:
            for span, case in _wrong_in(prose.text, report.year):
                yield tell(block, "GX412", prose, span, case=case, text=span.text)


def _wrong_in(text: str, year: int) -> Iterator[tuple[Span, str]]:
    """Years and dates in a text that do not exist, and the case of the message for each."""
    latest = (year or 2100) + FARTHEST
    for found in _LONG_YEAR.finditer(text):
        yield Span(found.start(), found.end() + 1, found.group() + "年"), ""
    for found in _YEAR.finditer(text):
        if not EARLIEST <= int(found.group()) <= latest:
            yield Span(found.start(), found.end() + 1, found.group() + "年"), "far"
    for found in _DATE.finditer(text):
        if not _exists(found["year"], found["month"], found["day"]):
            yield Span(found.start(), found.end(), found.group()), ""


def _exists(year: str | None, month: str, day: str | None) -> bool:
    if not 1 <= int(month) <= 12:
        return False
    return day is None or 1 <= int(day) <= monthrange(max(int(year or LEAP), 1), int(month))[1]


def _zeros(report: Report, block: Block) -> Iterator[Diagnostic]:
    """Source: GB/T 9704-2012 7.3.5.4: 月、日不编虚位（即1不编为01）."""
    for prose in narrative(report):
        for found in _ZERO.finditer(prose.text):
            span = Span(found.start(), found.end(), found.group())
            plain = re.sub(r"(?<=[年月])0", "", span.text)
            yield tell(block, "GX414", prose, span, text=span.text, plain=plain)


def judge_signing(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """A day of signing before the year is over, or after the day the report is due (GX413).

    Source: 政府信息公开条例第四十九条 (31 January for one agency, 31 March for aggregates).
    """
    report = inquiry.report
    block = block_for(report, "报送时间")
    signed = header.text(report.data, header.SIGNATURE, header.SIGN_DATE)
    if block is None or not report.year or not signed:
        return
    day = date.fromisoformat(signed)
    path = (header.SIGNATURE, header.SIGN_DATE)
    case, due = _late_or_early(report, block, day)
    if case:
        yield diagnose(
            "GX413", report.place(path), address=".".join(path), severity=block.level, case=case,
            day=show_date(day), due=due, year=report.year,
        )  # fmt: skip


def _late_or_early(report: Report, block: Block, day: date) -> tuple[str, str]:
    if day.year <= report.year:
        return "early", ""
    for entry in block.listed("各级"):
        if concerns(report, entry):
            month, number = (int(part) for part in entry.text("截止").split("-"))
            due = date(report.year + 1, month, number)
            return ("late", show_date(due)) if day > due else ("", "")
    return "", ""


def judge_agendas(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Yearly agendas of another year than the report's (GX415)."""
    report = inquiry.report
    block = block_for(report, "要点年份")
    if block is not None and report.year:
        yield from at_most(_agendas(report, block))


def _agendas(report: Report, block: Block) -> Iterator[Diagnostic]:
    for prose in narrative(report, *block.words("部分")):
        for found in block.phrases("词语").all(prose.text):
            start = max(0, found.start - block.number("距离", 12))
            years = list(_YEAR.finditer(prose.text, start, found.start + 1))
            if not years or int(years[-1].group()) >= report.year:
                continue
            span = Span(years[-1].start(), found.end, prose.text[years[-1].start() : found.end])
            if "\n" not in span.text and "。" not in span.text:
                yield tell(block, "GX415", prose, span, text=quoted(span.text), due=report.year)
