"""What stands around the chapters: title (GX542), period (GX543), signature (GX544)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from gxgen.diag import Diagnostic, TextPlace, diagnose
from gxgen.report import header
from gxgen.report.model import Report
from gxgen.rules.inquiry import Inquiry
from gxgen.rules.printed import narrative, preface
from gxgen.rules.prose import Prose, at_most, block_for, tell
from gxgen.rules.years import years_in
from gxgen.spec.content import Block, Span

_DAY = re.compile(r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]")
FIRST, LAST = (1, 1), (12, 31)


def judge_title(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """A title that lacks the agency, the year or the standing words, one finding.

    The pack's own title is right by itself: only one typed in the report is judged.
    """
    report = inquiry.report
    block = block_for(report, "题名")
    title = "".join(header.text(report.data, header.TITLE).split())
    if block is None or not title:
        return
    missing = [word for word in block.words("惯用语") if word not in title]
    years = [year for year, _ in years_in(title)]
    place = report.place((header.TITLE,))
    if report.year and years and report.year not in years:
        yield _tell(block, "GX542", report, case="year", year=years[0], due=report.year)
    elif report.year and not years:
        missing.insert(0, f"{report.year}年")
    if not _names_agency(report, block, title):
        missing.insert(0, header.text(report.data, header.AGENCY, header.AGENCY_NAME))
    if missing:
        yield diagnose(
            "GX542", place, address=header.TITLE, severity=block.level, missing="、".join(missing)
        )


def _tell(block: Block, code: str, report: Report, **facts: Any) -> Diagnostic:
    place = report.place((header.TITLE,))
    return diagnose(code, place, address=header.TITLE, severity=block.level, **facts)


def _names_agency(report: Report, block: Block, title: str) -> bool:
    """True when the title opens with a name of the agency, or with a part of one."""
    names = agency_names(report, block)
    if any(name in title for name in names):
        return True
    end = min((title.find(sign) for sign in block.words("名称止于") if sign in title), default=-1)
    opening = re.sub(r"[\d〇零一二三四五六七八九]{4}$", "", title[:end]) if end > 0 else ""
    return len(opening) > 1 and any(opening in name for name in names)


def agency_names(report: Report, block: Block) -> list[str]:
    """The agency's names, each also without such endings as 人民政府."""
    data = header.group(report.data, header.AGENCY)
    names = [header.text(data, key).strip() for key in block.words("名称")]
    for name in tuple(names):
        names += [name.removesuffix(end) for end in block.words("名称可省") if name.endswith(end)]
    return [name for name in names if len(name) > 1]


def judge_period(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """A period that is not the report's calendar year.

    Source: 国办公开办函〔2021〕30号: figures are those of 31 December of the report's year.
    """
    report = inquiry.report
    block = block_for(report, "统计时段")
    if block is None or not report.year:
        return
    stated = header.text(report.data, header.PERIOD)
    path = (header.PERIOD,)
    if stated and _is_wrong(report.year, stated):
        yield diagnose(
            "GX543", report.place(path), address=header.PERIOD, severity=block.level,
            text=stated.strip(), year=report.year,
        )  # fmt: skip
    yield from at_most(_in_prose(report, block, [*preface(report), *narrative(report)]))


def _in_prose(report: Report, block: Block, proses: list[Prose]) -> Iterator[Diagnostic]:
    words = block.phrases("词语")
    for prose in proses:
        for sentence in prose.sentences if words.within(prose.text) else ():
            if words.within(sentence.text) and _is_wrong(report.year, sentence.text):
                days = list(_DAY.finditer(sentence.text))
                start, end = days[0].start(), days[-1].end()
                span = Span(sentence.start + start, sentence.start + end, sentence.text[start:end])
                yield tell(block, "GX543", prose, span, text=span.text, year=report.year)


def _is_wrong(year: int, text: str) -> bool:
    """True when two days are named and they are not the first and the last of `year`."""
    days = list(_DAY.finditer(text))
    if len(days) != 2:
        return False
    first, last = ((int(day["month"]), int(day["day"])) for day in days)
    years = {int(day["year"]) for day in days if day["year"]}
    return (first, last) != (FIRST, LAST) or bool(years - {year})


def _in_comment(report: Report) -> TextPlace | None:
    """Where the signature of the blank report still stands behind its `#`."""
    for number, line in enumerate(report.source.lines if report.source else (), 1):
        if line.startswith("#") and line.strip("#: \t") == header.SIGNATURE:
            return TextPlace(report.file, number, 1, len(line.rstrip()) + 1)
    return None


def judge_signature(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """No signature, no day, or a signer that is not this agency."""
    report = inquiry.report
    block = block_for(report, "署名落款")
    if block is None:
        return
    value = report.data.get(header.SIGNATURE)
    if any(path[:1] == (header.SIGNATURE,) for path in report.faulty):
        return
    if value is None and block.yes("须有"):
        waiting = _in_comment(report)
        yield diagnose(
            "GX544", waiting or report.key_place((header.SIGNATURE,)), address=header.SIGNATURE,
            severity=block.level, case="waiting" if waiting else "absent",
        )  # fmt: skip
        return
    signature = header.group(report.data, header.SIGNATURE)
    if signature and block.yes("须有") and not header.text(signature, header.SIGN_DATE):
        place = report.key_place((header.SIGNATURE,))
        yield diagnose(
            "GX544", place, address=header.SIGNATURE, severity=block.level, case="date",
            year=report.year + 1 if report.year else "…",
        )  # fmt: skip
    names = agency_names(report, block)
    for signer in header.texts(signature, header.SIGNERS):
        plain = "".join(signer.split())
        if names and not any(name in plain or plain in name for name in names):
            path = (header.SIGNATURE, header.SIGNERS)
            yield diagnose(
                "GX544", report.place(path), address=".".join(path), severity=block.level,
                signer=plain, name=names[0],
            )  # fmt: skip
