"""The overview: its aspects (GX530), results that governments state (GX531), length (GX532); the
sections that a pack demands (GX536).

Source: 国办公开办函〔2021〕30号 on the contents of the narrative chapters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from gxgen.diag import Diagnostic, Severity, diagnose
from gxgen.report import header
from gxgen.report.model import Report
from gxgen.report.passages import blank_prose
from gxgen.rules.inquiry import Inquiry
from gxgen.rules.printed import narrative
from gxgen.rules.prose import FILL, Prose, block_for, lines, sentences, without_number
from gxgen.spec.chapter import Chapter, Section
from gxgen.spec.content import Block
from gxgen.spec.recognise.labels import ALIKE, fold, likeness

LONGEST_HEADING = 25
Heading = tuple[str, bool]
"""What may be a heading, and whether it bears a number."""
_FIGURE = re.compile(f"{FILL}+")
_CLAUSE_END = re.compile("[，。：；、,:;\n]")


def judge_aspects(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """The aspects that the overview does not speak of (GX530), one finding.

    Where it is divided by headings an aspect needs one; running text needs its words only.
    """
    report = inquiry.report
    block = block_for(report, "方面")
    chapter = chapter_of(report, block)
    if block is None or chapter is None:
        return
    proses = narrative(report, chapter.key)
    if not proses:
        return
    aspects = block.blocks("各方面")
    headings = [heading for prose in proses for heading in headings_of(prose)]
    missing = [
        key
        for key, aspect in aspects.items()
        if not _has_heading(chapter, key, aspect, proses, headings)
    ]
    if missing and not _is_divided(proses, headings, aspects):
        text = "\n".join(prose.text for prose in proses)
        missing = [key for key in missing if not aspects[key].phrases("正文含").within(text)]
    if missing:
        names = [section.heading if (section := chapter.section(key)) else key for key in missing]
        facts = {"missing": "、".join(names), "count": len(names)}
        yield tell_chapter(report, block, "GX530", chapter, **facts)


def judge_results(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Results that governments must state and this one does not (GX531), one finding."""
    report = inquiry.report
    block = block_for(report, "结果情况")
    chapter = chapter_of(report, block)
    if block is None or chapter is None or not concerns(report, block):
        return
    text = "\n".join(prose.text for prose in narrative(report, *block.words("部分")))
    missing = [name for name, words in block.wordings("各项").items() if not words.within(text)]
    if text and missing:
        yield tell_chapter(report, block, "GX531", chapter, missing="、".join(missing))


def judge_length(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Chapters longer than their guide (GX532): about, for a bound figure counts as four digits and
    white space not at all."""
    report = inquiry.report
    block = block_for(report, "篇幅")
    if block is None:
        return
    for chapter in report.spec.chapters:
        limit = chapter.limit * (100 + block.number("容差")) / 100
        passages = narrative(report, chapter.key) if limit else []
        count = sum(len("".join(_FIGURE.sub("0000", item.text).split())) for item in passages)
        if passages and count > limit:
            facts = {"count": count, "limit": chapter.limit}
            told = tell_chapter(report, block, "GX532", chapter, **facts)
            slightly = count * 100 <= chapter.limit * (100 + block.number("建议以内"))
            yield replace(told, severity=Severity.ADVICE) if slightly else told


def judge_required_sections(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Sections that the pack demands and a chapter does not have (GX536), one finding a chapter.

    A section is there under its name, or where its heading opens a line of the text.
    """
    report = inquiry.report
    block = block_for(report, "必写小节")
    if block is None:
        return
    told_elsewhere = block.words("另有检查")
    for chapter in report.spec.chapters:
        proses = narrative(report, chapter.key)
        opening = [prose.heading or prose.section for prose in proses]
        opening += [without_number(line.text)[0] for prose in proses for line in lines(prose.text)]
        keys = {prose.section for prose in proses}
        missing = [
            section.heading or section.key
            for section in chapter.sections
            if section.required
            and section.key not in keys
            and section.key not in told_elsewhere
            and not any(_calls(text, section) for text in opening)
        ]
        if proses and missing:
            facts = {"missing": "、".join(missing), "count": len(missing)}
            yield tell_chapter(report, block, "GX536", chapter, **facts)


def _calls(text: str, section: Section) -> bool:
    """Whether a line opens with (nearly) the name of a section."""
    found = _CLAUSE_END.search(text)
    opening = fold(text[: found.start()] if found else text)
    names = [name for name in (section.heading, *section.aliases) if name]
    return text.startswith(tuple(names)) or any(
        likeness(opening, fold(name)) >= ALIKE for name in names
    )


def concerns(report: Report, block: Block) -> bool:
    """True when a block is meant for the kind and level of this agency; no list means all."""
    agency = header.group(report.data, header.AGENCY)
    name = header.text(agency, header.AGENCY_NAME)
    if block.phrases("除外名称").within(name):
        return False
    wanted = Block(header.group(block.data, header.AGENCY))
    return all(header.text(agency, key) in wanted.words(key) for key in wanted.data)


def chapter_of(report: Report, block: Block | None) -> Chapter | None:
    """The chapter a block speaks of, the first it names; None for one with a fault or a gap that
    is told already."""
    names = block.words("部分") if block else ()
    chapter = next((item for item in report.spec.chapters if item.key in names[:1]), None)
    if chapter is None or any(path[:1] == (chapter.key,) for path in report.faulty):
        return None
    return None if any(blank_prose(report.data, (chapter,))) else chapter


def tell_chapter(
    report: Report, block: Block, code: str, chapter: Chapter, **facts: Any
) -> Diagnostic:
    """A finding of `code` about a chapter as a whole, placed at its name."""
    return diagnose(
        code,
        report.key_place((chapter.key,)),
        address=chapter.key,
        label=chapter.heading,
        severity=block.level,
        **facts,
    )


def _has_heading(
    chapter: Chapter, key: str, aspect: Block, proses: list[Prose], headings: list[Heading]
) -> bool:
    """True when the aspect has a section of its own or a heading typed within a text."""
    section = chapter.section(key)
    names = {section.heading, *section.aliases} if section else set()
    words = aspect.phrases("标题含")
    for prose in proses:
        own = prose.heading or ""
        if prose.section == key or own in names or words.within(own):
            return True
    return any(words.within(heading) for heading, _ in headings)


def _is_divided(proses: list[Prose], headings: list[Heading], aspects: Mapping[str, Block]) -> bool:
    """True for a chapter in several sections, or with two aspects as numbered headings of its own.

    Numbered sentences (一是……) that name no aspect only count off what was done.
    """
    numbered = [heading for heading, is_numbered in headings if is_numbered]
    named = sum(
        any(aspect.phrases("标题含").within(heading) for heading in numbered)
        for aspect in aspects.values()
    )
    return len({prose.section for prose in proses if prose.heading}) > 1 or named > 1


def headings_of(prose: Prose) -> Iterator[Heading]:
    """What may be a heading within a text, and whether it is numbered: how lines open, and
    sentences that are numbered (一是……)."""
    for line in lines(prose.text):
        for index, sentence in enumerate(sentences(line.text)):
            rest, is_numbered = without_number(sentence.text)
            found = _CLAUSE_END.search(rest)
            opening = rest[: found.start()] if found else rest
            if (is_numbered or not index) and len(opening) <= LONGEST_HEADING:
                yield opening, is_numbered
