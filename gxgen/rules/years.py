"""Years in the prose: last year's left standing (GX410), plans dated in the past (GX411).

A year is suspect only where nothing in its sentence explains it: citations, comparisons, spans of
years, cases of earlier years and plans all have reasons for another year than the report's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gxgen.diag import Diagnostic
from gxgen.report.model import Report
from gxgen.rules.inquiry import Inquiry
from gxgen.rules.printed import joined, narrative, preface
from gxgen.rules.prose import Prose, at_most, block_for, quoted, sentences, tell
from gxgen.spec.content import Block, Span

_YEAR = re.compile(
    "(?<![0-9零一二三四五六七八九〇])(?:(?P<digits>(?:19|20)[0-9]{2})|(?P<words>[一二][零〇一二三四五六七八九]{3}))年"
)
_QUOTED = re.compile("《[^《》\n]{0,120}》|[〔\\[(（](?:19|20)[0-9]{2}[〕\\])）]")
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_ONLY_DATE = re.compile(r"\s*\d{4}年\d{1,2}月(?:\d{1,2}[日号])?[。\s]*")
_SIGNED = re.compile(r"\d{4}年\d{1,2}月\d{1,2}[日号]\s*(?:附件下载)?[。\s]*")
"""The day of signing at the end of a text whose lines were lost."""
FARTHEST = 10
"""A year farther ahead than this is no plan but a slip, and told as an impossible one."""


def judge_years(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Years without a reason to be there (GX410), plans in the wrong year (GX411)."""
    report = inquiry.report
    stale, plans = block_for(report, "年份"), block_for(report, "计划年份")
    others = {year for year, _ in years_in(joined(report))} - {report.year}
    if report.year and stale is not None and others:
        yield from at_most(_stale(report, stale, plans))
    if report.year and plans is not None:
        yield from at_most(_plans(report, plans))


def years_in(text: str) -> Iterator[tuple[int, Span]]:
    """Every year written `2024年` or `二〇二四年`, with its place."""
    for found in _YEAR.finditer(text):
        year = int(found["digits"] or found["words"].translate(_DIGITS))
        yield year, Span(found.start(), found.end(), found.group())


def outside_quotes(text: str) -> str:
    """`text` with titles 《…》 and bracketed years of document numbers blanked out."""
    if (
        "《" not in text
        and "〔" not in text
        and "[" not in text
        and "(" not in text
        and "（" not in text
    ):
        return text
    return _QUOTED.sub(lambda found: "\ue001" * len(found.group()), text)


def _plans(report: Report, block: Block) -> Iterator[Diagnostic]:
    """In the chapter of improvements: a plan whose year is the report's or an earlier one."""
    for prose, sentence in _sentences(narrative(report, *block.words("部分"))):
        for year, span in years_in(sentence.text):
            if year <= report.year and is_plan(sentence.text, span, block):
                place = Span(sentence.start + span.start, sentence.start + span.end, span.text)
                yield tell(
                    block, "GX411", prose, place, year=year, due=report.year + 1,
                    sentence=quoted(sentence.text[span.start :]),
                )  # fmt: skip
                break


def is_plan(sentence: str, year: Span, block: Block) -> bool:
    """True when the words right after the year announce something: `2024年，我局将采取……`."""
    reach = sentence[year.end : year.end + block.number("距离", 24)]
    found = block.phrases("打算").find(reach)
    if found is None or block.phrases("依据").within(sentence[max(0, year.start - 8) : year.start]):
        return False
    return not block.phrases("隔断").within(reach[: found.start])


def _stale(report: Report, block: Block, plans: Block | None) -> Iterator[Diagnostic]:
    planned = set(plans.words("部分")) if plans else set()
    for prose, sentence in _sentences([*narrative(report), *preface(report)]):
        for year, span in years_in(sentence.text):
            ahead = 0 < year - report.year <= FARTHEST
            if year == report.year or year > report.year + FARTHEST:
                continue
            if ahead and (prose.chapter in planned or block.phrases("往后").within(sentence.text)):
                continue
            if plans and prose.chapter in planned and is_plan(sentence.text, span, plans):
                continue
            if _explained(sentence.text, span, block, ahead):
                continue
            if year == report.year + 1 and _SIGNED.fullmatch(sentence.text, span.start):
                continue
            place = Span(sentence.start + span.start, sentence.start + span.end, span.text)
            case = "ahead" if ahead else ""
            yield tell(block, "GX410", prose, place, case=case, year=year, due=report.year)


def _explained(sentence: str, year: Span, block: Block, ahead: bool) -> bool:
    """True when the sentence says why it names another year."""
    name = "往后" if ahead else "允许"
    return block.phrases(name).within(sentence) or (
        not ahead and block.phrases("年后允许").find(sentence[year.end : year.end + 6]) is not None
    )


def _sentences(proses: list[Prose]) -> Iterator[tuple[Prose, Span]]:
    """Sentences that name a year, with cited titles blanked."""
    for prose in proses:
        if "年" in prose.text:
            text = outside_quotes(prose.text)
            for sentence in sentences(text):
                # A date on a line of its own is a signature that was typed into the text.
                if "年" in sentence.text and not _ONLY_DATE.fullmatch(sentence.text):
                    yield prose, sentence
