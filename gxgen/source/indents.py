"""Indentation that went wrong: which line to move, found from its neighbours.

YAML complains at the first line it cannot place; the line that was moved is often the one above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gxgen.diag import Diagnostic, TextPlace, diagnose

Line = tuple[int, str]
"""A line outside block texts: its number, counted from 1, and its text."""

STEP = 2
"""Spaces of one level of indent, as the blank report and the guide write them."""

_KEYED = re.compile(
    r"^(?P<lead> *)(?P<name>[^\s:：#\-\[\]{}，,\"'|>][^:：#，,{}\[\]]{0,30})[:：](?P<rest>.*)$"
)
_ITEM = re.compile(r"^(?P<lead> *)- ")
Known = tuple[int, re.Match[str]]
"""A line that opens with a name: its number and its parts."""


def find_indent_slips(lines: Sequence[Line], file: str) -> list[Diagnostic]:
    """Lines that are deeper or shallower than their neighbours allow."""
    known = [(number, match) for number, text in lines if (match := _KEYED.match(text))]
    found = [*_items(lines, file), *_steps(known, file)]
    return found or list(_misfits(known, file))


def _steps(known: Sequence[Known], file: str) -> Iterator[Diagnostic]:
    """Lines deeper than the one above them, which has nothing below it."""
    seen: set[int] = set()
    for index in range(1, len(known)):
        seen.add(len(known[index - 2][1]["lead"]) if index > 1 else 0)
        number, line = known[index]
        above = known[index - 1]
        depth, over = len(line["lead"]), len(above[1]["lead"])
        if depth <= over or _opens(above[1]):
            continue
        earlier = known[index - 2][1] if index > 1 else None
        later = known[index + 1][1] if index + 1 < len(known) else None
        new = over not in seen and depth in seen
        if new or (earlier is not None and _explains(earlier, later, depth, over)):
            yield _slip(file, above[0], above[1], "shallower", line["name"], depth - over)
        else:
            yield _slip(file, number, line, "deeper", above[1]["name"], depth - over)


def _opens(line: re.Match[str]) -> bool:
    """True for a line that has something below it: nothing, or an open bracket, after the colon."""
    rest = line["rest"].split(" #")[0].strip()
    return not rest or (rest[0] in "{[" and rest[-1] not in "}]")


def _explains(earlier: re.Match[str], later: re.Match[str] | None, depth: int, over: int) -> bool:
    """Whether the lines around the two show that the upper one lost its indent.

    A sibling before them decides, else the line after them, else the usual step of indents.
    """
    lead = len(earlier["lead"])
    if not _opens(earlier):
        return lead == depth
    if lead > over or earlier["rest"].strip():
        return False
    after = len(later["lead"]) if later is not None else 0
    return after == depth if after in (depth, over) else depth - lead == STEP


def _misfits(known: Sequence[Known], file: str) -> Iterator[Diagnostic]:
    """The first line that stands at a depth where it cannot.

    It goes back to a depth where nothing stands, or is deeper than a name that stands at no usual
    step itself. Of the two lines that do not fit, the one at the usual step is right.
    """
    levels: list[list[Known]] = []
    for item in known:
        depth, left = len(item[1]["lead"]), []
        while levels and len(levels[-1][0][1]["lead"]) > depth:
            left = levels.pop()
        level = len(levels[-1][0][1]["lead"]) if levels else -1
        if levels and level % STEP and depth == level + 1:
            number, line = levels[-1][0]
            yield _slip(file, number, line, "shallower", item[1]["name"], depth - level)
            return
        if left and level != depth:
            number, line = left[0]
            gap = len(line["lead"]) - depth
            if len(left) == 1 and len(line["lead"]) != level + STEP:
                yield _slip(file, number, line, "deeper_below", item[1]["name"], gap)
            else:
                yield _slip(file, *item, "shallower_above", line["name"], gap)
            return
        if level == depth:
            levels[-1].append(item)
        else:
            levels.append([item])


def _items(lines: Sequence[Line], file: str) -> Iterator[Diagnostic]:
    """List items right below each other whose dashes are not."""
    for (_, above), (number, text) in pairwise(lines):
        first, second = _ITEM.match(above), _ITEM.match(text)
        if first and second and first["lead"] != second["lead"]:
            place = TextPlace(file, number, 1, len(second["lead"]) + 2)
            yield diagnose("GX019", place, case="items")


def _slip(
    file: str, number: int, line: re.Match[str], case: str, other: str, count: int
) -> Diagnostic:
    start = len(line["lead"]) + 1
    first = start if case.startswith("shallower") else 1
    place = TextPlace(file, number, first, start + len(line["name"]))
    return diagnose("GX019", place, case=case, name=other, own=line["name"], count=count)
