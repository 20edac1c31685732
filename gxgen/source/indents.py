"""Indentation that went wrong: which line to move, found from its neighbours.

YAML complains at the first line it cannot place; the line that was moved is often the one above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gxgen.diag import Diagnostic, TextPlace, diagnose

Line = tuple[int, str]
"""A line outside block texts: its number, counted from 1, and its text."""

STEP = 2
"""Spaces of one level of indent, as the blank report and the guide write them."""

_KEYED = re.compile(
    r"^(?P<lead> *)(?P<name>[^\s:：#\-\[\]{}，,\"'|>][^:：#，,{}\[\]]{0,30}):(?P<rest>.*)$"
)


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
    return found


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
    place = TextPlace(file, number, start if case == "shallower" else 1, start + len(line["name"]))
    return diagnose("GX019", place, case=case, name=other, own=line["name"], count=count)
