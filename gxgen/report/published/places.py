"""Places as the reader of a published report finds them: 第五部分 第2段, 表三 第5行 自然人."""

from __future__ import annotations

from dataclasses import replace

from gxgen.diag import DocPlace, Place
from gxgen.report.published.model import ChapterFound, Published
from gxgen.spec.chapter import Chapter
from gxgen.spec.grid import GridCell
from gxgen.spec.table import Table


def part_name(chapter: Chapter) -> str:
    """What people call a chapter."""
    return f"第{chapter.numeral}部分"


def cell_place(table: Table, cell: GridCell, column: str = "") -> Place:
    """Where a cell stands: table and row, and what its column is called."""
    place = cell.ref
    if isinstance(place, DocPlace):
        return replace(place, part=table.short or place.part, table=0, paragraph=0, name=column)
    if isinstance(place, Place):
        return place
    raise TypeError(place)


def heading_place(found: ChapterFound) -> Place | None:
    """Where a chapter begins."""
    if found.heading is None:
        return None
    place = found.heading.place
    if isinstance(place, DocPlace):
        return replace(place, part=part_name(found.chapter), paragraph=0)
    return place


def name_paragraphs(published: Published) -> None:
    """Gives the paragraphs of each chapter their number within it."""
    for found in published.chapters.values():
        _number(found)


def _number(found: ChapterFound) -> None:
    pieces = [found.pieces, *(section.pieces for section in found.sections)]
    number, last = 0, None
    for group in pieces:
        for index, piece in enumerate(group):
            if not isinstance(piece.place, DocPlace):
                continue
            if piece.place != last:
                number, last = number + 1, piece.place
            named = replace(piece.place, part=part_name(found.chapter), paragraph=number)
            group[index] = replace(piece, place=named)
