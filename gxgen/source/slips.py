"""Typing slips: what a clerk's hand did when YAML cannot be read, line by line.

Called with a text that the parser refused. Each slip gets its own finding with the corrected
line; block texts (`|`) are passed over, because anything may stand in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gxgen.diag import Diagnostic, TextPlace, in_order
from gxgen.source.commented import find_commented
from gxgen.source.indents import find_indent_slips
from gxgen.source.lineslips import KEY, Line, Names, has_name, line_slip
from gxgen.source.text import SourceText

_BLOCK = re.compile(rf"^\s*(?:- )?{KEY}\s*[:：]{{0,2}}\s*[|｜>]|^\s*-\s+[|｜>]")
"""Opens a block text, also where the colon or the bar is mistyped: the lines below are prose."""

_PLAIN = re.compile(rf"^\s*(?:- )?{KEY}:(?:\s|$)")


def find_slips(source: SourceText, names: Names = frozenset()) -> tuple[Diagnostic, ...]:
    """All slips that the lines of `source` show, in file order; one finding a line.

    `names` are the names that a report may hold: they tell a row from a line of prose.
    """
    lines = list(_outside_blocks(source.lines, names))
    found = [slip for line in lines if (slip := line_slip(line, source.file, names)) is not None]
    # A paragraph that slipped out says nothing about the indents around it.
    astray = {
        item.place.line
        for item in found
        if item.code == "GX016" and isinstance(item.place, TextPlace)
    }
    rows = [(line.number, line.text) for line in lines if line.number not in astray]
    commented = list(find_commented(source, names))
    found += [slip for slip, _ in commented]
    rows = sorted([*rows, *(line for _, line in commented)])
    indents = find_indent_slips(rows, source.file)
    told = {item.place.order() for item in found}
    return in_order([*found, *(item for item in indents if item.place.order() not in told)])


def _is_row(text: str, names: Names) -> bool:
    """True for a line that opens with a name: one of the report, or any before an English colon."""
    name = re.split("[:：]", text, maxsplit=1)[0].strip().removeprefix("- ")
    return has_name(text) and (not names or name in names or _PLAIN.match(text) is not None)


def _outside_blocks(lines: list[str], names: Names) -> Iterator[Line]:
    block_indent: int | None = None
    owner = ended = ""
    last = depth = 0
    for number, text in enumerate(lines, 1):
        bare = text.lstrip(" ")
        indent = len(text) - len(bare)
        if block_indent is not None:
            if not bare.strip():
                continue
            if indent > block_indent:
                depth = depth or indent
                if indent >= depth or bare.startswith("#"):
                    continue
                if not names or not _is_row(text, names):
                    # Told once: the lines after it are as deep as it is, as a rule.
                    yield Line(number, text, owner, within=True)
                    depth = indent
                    continue
            last, block_indent, ended = block_indent, None, owner
        if not bare.strip():
            if "\t" in bare:
                yield Line(number, text)
            continue
        if bare.startswith("#"):
            continue
        if ended and indent > last and not _is_row(text, names):
            # The rest of the text that the line above interrupted.
            continue
        line = Line(number, text, ended)
        yield line
        # Several pasted lines in a row belong to the same text.
        ended = ended if ended and not _is_row(text, names) else ""
        if _BLOCK.search(text):
            block_indent, depth = indent, 0
            owner = re.split("[:：]", bare, maxsplit=1)[0].removeprefix("- ")
