"""The title of a published report among all that a page shows above the first chapter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gxgen.report.published.dates import plain
from gxgen.report.published.model import Piece
from gxgen.spec.clues import Clues
from gxgen.spec.recognise.labels import fold

MOST_TITLE_LINES = 4
MOST_FRONT_LINES = 200
"""Lines before the first chapter among which the title is looked for."""
LONGEST_TITLE = 60
_YEAR = re.compile(r"20\d{2}年度?|二[〇○零][〇○零一二三四五六七八九]{2}年度?")
_NO_TITLE = re.compile("[。；：，;:,>＞»]")
"""What titles never hold, but sentences and the path to a page do."""
_BEHIND = re.compile(
    r"\s*(?:[（(][^（()）]{1,8}[）)]|\.(?:docx?|wps|pdf|html?)|[-_—|][^-_—|《》]{2,15})\s*$", re.I
)
"""What pages add to a title: (文字版), the end of a file's name, the name of the site."""


def find_title(lines: Sequence[Piece], clues: Clues) -> tuple[int, int]:
    """First and past-last line of the title; (0, 0) where there is none.

    Navigation reads like titles, too: the one that names most (a year, an agency) is the title,
    the first of equals.
    """
    best, found = -1, (0, 0)
    for start in range(min(len(lines), MOST_FRONT_LINES)):
        for length in range(MOST_TITLE_LINES, 0, -1):
            some = lines[start : start + length]
            text = title_text(some, clues)
            if len(some) == length and is_title(text, clues) and _each_needed(some, clues):
                named = 2 * bool(_YEAR.search(plain(text))) + bool(agency_in(text, clues))
                if named > best:
                    best, found = named, (start, start + length)
                break
    return found


def title_text(lines: Sequence[Piece], clues: Clues) -> str:
    """The lines of a title, one below the other, without what only the page adds to them."""
    text = _BEHIND.sub("", "\n".join(piece.text.strip() for piece in lines))
    for name in clues.title_names:
        behind = re.match(r"\s*".join(map(re.escape, name)) + r"[\s：:]+(?=\S)", text)
        if behind:
            return text[behind.end() :]
    return text


def is_title(text: str, clues: Clues) -> bool:
    """Whether a text can be the title of such a report."""
    tidy = fold(text)
    return (
        0 < len(tidy) <= LONGEST_TITLE
        and any(tidy.endswith(end) for end in clues.title_ends)
        and any(topic in tidy for topic in clues.topics)
        and not _NO_TITLE.search(text.strip("。"))
        and not tidy.startswith(clues.after_title)
    )


def agency_in(text: str, clues: Clues) -> str:
    """The agency as a title names it: what stands before, or behind, the year; "" for none."""
    text = plain(text)
    year = _YEAR.search(text)
    topic = min((text.find(word) for word in clues.topics if word in text), default=len(text))
    before = text[: min(year.start(), topic)] if year else text[:topic]
    start = year.end() if year and not before else 0
    name = before or text[start:topic]
    if clues.kind_of(name) is None and clues.kind_of(name + text[topic : topic + 2]):
        name += text[topic : topic + 2]  # the end of the name is the beginning of the topic
    name = name.removeprefix("关于").strip("《“").lstrip("0123456789")
    return name if len(name) > 1 else ""


def _each_needed(lines: Sequence[Piece], clues: Clues) -> bool:
    """Whether the lines are one title broken, not navigation with a title behind it.

    What opens with its topic, or with the year and names nobody, lacks the agency: then the line
    above belongs to it.
    """
    rest = title_text(lines[1:], clues)
    if len(lines) == 1 or not is_title(rest, clues):
        return True
    if len(lines) > 2 or agency_in(rest, clues):
        return False
    first = fold(lines[0].text)
    headless = any(fold(rest).startswith(topic) for topic in clues.topics)
    return headless or clues.kind_of(first) is not None


def run_in_title(text: str, clues: Clues) -> int:
    """Where the preamble begins in a paragraph that opens with the title; 0 where it does not."""
    head = text[: 2 * LONGEST_TITLE]
    for opening in clues.after_title:
        at = head.find(opening)
        while at > 0:
            if is_title(head[:at], clues) and _YEAR.search(plain(head[:at])):
                return at
            at = head.find(opening, at + 1)
    return 0
