"""The two closing chapters: problems and improvements (GX533–GX535), fees (GX540, GX541).

Source: 国办公开办函〔2021〕30号 第五、第六部分.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gxgen.diag import Diagnostic, diagnose
from gxgen.report.model import Report
from gxgen.rules.completeness import chapter_of, headings_of, tell_chapter
from gxgen.rules.inquiry import Inquiry
from gxgen.rules.printed import narrative
from gxgen.rules.prose import Prose, block_for
from gxgen.rules.years import years_in
from gxgen.spec.chapter import Chapter
from gxgen.spec.content import Block

_NOT_WORDS = re.compile(r"[\W_]+")


def judge_problems(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """A chapter without problems or improvements (GX533), or hardly any text (GX534)."""
    report = inquiry.report
    block = block_for(report, "问题和措施")
    chapter = chapter_of(report, block)
    if block is None or chapter is None:
        return
    proses = narrative(report, chapter.key)
    if not proses:
        return
    length = sum(len(_NOT_WORDS.sub("", prose.text)) for prose in proses)
    if all(says_nothing(prose.text, block) for prose in proses):
        yield tell_chapter(report, block, "GX533", chapter, case="nothing")
        return
    lacking = [
        name for name, side in block.blocks("各面").items() if not _has_side(side, proses, block)
    ]
    if lacking:
        yield tell_chapter(report, block, "GX533", chapter, missing="、".join(lacking))
    elif length < block.number("最少字数"):
        yield diagnose(
            "GX534", report.key_place((chapter.key,)), address=chapter.key, label=chapter.heading,
            count=length, least=block.number("最少字数"),
        )  # fmt: skip


def judge_topic(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Problems that have nothing to do with what the report is about (GX535)."""
    report = inquiry.report
    block = block_for(report, "切题")
    chapter = chapter_of(report, block)
    if block is None or chapter is None:
        return
    stop = block.phrases("到此为止")
    proses = narrative(report, chapter.key)
    own = [prose for prose in proses if prose.section in block.words("小节")]
    text = "\n".join(prose.text for prose in own or proses)
    end = stop.find(text)
    first = text[: end.start] if end else text
    if len(first) >= block.number("最少字数") and not block.phrases("词语").within(first):
        yield tell_chapter(
            report, block, "GX535", chapter, words="、".join(block.words("词语")[:3])
        )


def judge_fees(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """The fee statement of the last chapter: missing (GX540), or at odds with the table (GX541)."""
    report = inquiry.report
    block = block_for(report, "收费说明")
    chapter = chapter_of(report, block)
    if block is None or chapter is None or report.year < block.number("自年度"):
        return
    proses = narrative(report, chapter.key)
    words = block.phrases("词语")
    # A heading alone says nothing: 无 below it leaves the fees unreported.
    said = [prose for prose in proses if not says_nothing(prose.text, block)]
    stated = any(words.within(f"{prose.heading or ''}\n{prose.text}") for prose in said)
    if proses and not stated:
        nothing = all(says_nothing(prose.text, block) for prose in proses)
        others = [prose for prose in narrative(report) if prose.chapter != chapter.key]
        elsewhere = any(words.within(prose.text) for prose in others)
        case = "elsewhere" if elsewhere else "nothing" if nothing else ""
        yield tell_chapter(report, block, "GX540", chapter, case=case)
    elif proses:
        yield from _judge_unpaid(report, block, chapter, proses)


def _judge_unpaid(
    report: Report, block: Block, chapter: Chapter, proses: list[Prose]
) -> Iterator[Diagnostic]:
    """Applications closed because a fee was not paid imply that its payer was asked to pay."""
    address = block.text("逾期未缴")
    count = report.figures.claimed(address)
    if not count:
        return
    text = "\n".join(prose.text for prose in proses)
    denied = block.phrases("没有通知").find(text)
    if denied or not block.phrases("通知").within(text):
        case = "denied" if denied else ""
        cell = report.spec.cells[address].label
        yield tell_chapter(report, block, "GX541", chapter, case=case, count=count, cell=cell)


def says_nothing(text: str, block: Block) -> bool:
    """True for a text that only says there is nothing: （无）, 没有。"""
    return _NOT_WORDS.sub("", text) in block.words("等于没写")


def _has_side(side: Block, proses: list[Prose], block: Block) -> bool:
    """True when a passage under that heading says something, or any text has its words."""
    sections, words = side.words("小节"), side.phrases("正文含")
    return any(
        (prose.section in sections and not says_nothing(prose.text, block))
        or words.within(prose.text)
        or (side.yes("写下一年也算") and _speaks_of_next_year(prose))
        or any(side.phrases("标题含").within(heading) for heading, _ in headings_of(prose))
        for prose in proses
    )


def _speaks_of_next_year(prose: Prose) -> bool:
    return any(year == prose.report.year + 1 for year, _ in years_in(prose.text))
