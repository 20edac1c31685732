"""Ruled tables of pages → sheets: spans from the lines, tables over several pages put together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from gxgen.readers.flow import Box, Line, Sheet
from gxgen.readers.pdfmodel import Ruled

_SNAP = 3.0
"""Lines this near to each other are one line."""
_SIDES = 6.0
Rows = list[tuple[Ruled, ...]]


def continues(above: Sequence[Ruled], below: Sequence[Ruled]) -> bool:
    """Whether a table at the top of a page may be the rest of one at the end of the last page."""
    return (
        abs(min(cell.x0 for cell in above) - min(cell.x0 for cell in below)) < _SIDES
        and abs(max(cell.x1 for cell in above) - max(cell.x1 for cell in below)) < _SIDES
    )


def joined(above: tuple[Ruled, ...], below: tuple[Ruled, ...]) -> tuple[Ruled, ...]:
    """Two parts of one table as one; header rows that were repeated go."""
    rest = _without_heads(_rows(above), _rows(below))
    if not rest:
        return above
    end = max(cell.bottom for cell in above)
    shift = end - min(cell.top for cell in rest)
    moved = [replace(cell, top=cell.top + shift, bottom=cell.bottom + shift) for cell in rest]
    kept, cells = list(above), []
    for cell in moved:
        at = _upper_part(kept, cell, end) if abs(cell.top - end) < _SNAP else None
        if at is None:
            cells.append(cell)
        else:
            upper = kept[at]
            kept[at] = replace(upper, bottom=cell.bottom, text=upper.text + cell.text)
    return (*kept, *cells)


def _upper_part(above: list[Ruled], cell: Ruled, end: float) -> int | None:
    """Which cell above the page break a label over several rows began in."""
    for index, upper in enumerate(above):
        same = abs(upper.x0 - cell.x0) < _SNAP and abs(upper.x1 - cell.x1) < _SNAP
        if same and abs(upper.bottom - end) < _SNAP:
            tall = _is_tall(upper, above) and not (upper.text and cell.text)
            return index if tall else None
    return None


def _is_tall(cell: Ruled, cells: Iterable[Ruled]) -> bool:
    """Whether a cell stands beside several rows."""
    return any(other.top > cell.top + _SNAP and other.top < cell.bottom - _SNAP for other in cells)


def _rows(cells: Iterable[Ruled]) -> Rows:
    rows: dict[int, list[Ruled]] = {}
    tops = _lines(cell.top for cell in cells) if (cells := tuple(cells)) else []
    for cell in cells:
        rows.setdefault(_nearest(tops, cell.top), []).append(cell)
    return [tuple(sorted(rows[at], key=lambda cell: cell.x0)) for at in sorted(rows)]


def _without_heads(above: Rows, below: Rows) -> list[Ruled]:
    """The cells of `below` after the rows that open `above` too."""
    same = 0
    for one, other in zip(above, below, strict=False):
        texts = [cell.text for cell in one]
        if texts != [cell.text for cell in other] or not any(texts):
            break
        same += 1
    return [cell for row in below[same:] for cell in row]


def sheet_of(cells: Sequence[Ruled], part: str) -> Sheet:
    """The grid that the lines of a table make."""
    xs = _lines([cell.x0 for cell in cells] + [cell.x1 for cell in cells])
    ys = _lines([cell.top for cell in cells] + [cell.bottom for cell in cells])
    boxes = []
    for cell in cells:
        row, column = _nearest(ys, cell.top), _nearest(xs, cell.x0)
        height = max(1, _nearest(ys, cell.bottom) - row)
        width = max(1, _nearest(xs, cell.x1) - column)
        boxes.append(Box(row, column, height, width, [Line(cell.text)]))
    return Sheet(len(ys) - 1, len(xs) - 1, boxes, part=part)


def _lines(places: Iterable[float]) -> list[float]:
    """The distinct lines among places that are never quite equal."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _SNAP:
            found.append(place)
    return found


def _nearest(lines: Sequence[float], place: float) -> int:
    at = bisect_left(lines, place)
    if at and (at == len(lines) or place - lines[at - 1] < lines[at] - place):
        return at - 1
    return at
