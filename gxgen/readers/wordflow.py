"""A Word body → flow: paragraphs with their numbers, tables, text boxes, in reading order."""

from __future__ import annotations

from gxgen.readers.fault import UnreadableError
from gxgen.readers.flow import MAX_CELLS, Box, Flow, Line, Sheet
from gxgen.readers.numbering import Numbering
from gxgen.readers.wordlook import Look, Looks
from gxgen.readers.wordtext import (
    ALTERNATIVES,
    GONE,
    Text,
    TextReader,
    chosen,
    is_placeholder,
)
from gxgen.template.tables import MAX_SPAN, placed_cells, read_grid
from gxgen.template.wordxml import (
    TBL,
    TC,
    TR,
    Element,
    P,
    attribute,
    child,
    children,
    number,
    w,
)

_SKIPPED = frozenset((w("sectPr"), w("tcPr"), w("sdtPr"), w("sdtEndPr"), *GONE))
_CHUNK = w("altChunk")


class FlowReader:
    """Reads a part from top to bottom: lists count and fields stay open from one to the next.

    `changed`: there were tracked changes; `embedded`: a whole file lies inside that is not read.
    """

    def __init__(self, root: Element, looks: Looks, numbering: Numbering) -> None:
        self.embedded = False
        self._looks = looks
        self._numbering = numbering
        self._texts = TextReader(root, looks)
        self._deleted_rows = False
        self._cells = 0

    @property
    def changed(self) -> bool:
        return self._texts.changed or self._deleted_rows

    def flow(self, container: Element) -> Flow:
        """What a body, a cell or a text box holds."""
        made: Flow = []
        left = self._gather(container, made, None)
        if left is not None:
            self._put(left, "", Look(), made)
        return made

    def _gather(self, container: Element, made: Flow, pending: Text | None) -> Text | None:
        """Adds to `made`; `pending` is what stands before a deleted paragraph mark."""
        for found in container:
            if found.tag == P:
                pending = self._paragraph(found, made, pending)
            elif found.tag == TBL:
                if pending is not None:
                    self._put(pending, "", Look(), made)
                    pending = None
                made.append(self._sheet(found))
            elif found.tag == ALTERNATIVES:
                option = chosen(found)
                if option is not None:
                    pending = self._gather(option, made, pending)
            elif found.tag == _CHUNK:
                self.embedded = True
            elif found.tag not in _SKIPPED and len(found) and not is_placeholder(found):
                pending = self._gather(found, made, pending)
        return pending

    def _paragraph(self, paragraph: Element, made: Flow, pending: Text | None) -> Text | None:
        look = self._looks.paragraph(paragraph)
        text = self._texts.read(paragraph, look)
        if pending is not None:
            pending.join(text)
            text = pending
        mark = child(paragraph, "pPr", "rPr")
        if mark is not None and any(mark.find(name) is not None for name in GONE):
            self._texts.changed = True
            return text if text.text or text.ahead or text.behind else None
        self._put(text, self._mark(paragraph, look), look, made)
        return None

    def _mark(self, paragraph: Element, look: Look) -> str:
        """The number in front of a paragraph, which it counts."""
        if look.list_id in (None, "0"):
            return ""
        list_id = str(look.list_id)
        level = look.level
        if level is None:
            level = self._numbering.level_of_style(list_id, self._looks.style_id(paragraph))
        return self._numbering.mark(list_id, level)

    def _put(self, text: Text, mark: str, look: Look, made: Flow) -> None:
        for box in text.ahead:
            made += _beside(self.flow(box), 1)
        strong = bool(text.text.strip()) and not text.plain
        words = mark + text.text.lstrip() if mark else text.text
        made.append(Line(words, look.heading or 0, bool(look.centred), strong))
        for box in text.behind:
            made += _beside(self.flow(box), 0)

    def _sheet(self, table: Element) -> Sheet:
        flows: dict[Element, Flow] = {}

        def read(cell: Element) -> str:
            self._cells += 1
            if self._cells > MAX_CELLS:
                raise UnreadableError("limits")
            flows[cell] = self.flow(cell)
            return ""

        grid = read_grid(table, read, self._is_kept)
        boxes = [
            Box(cell.row, cell.column, cell.rowspan, cell.colspan, flows[cell.ref])
            for cell in grid.cells
            if isinstance(cell.ref, type(table)) and not _is_deleted(cell.ref)
        ]
        exact = len(set(self._widths(table))) <= 1
        return Sheet(grid.rows, grid.columns, boxes, exact)

    def _is_kept(self, row: Element) -> bool:
        """Whether a row is there once tracked changes are accepted."""
        gone = child(row, "trPr", "del") is not None
        self._deleted_rows |= gone
        return not gone and any(True for _ in children(row, TC))

    def _widths(self, table: Element) -> list[int]:
        """How many grid columns each row takes, those it skips included."""
        widths: dict[int, int] = {}
        for place in placed_cells(table, self._is_kept):
            widths[place.row] = place.column + place.colspan
        rows = filter(self._is_kept, children(table, TR))
        after = [number(attribute(child(row, "trPr", "gridAfter"))) for row in rows]
        return [widths[row] + min(max(after[row], 0), MAX_SPAN) for row in widths]


def _is_deleted(cell: Element) -> bool:
    return child(cell, "tcPr", "cellDel") is not None


def _beside(flow: Flow, number_of: int) -> Flow:
    """The lines of a text box, which have the number of the paragraph it hangs on."""
    for item in flow:
        if isinstance(item, Line):
            item.beside = number_of
    return flow
