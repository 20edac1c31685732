"""The title in lines, broken where the sense allows.

Source: GB/T 9704-2012 7.3.1: 回行时要做到词意完整、排列对称、长短适宜、间距恰当，使用梯形或菱形.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations, pairwise


def width(text: str) -> float:
    """Width in full characters: an ASCII letter or digit takes half of one."""
    return sum(0.5 if character < "\u0100" else 1 for character in text)


MAX_PIECES = 10
"""More places to break than any real title has."""


@lru_cache(maxsize=256)
def title_lines(
    title: str,
    limit: int,
    before: tuple[str, ...] = (),
    after: tuple[str, ...] = (),
    mark: str = "/",
) -> tuple[str, ...]:
    """`title` in the fewest lines of at most `limit` characters, as even as possible.

    Line breaks in `title` are kept as they are, and `mark` stands for a permitted break. Other
    permitted breaks lie before the phrases `before` and after the phrases `after`.
    """
    if "\n" in title.strip():
        return tuple(line.strip() for line in title.splitlines() if line.strip())
    parts = [
        piece for part in title.strip().split(mark) if part for piece in _parts(part, before, after)
    ]
    whole = "".join(parts)
    if width(whole) <= limit:
        return (whole,)
    pieces = [piece for part in parts for piece in _cut(part, limit)]
    return _balanced(pieces, limit)


def _parts(title: str, before: tuple[str, ...], after: tuple[str, ...]) -> list[str]:
    places = {0, len(title)}
    for phrase in before:
        places.update(found.start() for found in re.finditer(re.escape(phrase), title))
    for phrase in after:
        places.update(found.end() for found in re.finditer(re.escape(phrase), title))
    ordered = sorted(places)
    return [title[start:end] for start, end in pairwise(ordered)]


def _cut(part: str, limit: int) -> list[str]:
    """A part wider than a line, in halves that are not."""
    if width(part) <= limit:
        return [part]
    middle = len(part) // 2
    return [*_cut(part[:middle], limit), *_cut(part[middle:], limit)]


def _filled(pieces: list[str], limit: int) -> tuple[str, ...]:
    """Line by line, as much as fits: for titles too long to weigh every way of breaking."""
    lines = [""]
    for piece in pieces:
        if lines[-1] and width(lines[-1] + piece) > limit:
            lines.append("")
        lines[-1] += piece
    return tuple(lines)


def _balanced(pieces: list[str], limit: int) -> tuple[str, ...]:
    if len(pieces) > MAX_PIECES:
        return _filled(pieces, limit)
    best: tuple[float, tuple[str, ...]] | None = None
    for count in range(1, len(pieces)):
        for cuts in combinations(range(1, len(pieces)), count):
            edges = (0, *cuts, len(pieces))
            lines = tuple("".join(pieces[start:end]) for start, end in pairwise(edges))
            widths = [width(line) for line in lines]
            if max(widths) > limit:
                continue
            uneven = max(widths) - min(widths)
            if best is None or uneven < best[0]:
                best = (uneven, lines)
        if best is not None:
            return best[1]
    return tuple(pieces)
