"""A published report as a web page saved in one file (.mhtml, .mht) → raw document."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from itertools import islice

from gxgen.diag import Result
from gxgen.readers.fault import UnreadableError
from gxgen.readers.html import read_html
from gxgen.report.published.raw import RawDocument, RawParagraph

MAX_PARTS = 2_000
MAX_PAGES = 20
"""Frames of a page that are looked at."""
_PAGES = ("text/html", "application/xhtml+xml")


def read_mhtml(data: bytes, file: str) -> Result[RawDocument]:
    """The article of a saved page: that of the frame which says most.

    Raises UnreadableError for a file without a page in it.
    """
    message = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
    read = [found for page in islice(_pages(message), MAX_PAGES) if (found := _read(page, file))]
    if not read:
        raise UnreadableError("empty")
    best = max(read, key=_length)
    first = read[0].value
    if best.value is None or first is None:
        return best
    title, date = best.value.title or first.title, best.value.published or first.published
    return Result(replace(best.value, title=title, published=date), best.diagnostics)


def _pages(message: Message) -> Iterator[Message]:
    """The parts that are pages, the one that the file opens with first."""
    parts = list(islice(message.walk(), MAX_PARTS + 1))
    if len(parts) > MAX_PARTS:
        raise UnreadableError("limits")
    pages = [part for part in parts if part.get_content_type() in _PAGES]
    start = str(message.get_param("start") or "")
    return iter(sorted(pages, key=lambda part: not start or part.get("Content-ID") != start))


def _read(page: Message, file: str) -> Result[RawDocument] | None:
    """What one page holds; None where that is nothing."""
    data = page.get_payload(decode=True)
    if not isinstance(data, bytes) or not data.strip():
        return None
    try:
        return read_html(data, file, page.get_content_charset() or "")
    except UnreadableError as error:
        if error.case != "empty":
            raise
        return None


def _length(result: Result[RawDocument]) -> int:
    """Characters of a document."""
    if result.value is None:
        return 0
    return sum(
        len(item.text)
        if isinstance(item, RawParagraph)
        else sum(len(cell.text) for cell in item.grid.cells)
        for item in result.value.items
    )
