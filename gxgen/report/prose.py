"""正文: what the clerk types → blocks a template prints.

A non-blank line is a paragraph. A line that opens with （一）, 1. or （1）, has at most 40
characters and no 。；： is a sub-heading of that level; `（一）……。` with the 。 within 25
characters is a run-in heading. What is typed stays as typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

BODY, SECTION, ITEM, POINT = 0, 2, 3, 4
"""Levels: a paragraph; （一）; 1.; （1）. Level 1 is the chapter's own heading."""

MAX_HEADING = 40
MAX_RUN_IN = 25
_CHINESE = "一二三四五六七八九十"
_OPENERS = (
    (SECTION, re.compile(rf"[（(][{_CHINESE}]{{1,3}}[）)]")),
    (ITEM, re.compile(r"[0-9０-９]{1,2}(?:、|[.．](?:(?=\d{4}年)|(?!\d)))")),
    (POINT, re.compile(r"[（(][0-9０-９]{1,2}[）)]")),
)
_INNER_STOPS = re.compile("[。；：]")
_EDGES = " \t\u3000\u00a0"


@dataclass(frozen=True, slots=True)
class Block:
    """One printed paragraph. `title` is its heading part, `text` the rest; either may be ""."""

    level: int
    title: str = ""
    text: str = ""


def blocks_of(text: str) -> list[Block]:
    """The blocks of a text, blank lines and surrounding spaces dropped."""
    lines = (line.strip(_EDGES) for line in text.splitlines())
    return [block_of(line) for line in lines if line]


def block_of(line: str) -> Block:
    """The block that one non-blank line is."""
    for level, opener in _OPENERS:
        found = opener.match(line)
        if found is None:
            continue
        if len(line) <= MAX_HEADING and not _INNER_STOPS.search(line):
            return Block(level, title=line)
        if level == SECTION:
            stop = line.find("。", found.end())
            if 0 < stop < MAX_RUN_IN and stop + 1 < len(line):
                return Block(level, line[: stop + 1], line[stop + 1 :])
        break
    return Block(BODY, text=line)


def chinese_numeral(number: int) -> str:
    """1–99 as headings count: 一, 十, 十一, 二十一."""
    tens, ones = divmod(number, 10)
    if number > 99:
        return str(number)
    head = ("" if tens == 1 else _CHINESE[tens - 1]) + "十" if tens else ""
    return head + (_CHINESE[ones - 1] if ones else "")


def numbered(style: str, number: int, heading: str) -> tuple[int, str]:
    """A section's heading with its number in the pack's style: (level, text)."""
    if style.startswith("（"):
        return SECTION, f"（{chinese_numeral(number)}）{heading}"
    if style.startswith("1"):
        return ITEM, f"{number}{style[1:]}{heading}"
    return SECTION, heading
