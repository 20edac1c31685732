"""Tables of text: cells between upright bars, one row a line (Markdown) or between rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gxgen.readers.fault import UnreadableError
from gxgen.readers.flow import MAX_CELLS, Box, Line, Sheet
from gxgen.readers.inline import inline_text

_ALIGNMENT = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_BORDER = re.compile(r"\s*\+(?:[-=:]+\+)+\s*")
_BAR = re.compile(r"(?<!\\)(?:\\\\)*\|")
_LEAST = 2
"""Lines with bars that make a table where no line of dashes says so."""


@dataclass(frozen=True, slots=True)
class PipeTable:
    """A table and, for each of its rows, the line (from 0) that it begins on."""

    sheet: Sheet
    lines: tuple[int, ...]


def table_end(lines: Sequence[str], start: int) -> int:
    """The line after the table that begins at `start`; `start` itself where none begins."""
    end = start
    while end < len(lines) and _has_bars(lines[end]):
        end += 1
    block = lines[start:end]
    if not block:
        return start
    marked = any(_is_rule(line) for line in block[:2])
    framed = sum(line.strip().startswith("|") for line in block) >= _LEAST
    return end if len(block) >= _LEAST and (marked or framed) else start


def _has_bars(line: str) -> bool:
    return bool(_BAR.search(line)) or bool(_BORDER.fullmatch(line))


def _is_rule(line: str) -> bool:
    """Whether a line only draws: the dashes below a head, a border."""
    dashes = "-" in line and "|" in line and _ALIGNMENT.fullmatch(line)
    return bool(dashes) or bool(_BORDER.fullmatch(line))


def read_pipes(block: Sequence[str], first: int) -> PipeTable:
    """The rows of a block of lines. Merged cells were left empty, so equal rows are exact.

    Raises UnreadableError ("limits") for more cells than any report has.
    """
    bordered = sum(bool(_BORDER.fullmatch(line)) for line in block) > 1
    rows: list[tuple[int, list[str]]] = []
    begins = True
    if sum(line.count("|") for line in block) > 2 * MAX_CELLS:
        raise UnreadableError("limits")
    for offset, line in enumerate(block):
        if _is_rule(line):
            begins = True
            continue
        cells = _cells(line)
        if bordered and not begins and len(cells) == len(rows[-1][1]):
            above = rows[-1][1]
            rows[-1] = (rows[-1][0], [f"{a}\n{b}" for a, b in zip(above, cells, strict=True)])
        else:
            rows.append((first + offset, cells))
        begins = False
    columns = max((len(cells) for _, cells in rows), default=0)
    for begin, cells in rows:
        # Where no bar opens a line, one at its end stands before an empty cell.
        if len(cells) == columns - 1 and _is_open(block[begin - first]):
            cells.append("")
    boxes = [
        Box(row, column, flow=[Line(inline_text(text).strip())])
        for row, (_, cells) in enumerate(rows)
        for column, text in enumerate(cells)
    ]
    exact = all(len(cells) == columns for _, cells in rows)
    return PipeTable(Sheet(len(rows), columns, boxes, exact), tuple(line for line, _ in rows))


def _is_open(line: str) -> bool:
    return line.rstrip().endswith("|") and not line.lstrip().startswith("|")


def _cells(line: str) -> list[str]:
    """The texts between the bars of a line; bars at its ends bound nothing."""
    text = line.strip().removeprefix("|")
    cells, start = [], 0
    for found in _BAR.finditer(text):
        cells.append(text[start : found.end() - 1])
        start = found.end()
    if text[start:].strip() or not cells:
        cells.append(text[start:])
    return cells
