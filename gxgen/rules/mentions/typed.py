"""A paragraph as it will read: figures in place, odd characters tidied, every place traceable.

Digits and signs become half-width one for one, spaces go; offsets lead back to what was typed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from gxgen.diag import TextPlace
from gxgen.report.binding import UNFILLED, bind
from gxgen.report.expression import TAG
from gxgen.report.model import Passage, Report

_COMMON = (("（", "("), ("）", ")"), ("：", ":"))
_WIDE = str.maketrans("０１２３４５６７８９．％﹪\u3000\t\u00a0", "0123456789.%%   ")
_RARE = re.compile("[０-９．％﹪\u3000\t\u00a0]")
UNKNOWN = "\ufffc"
"""Stands where a figure is not known: no number, no word."""


@dataclass(slots=True)
class Typed:
    """One line of a passage. `text` is what is read; `starts` and `origins` lead back to typing.

    `bound` are spans of `text` that figures in braces gave, with the tag as typed. `concepts` are
    those that its sentences name, once they were read.
    """

    report: Report
    passage: Passage
    section: str
    offset: int
    raw: str
    text: str = ""
    starts: list[int] = field(default_factory=list)
    origins: list[int] = field(default_factory=list)
    bound: list[tuple[int, int, str]] = field(default_factory=list)
    concepts: set[str] = field(default_factory=set)

    def is_bound(self, start: int, end: int) -> bool:
        return self._tag(start, end) is not None

    def _tag(self, start: int, end: int) -> tuple[int, int, str] | None:
        """The bound figure that the characters `start` to `end` overlap."""
        index = bisect_right(self.bound, end - 1, key=lambda span: span[0]) - 1
        if index < 0 or self.bound[index][1] <= start:
            return None
        return self.bound[index]

    def place(self, start: int, end: int) -> TextPlace:
        """Where in the file the characters `start` to `end` of `text` were typed."""
        first = self._origin(start)
        last = max(self._origin(end - 1) + 1, first + 1)
        tag = self._tag(start, end)
        if tag is not None:
            first = self._origin(tag[0])
            last = first + len(tag[2])
        needle = self.raw[first:last]
        before = self.passage.text[: self.offset + first]
        return self.report.text_place(self.passage.path, needle, _occurrences(before, needle))

    def typed_span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the text of the passage the characters `start` to `end` of `text` are."""
        return self.offset + self._origin(start), self.offset + self._origin(end - 1) + 1

    def _origin(self, position: int) -> int:
        index = bisect_right(self.starts, position) - 1
        return self.origins[index] + position - self.starts[index]


def _occurrences(text: str, needle: str) -> int:
    """How often `needle` begins in `text`, overlaps included (as the place is looked for)."""
    count, at = 0, text.find(needle)
    while at >= 0:
        count += 1
        at = text.find(needle, at + 1)
    return count


def typed_lines(report: Report, passage: Passage) -> Iterator[Typed]:
    """The non-blank lines of a passage as they will read."""
    offset = 0
    for raw in passage.text.split("\n"):
        if raw.strip():
            yield _typed(report, passage, offset, raw)
        offset += len(raw) + 1


def _typed(report: Report, passage: Passage, offset: int, raw: str) -> Typed:
    made = Typed(report, passage, passage.section, offset, raw)
    parts: list[str] = []
    length = position = 0
    tags = TAG.finditer(raw) if "{" in raw or "｛" in raw else ()
    for tag in tags:
        length = _plain(made, parts, length, position, raw[position : tag.start()])
        shown = bind(report, tag.group())
        shown = UNKNOWN if shown in (UNFILLED, tag.group()) else shown
        made.bound.append((length, length + len(shown), tag.group()))
        _add(made, length, tag.start())
        parts.append(shown)
        length += len(shown)
        position = tag.end()
    _plain(made, parts, length, position, raw[position:])
    made.text = "".join(parts)
    return made


def _plain(made: Typed, parts: list[str], length: int, origin: int, text: str) -> int:
    """Adds typed text without its spaces; the new length of what is read."""
    for wide, narrow in _COMMON:
        text = text.replace(wide, narrow)
    if _RARE.search(text):
        text = text.translate(_WIDE)
    for piece in text.split(" "):
        if piece:
            _add(made, length, origin)
            parts.append(piece)
            length += len(piece)
        origin += len(piece) + 1
    return length


def _add(made: Typed, start: int, origin: int) -> None:
    made.starts.append(start)
    made.origins.append(origin)
