"""Where the chapters of a document begin: their headings, whatever they are numbered or spelt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gxgen.diag import TextPlace
from gxgen.report.published.raw import RawItem, RawParagraph
from gxgen.spec.chapter import Chapter
from gxgen.spec.recognise.labels import closest, fold, likeness

LONGEST = 45
"""Characters of a line that can be a chapter's heading."""
LONGEST_PARAGRAPH = 1500
"""A paragraph with more characters is a whole report whose lines were lost, blanks and all."""
LEAST_KNOWN = 3
"""Chapters that must be known by their titles before another is known by its number alone."""
LONGEST_OTHER = 25
"""Characters of a heading that is known by its number alone."""
_NUMERAL = re.compile(
    r"\s*(?:第?([一二三四五六七八九十]+)\s*(?:[、.．，,:：]|部分[、:：\s]?|章)|[（(]([一二三四五六七八九十]+)[）)])\s*"
)
_DIGIT = re.compile(r"\s*1\s*[.．、]\s*")
_SECTION = re.compile(r"\s+(?=[（(][一二三四五六七八九十]{1,2}[）)])")
_LOST = re.compile(
    r"\s*(?<=[^第\s])(?=[（(][一二三四五六七八九十]{1,2}[）)](?![项款条]))"
    r"|(?<=[^。；，：、\s一二三四五六七八九十])(?=[一二三四五六七八九十]是)"
    r"|(?<=[。”）])\s*(?=[^。，]{4,40}\d{4}年\d{1,2}月\d{1,2}日\s*(?:附件下载)?\s*$)"
    r"|(?=\s*附件下载\s*$)"
)
"""Where lines began that were lost: before （一）, before 一是 right behind a heading, before the
signature."""
_TAIL = re.compile(r"\s*[：:。]\s*")


@dataclass(slots=True)
class Heading:
    """A chapter's heading: `numeral` as typed ("" for none), `title` what follows it, `rest` the
    text that goes on behind it in the same paragraph."""

    chapter: Chapter
    paragraph: RawParagraph
    numeral: str
    title: str
    rest: str = ""


@dataclass(slots=True)
class Division:
    """A document divided: what stands before the first heading, and behind each heading."""

    front: list[RawItem]
    parts: list[tuple[Heading, list[RawItem]]] = field(default_factory=list)


def divide(items: Sequence[RawItem], chapters: Sequence[Chapter]) -> Division:
    """The document cut at its chapter headings.

    A heading that comes twice counts where more follows it: the first is a table of contents.
    """
    items = list(_unfolded(items, chapters))
    found: list[tuple[int, Heading]] = []
    for index, item in enumerate(items):
        for paragraph in _paragraphs(item):
            heading = heading_of(paragraph, chapters)
            if heading is not None:
                found.append((index, heading))
    found = list(_once(found, len(items)))
    if len(found) >= LEAST_KNOWN:
        found = sorted([*found, *_by_number(items, found, chapters)], key=lambda item: item[0])
    first = found[0][0] if found else len(items)
    division = Division(list(items[:first]))
    ends = [*(index for index, _ in found), len(items)][1:]
    for (index, heading), end in zip(found, ends, strict=True):
        division.parts.append((heading, list(items[index + 1 : end])))
    return division


def _paragraphs(item: RawItem) -> Iterator[RawParagraph]:
    """A paragraph; of a table the first cells of rows that may be headings, read with it as bars
    are torn."""
    if isinstance(item, RawParagraph):
        yield item
        return
    for cell in item.grid.cells:
        if not cell.column and _NUMERAL.match(cell.text) and isinstance(cell.ref, TextPlace):
            yield RawParagraph(cell.text, cell.ref)


def _unfolded(items: Sequence[RawItem], chapters: Sequence[Chapter]) -> Iterator[RawItem]:
    """The items; a paragraph that holds headings between blanks is cut at them.

    So read texts whose lines were lost, and pages that print a chapter as one paragraph.
    """
    names = "|".join(sorted(map(_spaced, _titles(chapters)), key=len, reverse=True))
    title = rf"[一二三四五六七八九十]\s?、\s?(?:{names})"
    spaced = re.compile(rf"(?:^|(?<=[\s。])){title}(?=\s|$)")
    joined = re.compile(rf"(?<![一二三四五六七八九十]){title}")
    for item in items:
        if not isinstance(item, RawParagraph) or len(item.text) <= LONGEST:
            yield item
            continue
        lost = len(item.text) > LONGEST_PARAGRAPH
        heading, section = (joined, _LOST) if lost else (spaced, _SECTION)
        cuts = [place for found in heading.finditer(item.text) for place in found.span()]
        if not cuts:
            yield item
            continue
        for start, end in zip([0, *cuts], [*cuts, len(item.text)], strict=True):
            for text in section.split(item.text[start:end].strip()):
                if text.strip():
                    yield replace(item, text=text.strip())


def _titles(chapters: Iterable[Chapter]) -> Iterator[str]:
    for chapter in chapters:
        yield from (chapter.title, *chapter.aliases)


def _spaced(title: str) -> str:
    return r"\s?".join(map(re.escape, title))


def _once(found: Sequence[tuple[int, Heading]], end: int) -> Iterator[tuple[int, Heading]]:
    """Each chapter's heading once: the occurrence with most behind it, the earlier of equals."""
    behind = [
        later - index
        for (index, _), later in zip(found, [*(at for at, _ in found), end][1:], strict=True)
    ]
    best: dict[str, int] = {}
    for number, (_, heading) in enumerate(found):
        key = heading.chapter.key
        if key not in best or behind[number] > behind[best[key]]:
            best[key] = number
    for number in sorted(best.values()):
        yield found[number]


def _by_number(
    items: Sequence[RawItem], found: Sequence[tuple[int, Heading]], chapters: Sequence[Chapter]
) -> Iterator[tuple[int, Heading]]:
    """Chapters under titles of an agency's own: the one short line that bears the number of a
    missing chapter and stands between the headings before and after it."""
    at = {heading.chapter.key: index for index, heading in found}
    for place, chapter in enumerate(chapters):
        if chapter.key in at or not chapter.is_prose:
            continue
        before = [at[other.key] for other in chapters[:place] if other.key in at]
        after = [at[other.key] for other in chapters[place + 1 :] if other.key in at]
        start, end = max(before, default=-1) + 1, min(after, default=len(items))
        fitting = [
            (index, item, number)
            for index, item in enumerate(items[start:end], start)
            if isinstance(item, RawParagraph)
            and (number := _NUMERAL.match(item.text)) is not None
            and number[1] == chapter.numeral
            and len(item.text) <= LONGEST_OTHER
            and not re.search("[。；，：]", item.text[number.end() :])
        ]
        if len(fitting) == 1:
            index, item, number = fitting[0]
            title = item.text[number.end() :].strip()
            yield index, Heading(chapter, item, chapter.numeral, title)


def heading_of(paragraph: RawParagraph, chapters: Sequence[Chapter]) -> Heading | None:
    """The chapter that a paragraph opens, or None."""
    text = paragraph.text.strip()
    number = _NUMERAL.match(text)
    numeral = (number[1] or number[2]) if number else ""
    body = text[number.end() :] if number else text
    short = len(text) <= LONGEST and "，" not in body.rstrip("，")
    cut = _TAIL.search(body, 0, 2 * LONGEST)
    title, rest = (body[: cut.start()], body[cut.end() :]) if cut else (body, "")
    if not (short or (number and cut and cut.start() <= LONGEST)):
        return None
    first = _DIGIT.match(text) if not number else None
    if first and fold(text[first.end() :]) == fold(chapters[0].title):
        # A list that a program numbered: no section of a report is called like its first chapter.
        return Heading(chapters[0], paragraph, "", text[first.end() :].strip())
    chapter = _named(title, numeral, bool(number and number[1]), chapters)
    if chapter is None or (rest and not number):
        return None
    return Heading(chapter, paragraph, numeral, title.strip(), rest.strip())


def _named(title: str, numeral: str, major: bool, chapters: Sequence[Chapter]) -> Chapter | None:
    """The chapter with that title; nearly that title will do where the number agrees."""
    text = fold(title)
    owner = _names(chapters)
    if text in owner:
        # （一）总体情况 inside a chapter is a section, not a chapter.
        return owner[text] if major or not numeral else None
    if not major:
        return None
    likest: dict[str, str] = {}  # chapter → that one of its names which is most like the text
    for name, chapter in owner.items():
        best = likest.setdefault(chapter.key, name)
        if likeness(text, name) > likeness(text, best):
            likest[chapter.key] = name
    names = list(likest.values())
    at, _ = closest(text, names)
    if at < 0 or owner[names[at]].numeral != numeral:
        return None
    return owner[names[at]]


def _names(chapters: Iterable[Chapter]) -> Mapping[str, Chapter]:
    return {fold(name): chapter for chapter in chapters for name in _titles((chapter,))}
