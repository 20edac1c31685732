"""The numbers that Word prints by itself in front of paragraphs (自动编号)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gxgen.readers.numerals import FORMATS
from gxgen.template.wordxml import Element, attribute, child, number, w

LEVELS = 9
_SLOT = re.compile(r"%([1-9])")
_CLOSING = "、，。．.）)〕】》：:"
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it is printed and when it starts again."""

    form: str = "decimal"
    pattern: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    gap: str = "tab"
    style: str = ""


class Numbering:
    """The numbering part of a document, and how far every list has counted."""

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        links: dict[str, str] = {}
        styles: dict[str, str] = {}
        for abstract in root.findall(w("abstractNum")):
            key = attribute(abstract, "abstractNumId")
            self._abstract[key] = _levels(abstract)
            styles[attribute(child(abstract, "styleLink"))] = key
            links[key] = attribute(child(abstract, "numStyleLink"))
        for key, style in links.items():
            if style and not self._abstract[key] and style in styles:
                self._abstract[key] = self._abstract[styles[style]]
        for item in root.findall(w("num")):
            overrides = item.findall(w("lvlOverride"))
            levels: dict[int, Level] = {}
            starts: dict[int, int] = {}
            for found in overrides:
                place = number(attribute(found, "ilvl"))
                start = child(found, "startOverride")
                if start is not None:
                    starts[place] = number(attribute(start), 1)
                levels |= _levels(found)
            key = attribute(child(item, "abstractNumId"))
            self._lists[attribute(item, "numId")] = (key, levels, starts)

    def level_of_style(self, list_id: str, style: str) -> int:
        """The level of a list that belongs to a paragraph style; 0 where none says so."""
        key, own, _ = self._lists.get(list_id, ("", {}, {}))
        levels = self._abstract.get(key, {}) | own
        return next((place for place, level in levels.items() if level.style == style), 0)

    def mark(self, list_id: str, place: int) -> str:
        """Counts one paragraph of a list and gives what is printed in front of it.

        A bullet prints nothing that could be a number, so it is left out.
        """
        key, own, starts = self._lists.get(list_id, ("", {}, {}))
        levels = self._abstract.get(key, {}) | own
        if place not in levels:
            return ""
        counts = self._counts.setdefault(key, [None] * LEVELS)
        if place in starts and (list_id, place) not in self._begun:
            counts[place] = None
            self._count(counts, place, starts[place], levels)
        else:
            self._count(counts, place, starts.get(place, levels[place].start), levels)
        self._begun.add((list_id, place))
        return _printed(levels, counts, place)

    def _count(
        self, counts: list[int | None], place: int, start: int, levels: dict[int, Level]
    ) -> None:
        before = counts[place]
        counts[place] = start if before is None else min(before + 1, _MOST)
        for above in range(place):
            if counts[above] is None:
                counts[above] = levels.get(above, Level()).start
        for below in range(place + 1, LEVELS):
            restart = levels.get(below, Level()).restart
            if restart is None or (restart and place < restart):
                counts[below] = None


def _levels(element: Element) -> dict[int, Level]:
    """The w:lvl of a list definition or of an override, by their place."""
    found = {}
    for level in element.findall(w("lvl")):
        place = number(attribute(level, "ilvl"))
        if not 0 <= place < LEVELS:
            continue
        restart = child(level, "lvlRestart")
        found[place] = Level(
            attribute(child(level, "numFmt")) or "decimal",
            attribute(child(level, "lvlText")),
            number(attribute(child(level, "start")), 1),
            None if restart is None else number(attribute(restart)),
            child(level, "isLgl") is not None,
            attribute(child(level, "suff")) or "tab",
            attribute(child(level, "pStyle")),
        )
    return found


def _printed(levels: dict[int, Level], counts: list[int | None], place: int) -> str:
    level = levels[place]
    if level.form == "bullet":
        return ""

    def filled(match: re.Match[str]) -> str:
        slot = int(match[1]) - 1
        form = "decimal" if level.legal else levels.get(slot, Level()).form
        return FORMATS.get(form, str)(counts[slot] or 0)

    text = _SLOT.sub(filled, level.pattern)
    needs_gap = level.gap != "nothing" and text and text[-1] not in _CLOSING
    return text + (" " if needs_gap else "")
