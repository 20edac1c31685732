"""The paragraphs of a narrative chapter, and the sections their sub-headings make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gxgen.report.published.model import ChapterFound, Piece, SectionFound
from gxgen.report.published.raw import RawItem, RawParagraph
from gxgen.spec.chapter import Chapter, Section
from gxgen.spec.recognise.labels import ALIKE, fold, likeness

LONGEST_HEADING = 45
MOST_HEADS = 100
"""More sub-headings of one style make a list, not sections."""
LEAST = 4
"""A name this long that stands whole within a heading (or the other way round) names it."""
BROKEN = 30
"""A line this long that ends in the middle of a sentence was broken by copying."""
_CHINESE = "一二三四五六七八九十"
_STYLES = (
    ("（一）", re.compile(rf"\s*[（(][{_CHINESE}]{{1,3}}[）)]\s*[、.．]?\s*")),
    ("1.", re.compile(r"\s*[0-9０-９]{1,2}\s*[.．、]\s*(?![0-9０-９])")),
    ("", re.compile(rf"\s*[{_CHINESE}]{{1,2}}是(?=在)")),
)
_STOP = re.compile("[。：:；;]")
_ENDED = re.compile(r"[。！？；：!?;:…”）)》】]\s*$")
_OPENS = re.compile(
    rf"\s*(?:[（(]?[{_CHINESE}0-9０-９]{{1,3}}[）)、.．]|[{_CHINESE}]{{1,2}}是|附件|第[{_CHINESE}])"
)
_NUMBER_ALONE = re.compile(rf"[（(][{_CHINESE}0-9０-９]{{1,3}}[）)]|[0-9０-９]{{1,2}}[.．、]")
"""The number of a sub-heading on a line of its own."""
_TRIM = ("方面", "情况", "工作")


@dataclass(slots=True)
class _Head:
    """A sub-heading found at a piece: `text` the heading, `rest` what follows it in its line."""

    piece: int
    text: str
    rest: str
    section: Section | None


def read_chapter(found: ChapterFound, items: Sequence[RawItem]) -> None:
    """Fills a chapter with its paragraphs, in sections where its sub-headings are known ones."""
    pieces = _whole_lines(items)
    for style, opener in _STYLES:
        heads = _heads(pieces, opener, found.chapter)
        known = [head.section.key for head in heads if head.section is not None]
        enough = min(2, sum(bool(section.heading) for section in found.chapter.sections) // 2)
        if len(known) >= max(enough, 1) and len(known) == len(set(known)):
            found.numbering = style
            found.sections = _sections(pieces, heads)
            return
        if len(heads) > 1:
            # Sub-headings of another kind: what stands below them is not taken apart.
            found.pieces = pieces
            return
    plain = _unnumbered(pieces, found.chapter)
    if plain:
        found.sections = _sections(pieces, plain)
        return
    found.pieces = pieces


def _whole_lines(items: Sequence[RawItem]) -> list[Piece]:
    """The paragraphs as texts; a line that was broken in the middle of a sentence is mended."""
    made: list[Piece] = []
    for item in items:
        if not isinstance(item, RawParagraph):
            continue
        for line in item.text.split("\n"):
            text = line.strip(" \t\u3000\u00a0")
            if not text:
                continue
            before = made[-1].text if made else ""
            if _NUMBER_ALONE.fullmatch(before) or (
                before and _is_broken(before) and not _OPENS.match(text)
            ):
                made[-1] = Piece(before + text, made[-1].place)
            else:
                made.append(Piece(text, item.place))
    return made


def _is_broken(text: str) -> bool:
    if text.endswith(("，", "、")):
        return True
    if len(text) <= LONGEST_HEADING + 15 and _OPENS.match(text) and not _STOP.search(text):
        return False
    return len(text) >= BROKEN and not _ENDED.search(text)


def _heads(pieces: Sequence[Piece], opener: re.Pattern[str], chapter: Chapter) -> list[_Head]:
    """The pieces that open with one style of number, as sub-headings."""
    heads = []
    for index, piece in enumerate(pieces):
        number = opener.match(piece.text)
        if number is None:
            continue
        body = piece.text[number.end() :]
        stop = _STOP.search(body)
        if stop is not None and stop.start() <= LONGEST_HEADING:
            text, rest = body[: stop.start()], body[stop.end() :].strip()
        elif len(body) <= LONGEST_HEADING:
            text, rest = body, ""
        else:
            comma = re.match("在?[^，,]{2,20}[，,]", body)
            if comma is None:
                continue
            text, rest = body[: comma.end() - 1], body[comma.end() :].strip()
        heads.append(_Head(index, text.strip(), rest, section_named(text, chapter)))
        if len(heads) > MOST_HEADS:
            return []
    return heads


def _unnumbered(pieces: Sequence[Piece], chapter: Chapter) -> list[_Head]:
    """Lines that are, or open with, nothing but the name of a section, without any number.

    One alone counts only at the head of its chapter: a section by itself bears no number.
    """
    named = {fold(name): item for item in chapter.sections for name in _names(item)}
    heads = []
    for index, piece in enumerate(pieces):
        stop = _STOP.search(piece.text, 0, LONGEST_HEADING)
        text = piece.text[: stop.start()] if stop else piece.text
        rest = piece.text[stop.end() :].strip() if stop else ""
        section = named.get(fold(text)) if len(text) <= LONGEST_HEADING else None
        if section is not None:
            heads.append(_Head(index, text, rest, section))
    keys = [head.section.key for head in heads if head.section]
    if len(keys) != len(set(keys)):
        return []
    return heads if len(heads) > 1 or (heads and not heads[0].piece) else []


def section_named(heading: str, chapter: Chapter) -> Section | None:
    """The section of a chapter that a heading means: by its name, an alias, or nearly so."""
    text = _core(heading)
    best: list[tuple[float, Section]] = []
    for section in chapter.sections:
        names = [_core(name) for name in _names(section)]
        score = max((_closeness(text, name) for name in names if name), default=0.0)
        best.append((score, section))
    best.sort(key=lambda item: -item[0])
    if not best or best[0][0] < ALIKE or (len(best) > 1 and best[1][0] == best[0][0]):
        return None
    return best[0][1]


def _names(section: Section) -> tuple[str, ...]:
    if not section.heading:
        return ()
    return (section.key, section.heading, *section.aliases)


def _core(name: str) -> str:
    """A heading without the words that every heading may end in."""
    text = fold(name)
    for tail in _TRIM * 2:
        if len(text) > len(tail) + 3:
            text = text.removesuffix(tail)
    return text


def _closeness(text: str, name: str) -> float:
    if text == name:
        return 2.0
    if min(len(text), len(name)) >= LEAST and (name in text or text in name):
        return 1.0 + min(len(text), len(name)) / max(len(text), len(name))
    return likeness(text, name)


def _sections(pieces: Sequence[Piece], heads: Sequence[_Head]) -> list[SectionFound]:
    """The text before the first heading, then a section for each heading."""
    made: list[SectionFound] = []
    if heads[0].piece:
        made.append(SectionFound("", None, list(pieces[: heads[0].piece])))
    ends = [head.piece for head in heads[1:]] + [len(pieces)]
    for head, end in zip(heads, ends, strict=True):
        key = head.section.key if head.section else ""
        body = [Piece(head.rest, pieces[head.piece].place)] if head.rest else []
        own = [*body, *pieces[head.piece + 1 : end]]
        made.append(SectionFound(key, head.text, own, pieces[head.piece].place))
    return made
