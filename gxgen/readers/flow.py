"""A flow: what stands on paper from top to bottom, and how it becomes a raw document.

Every reader makes a flow of lines and sheets; a sheet is a table whose cells hold flows again.
Here, once for all of them, is decided which tables only serve the layout, and what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from gxgen.diag import DocPlace, Place
from gxgen.readers.fault import UnreadableError
from gxgen.report.published.raw import RawDocument, RawItem, RawParagraph, RawTable
from gxgen.spec.grid import Grid, GridCell

MAX_CELLS = 50_000
"""Table cells of one document; a report has three hundred."""
MAX_LINES = 100_000
MAX_AREA = 400_000
"""Grid positions that the cells of one document cover."""
EDGES = " \t\r\n\f\v\u3000"
BODY = "正文"
_LONG_LINE, _LONG_LINES, _FEW = 30, 5, 10
_SHOWN = 80
"""Characters of a paragraph that its place keeps for messages."""
_DATA_CELLS = 4
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff"
    "\ud800-\udfff]"
)
_BLANKS = re.compile("[\xa0\u2000-\u200a\u202f]")


@dataclass(slots=True)
class Line:
    """A paragraph. `text` may hold forced breaks; blank lines are counted, not kept.

    `beside`: it hangs on another paragraph (a text box) and has the number of the last one (0)
    or the next one (1) instead of one of its own. `part`: where it stands, if not in the body.
    """

    text: str
    heading: int = 0
    centred: bool = False
    strong: bool = False
    beside: int | None = None
    part: str = BODY


@dataclass(slots=True)
class Box:
    """A cell of a sheet, rows and columns from 0."""

    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    flow: Flow = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """A table; `exact` as in RawTable."""

    rows: int
    columns: int
    boxes: list[Box]
    exact: bool = True
    header_rows: int = 0
    part: str = BODY


Flow: TypeAlias = list[Line | Sheet]


def visible(text: str) -> str:
    """`text` without what nobody sees (control characters, marks of no width)."""
    return _INVISIBLE.sub("", text)


def clean(text: str) -> str:
    """What is visible of `text`, hard blanks made plain ones, edges trimmed line by line."""
    plain = _BLANKS.sub(" ", visible(text))
    if "\n" not in plain:
        return plain.strip(EDGES)
    return "\n".join(part for line in plain.split("\n") if (part := line.strip(EDGES)))


def is_layout(sheet: Sheet) -> bool:
    """Whether a table only arranges the page, so that what is in it stands in the body.

    One cell frames a text; nested tables outweigh the cells around them; a cell with pages of
    prose is no cell of data.
    """
    filled = [box for box in sheet.boxes if any(_has_text(item) for item in box.flow)]
    if len(sheet.boxes) == 1:
        return True
    if len(filled) == 1 and any(isinstance(item, Sheet) for item in filled[0].flow):
        return True
    nested = sum(_count(item) for item in _within(filled) if isinstance(item, Sheet))
    if nested >= _DATA_CELLS and nested >= len(filled):
        return True
    return len(filled) <= _FEW and any(_is_prose(box.flow) for box in filled)


def _within(boxes: list[Box]) -> Iterator[Line | Sheet]:
    for box in boxes:
        yield from box.flow


def _has_text(item: Line | Sheet) -> bool:
    if isinstance(item, Line):
        return bool(item.text.strip(EDGES))
    return any(_has_text(inner) for inner in _within(item.boxes))


def _count(sheet: Sheet) -> int:
    """Cells of a table and of those within it."""
    return len(sheet.boxes) + sum(
        _count(item) for item in _within(sheet.boxes) if isinstance(item, Sheet)
    )


def _is_prose(flow: Flow) -> bool:
    lines = [item for item in flow if isinstance(item, Line) and len(item.text) >= _LONG_LINE]
    return len(lines) >= _LONG_LINES


def flow_text(flow: Flow) -> str:
    """What stands in a cell: one line a paragraph, a small table in it one line a row."""
    lines: list[str] = []
    for item in flow:
        if isinstance(item, Line):
            lines.append(clean(item.text))
        else:
            rows: dict[int, list[str]] = {}
            for box in item.boxes:
                rows.setdefault(box.row, []).append(flow_text(box.flow).replace("\n", ""))
            lines += [" ".join(filter(None, texts)) for _, texts in sorted(rows.items())]
    return "\n".join(filter(None, lines))


def grid_of(sheet: Sheet, place_of: Callable[[Box, str], Place]) -> Grid:
    """The grid of a table; `place_of` tells where a cell with its text stands."""

    def cell(box: Box) -> GridCell:
        text = flow_text(box.flow)
        spans = (box.rowspan, box.colspan)
        return GridCell(box.row, box.column, *spans, text, text, ref=place_of(box, text))

    boxes = sorted(sheet.boxes, key=lambda box: (box.row, box.column))
    return Grid(sheet.rows, sheet.columns, tuple(map(cell, boxes)), sheet.header_rows)


def publish(flow: Flow, file: str, title: str = "", published: str = "") -> RawDocument:
    """The raw document of a flow; raises UnreadableError ("limits") for one without end."""
    items = tuple(_Counter(file).items(flow))
    return RawDocument(file, items, clean(title).replace("\n", ""), published)


class _Counter:
    """Counts paragraphs, tables and cells while it goes through a flow."""

    def __init__(self, file: str) -> None:
        self._file, self._part = file, BODY
        self._paragraphs = self._tables = self._serial = self._cells = self._area = 0

    def items(self, flow: Flow) -> Iterator[RawItem]:
        """The paragraphs and tables of a flow in reading order."""
        for item in flow:
            if isinstance(item, Line):
                yield from self._paragraph(item)
            elif is_layout(item):
                for box in sorted(item.boxes, key=lambda box: (box.row, box.column)):
                    yield from self.items(box.flow)
            elif item.boxes:
                yield self._table(item)

    def _enter(self, part: str) -> None:
        """Paragraphs and tables count from 1 in every part."""
        if part != self._part:
            self._part, self._paragraphs, self._tables = part, 0, 0

    def _paragraph(self, line: Line) -> Iterator[RawParagraph]:
        self._enter(line.part)
        if line.beside is None:
            self._paragraphs += 1
        number = max(1, self._paragraphs + (line.beside or 0))
        text = clean(line.text)
        if text:
            place = self._place(text, paragraph=number)
            yield RawParagraph(text, place, line.heading, line.centred, line.strong)

    def _table(self, sheet: Sheet) -> RawTable:
        self._enter(sheet.part)
        self._tables += 1
        place = self._place("", table=self._tables)
        self._cells += len(sheet.boxes)
        self._area += sum(box.rowspan * box.colspan for box in sheet.boxes)
        if self._cells > MAX_CELLS or self._area > MAX_AREA:
            raise UnreadableError("limits")
        return RawTable(grid_of(sheet, self._cell_place), place, sheet.exact)

    def _cell_place(self, box: Box, text: str) -> DocPlace:
        row, column = box.row + 1, box.column + 1
        return self._place(text, table=self._tables, row=row, column=column)

    def _place(
        self, text: str, *, paragraph: int = 0, table: int = 0, row: int = 0, column: int = 0
    ) -> DocPlace:
        self._serial += 1
        if self._serial > MAX_LINES:
            raise UnreadableError("limits")
        steps = (self._part, paragraph, table, row, column)
        shown = text[:_SHOWN].replace("\n", " ") + ("…" if len(text) > _SHOWN else "")
        return DocPlace(self._file, *steps, shown, serial=self._serial)
