"""Indentation that went wrong: which line to move, found from its neighbours.

YAML complains at the first line it cannot place; the line that was moved is often the one above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gxgen.diag import Diagnostic, TextPlace, diagnose

Line = tuple[int, str]
"""A line outside block texts: its number, counted from 1, and its text."""

STEP = 2
"""Spaces of one level of indent, as the blank report and the guide write them."""

_KEYED = re.compile(
    r"^(?P<lead> *)(?P<name>[^\s:：#\-\[\]{}，,\"'|>][^:：#，,{}\[\]]{0,30})[:：](?P<rest>.*)$"
)
Known = tuple[int, re.Match[str]]
"""A line that opens with a name: its number and its parts."""


def find_indent_slips(lines: Sequence[Line], file: str) -> list[Diagnostic]:
    """Lines that are deeper or shallower than their neighbours allow."""
    found: list[Diagnostic] = []
    keyed = [(number, _KEYED.match(text)) for number, text in lines]
    known = [(number, match) for number, match in keyed if match is not None]
    for index in range(1, len(known)):
        number, line = known[index]
        above = known[index - 1]
        depth, over = len(line["lead"]), len(above[1]["lead"])
        if depth <= over or _opens(above[1]):
            continue
        earlier = known[index - 2][1] if index > 1 else None
        later = known[index + 1][1] if index + 1 < len(known) else None
        if earlier is not None and _explains(earlier, later, depth, over):
            found.append(_slip(file, above[0], above[1], "shallower", line["name"], depth - over))
        else:
            found.append(_slip(file, number, line, "deeper", above[1]["name"], depth - over))
    return found or list(_misfits(known, file))


def _misfits(known: Sequence[Known], file: str) -> Iterator[Diagnostic]:
    """The first line that goes back to a depth where nothing stands.

    The level it left shows which is wrong: one line alone was too deep, of several the new one is
    not deep enough.
    """
    levels: list[list[Known]] = []
    for item in known:
        depth, left = len(item[1]["lead"]), []
        while levels and len(levels[-1][0][1]["lead"]) > depth:
            left = levels.pop()
        level = len(levels[-1][0][1]["lead"]) if levels else -1
        if left and level != depth:
            gap = len(left[0][1]["lead"]) - depth
            if len(left) == 1:
                number, line = left[0]
                yield _slip(file, number, line, "deeper_below", item[1]["name"], gap)
            else:
                yield _slip(file, *item, "shallower_above", left[0][1]["name"], gap)
            return
        if level == depth:
            levels[-1].append(item)
        else:
            levels.append([item])


def _opens(line: re.Match[str]) -> bool:
    """True for a line that has something below it: nothing, or `|`, after the colon."""
    rest = line["rest"].split(" #")[0].strip()
    return not rest or rest[0] in "|>{["


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


def _slip(
    file: str, number: int, line: re.Match[str], case: str, other: str, count: int
) -> Diagnostic:
    start = len(line["lead"]) + 1
    first = start if case.startswith("shallower") else 1
    place = TextPlace(file, number, first, start + len(line["name"]))
    return diagnose("GX019", place, case=case, name=other, own=line["name"], count=count)
