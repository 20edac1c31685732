"""Prose as the content rules read it: passages without their tags, sentences, and places.

Figures bound with `{{ … }}` are not text: each is replaced by as many `FILL` characters, so that
every offset stays that of what the clerk typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from gxgen.diag import Diagnostic, Related, TextPlace, diagnose
from gxgen.diag.private import mask
from gxgen.report.expression import TAG
from gxgen.report.figures import Path
from gxgen.report.model import Report
from gxgen.source.tree import Scalar, node_at
from gxgen.spec.content import Block, Span, content_of

FILL = "\ue000"
"""What a bound figure becomes; no text holds it by itself (private use area)."""
MOST = 20
"""Findings of one rule in one report: more would only bury the rest."""
CJK = "\u4e00-\u9fff"
NUMERALS = "一二三四五六七八九十"
_SENTENCE = re.compile("[^。！？；!?;\n]+[。！？；!?;]?")
_LINE = re.compile("[^\n]+")
_OPENER = re.compile(
    rf"\s*(?:[（(][{NUMERALS}0-9０-９]{{1,3}}[）)]|[{NUMERALS}]{{1,3}}[、.．]|[0-9０-９]{{1,2}}[.．、]"
    rf"|第[{NUMERALS}]{{1,2}}[，、]|[{NUMERALS}]是)\s*"
)


@dataclass(slots=True)
class Prose:
    """A passage: `chapter` is the key of its chapter ("" outside the chapters), `section` that of
    its section, `heading` its printed heading, `path` its place in the data."""

    report: Report
    chapter: str
    section: str
    heading: str | None
    path: Path
    text: str
    _starts: list[int] = field(default_factory=list)
    _places: list[tuple[int, int] | None] = field(default_factory=list)
    _sentences: tuple[Span, ...] | None = None

    @property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the text, found once."""
        if self._sentences is None:
            self._sentences = tuple(sentences(self.text))
        return self._sentences

    def place(self, start: int, end: int) -> TextPlace:
        """The span in the file; where the text was folded or quoted, the place of its start."""
        if not self._places:
            self._map_lines()
        row = self.text.count("\n", 0, start)
        found = self._places[row] if row < len(self._places) else None
        if found is None:
            return self.report.place(self.path)
        line, column = found
        first = start - self._starts[row] + column
        stop = self.text.find("\n", start, end)
        length = max((end if stop < 0 else stop) - start, 1)
        return TextPlace(self.report.file, line, first, first + length)

    def _map_lines(self) -> None:
        """For each line of the text: its line in the file and the column of its first character."""
        node, _ = node_at(self.report.root, self.path)
        source, at = self.report.source, 0
        rows = self.text.split("\n")
        typed = str(node.text).split("\n") if isinstance(node, Scalar) else []
        lost = source is None or len(typed) != len(rows)
        lines = source.lines if source is not None else []
        line = node.line - 1
        for row, text in enumerate(rows):
            self._starts.append(at)
            at += len(text) + 1
            place: tuple[int, int] | None = None
            if not lost and typed[row].strip():
                line, column = _next_line(lines, line, typed[row].strip())
                lost = column < 0
                indent = len(typed[row]) - len(typed[row].lstrip())
                place = None if lost else (line + 1, column - indent + 1)
                # The first text line may share its line with the key, never with the next one.
                line += 1
            self._places.append(place)

    @property
    def label(self) -> str:
        return self.report.label(self.path)

    @property
    def address(self) -> str:
        return ".".join(map(str, self.path))


def _next_line(lines: list[str], line: int, text: str) -> tuple[int, int]:
    """The next line from `line` on that holds `text`, and the column; -1 where none is near."""
    for number in range(line, min(line + 8, len(lines))):
        column = lines[number].find(text)
        if column >= 0:
            return number, column
    return line, -1


def without_tags(text: str) -> str:
    """`text` with every tag replaced by filling of the same length."""
    if "{" not in text and "｛" not in text:
        return text
    return TAG.sub(lambda found: FILL * len(found.group()), text)


def sentences(text: str) -> Iterator[Span]:
    """The sentences of a text with their end marks."""
    for found in _SENTENCE.finditer(text):
        yield Span(found.start(), found.end(), found.group())


def lines(text: str) -> Iterator[Span]:
    """The lines of a text that hold more than spaces."""
    for found in _LINE.finditer(text):
        if found.group().strip():
            yield Span(found.start(), found.end(), found.group())


def without_number(text: str) -> tuple[str, bool]:
    """A line without the number it opens with, and whether it had one."""
    found = _OPENER.match(text)
    return (text[found.end() :], True) if found else (text.strip(), False)


def block_for(report: Report, name: str) -> Block | None:
    """The block of a rule, None where the pack does not judge it."""
    return content_of(report.spec).get(name)


def tell(
    block: Block, code: str, prose: Prose, span: Span, *related: Related, **facts: Any
) -> Diagnostic:
    """A finding of `code` at a span of a passage."""
    return diagnose(
        code,
        prose.place(span.start, span.end),
        address=prose.address,
        label=prose.label,
        severity=block.level,
        related=related,
        **facts,
    )


def at_most(found: Iterator[Diagnostic], most: int = MOST) -> Iterator[Diagnostic]:
    """The first findings of a rule."""
    return islice(found, most)


def around(prose: Prose, span: Span, width: int = 8) -> str:
    """The span with what stands beside it on its line. Masked first: an edge may cut a number."""
    first = prose.text.rfind("\n", 0, span.start) + 1
    last = prose.text.find("\n", span.end)
    near = max(first, span.start - 60)
    far = min(len(prose.text) if last < 0 else last, span.end + 60)
    shown = mask(prose.text[near:far])
    return quoted(shown[max(0, span.start - width - near) : span.end + width - near].strip(), 60)


def quoted(text: str, most: int = 24) -> str:
    """A short excerpt for a message: one line, a bound figure as □."""
    line = " ".join(mask(text).replace(FILL, "□").split())
    while "□□" in line:
        line = line.replace("□□", "□")
    return line if len(line) <= most else line[:most] + "…"
