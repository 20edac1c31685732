"""Another agency in the text (GX551): what is left when a colleague's report was copied.

Two signs are safe enough: an agency that calls itself what it is not (我局 in a township's
report), and another place's name as the one who acts, in a sentence only a report's author writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gxgen.diag import Diagnostic
from gxgen.report import header
from gxgen.report.model import Report
from gxgen.rules.completeness import concerns
from gxgen.rules.frame import agency_names
from gxgen.rules.inquiry import Inquiry
from gxgen.rules.printed import joined, narrative, preface
from gxgen.rules.prose import CJK, Prose, at_most, block_for, tell
from gxgen.rules.years import outside_quotes
from gxgen.spec.content import Block, Span

LONGEST_NAME = 12


def judge_names(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Self-names of another kind of agency, and other agencies as the subject."""
    report = inquiry.report
    block = block_for(report, "串名")
    names = agency_names(report, block) if block else []
    if block is not None and names:
        yield from at_most(_foreign(report, block, names))


def _foreign(report: Report, block: Block, names: list[str]) -> Iterator[Diagnostic]:
    whole = "".join(names) + header.text(
        report.data, header.AGENCY, header.CONTACT, header.CONTACT_OFFICE
    )
    wrong = tuple(kind for kind in block.words("自称") if kind not in whole)
    kinds = tuple(
        ending
        for entry in block.listed("同类")
        if concerns(report, entry)
        for ending in entry.words("名称结尾")
    )
    text = joined(report)
    if not any(first + kind in text for first in block.words("自称开头") for kind in wrong):
        wrong = ()
    if kinds and not _near(kinds, block.words("动词")).search(text):
        kinds = ()
    if not wrong and not kinds:
        return
    for prose in [*preface(report), *narrative(report)]:
        if wrong:
            yield from _self_names(prose, block, wrong, names[0])
        if kinds:
            yield from _subjects(prose, block, kinds, names)


def _self_names(
    prose: Prose, block: Block, wrong: tuple[str, ...], name: str
) -> Iterator[Diagnostic]:
    text = outside_quotes(prose.text)
    for word in block.words("自称例外"):
        text = text.replace(word, "\ue001" * len(word))
    for first in block.words("自称开头"):
        for kind in wrong:
            start = text.find(first + kind)
            if start >= 0:
                span = Span(start, start + len(first + kind), first + kind)
                yield tell(block, "GX551", prose, span, case="self", text=span.text, name=name)


def _subjects(
    prose: Prose, block: Block, kinds: tuple[str, ...], names: list[str]
) -> Iterator[Diagnostic]:
    pattern = _subject(kinds, block.words("动词"))
    for sentence in prose.sentences:
        found = pattern.match(sentence.text)
        if found is None:
            continue
        subject = found["name"]
        if _is_nobody(subject, kinds, block.words("泛称开头")) or _is_own(subject, names):
            continue
        start = sentence.start + found.start("name")
        span = Span(start, start + len(subject), subject)
        yield tell(block, "GX551", prose, span, text=subject, name=names[0])


def _is_nobody(subject: str, kinds: tuple[str, ...], general: tuple[str, ...]) -> bool:
    """全局, 二是我局: no name of an agency, whatever stands before it."""
    stem = next((subject.removesuffix(kind) for kind in kinds if subject.endswith(kind)), subject)
    return subject.startswith(general) or stem.endswith(general)


def _is_own(subject: str, names: list[str]) -> bool:
    return any(subject in name or name in subject for name in names)


@lru_cache(maxsize=32)
def _near(kinds: tuple[str, ...], verbs: tuple[str, ...]) -> re.Pattern[str]:
    """The end of such a name with such a verb behind it: where there is none, nobody acts."""
    ends, acts = ("|".join(map(re.escape, words)) for words in (kinds, verbs))
    return re.compile(f"(?:{ends})(?:{acts})")


@lru_cache(maxsize=32)
def _subject(kinds: tuple[str, ...], verbs: tuple[str, ...]) -> re.Pattern[str]:
    """A sentence that opens with a year, perhaps, then a name of these kinds, then such a verb."""
    ends = "|".join(map(re.escape, kinds))
    acts = "|".join(map(re.escape, verbs))
    return re.compile(
        rf"\s*(?:\d{{4}}年(?:度|以来|来)?[，,]?)?"
        rf"(?P<name>[{CJK}]{{1,{LONGEST_NAME}}}?(?:{ends}))(?:{acts})"
    )
