"""Wording that does not fit together: one matter counted in two units (GX558), two sentence
patterns in one (GX559). Both are advice: a reader stumbles, nothing is wrong in law."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gxgen.diag import Diagnostic, Related
from gxgen.report.model import Report
from gxgen.rules.inquiry import Inquiry
from gxgen.rules.printed import joined, narrative, preface
from gxgen.rules.prose import FILL, Prose, at_most, block_for, quoted, tell
from gxgen.spec.content import Block, Span

LONGEST = 160
"""Characters that one confused pattern may hold."""
_ENDS = "，。；！？,;"
_NUMBER = rf"(?:[0-9０-９][0-9０-９,.]*万?|[一二两三四五六七八九十百千万]{{1,8}}|{FILL}+)"


def judge_counters(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """政府信息83件 here and 信息286条 there: one finding for each matter, at the rarer unit."""
    report = inquiry.report
    block = block_for(report, "量词")
    if block is None:
        return
    text = joined(report)
    for name, matter in block.blocks("各项").items():
        pattern = _counted(
            matter.words("词语"),
            matter.words("前面不是"),
            block.words("隔字"),
            matter.words("单位"),
        )
        if len({hit["unit"] for hit in pattern.finditer(text)}) < 2:
            continue
        found: dict[str, list[tuple[Prose, Span]]] = {}
        for prose in narrative(report):
            for hit in pattern.finditer(prose.text):
                span = Span(hit.start(), hit.end(), hit.group())
                found.setdefault(hit["unit"], []).append((prose, span))
        if len(found) > 1:
            yield _mixed(block, name, found)


def _mixed(block: Block, name: str, found: dict[str, list[tuple[Prose, Span]]]) -> Diagnostic:
    usual, rare = sorted(found.values(), key=len, reverse=True)[:2]
    (prose, span), (other, there) = rare[0], usual[0]
    related = Related(other.place(there.start, there.end), "这里用的是另一种")
    texts = {"text": quoted(span.text), "other": quoted(there.text)}
    return tell(block, "GX558", prose, span, related, name=name, **texts)


@lru_cache(maxsize=32)
def _counted(
    words: tuple[str, ...], never: tuple[str, ...], between: tuple[str, ...], units: tuple[str, ...]
) -> re.Pattern[str]:
    """The matter with its number and unit; the unit is no part of a longer one (件次), and none of
    `never` stands before it."""
    other = "".join(f"(?<!{re.escape(word)})" for word in never)
    listed, gap, unit = ("|".join(map(re.escape, items)) for items in (words, between, units))
    return re.compile(rf"{other}(?:{listed})(?:{gap}){{0,3}}{_NUMBER}(?P<unit>{unit})(?![次余多])")


def judge_patterns(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """包括……组成: the beginning of one pattern with the end of another."""
    report = inquiry.report
    block = block_for(report, "杂糅")
    if block is not None:
        yield from at_most(_confused(report, block))


def _confused(report: Report, block: Block) -> Iterator[Diagnostic]:
    text = joined(report)
    for form in block.listed("各式"):
        phrases = form.phrases("短语")
        if not phrases.within(text):
            continue
        for prose in [*preface(report), *narrative(report)]:
            for sentence in prose.sentences:
                for span in phrases.all(sentence.text):
                    if _is_confused(sentence.text, span, form):
                        place = Span(sentence.start + span.start, sentence.start + span.end, "")
                        yield tell(block, "GX559", prose, place, text=_shortened(span.text))


def _is_confused(sentence: str, span: Span, form: Block) -> bool:
    """Only where the pattern ends its clause, and nothing in it gives the end a reason."""
    ends = span.end >= len(sentence) or sentence[span.end] in _ENDS
    return ends and len(span.text) <= LONGEST and not form.phrases("不含").within(span.text)


def _shortened(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:10]}……{text[-10:]}"
