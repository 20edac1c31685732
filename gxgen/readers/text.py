"""Text copied or crawled from a page → a raw document.

Tables survive in such text in a few ways, all read here: cells separated by tabs or by upright
bars within a line, one cell a line with a tab before it, or one cell a line with a bar behind it.
What has neither is paragraphs; cells run together are found later, by the labels of the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gxgen.diag import TextPlace
from gxgen.readers.fault import UnreadableError
from gxgen.readers.wrapped import unwrapped
from gxgen.report.published.raw import RawDocument, RawItem, RawParagraph, RawTable
from gxgen.source.text import SourceText
from gxgen.spec.grid import Grid, GridCell
from gxgen.spec.kinds import looks_like_figure

MOST_LINES, MOST_CHARACTERS, MOST_SIGNS = 30_000, 2_000_000, 50_000
LONGEST_PIECE = 20
"""Characters of a line that may be the rest of a wrapped label in a cell."""
SHORTEST_PIECE = 6
"""Characters of a line that may be the beginning of a wrapped label between bars."""
MOST_CELLS = 20_000
"""More cells than any report has: what follows is read as paragraphs."""
_CHAPTER = re.compile(r"\s*[一二三四五六七八九十]+、")
_STOPS = re.compile("[。；！？]")
_BAR_SIGNS = "|｜"
_BARS = re.compile(r"[|｜]")
_TAB = re.compile("\t")
_RULE = re.compile(r"[\s|｜:+=-]+")


def read_text(source: SourceText) -> RawDocument:
    """The paragraphs and tables of a text, each with its line.

    Raises UnreadableError for more text than a hundred reports have.
    """
    signs = sum(line.count("|") + line.count("｜") + line.count("\t") for line in source.lines)
    characters = sum(map(len, source.lines))
    if len(source.lines) > MOST_LINES or characters > MOST_CHARACTERS or signs > MOST_SIGNS:
        raise UnreadableError("limits")
    return RawDocument(source.file, tuple(unwrapped(list(_items(source.file, source.lines)))))


def _items(file: str, lines: Sequence[str]) -> Iterator[RawItem]:
    index = 0
    while index < len(lines):
        line = lines[index].rstrip("\r\n")
        taken, rows, exact = _table(lines, index)
        if rows:
            yield _raw_table(file, index, rows, exact)
            index += taken
            continue
        if line.strip():
            yield RawParagraph(line.strip("\r\n"), TextPlace(file, index + 1, 1, len(line) + 1))
        index += 1


Piece = tuple[str, int, int]
"""The text of a cell, and the line and the column it begins on (from 0)."""
Rows = list[list[Piece]]


def _table(lines: Sequence[str], start: int) -> tuple[int, Rows, bool]:
    """(lines taken, rows, whether columns are exact) of a table that begins at a line."""
    line = lines[start]
    if "\t" in line.strip("\t \r\n"):
        return (*_tabbed(lines, start), True)
    if line.startswith("\t"):
        if "\t" in line[1:].rstrip("\r\n"):
            return (*_tabbed(lines, start), True)
        return (*_cell_lines(lines, start), False)
    # No table begins with a chapter's heading, though a bar may follow it.
    if _BARS.search(line) or (not _CHAPTER.match(line) and _before_bar(lines, start)):
        taken, rows = _barred(lines, start)
        if rows:
            return taken, rows, True
        return (*_between_bars(lines, start), False)
    return 0, [], False


def _tabbed(lines: Sequence[str], start: int) -> tuple[int, Rows]:
    """Rows of one line each, their cells separated by tabs; a blank line ends the table."""
    rows: Rows = []
    for number, line in enumerate(lines[start:], start):
        if "\t" not in line.rstrip("\r\n"):
            break
        rows.append(_split(line.rstrip("\r\n"), number, _TAB))
    return len(rows), rows


def _split(line: str, number: int, sign: re.Pattern[str]) -> list[Piece]:
    """The parts of a line between signs, each with the column of its first character."""
    parts: list[Piece] = []
    start = 0
    for end in (*(found.start() for found in sign.finditer(line)), len(line)):
        part = line[start:end]
        parts.append((part.strip(), number, start + len(part) - len(part.lstrip())))
        start = end + 1
    return parts


def _barred(lines: Sequence[str], start: int) -> tuple[int, Rows]:
    """Rows of one line each, their cells separated by bars; [] where lines are no whole rows."""
    rows: Rows = []
    taken = 0
    for number, line in enumerate(lines[start:], start):
        if not _BARS.search(line):
            break
        taken += 1
        text = line.strip()
        if _RULE.fullmatch(text) and "-" in text:
            continue
        row = _split(line.rstrip(), number, _BARS)
        row = row[1:] if text[0] in "|｜" else row
        rows.append(row[:-1] if text[-1] in "|｜" else row)
    whole = [row for row in rows if sum(bool(text) for text, _, _ in row) > 1]
    return (taken, rows) if 2 * len(whole) > len(rows) and len(whole) > 1 else (0, [])


def _cell_lines(lines: Sequence[str], start: int) -> tuple[int, Rows]:
    """One cell a line, a tab before it; a blank line before a cell begins a new row.

    A line without a tab that goes on after a cell is the rest of its wrapped label.
    """
    rows: Rows = [[]]
    index, last, blank = start, start, False
    while index < len(lines) and sum(map(len, rows)) < MOST_CELLS:
        line = lines[index].rstrip("\r\n")
        if not line.strip(" \u3000") and not line.startswith("\t"):
            blank = True
        elif line.startswith("\t"):
            if blank and rows[-1]:
                rows.append([])
            rows[-1].append((line.strip(), index, 1))
            last, blank = index, False
        elif _goes_on(rows, line):
            text, begun, column = rows[-1][-1]
            own = (begun, column) if text else (index, len(line) - len(line.lstrip()))
            rows[-1][-1] = ((text + "\n" + line.strip()).strip(), *own)
            last, blank = index, False
        else:
            break
        index += 1
    return last - start + 1, rows


def _goes_on(rows: Rows, line: str) -> bool:
    """Whether a line without a tab is the rest of the cell before it."""
    if not rows[-1]:
        return False
    before = rows[-1][-1][0]
    figure = bool(before) and looks_like_figure(before)
    text = line.strip()
    return (
        not figure
        and len(text) <= LONGEST_PIECE
        and not _CHAPTER.match(text)
        and not _STOPS.search(text)
    )


def _before_bar(lines: Sequence[str], index: int) -> bool:
    """Whether a line without a bar is (the end of) a cell: the next line opens with a bar.

    Up to two short lines more may come between: pieces of a wrapped label.
    """
    for offset in range(3):
        at = index + offset
        if at + 1 >= len(lines) or _STOPS.search(lines[at]):
            return False
        text = lines[at].strip()
        behind = lines[at + 1].lstrip()
        if not text or _BARS.search(text):
            return False
        if behind[:1] in _BAR_SIGNS and behind:
            return True
        if len(text) > SHORTEST_PIECE:
            return False
    return False


def _is_above_bar(lines: Sequence[str], index: int) -> bool:
    """Whether a line has no bar and the next one opens with a bar."""
    behind = lines[index + 1].lstrip() if index + 1 < len(lines) else ""
    return not _BARS.search(lines[index]) and _BARS.match(behind) is not None


def _between_bars(lines: Sequence[str], start: int) -> tuple[int, Rows]:
    """All cells between bars, whatever the lines say; each line is a row of what begins on it."""
    taken = start
    # Where cells and bars share lines, what a chapter's number opens without a bar is its heading.
    shared = bool(_BARS.search(lines[start]))
    while taken < len(lines) and taken - start < MOST_CELLS:
        line = lines[taken]
        if shared and taken > start and _CHAPTER.match(line) and _is_above_bar(lines, taken):
            break
        inside = bool(_BARS.search(line)) or _before_bar(lines, taken)
        if not inside and (line.strip() or not _bar_follows(lines, taken)):
            break
        taken += 1
    rows: Rows = []
    open_cell: Piece | None = None
    for number in range(start, taken):
        line = lines[number].rstrip("\r\n")
        pieces = _split(line, number, _BARS)
        rows.append([])
        for index, piece in enumerate(pieces):
            open_cell = _joined(open_cell, piece)
            if index < len(pieces) - 1:
                rows[-1].append(open_cell)
                open_cell = None
    if open_cell is not None and open_cell[0]:
        rows[-1].append(open_cell)
    return taken - start, [row for row in rows if row]


def _joined(before: Piece | None, piece: Piece) -> Piece:
    """What of a cell stands on lines before, and its next piece."""
    if before is None or not before[0]:
        return piece
    return (f"{before[0]}\n{piece[0]}".strip(), before[1], before[2])


def _bar_follows(lines: Sequence[str], index: int) -> bool:
    """Whether a blank line stands between cells: the next line with text has or precedes a bar."""
    for at in range(index, min(index + 4, len(lines))):
        if lines[at].strip():
            return bool(_BARS.search(lines[at])) or _before_bar(lines, at)
    return False


def _raw_table(file: str, line: int, rows: Rows, exact: bool) -> RawTable:
    """Rows as a grid. Nothing is merged in it: an empty cell may be one that was covered."""
    cells = [
        GridCell(down, right, text=text, ref=_place(file, piece))
        for down, row in enumerate(rows)
        for right, piece in enumerate(row)
        for text in piece[:1]
    ]
    wide = max(map(len, rows))
    even = all(len(row) == wide for row in rows)
    grid = Grid(len(rows), wide, tuple(cells))
    return RawTable(grid, TextPlace(file, line + 1, 1, 2), exact and even)


def _place(file: str, piece: Piece) -> TextPlace:
    text, line, column = piece
    long = max(len(text.partition("\n")[0]), 1)
    return TextPlace(file, line + 1, column + 1, column + 1 + long)
