"""A published report as a PDF file with a text layer → raw document."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from gxgen.diag import Diagnostic, Result, Severity, diagnose, whole_file
from gxgen.readers.fault import UnreadableError
from gxgen.readers.flow import Flow, publish
from gxgen.readers.pdflines import (
    Edges,
    TextLine,
    lines_of,
    paragraphs,
    text_edges,
    without_margins,
)
from gxgen.readers.pdfmodel import Page, Ruled, Segment, from_data
from gxgen.readers.pdftables import continues, joined, sheet_of
from gxgen.report.published.raw import RawDocument

_SECONDS = 60
"""How long the process may take on a machine that is busy with other things."""
_CODED, _MOST_CODED = "(cid:", 0.05
_PART = "第{}页"

Content = TextLine | tuple[int, tuple[Ruled, ...]]


def read_pdf(data: bytes, file: str) -> Result[RawDocument]:
    """The raw document of a PDF file, the page as the part of each place.

    Raises UnreadableError for scans, locked files, and files beyond the limits.
    """
    pages = _pages(data)
    texts = [found.text for page in pages for found in page.segments]
    texts += [cell.text for page in pages for table in page.tables for cell in table]
    if not "".join(texts).strip() or all(page.pictured for page in pages):
        raise UnreadableError("scan")
    if sum(text.count(_CODED) for text in texts) > _MOST_CODED * sum(map(len, texts)):
        raise UnreadableError("coded")
    document = publish(_flow(list(_contents(pages))), file)
    return Result(document, tuple(_notes(pages, file)))


def _notes(pages: Sequence[Page], file: str) -> Iterator[Diagnostic]:
    found = {
        "pictures": [str(page.number) for page in pages if page.pictured],
        "recognised": [str(page.number) for page in pages if page.overlaid],
    }
    for case, numbers in found.items():
        if numbers:
            place, severity = whole_file(file), Severity.WARNING
            shown = "、".join(numbers)
            yield diagnose("GX602", place, case=case, pages=shown, severity=severity)


def _pages(data: bytes) -> list[Page]:
    """The pages, read by a process that may not take more than its time and memory."""
    home = str(Path(__file__).resolve().parents[2])
    paths = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-P", "-m", "gxgen.readers.pdfpages"]
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            env={**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError("limits") from error
    if done.returncode:
        # Ended by the system for its time or memory, or by something it stumbled over.
        raise UnreadableError("limits" if done.returncode < 0 else "unsound")
    answer = json.loads(done.stdout)
    if "case" in answer:
        raise UnreadableError(answer["case"])
    return from_data(answer["pages"])


def _contents(pages: Sequence[Page]) -> Iterator[Content]:
    """Lines and tables in reading order, each table whole."""
    open_table: tuple[int, tuple[Ruled, ...]] | None = None
    for content in _on_pages(pages):
        if isinstance(content, TextLine) or open_table is None:
            if open_table is not None:
                yield open_table
                open_table = None
            if isinstance(content, TextLine):
                yield content
            else:
                open_table = content
        elif content[0] != open_table[0] and continues(open_table[1], content[1]):
            open_table = (content[0], joined(open_table[1], content[1]))
        else:
            yield open_table
            open_table = content
    if open_table is not None:
        yield open_table


def _on_pages(pages: Sequence[Page]) -> Iterator[Content]:
    """Lines and tables in reading order, tables cut where the pages end."""
    texts = without_margins(pages)
    edges = text_edges(pages, texts)
    for page, segments in zip(pages, texts, strict=True):
        yield from _on_page(page, segments, edges[page.width])


def _on_page(page: Page, segments: Sequence[Segment], edges: Edges) -> Iterator[Content]:
    """What stands on one page: the lines above each table, then the table."""
    left = list(segments)
    for cells in sorted(page.tables, key=lambda table: min(cell.top for cell in table)):
        top = min(cell.top for cell in cells)
        above = [found for found in left if found.top < top]
        left = [found for found in left if found.top >= top]
        yield from lines_of(above, page, edges)
        yield page.number, cells
    yield from lines_of(left, page, edges)


def _flow(contents: Sequence[Content]) -> Flow:
    """Lines that follow each other become paragraphs; a table ends them."""
    flow: Flow = []
    lines: list[TextLine] = []
    for content in contents:
        if isinstance(content, TextLine):
            lines.append(content)
            continue
        flow += paragraphs(lines)
        lines = []
        flow.append(sheet_of(content[1], _PART.format(content[0])))
    flow += paragraphs(lines)
    return flow
