"""What the prose of a report is judged by: the words, phrases and thresholds of `content.yaml`.

A block of that file belongs to one rule of `gxgen.rules`. A rule whose block is missing, or says
`级别: 不查`, is silent. Wording is never a regular expression: a phrase is words that follow one
another, joined by "…" where anything of the same sentence may lie between, so that no pack can
make the search anything but linear.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from gxgen.diag import Severity
from gxgen.spec.relation import LEVELS
from gxgen.spec.spec import Spec

STEM = "content"
LEVEL, OFF = "级别", "不查"
GAP = "…"
YES = "是"


class Span(NamedTuple):
    """Where something stands in a text: from `start` up to `end`, counted from 0."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases to look for, each as its parts in order."""

    items: tuple[tuple[str, ...], ...]

    def find(self, text: str, start: int = 0) -> Span | None:
        """The phrase that stands first in `text` at or after `start`; None where there is none."""
        best: Span | None = None
        for parts in self.items:
            span = _span(parts, text, start) if parts[0] in text else None
            if span is not None and (best is None or span.start < best.start):
                best = span
        return best

    def all(self, text: str) -> Iterator[Span]:
        """Every place of every phrase, phrase by phrase."""
        for parts in self.items:
            span = _span(parts, text, 0)
            while span is not None:
                yield span
                span = _span(parts, text, span.end)

    def within(self, text: str) -> bool:
        """True when any phrase stands in `text`."""
        for parts in self.items:
            if parts[0] in text and (len(parts) == 1 or _span(parts, text, 0) is not None):
                return True
        return False


def _span(parts: tuple[str, ...], text: str, start: int) -> Span | None:
    first = position = text.find(parts[0], start)
    for part in parts[1:]:
        if position < 0:
            return None
        position = text.find(part, position + 1)
    if position < 0:
        return None
    end = position + len(parts[-1])
    return Span(first, end, text[first:end])


@lru_cache(maxsize=1024)
def phrases(words: tuple[str, ...]) -> Phrases:
    """`甲…乙` as the parts (甲, 乙); blank words are left out."""
    split = (tuple(part for part in word.split(GAP) if part) for word in words)
    return Phrases(tuple(parts for parts in split if parts))


@dataclass(frozen=True, slots=True)
class Block:
    """One rule's block. `level` is the severity a pack asks for, None for the code book's.

    What was read is kept in `_read`: blocks live as long as their spec and serve every report.
    """

    data: Mapping[str, object]
    level: Severity | None = None
    _read: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def text(self, name: str) -> str:
        """The text of an entry, "" where there is none."""
        value = self.data.get(name)
        return "" if value is None or isinstance(value, Mapping | list) else str(value)

    def number(self, name: str, default: int = 0) -> int:
        """The whole number of an entry."""
        return int(self.text(name) or default)

    def yes(self, name: str) -> bool:
        """True where the entry says 是."""
        return self.text(name) == YES

    def words(self, name: str) -> tuple[str, ...]:
        """The words of an entry: a list as it is, a single text as a list of one."""
        kept: tuple[str, ...] | None = self._read.get(name)
        if kept is None:
            kept = self._read[name] = self._words(name)
        return kept

    def _words(self, name: str) -> tuple[str, ...]:
        value = self.data.get(name)
        items = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
        return tuple(str(item) for item in items if item is not None)

    def phrases(self, name: str) -> Phrases:
        """The words of an entry as phrases to look for."""
        key = name + GAP
        kept: Phrases | None = self._read.get(key)
        if kept is None:
            kept = self._read[key] = phrases(self.words(name))
        return kept

    def blocks(self, name: str) -> Mapping[str, Block]:
        """The named blocks below an entry."""
        slot = f"{name}:"
        kept: Mapping[str, Block] | None = self._read.get(slot)
        if kept is None:
            value = self.data.get(name)
            items = value.items() if isinstance(value, Mapping) else ()
            kept = {str(key): Block(item) for key, item in items if isinstance(item, Mapping)}
            self._read[slot] = kept
        return kept

    def listed(self, name: str) -> tuple[Block, ...]:
        """The blocks of a list."""
        key = f"{name}[]"
        kept: tuple[Block, ...] | None = self._read.get(key)
        if kept is None:
            value = self.data.get(name)
            items = value if isinstance(value, list) else []
            kept = self._read[key] = tuple(
                Block(item) for item in items if isinstance(item, Mapping)
            )
        return kept

    def table(self, name: str) -> Mapping[str, str]:
        """An entry of names and texts."""
        value = self.data.get(name)
        items = value.items() if isinstance(value, Mapping) else ()
        return {str(key): str(item) for key, item in items if not isinstance(item, Mapping | list)}

    def wordings(self, name: str) -> Mapping[str, Phrases]:
        """An entry of names, each with the phrases that stand for it."""
        value = self.data.get(name)
        inner = Block(value) if isinstance(value, Mapping) else Block({})
        return {str(key): inner.phrases(str(key)) for key in inner.data}


@lru_cache(maxsize=64)
def content_of(spec: Spec) -> Mapping[str, Block]:
    """The blocks of a spec that are to be judged, by name; empty for a pack without any."""
    data = spec.files.data.get(STEM)
    items = data.items() if isinstance(data, Mapping) else ()
    return {
        str(name): Block(value, _level(value.get(LEVEL)))
        for name, value in items
        if isinstance(value, Mapping) and value.get(LEVEL) != OFF
    }


def _level(word: object) -> Severity | None:
    return Severity(LEVELS[str(word)]) if word in LEVELS else None
