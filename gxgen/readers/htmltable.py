"""An HTML table → sheet: the places of its cells by the rules of HTML, within limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from gxgen.readers.fault import UnreadableError
from gxgen.readers.flow import EDGES, MAX_AREA, MAX_CELLS, Box, Flow, Line, Sheet
from gxgen.readers.markup import Element, is_silent

MAX_SPAN = 100
_CELLS = ("td", "th")
_PARTS = ("thead", "tbody", "tfoot")
_EMPTY = ("col", "colgroup")

FlowOf = Callable[[Element], Flow]


@dataclass(slots=True)
class _Table:
    """The rows of a table group by group, and what stands in it outside of any cell."""

    groups: list[tuple[str, list[Element]]] = field(default_factory=list)
    astray: Flow = field(default_factory=list)


def read_table(table: Element, flow_of: FlowOf) -> Flow:
    """A caption and stray text if there are any, then the table."""
    found = _Table()
    _gather(table, found, flow_of)
    found.groups.sort(key=lambda group: group[0] == "tfoot")
    sheet = _Layout(found, flow_of).sheet()
    return [*found.astray, sheet] if sheet.boxes else found.astray


def _gather(element: Element, found: _Table, flow_of: FlowOf) -> None:
    """Rows into `found.groups`; a browser shows what is no row above the table."""
    own: list[Element] = []
    found.groups.append((str(element.tag), own))
    _stray(element.text, found)
    for child in element:
        _stray(child.tail, found)
        if is_silent(child) or child.tag in _EMPTY:
            continue
        if child.tag == "tr" or child.tag in _CELLS:
            own.append(child)
        elif child.tag in _PARTS or _holds_rows(child):
            _gather(child, found, flow_of)
            own = []
            found.groups.append((str(element.tag), own))
        else:
            found.astray += flow_of(child)


def _holds_rows(element: Element) -> bool:
    """Whether rows lie in a wrapper (a form between table and rows), not in a table of its own."""
    return element.tag != "table" and any(child.tag == "tr" for child in element)


def _stray(text: str | None, found: _Table) -> None:
    if text and text.strip(EDGES + "\xa0"):
        found.astray.append(Line(" ".join(text.split())))


class _Layout:
    """Puts cells into the first free place of their row."""

    def __init__(self, table: _Table, flow_of: FlowOf) -> None:
        self._table, self._flow_of = table, flow_of
        self._boxes: list[Box] = []
        self._until: dict[int, int] = {}
        """Column → the first row that is free again."""
        self._columns = self._area = 0

    def sheet(self) -> Sheet:
        """The table; it is exact when all rows that say anything are equally wide."""
        row = heads = 0
        widths: set[int] = set()
        for kind, lines in self._table.groups:
            end = row + len(lines)
            for line in lines:
                if self._row(line, row, end):
                    widths.add(sum(1 for until in self._until.values() if until > row))
                row += 1
            heads += len(lines) if kind == "thead" else 0
        return Sheet(row, self._columns, self._boxes, len(widths) <= 1, heads)

    def _row(self, line: Element, row: int, end: int) -> bool:
        """Places the cells of a row; whether any of them holds text."""
        filled, column = False, 0
        for cell in _cells(line):
            while self._until.get(column, 0) > row:
                column += 1
            width = self._free(column, row, _span(cell.get("colspan"), MAX_SPAN))
            height = min(_span(cell.get("rowspan"), end) or end, end - row)
            box = Box(row, column, height, width, self._flow_of(cell))
            self._boxes.append(box)
            self._area += height * width
            if len(self._boxes) > MAX_CELLS or self._area > MAX_AREA:
                raise UnreadableError("limits")
            for covered in range(column, column + width):
                self._until[covered] = row + height
            column += width
            self._columns = max(self._columns, column)
            filled |= bool(box.flow)
        return filled

    def _free(self, column: int, row: int, wanted: int) -> int:
        """How many columns a cell may take before it runs into one from above."""
        for width in range(1, max(wanted, 1)):
            if self._until.get(column + width, 0) > row:
                return width
        return max(wanted, 1)


def _cells(line: Element) -> Iterator[Element]:
    if line.tag in _CELLS:
        yield line
        return
    for cell in line:
        if cell.tag in _CELLS:
            if not is_silent(cell):
                yield cell
        elif isinstance(cell.tag, str) and not is_silent(cell):
            yield from _cells(cell)


def _span(text: str | None, most: int) -> int:
    """A stated span; 1 where there is none, 0 only where it says so."""
    digits = "".join(filter(str.isdecimal, (text or "").partition(".")[0]))[:6]
    return min(int(digits), most) if digits else 1
