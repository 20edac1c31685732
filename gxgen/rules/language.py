"""Slips of the keyboard: half-width signs (GX552), spaces (GX553), doubled words (GX554),
mixed brackets (GX556). One finding a passage, at its first slip, with how many there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from gxgen.diag import Diagnostic
from gxgen.report.expression import BRACE
from gxgen.report.model import Report
from gxgen.rules.inquiry import Inquiry
from gxgen.rules.printed import joined, narrative, preface
from gxgen.rules.prose import CJK, Prose, around, at_most, block_for, tell
from gxgen.spec.content import Block, Span, phrases

_AFTER = rf"(?=[{CJK}“”‘’《》（）(\d\ue000]|\s|$)"
_HALF = re.compile(
    rf"(?<=[{CJK}”’》）)%])(?:[,;:!?]{_AFTER}|\.(?=[{CJK}“《（]|\s*$))", re.MULTILINE
)
_FULL_TWIN = str.maketrans(",;:!?.", "，；：！？。")
_OPEN = re.compile(rf"\((?=[^()\n]{{0,60}}[{CJK}])|(?<=[{CJK}])\)")
_SPACE = re.compile(rf"(?<=[{CJK}])[ \t\u00a0\u3000]+(?=[{CJK}])")
_TWICE = re.compile(rf"([{CJK}]{{2,8}})\1")
_BRACKET = re.compile("[（()）]")
_BRACKET_OR_END = re.compile("[（()）\n]")
MASK = "\ue001"


def judge_signs(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Half-width punctuation within Chinese text (GX552)."""
    yield from _each(inquiry, "标点", "GX552", _half_width)


def judge_spaces(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Spaces between Chinese characters (GX553)."""
    yield from _each(inquiry, "空格", "GX553", _spaces)


def judge_doubles(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Words or characters that stand twice (GX554)."""
    yield from _each(inquiry, "叠字", "GX554", _doubles)


def judge_brackets(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Both （） and () in one report, and brackets of which one is missing (GX556)."""
    report = inquiry.report
    block = block_for(report, "括号")
    if block is None:
        return
    if not _BRACKET.search(joined(report)):
        return
    proses = [*preface(report), *narrative(report)]
    full = any("（" in prose.text for prose in proses)
    for prose in proses if full else ():
        found = list(_OPEN.finditer(prose.text))
        if found:
            span = Span(found[0].start(), found[0].end(), found[0].group())
            yield tell(block, "GX556", prose, span, count=len(found))
    for prose in proses:
        lone = _lone_bracket(prose.text)
        if lone is not None:
            yield tell(block, "GX556", prose, lone, case="lone", sign=lone.text)


Finder = Callable[[str, Block, Report], Iterator[Span]]


def _each(inquiry: Inquiry, name: str, code: str, finder: Finder) -> Iterator[Diagnostic]:
    report = inquiry.report
    block = block_for(report, name)
    if block is not None:
        text = joined(report)
        if not BRACE.search(text) and not any(True for _ in finder(text, block, report)):
            return
        proses = [*preface(report), *narrative(report)]
        yield from at_most(_found(report, block, code, finder, proses))


def _found(
    report: Report, block: Block, code: str, finder: Finder, proses: list[Prose]
) -> Iterator[Diagnostic]:
    for prose in proses:
        if BRACE.search(prose.text):
            # A tag that does not close is told already; what it leaves behind is no typing.
            continue
        spans = sorted(finder(prose.text, block, report), key=lambda span: span.start)
        if spans:
            first = spans[0]
            facts = {
                "case": "many" if len(spans) > 1 else "",
                "count": len(spans),
                "text": first.text,
                "plain": first.text.translate(_FULL_TWIN),
                "around": around(prose, first),
            }
            yield tell(block, code, prose, first, **facts)


def _half_width(text: str, block: Block, report: Report) -> Iterator[Span]:
    for found in _HALF.finditer(text):
        yield Span(found.start(), found.end(), found.group())
    if "（" not in joined(report):
        # Where both forms stand in one report the rule for mixed brackets speaks.
        for found in _OPEN.finditer(text):
            twin = {"(": "（", ")": "）"}[found.group()]
            yield Span(found.start(), found.end(), found.group().replace(found.group(), twin))


def _spaces(text: str, block: Block, report: Report) -> Iterator[Span]:
    for found in _SPACE.finditer(text):
        yield Span(found.start() - 1, found.end() + 1, text[found.start() - 1 : found.end() + 1])


def _doubles(text: str, block: Block, report: Report) -> Iterator[Span]:
    usual = _masked(text, block)
    singles = _single(block.words("单字"))
    for found in singles.finditer(usual) if singles else ():
        yield Span(found.start(), found.end(), found.group())
    openers = block.words("可以重叠开头")
    for found in _TWICE.finditer(usual):
        # 一件一件 and 逐步逐步 count things off; 方方 is no word of two different characters.
        if found[1][0] not in openers and len(set(found[1])) > 1:
            yield Span(found.start(), found.end(), found.group())
    yield from _around(usual, block)


def _masked(text: str, block: Block) -> str:
    """`text` with wording that rightly repeats itself blanked out."""
    for word in block.words("例外"):
        if word in text:
            text = text.replace(word, MASK * len(word))
    return text


@lru_cache(maxsize=32)
def _single(characters: tuple[str, ...]) -> re.Pattern[str] | None:
    joined = "".join(re.escape(character) for character in characters)
    return re.compile(rf"([{joined}])\1") if joined else None


def _around(text: str, block: Block) -> Iterator[Span]:
    """A verb that stands again after its object: 视察某地视察."""
    between = block.number("间隔", 4)
    for word in block.words("前后重复"):
        start = text.find(word)
        while start >= 0:
            again = text.find(word, start + len(word) + 1, start + 2 * len(word) + between)
            inside = text[start + len(word) : again]
            if again > 0 and inside.isalpha() and not phrases(block.words("并列")).within(inside):
                yield Span(start, again + len(word), text[start : again + len(word)])
            start = text.find(word, start + len(word))


def _lone_bracket(text: str) -> Span | None:
    """The first bracket of a paragraph without its other half. `1)` and `一）` open items."""
    waiting: list[tuple[int, str]] = []
    start = 0
    for found in _BRACKET_OR_END.finditer(text):
        at, sign = found.start(), found.group()
        if sign == "\n":
            if waiting:
                break
            start = at + 1
        elif sign in "（(":
            waiting.append((at, sign))
        elif waiting:
            waiting.pop()
        elif at - start > 3:
            return Span(at, at + 1, sign)
    return Span(waiting[0][0], waiting[0][0] + 1, waiting[0][1]) if waiting else None
