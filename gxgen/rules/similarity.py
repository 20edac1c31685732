"""Last year's text again (GX550): paragraphs of 一 and 五 that stood in last year's report.

Source: 国办公开办函〔2021〕30号: 不能年年雷同. No office has published a threshold; ours is data.
A paragraph is compared by its runs of `GRAM` characters (figures, years and marks left out), so
that the cost grows with the length of the two texts only; see docs/adr/0007.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from gxgen.diag import Diagnostic, Related
from gxgen.report.model import Report
from gxgen.rules.inquiry import Inquiry
from gxgen.rules.printed import narrative
from gxgen.rules.prose import FILL, Prose, at_most, block_for, lines, quoted, tell
from gxgen.spec.content import Block, Span

GRAM = 4
COMMON = 20
"""A run of characters in more paragraphs than this says nothing about where a text comes from."""
LONGEST = 600
"""Characters of a pair that are searched for the longest passage in common."""
_NOISE = re.compile(rf"[\W\d_{FILL}]+|[年月日号件条次份场期人名个万元]")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    prose: Prose
    line: Span
    grams: frozenset[str]


def judge_similarity(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Paragraphs that are last year's, each with the passage both have in common."""
    report, previous = inquiry.report, inquiry.previous
    block = block_for(report, "雷同")
    if block is not None and previous is not None:
        yield from at_most(_repeated(report, previous, block), block.number("最多", 10))


def _repeated(report: Report, previous: Report, block: Block) -> Iterator[Diagnostic]:
    for chapter, threshold in block.table("各部分").items():
        old = _paragraphs(previous, chapter, block)
        index: dict[str, list[int]] = {}
        for number, paragraph in enumerate(old):
            for gram in paragraph.grams:
                index.setdefault(gram, []).append(number)
        for new in _paragraphs(report, chapter, block):
            best, share = _nearest(new, index)
            if best >= 0 and share >= int(threshold):
                yield _finding(block, new, old[best], share)


def _paragraphs(report: Report, chapter: str, block: Block) -> list[_Paragraph]:
    """The paragraphs long enough to be told from each other."""
    skipped, least = block.words("不比小节"), block.number("最短", 40)
    # What `gxgen draft` left is last year's by design: that it must be revised is told already.
    drafted = _drafted(report)
    return [
        _Paragraph(prose, line, grams)
        for prose in narrative(report, chapter)
        if prose.section not in skipped
        for line in lines(prose.text)
        if not any(mark in line.text for mark in drafted)
        and len(grams := _grams(line.text)) >= least
    ]


def _drafted(report: Report) -> tuple[str, ...]:
    block = block_for(report, "占位")
    return block.words("起草") if block is not None else ()


def _grams(text: str) -> frozenset[str]:
    plain = _NOISE.sub("", text)
    return frozenset(plain[at : at + GRAM] for at in range(len(plain) - GRAM + 1))


def _nearest(new: _Paragraph, index: dict[str, list[int]]) -> tuple[int, int]:
    """Last year's paragraph with most in common, and how much of the new one that is in percent."""
    shared: Counter[int] = Counter()
    for gram in new.grams:
        found = index.get(gram, ())
        if len(found) <= COMMON:
            shared.update(found)
    if not shared:
        return -1, 0
    best, count = max(shared.items(), key=lambda item: (item[1], -item[0]))
    return best, count * 100 // len(new.grams)


def _finding(block: Block, new: _Paragraph, old: _Paragraph, share: int) -> Diagnostic:
    passage = _common(new.line.text, old.line.text)
    place = old.prose.report.printed_place(old.prose.place(old.line.start, old.line.end))
    related = Related(place, f"上年这一段：{_short(old.line.text)}")
    return tell(block, "GX550", new.prose, new.line, related, share=share, passage=_short(passage))


def _common(new: str, old: str) -> str:
    """The longest passage that both hold."""
    new, old = new[:LONGEST], old[:LONGEST]
    match = SequenceMatcher(None, new, old, autojunk=False).find_longest_match()
    return new[match.a : match.a + match.size]


def _short(text: str, most: int = 40) -> str:
    return quoted(text.strip(), most)
