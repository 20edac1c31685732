"""What breaks off: enumerations with items missing (GX555), sentences unfinished (GX557)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gxgen.diag import Diagnostic
from gxgen.report.model import Report
from gxgen.report.prose import BODY, block_of
from gxgen.rules.inquiry import Inquiry
from gxgen.rules.printed import joined, narrative, sections
from gxgen.rules.prose import (
    NUMERALS,
    Prose,
    around,
    at_most,
    block_for,
    lines,
    quoted,
    tell,
)
from gxgen.spec.content import Block, Span

_POINT = re.compile(
    rf"(?P<edge>^|[。；：，、！？,;:.!?“（(】\s])?(?P<number>[{NUMERALS}])是", re.MULTILINE
)
_ITEMS = (
    re.compile(rf"^[ \t\u3000]*[（(](?P<number>[{NUMERALS}]{{1,3}})[）)]", re.MULTILINE),
    re.compile(r"^[ \t\u3000]*(?P<number>[0-9]{1,2})[.．、](?!\d)", re.MULTILINE),
    re.compile(r"^[ \t\u3000]*[（(](?P<number>[0-9]{1,2})[）)]", re.MULTILINE),
)
_OPENS = re.compile("\n[ \t\u3000]*[（(0-9]")
_SAID = re.compile(f"[{NUMERALS}]是")
_STOPS = '。；：！？…”’》）)】!?;:."'
_ADDRESS = re.compile(r"[A-Za-z0-9/_-]$")
_INNER = re.compile("[，。；]")
LONGEST_LABEL = 15
"""A line up to this long without a comma may be a heading that bears no number."""


def judge_enumerations(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """一是……三是…… without 二是, （一） followed by （三）, and a lonely 一是 (GX555)."""
    report = inquiry.report
    block = block_for(report, "序列")
    if block is not None:
        yield from at_most(_broken(report, block))


def _broken(report: Report, block: Block) -> Iterator[Diagnostic]:
    text = "\n" + joined(report)
    openers = _ITEMS if _OPENS.search(text) else ()
    has_points = _SAID.search(text) is not None
    if not openers and not has_points:
        return
    for proses in sections(report).values():
        if has_points:
            yield from _gaps(block, proses)
        for opener in openers:
            yield from _skipped(block, proses, opener)


def _gaps(block: Block, proses: list[Prose]) -> Iterator[Diagnostic]:
    expected, slip = 1, 0
    last: tuple[Prose, Span] | None = None
    for prose in proses:
        for number, span, edge in _points(prose.text):
            if number == 1 and edge:
                yield from _lonely(block, last, expected)
                expected, slip = 2, 0
            elif number == expected > 1 or number == slip:
                # 一是, 三是, 三是: the first 三 was told, the second is right.
                expected, slip = number + 1, 0
            elif edge and number > 1:
                wanted = f"{NUMERALS[min(expected, 10) - 1]}是"
                yield tell(block, "GX555", prose, span, text=span.text, wanted=wanted)
                expected, slip = number + 1, number
            else:
                continue
            last = (prose, span)
    yield from _lonely(block, last, expected)


def _points(text: str) -> Iterator[tuple[int, Span, bool]]:
    """Every 一是, 二是 … : its number, place, and whether a clause begins there."""
    for found in _POINT.finditer(text) if _SAID.search(text) else ():
        start = found.start("number")
        span = Span(start, found.end(), text[start : found.end()])
        yield NUMERALS.index(found["number"]) + 1, span, found["edge"] is not None


def _lonely(block: Block, last: tuple[Prose, Span] | None, expected: int) -> Iterator[Diagnostic]:
    if last is not None and expected == 2:
        prose, span = last
        yield tell(block, "GX555", prose, span, case="lonely", text=span.text, wanted="")


def _skipped(block: Block, proses: list[Prose], opener: re.Pattern[str]) -> Iterator[Diagnostic]:
    """Numbered lines of one kind: each run must count from 1 without gaps.

    Lower levels start again under each heading, so a number may only fall back to 1.
    """
    last = 0
    for prose in proses:
        for found in opener.finditer(prose.text):
            number = _value(found["number"])
            if number not in (1, last + 1):
                span = Span(found.start("number"), found.end("number"), found["number"])
                wanted = f"{last + 1}"
                yield tell(
                    block, "GX555", prose, span, case="item", text=found["number"], wanted=wanted
                )
            last = number


def _value(numeral: str) -> int:
    """1–99 written 3 or 十三; 0 for what is no such number."""
    if numeral[0] not in NUMERALS:
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return NUMERALS.index(numeral[0]) + 1 if len(numeral) == 1 else 0
    first = NUMERALS.index(tens[0]) + 1 if tens else 1
    return first * 10 + (NUMERALS.index(ones[0]) + 1 if ones else 0)


def judge_endings(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Paragraphs without an end mark, and sentences cut before their number (GX557)."""
    report = inquiry.report
    block = block_for(report, "句末")
    if block is not None:
        yield from at_most(_unfinished(report, block))


def _unfinished(report: Report, block: Block) -> Iterator[Diagnostic]:
    for prose in narrative(report):
        for line in lines(prose.text):
            if is_unfinished(line.text):
                end = line.start + len(line.text.rstrip())
                span = Span(end - 1, end, line.text.rstrip()[-1])
                yield tell(block, "GX557", prose, span, text=around(prose, span, 12))
        yield from _without_number(prose, block)


def is_unfinished(line: str) -> bool:
    """True for a paragraph, not a heading, that ends without a mark."""
    text = line.strip()
    if text[-1] in _STOPS:
        return False
    if block_of(text).level != BODY and not block_of(text).text:
        return False
    if _ADDRESS.search(text) and "：" in text:
        return False
    return text[-1] in "，、" or bool(_INNER.search(text)) or len(text) > LONGEST_LABEL * 2


def _without_number(prose: Prose, block: Block) -> Iterator[Diagnostic]:
    """`全年公开信息条。`: the number before the unit is missing; `现有文件。` broke off."""
    for span in block.phrases("缺数").all(prose.text):
        yield tell(block, "GX557", prose, span, case="number", text=quoted(span.text))
    endings, verbs = block.words("句尾"), block.phrases("句尾不含")
    for sentence in prose.sentences if any(word in prose.text for word in endings) else ():
        plain = sentence.text.rstrip("。；！？")
        ending = next((word for word in endings if plain.endswith(word)), None)
        if ending is None:
            continue
        clause = re.split("[，：、]", plain)[-1]
        if len(clause) - len(ending) <= block.number("句尾前最长", 8) and not verbs.within(
            clause[: -len(ending)]
        ):
            start = sentence.end - len(ending) - 1
            yield tell(
                block, "GX557", prose, Span(start, sentence.end, ending), case="number", text=ending
            )
