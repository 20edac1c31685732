"""Lines of PDF pages → paragraphs: by indents, by how far lines reach, and by how they end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gxgen.readers.flow import Line
from gxgen.readers.pdfmodel import Page, Segment

_INDENT, _FULL, _CENTRE = 1.0, 1.6, 1.0
"""In character sizes: what is an indent, what may be missing at the end of a full line."""
_GAP = 1.2
"""What may lie between two lines of a paragraph, in their heights."""
_MARGIN = 0.12
_REPEATED = 3
_PAGE_NUMBER = re.compile(
    r"[-—–─·•.\s第共页/／Page]*\d{1,3}[-—–─·•.\s第共页/／\dof]*", re.IGNORECASE
)
_ENDS = tuple("。！？；：.!?;:”》")
_OPENS = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)"
)
_COLUMN_ROWS, _COLUMN_PART = 6, 0.4


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of a page or of one of its columns, whose edges are `left` and `right`."""

    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    text: str
    page: int
    left: float
    right: float

    @property
    def is_full(self) -> bool:
        """Whether the line ends where the column ends."""
        return self.x1 > self.right - _FULL * self.size

    @property
    def is_indented(self) -> bool:
        return self.x0 > self.left + _INDENT * self.size

    @property
    def is_centred(self) -> bool:
        """Whether both sides are equally free."""
        before, after = self.x0 - self.left, self.right - self.x1
        return self.is_indented and not self.is_full and abs(before - after) < _CENTRE * self.size


def without_margins(pages: Sequence[Page]) -> list[list[Segment]]:
    """The text of each page without page numbers and running heads."""
    seen = Counter(
        key for page in pages for key in {_key(found) for found in _marginal(page, page.segments)}
    )
    return [
        [
            found
            for found in page.segments
            if not (
                _in_margin(page, found)
                and (_PAGE_NUMBER.fullmatch(found.text.strip()) or seen[_key(found)] >= _REPEATED)
            )
        ]
        for page in pages
    ]


def _marginal(page: Page, segments: Sequence[Segment]) -> Iterator[Segment]:
    return (found for found in segments if _in_margin(page, found))


def _in_margin(page: Page, found: Segment) -> bool:
    return found.bottom < _MARGIN * page.height or found.top > (1 - _MARGIN) * page.height


def _key(found: Segment) -> tuple[str, int]:
    """What a running head has in common on all pages: its words and its height."""
    return re.sub(r"[\d\s]+", "", found.text), round(found.top)


Edges = tuple[float, float]


def text_edges(pages: Sequence[Page], segments: Sequence[Sequence[Segment]]) -> dict[float, Edges]:
    """How far lines reach to the left and to the right, by the width of the page."""
    rows: dict[float, list[Segment]] = {}
    for page, found in zip(pages, segments, strict=True):
        rows.setdefault(page.width, []).extend(map(_merged, _rows(found)))
    return {
        width: (
            min(_usual([line.x0 for line in lines]), default=0.0),
            max(_usual([line.x1 for line in lines]), default=width),
        )
        for width, lines in rows.items()
    }


def _usual(places: Sequence[float]) -> Sequence[float]:
    """Places that come more than once; all where none does."""
    counts = Counter(map(round, places))
    return [place for place in places if counts[round(place)] > 1] or places


def lines_of(segments: Sequence[Segment], page: Page, edges: Edges) -> list[TextLine]:
    """The lines of a page in reading order: column by column where there are two."""
    rows = _rows(segments)
    gutter = _gutter(rows, page)
    if gutter is None:
        return _edged([_merged(row) for row in rows], page.number, edges)
    made: list[TextLine] = []
    left: list[Segment] = []
    right: list[Segment] = []

    def flush() -> None:
        made.extend(_edged(left, page.number) + _edged(right, page.number))
        left.clear()
        right.clear()

    for row in rows:
        if any(found.x0 < gutter < found.x1 for found in row):
            flush()
            made.extend(_edged([_merged(row)], page.number, edges))
            continue
        for side in (left, right):
            own = [found for found in row if (found.x0 < gutter) is (side is left)]
            if own:
                side.append(_merged(own))
    flush()
    return made


def _rows(segments: Sequence[Segment]) -> list[list[Segment]]:
    rows: list[list[Segment]] = []
    for found in segments:
        middle = (found.top + found.bottom) / 2
        if rows and rows[-1][0].top < middle < rows[-1][0].bottom:
            rows[-1].append(found)
        else:
            rows.append([found])
    return rows


def _gutter(rows: Sequence[Sequence[Segment]], page: Page) -> float | None:
    """Where the gap between two columns is; None where the text is in one."""
    gaps = [
        (row[0].x1, row[1].x0)
        for row in rows
        if len(row) == 2 and len(row[0].text) + len(row[1].text) > 20
    ]
    if len(gaps) < max(_COLUMN_ROWS, _COLUMN_PART * len(rows)):
        return None
    place = sorted((before + after) / 2 for before, after in gaps)[len(gaps) // 2]
    through = sum(1 for before, after in gaps if before <= place <= after)
    central = 0.3 * page.width < place < 0.7 * page.width
    return place if central and through >= 0.8 * len(gaps) else None


def _merged(row: Sequence[Segment]) -> Segment:
    """The pieces of a line as one, a tab between them."""
    row = sorted(row, key=lambda found: found.x0)
    return Segment(
        row[0].x0,
        row[-1].x1,
        row[0].top,
        row[0].bottom,
        max(found.size for found in row),
        all(found.bold for found in row),
        "\t".join(found.text for found in row),
    )


def _edged(lines: Sequence[Segment], page: int, edges: Edges | None = None) -> list[TextLine]:
    if not lines:
        return []
    left, right = edges or (min(f.x0 for f in lines), max(f.x1 for f in lines))
    return [
        TextLine(f.x0, f.x1, f.top, f.bottom, f.size, f.bold, f.text, page, left, right)
        for f in lines
    ]


def paragraphs(lines: Sequence[TextLine], part: str = "第{}页") -> Iterator[Line]:
    """Paragraphs of lines that follow each other, also over pages."""
    held: list[TextLine] = []
    for line in lines:
        if held and _begins(held, line):
            yield _paragraph(held, part)
            held = []
        held.append(line)
    if held:
        yield _paragraph(held, part)


def _begins(held: Sequence[TextLine], line: TextLine) -> bool:
    """Whether a line begins a paragraph of its own."""
    last = held[-1]
    if not last.is_full or last.is_centred or abs(last.size - line.size) > 1.0:
        return True
    if last.page == line.page and line.top - last.bottom > _GAP * max(last.size, line.size) * 2:
        return True
    ended = last.text.endswith(_ENDS)
    if _OPENS.match(line.text) and ended:
        return True
    if not line.is_indented:
        return False
    hanging = abs(last.x0 - last.left - (line.x0 - line.left)) < line.size / 2
    return ended or not hanging or line.is_centred


def _paragraph(lines: Sequence[TextLine], part: str) -> Line:
    first, text = lines[0], ""
    for line in lines:
        words = text[-1:].isascii() and text[-1:].isalpha() and line.text[:1].isascii()
        text += (" " if words and line.text[:1].isalpha() else "") + line.text
    centred = len(lines) == 1 and first.is_centred
    strong = all(line.bold for line in lines)
    return Line(text, centred=centred, strong=strong, part=part.format(first.page))
