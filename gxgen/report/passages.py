"""The prose of a report, chapter by chapter, as passages in file order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gxgen.report.figures import Path
from gxgen.report.model import Passage
from gxgen.spec.chapter import Chapter
from gxgen.spec.schema import SECTION_TEXT, SECTION_TITLE


def passages_of(
    data: Mapping[str, object], chapter: Chapter, faulty: set[Path]
) -> Iterator[Passage]:
    """The passages of one narrative chapter; blank and faulty ones are left out."""
    value = data.get(chapter.key)
    if not isinstance(value, dict):
        yield from _texts("", None, value, (chapter.key,), faulty)
        return
    for key, content in value.items():
        section = chapter.section(key)
        heading = (section.heading or None) if section else key
        path: Path = (chapter.key, key)
        if isinstance(content, dict):
            own = content.get(SECTION_TITLE)
            heading = str(own).strip() or None if own is not None else heading
            content, path = content.get(SECTION_TEXT), (*path, SECTION_TEXT)
        yield from _texts(key, heading, content, path, faulty)


def _texts(
    section: str, heading: str | None, value: object, path: Path, faulty: set[Path]
) -> Iterator[Passage]:
    if path in faulty or path[:2] in faulty:
        return
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(section, heading, item, (*path, index), faulty)
    elif value is not None and not isinstance(value, dict) and str(value).strip():
        yield Passage(section, heading, str(value), path)


def blank_prose(data: Mapping[str, object], chapters: tuple[Chapter, ...]) -> Iterator[Path]:
    """Paths of narrative chapters and sections that are there but empty."""
    for chapter in chapters:
        if not chapter.is_prose or chapter.key not in data:
            continue
        value = data[chapter.key]
        if not isinstance(value, dict):
            if _is_blank(value):
                yield (chapter.key,)
            continue
        if not value:
            yield (chapter.key,)
        for key, content in value.items():
            inner = content.get(SECTION_TEXT) if isinstance(content, dict) else content
            if _is_blank(inner):
                yield (chapter.key, key)


def _is_blank(value: object) -> bool:
    if isinstance(value, list):
        return all(_is_blank(item) for item in value)
    return value is None or (isinstance(value, str) and not value.strip())
