"""The one door to pdfplumber: the bytes of a PDF file → pages. Runs as a process of its own.

A PDF file can make any reader busy for ever or unpack without end, and no check beforehand finds
every way. So `pdf` starts this module as a program that may use so much time and memory and no
more; it takes the file from standard input and answers with JSON.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from gxgen.readers.fault import UnreadableError
from gxgen.readers.pdfmodel import Page, Ruled, Segment, to_data

MAX_PAGES = 200
MAX_CHARACTERS = 150_000
MAX_OBJECTS = 60_000
"""Lines, rectangles and curves of one page; a table has some hundred."""
SECONDS = 20
"""Processor time for one file; ten pages take two."""
MEMORY = 1_500 * 1024 * 1024
_JOIN, _WIDE = 0.6, 1.5
"""Gaps within a line, in character sizes: up to the first nothing, from the second a new piece."""
_USUAL = 8
"""Gaps that a line must have to tell how far it is stretched."""
_SAME_LINE = 0.5
_EDGE = 1.0
_LEAST_TEXT = 10
_PICTURE = 0.3
"""The part of a page that a picture must cover to be more than a seal."""
_WHOLE = 0.7
_TABLES = {"vertical_strategy": "lines", "horizontal_strategy": "lines"}

Char = Mapping[str, Any]


def read_pages(data: bytes) -> list[Page]:
    """The pages of a file; raises UnreadableError for one that cannot be read."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfplumber.utils.exceptions import PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise UnreadableError("limits")
            return list(_pages(pdf.pages))
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise UnreadableError("locked") from error
        endless = any(isinstance(cause, MemoryError | RecursionError) for cause in error.args)
        raise UnreadableError("limits" if endless else "unsound") from error
    except (PDFException, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise UnreadableError("unsound") from error


def _pages(pages: Iterable[Any]) -> Iterator[Page]:
    left = MAX_CHARACTERS
    for page in pages:
        left -= len(page.chars)
        if left < 0 or sum(map(len, page.objects.values())) - len(page.chars) > MAX_OBJECTS:
            raise UnreadableError("limits")
        yield _page(page)
        page.close()


def _page(page: Any) -> Page:
    """One page: characters into cells where there are ruled tables, into lines elsewhere."""
    chars = [char for char in page.dedupe_chars().chars if char["text"]]
    tables = [table for table in page.find_tables(_TABLES) if len(table.cells) > 1]
    free: list[Char] = []
    inside: list[list[Char]] = [[] for _ in tables]
    for char in chars:
        x, y = _middle(char)
        at = next((i for i, table in enumerate(tables) if _covers(table.bbox, x, y)), None)
        (free if at is None else inside[at]).append(char)
    ruled = []
    for table, held in zip(tables, inside, strict=True):
        cells, outside = _cells(table.cells, held)
        ruled.append(cells)
        free += outside
    text = sum(1 for char in chars if not char["text"].isspace())
    covered = max((image["width"] * image["height"] for image in page.images), default=0)
    part = float(covered) / max(float(page.width * page.height), 1.0)
    pictured = text < _LEAST_TEXT and part > _PICTURE
    overlaid = text >= _LEAST_TEXT and part > _WHOLE
    segments = tuple(segments_of(free))
    size = (float(page.width), float(page.height))
    return Page(page.page_number, *size, segments, tuple(ruled), pictured, overlaid)


def _middle(char: Char) -> tuple[float, float]:
    return (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2


def _covers(box: Sequence[float], x: float, y: float) -> bool:
    return box[0] - _EDGE <= x <= box[2] + _EDGE and box[1] - _EDGE <= y <= box[3] + _EDGE


def _cells(
    boxes: Sequence[Sequence[float]], chars: Sequence[Char]
) -> tuple[tuple[Ruled, ...], list[Char]]:
    """The cells of a table with the text whose middle lies in them, and what lies in none."""
    held: dict[int, list[Char]] = {}
    outside: list[Char] = []
    order = sorted(range(len(boxes)), key=lambda i: _area(boxes[i]))
    for char in chars:
        x, y = _middle(char)
        at = next((i for i in order if _covers(boxes[i], x, y)), None)
        (outside if at is None else held.setdefault(at, [])).append(char)
    cells = (
        Ruled(x0, top, x1, bottom, cell_text(held.get(index, ())))
        for index, (x0, top, x1, bottom) in enumerate(boxes)
    )
    return tuple(cells), outside


def _area(box: Sequence[float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def cell_text(chars: Sequence[Char]) -> str:
    """The text of a cell: labels are wrapped anywhere, so their lines join without a gap."""
    turned = [char for char in chars if not char.get("upright", True)]
    if turned and len(turned) * 2 > len(chars):
        up = sum(char["matrix"][1] for char in turned) > 0
        sign = 1 if up else -1
        turned.sort(key=lambda char: (sign * round(char["x0"]), -sign * char["top"]))
        return "".join(char["text"] for char in turned).strip()
    text = ""
    for row in _rows(chars):
        line = " ".join(segment.text for segment in _split(row))
        words = text[-1:].isascii() and text[-1:].isalpha() and line[:1].isascii()
        text += (" " if words and line[:1].isalpha() else "") + line
    return text


def segments_of(chars: Sequence[Char]) -> Iterator[Segment]:
    """The pieces of all lines, from top to bottom and from left to right."""
    for row in _rows([char for char in chars if char.get("upright", True)]):
        yield from _split(row)


def _rows(chars: Sequence[Char]) -> Iterator[list[Char]]:
    """Characters whose middles are about as high, as lines."""
    row: list[Char] = []
    for char in sorted(chars, key=lambda char: _middle(char)[1]):
        if row and _middle(char)[1] - _middle(row[0])[1] > _SAME_LINE * row[0]["size"]:
            yield row
            row = []
        row.append(char)
    if row:
        yield row


def _split(row: list[Char]) -> Iterator[Segment]:
    """A line cut at wide gaps; small ones become a blank where a blank was typed.

    A line that is stretched to the margin has gaps everywhere, which say nothing.
    """
    held: list[Char] = []
    text, blank = "", False
    row = sorted(row, key=lambda char: char["x0"])
    stretch = _stretch([char for char in row if not char["text"].isspace()])
    for char in row:
        if char["text"].isspace():
            blank = bool(held)
            continue
        if held:
            gap = _gap(held[-1], char) - stretch
            words = (text[-1:] + char["text"]).isascii()
            if gap > _WIDE:
                yield _segment(held, text)
                held, text = [], ""
            elif blank or (gap > _JOIN and words):
                text += " "
        held.append(char)
        text += char["text"]
        blank = False
    if held:
        yield _segment(held, text)


def _gap(before: Char, after: Char) -> float:
    """The gap between two characters, in character sizes."""
    return float((after["x0"] - before["x1"]) / max(after["size"], 1))


def _stretch(row: Sequence[Char]) -> float:
    """The gap that is usual between the characters of a line."""
    gaps = sorted(_gap(before, after) for before, after in pairwise(row))
    return max(0.0, gaps[len(gaps) // 2]) if len(gaps) >= _USUAL else 0.0


def _segment(chars: list[Char], text: str) -> Segment:
    return Segment(
        chars[0]["x0"],
        chars[-1]["x1"],
        min(char["top"] for char in chars),
        max(char["bottom"] for char in chars),
        max(char["size"] for char in chars),
        all("bold" in char["fontname"].casefold() for char in chars),
        text,
    )


def answer(data: bytes) -> str:
    """What the process prints: the pages, or the case of the fault."""
    try:
        pages = read_pages(data)
    except UnreadableError as error:
        return json.dumps({"case": error.case})
    except (RecursionError, MemoryError):
        return json.dumps({"case": "limits"})
    return json.dumps({"pages": to_data(pages)})


def _keep_to_limits() -> None:
    """Time and memory, where the system knows such limits (Windows does not)."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY)):
        # A system may know a limit and not let it be set, or have set a lower one.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    _keep_to_limits()
    sys.stdout.write(answer(sys.stdin.buffer.read()))
