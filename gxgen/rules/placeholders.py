"""What was meant to be replaced before signing: placeholders (GX545) and unchosen alternatives.

These are errors: what is printed would be no report. So only what cannot be meant is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gxgen.diag import Diagnostic
from gxgen.report.model import Report
from gxgen.rules.inquiry import Inquiry
from gxgen.rules.printed import joined, narrative, other_texts
from gxgen.rules.prose import at_most, block_for, lines, quoted, tell
from gxgen.spec.content import Block, Span


def judge_placeholders(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Placeholders in any text that is printed."""
    block = block_for(inquiry.report, "占位")
    if block is not None:
        yield from at_most(_judge(inquiry.report, block))


def _judge(report: Report, block: Block) -> Iterator[Diagnostic]:
    text = joined(report, others=True)
    if not any(
        True for _ in (*_drafted(text, block), *_marks(text, block), *_alternatives(text, block))
    ):
        return
    for prose in [*narrative(report), *other_texts(report)]:
        spans = [
            *_drafted(prose.text, block),
            *_marks(prose.text, block),
            *_alternatives(prose.text, block),
        ]
        told = 0
        drafted = {
            prose.text.count("\n", 0, span.start) for span, case in spans if case == "drafted"
        }
        spans = [
            (span, case)
            for span, case in spans
            if case == "drafted" or prose.text.count("\n", 0, span.start) not in drafted
        ]
        for span, case in sorted(spans, key=lambda item: (item[0].start, -item[0].end)):
            if span.start < told:
                continue
            told = span.end
            yield tell(block, "GX545", prose, span, case=case, text=quoted(span.text, 30))


def _drafted(text: str, block: Block) -> Iterator[tuple[Span, str]]:
    """What `gxgen draft` marked in last year's text, one finding a paragraph: its first mark."""
    marks = block.words("起草")
    for line in lines(text) if any(mark in text for mark in marks) else ():
        found = [(line.text.find(mark), mark) for mark in marks if mark in line.text]
        if found:
            first, mark = min(found)
            end = first + len(mark)
            stop = line.text.find("】", first, first + 40) + 1 or end
            yield (
                Span(
                    line.start + first,
                    line.start + max(end, stop),
                    line.text[first : max(end, stop)],
                ),
                "drafted",
            )


def _marks(text: str, block: Block) -> Iterator[tuple[Span, str]]:
    """Signs that stand for something to be filled in, and words in such brackets as 【】."""
    signs = block.words("符号")
    if any(sign[:2] in text for sign in signs):
        for found in _signs(signs, block.text("前字不是")).finditer(text):
            yield Span(found.start(), found.end(), found.group()), "mark"
    for pair in block.words("括号"):
        yield from _bracketed(text, pair[:1], pair[1:], block)
    for span in block.phrases("词语").all(text):
        yield span, "mark"


@lru_cache(maxsize=32)
def _signs(signs: tuple[str, ...], not_after: str) -> re.Pattern[str]:
    """Each sign, longer runs of its last character too; not within an address or a file name."""
    words = "|".join(f"{re.escape(sign)}{re.escape(sign[-1])}*" for sign in signs if sign)
    return re.compile(rf"(?<![A-Za-z./@_{re.escape(not_after)}])(?:{words})(?![A-Za-z./@_-])")


def _bracketed(text: str, opener: str, closer: str, block: Block) -> Iterator[tuple[Span, str]]:
    words = block.phrases("括号内")
    start = text.find(opener)
    if start < 0:
        return
    while start >= 0:
        end = text.find(closer, start, start + block.number("括号内最长", 20))
        inside = text[start + 1 : end]
        if end > 0 and (not inside.strip() or words.within(inside)):
            yield Span(start, end + 1, text[start : end + 1]), "mark"
        start = text.find(opener, start + 1)


def _alternatives(text: str, block: Block) -> Iterator[tuple[Span, str]]:
    """`本行政机关（或……）`: the wording of a model text between whose forms nobody chose."""
    words = block.words("备选")
    for span in block.phrases("备选").all(text) if words else ():
        if "\n" not in span.text and len(span.text) <= block.number("备选最长", 30):
            yield span, "choice"
