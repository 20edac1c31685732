"""What was meant to be replaced before signing: placeholders (GX545) and unchosen alternatives.

These are errors: what is printed would be no report. So only what cannot be meant is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gxgen.diag import Diagnostic
from gxgen.report import header
from gxgen.report.model import Report
from gxgen.rules.inquiry import Inquiry
from gxgen.rules.prose import Prose, at_most, block_for, narrative, quoted, tell
from gxgen.source.tree import Scalar, walk
from gxgen.spec.content import Block, Span

_NO_PROSE = frozenset(
    (
        header.PACK,
        header.EDITION,
        header.LAST_YEAR,
        header.LEXICON,
        header.WAIVERS,
        header.OWN_FIGURES,
    )
)
"""Fields that are not printed as they are typed."""


def judge_placeholders(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Placeholders in any text that is printed."""
    block = block_for(inquiry.report, "占位")
    if block is not None:
        yield from at_most(_judge(inquiry.report, block))


def _judge(report: Report, block: Block) -> Iterator[Diagnostic]:
    for prose in [*narrative(report), *other_texts(report)]:
        spans = [*_marks(prose.text, block), *_alternatives(prose.text, block)]
        told = 0
        for span, case in sorted(spans, key=lambda item: (item[0].start, -item[0].end)):
            if span.start < told:
                continue
            told = span.end
            yield tell(block, "GX545", prose, span, case=case, text=quoted(span.text, 30))


def other_texts(report: Report) -> Iterator[Prose]:
    """Every text outside the narrative chapters and tables, as a passage without chapter."""
    for key, root in report.root.items.items():
        if key in report.passages or key in report.spec.groups or key in _NO_PROSE:
            continue
        for path, node in walk(root, (key,)):
            if isinstance(node, Scalar) and node.text.strip():
                yield Prose(report, "", "", None, path, node.text)


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
