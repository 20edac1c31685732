"""Lines that a page was wrapped to → the paragraphs they were: texts printed from PDF files.

Such a text has many lines of one width that end in the middle of a sentence. Where there are only
a few of them, they are what somebody typed, and are left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeGuard
from unicodedata import east_asian_width

from gxgen.report.published.raw import RawItem, RawParagraph

LEAST_FULL = 8
"""Full lines that make a wrapped text."""
LEAST_WIDTH, SLACK = 44, 4
"""Columns of a full line at least, and how much the last ones may be left empty."""
_ENDS = "。；！？：;:!?"
_PAGE_NUMBER = re.compile(r"\s*[-—–]\s*\d{1,3}\s*[-—–]\s*")
_COLUMNS = re.compile(r"\S\s{3,}\S|\t")
"""Room between words as only tables have it."""
_BEGINS = re.compile(
    r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.．、])"
)


def unwrapped(items: Sequence[RawItem]) -> list[RawItem]:
    """The items with the lines of each paragraph joined; the place is that of its first line."""
    widths = Counter(_width(item.text) for item in items if _is_open(item))
    full = max(
        (width for width in widths if width >= LEAST_WIDTH), default=0, key=widths.__getitem__
    )
    near = sum(count for width, count in widths.items() if abs(width - full) <= SLACK)
    return _joined(items, full - SLACK) if full and near >= LEAST_FULL else list(items)


def _joined(items: Sequence[RawItem], full: int) -> list[RawItem]:
    found: list[RawItem] = []
    goes_on = False
    for item in items:
        before = found[-1] if found else None
        if isinstance(item, RawParagraph) and _PAGE_NUMBER.fullmatch(item.text):
            continue
        if goes_on and isinstance(before, RawParagraph) and _continues(item, before):
            found[-1] = replace(before, text=before.text.rstrip() + item.text.strip())
        else:
            found.append(item)
        goes_on = _is_open(item) and _width(item.text) >= full
    return found


def _is_open(item: RawItem) -> TypeGuard[RawParagraph]:
    """Whether an item is a line of prose that may end in the middle of a sentence."""
    if not isinstance(item, RawParagraph) or _COLUMNS.search(item.text):
        return False
    return not item.text.rstrip().endswith(tuple(_ENDS))


def _continues(item: RawItem, before: RawParagraph) -> TypeGuard[RawParagraph]:
    """Whether an item is the next line of a paragraph: no heading, table row or indented line."""
    if not isinstance(item, RawParagraph) or _COLUMNS.search(item.text):
        return False
    indented = len(item.text) - len(item.text.lstrip())
    own = len(before.text) - len(before.text.lstrip())
    return not _BEGINS.match(item.text) and (indented < 2 or indented < own)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text.rstrip())
