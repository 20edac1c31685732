"""What a report printed from the template would silently lack, or have in the wrong place (GX122).

Each chapter's heading stands verbatim in the body, in order; between it and the next one stands
what prints the chapter: a tag that names its prose, or its statutory table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from gxgen.diag import Diagnostic, DocPlace, Severity, diagnose
from gxgen.spec.align import squeeze
from gxgen.template.builder.annex import MARK
from gxgen.template.contract import Contract
from gxgen.template.fragments import Fragment, fragments, paragraph_places
from gxgen.template.review.outline import ChapterPlan, Outline
from gxgen.template.suggest import near
from gxgen.template.tags import Scanner, Tag
from gxgen.template.wordxml import Element, w

_NUMBERED = w("numPr")


@dataclass(slots=True)
class _Body:
    """Where things stand in the body, as positions in document order."""

    headings: dict[str, list[tuple[int, DocPlace]]] = field(default_factory=dict)
    tags: list[tuple[int, Tag, DocPlace]] = field(default_factory=list)
    tables: dict[str, int] = field(default_factory=dict)
    texts: dict[str, DocPlace] = field(default_factory=dict)

    def printed(self, addresses: tuple[str, ...]) -> list[int]:
        """The positions of the tags that name one of `addresses`."""
        names = re.compile("|".join(rf"(?<![\w.]){re.escape(one)}(?!\w)" for one in addresses))
        return [at for at, tag, _ in self.tags if names.search(tag.body)]


def judge_coverage(
    root: Element, place: DocPlace, outline: Outline, drawn: Contract
) -> Iterator[Diagnostic]:
    """Findings on chapters and on what stands beside them; `drawn` are the tables found."""
    body = _read(root, place, drawn)
    found: list[tuple[ChapterPlan, int]] = []
    for chapter in outline.chapters:
        places = body.headings.get(squeeze(chapter.heading)) or []
        if places:
            found.append((chapter, places[0][0]))
            for _, again in places[1:]:
                yield _told("heading_twice", again, chapter)
        else:
            yield _no_heading(body, place, chapter)
        if chapter.addresses and not body.printed(chapter.addresses):
            address = chapter.addresses[0]
            yield _told("prose", place, chapter, name=address)
    yield from _order(body, found, place)
    yield from _marks(body, outline)
    yield from _fields(body, outline, place)


def _read(root: Element, place: DocPlace, drawn: Contract) -> _Body:
    order = {element: index for index, element in enumerate(root.iter())}
    body = _Body()
    for paragraph, here in paragraph_places(root, place).items():
        text = squeeze(here.text)
        if here.table or not text:
            continue
        body.headings.setdefault(text, []).append((order[paragraph], here))
        body.texts.setdefault(text, here)
        if next(paragraph.iter(_NUMBERED), None) is not None:
            body.headings.setdefault(f"{_AUTO}{text}", []).append((order[paragraph], here))
    scanner = Scanner()
    for fragment in fragments(root, place):
        body.tags += _tags(scanner, fragment, order)
    for one in drawn.cells:
        key = one.address.partition(".")[0]
        body.tables.setdefault(key, order[one.table])
    return body


_AUTO = "#"
"""Opens the text of a paragraph that Word numbers by itself."""


def _tags(
    scanner: Scanner, fragment: Fragment, order: dict[Element, int]
) -> Iterator[tuple[int, Tag, DocPlace]]:
    for item in scanner.scan(fragment.text):
        if isinstance(item, Tag) and item.kind != "comment":
            yield order[fragment.piece_at(item.start).element], item, fragment.place


def _told(case: str, place: DocPlace, chapter: ChapterPlan, **facts: Any) -> Diagnostic:
    return diagnose("GX122", place, case=case, heading=chapter.heading, **facts)


def _no_heading(body: _Body, place: DocPlace, chapter: ChapterPlan) -> Diagnostic:
    """A heading that is gone, or what it was probably changed into."""
    like = near(squeeze(chapter.heading), body.texts)
    if not like:
        return _told("heading", place, chapter)
    here = body.texts[like[0]]
    return _told("heading_altered", here, chapter, found=here.text.strip())


def _order(
    body: _Body, found: list[tuple[ChapterPlan, int]], place: DocPlace
) -> Iterator[Diagnostic]:
    """Chapters out of order, and contents that stand under another chapter's heading."""
    for (before, first), (after, second) in pairwise(found):
        if first > second:
            yield _told("order", place, after, other=before.heading)
            return
    ends = [at for _, at in found[1:]] + [len(body.tags) + 10**9]
    for (chapter, start), end in zip(found, ends, strict=True):
        table = body.tables.get(chapter.table)
        if table is not None and not start < table < end:
            yield _told("table_elsewhere", place, chapter)
        places = body.printed(chapter.addresses) if chapter.addresses else []
        if places and not any(start < at < end for at in places):
            yield _told("prose_elsewhere", place, chapter, name=chapter.addresses[0])
        if len([at for at in places if start < at < end]) > 1:
            yield _told("prose_twice", place, chapter, name=chapter.addresses[0])


def _marks(body: _Body, outline: Outline) -> Iterator[Diagnostic]:
    """Marks for annex tables that the pack does not have: they would be printed as they are."""
    for text, here in body.texts.items():
        for name in MARK.findall(text):
            if name not in outline.annexes:
                known = "、".join(outline.annexes) or "（没有附表）"
                facts = {"name": name, "known": known, "heading": ""}
                yield diagnose("GX122", here, case="annex", **facts)


def _fields(body: _Body, outline: Outline, place: DocPlace) -> Iterator[Diagnostic]:
    """What stands beside the chapters and is printed nowhere: told together."""
    lacking = [plan for plan in outline.fields if not body.printed(plan.addresses)]
    if lacking:
        names = "、".join(f"{plan.label}（{plan.addresses[0]}）" for plan in lacking)
        severity = Severity.WARNING
        yield diagnose("GX122", place, case="fields", severity=severity, name=names, heading="")
