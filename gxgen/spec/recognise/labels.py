"""Labels as published against labels as prescribed: equal, alike, or different."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

ALIKE = 0.68
"""A label at least this much like a prescribed one may be that one misspelt."""
_NOTE = re.compile(r"(?<=.)[（(].*$", re.DOTALL)
MARGIN = 0.08
"""By so much a misspelt label must be closer to its own than to any other."""


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """What of a label is compared: letters and digits, half-width, without signs and spaces.

    So a label that was wrapped, set with other brackets or other full stops is still the same.
    """
    plain = unicodedata.normalize("NFKC", text)
    return "".join(character for character in plain if character.isalnum())


def without_note(text: str) -> str:
    """`text` folded, without what an agency explained in brackets behind it."""
    return fold(_NOTE.sub("", text.strip()))


def likeness(one: str, other: str) -> float:
    """How much two folded labels are alike: 1.0 equal, 0.0 nothing in common."""
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    # At most twice the shorter length can match: most pairs are told apart by that alone.
    if 2 * min(len(one), len(other)) / (len(one) + len(other)) < ALIKE:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def closest(text: str, labels: Iterable[str]) -> tuple[int, float]:
    """The place of the label most like `text` among folded `labels`, and how much; (-1, 0.0) where
    none is alike, or two are alike equally well."""
    scores = [(likeness(text, label), -index) for index, label in enumerate(labels)]
    if not scores:
        return -1, 0.0
    scores.sort(reverse=True)
    best, index = scores[0]
    rival = scores[1][0] if len(scores) > 1 else 0.0
    if best < ALIKE or (best < 1.0 and best - rival < MARGIN) or (best == rival):
        return -1, 0.0
    return -index, best
