"""Headings of a published report: all chapters there, in order, numbered and called as prescribed.

Source: 国办公开办函〔2021〕30号, the headings of the attached form; the same document calls the
chapters by other names in its text, which are widely used and only told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gxgen.diag import Diagnostic, Place, diagnose, whole_file
from gxgen.report import header
from gxgen.report.published.model import ChapterFound, Published
from gxgen.report.published.places import part_name
from gxgen.spec.recognise.labels import fold


def judge_chapters(published: Published) -> Iterator[Diagnostic]:
    """Findings on the title and the headings of the chapters."""
    anywhere = whole_file(published.raw.file)
    if header.TITLE not in published.header:
        yield diagnose("GX615", anywhere, case="title")
    for found in published.chapters.values():
        if found.heading is None:
            yield _missing(found, published)
        else:
            yield from _heading(found, found.heading.place)
    yield from _order(published)


def _missing(found: ChapterFound, published: Published) -> Diagnostic:
    """A chapter without a heading; its table may be there nevertheless."""
    key = found.chapter.table
    fit = published.fits.get(key)
    case = "heading" if fit is not None and fit.readings else "chapter"
    return diagnose(
        "GX610",
        whole_file(published.raw.file),
        address=found.chapter.key,
        case=case,
        heading=found.chapter.heading,
    )


def _heading(found: ChapterFound, place: Place) -> Iterator[Diagnostic]:
    chapter = found.chapter
    facts: dict[str, Any] = {"found": found.title, "expected": chapter.heading}
    if fold(found.title) != fold(chapter.title):
        aliases = {fold(alias) for alias in chapter.aliases}
        case = "alias" if fold(found.title) in aliases else "misprint"
        yield diagnose("GX612", place, address=chapter.key, case=case, **facts)
    if found.numeral != chapter.numeral:
        case = "number" if found.numeral else "unnumbered"
        yield diagnose(
            "GX613", place, address=chapter.key, case=case, number=found.numeral, **facts
        )


def _order(published: Published) -> Iterator[Diagnostic]:
    """Chapters whose headings stand before one that should come first."""
    rank = {key: index for index, key in enumerate(published.chapters)}
    last = -1
    for key in published.order:
        if rank[key] < last:
            found = published.chapters[key]
            assert found.heading is not None
            before = list(rank)[last]
            yield diagnose(
                "GX611",
                found.heading.place,
                address=key,
                part=part_name(found.chapter),
                other=part_name(published.chapters[before].chapter),
            )
        last = max(last, rank[key])
