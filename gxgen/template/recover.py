"""What a faulty tag was probably meant to be, so that one slip makes one finding.

A loop whose `{%p for … %}` is misspelt is still opened by it: its end, and the names in it, are
not reported as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

_MEANT = re.compile(
    r"[{｛]\s*[%％]\s*[-+]?\s*(?:(?:tr|tc|p|r)\b)?\s*(?P<word>[A-Za-z]+)(?:\s+(?P<name>\w+))?"
)
ALIKE = 0.66
"""fro is for and endfro is endfor, but extends is not endif."""
_WORDS = ("for", "if", "endfor", "endif")


@dataclass(frozen=True, slots=True)
class Meant:
    """A block tag as it was meant: its word, and the variable of a loop ("" where unreadable)."""

    word: str
    name: str = ""


def meant_by(raw: str) -> Meant | None:
    """What `raw`, a tag that is at fault, was meant to be; None for what opens or ends nothing."""
    found = _MEANT.search(raw)
    if found is None:
        return None
    word = found["word"].lower()
    likely = [word] if word in _WORDS else get_close_matches(word, _WORDS, 1, ALIKE)
    if not likely:
        return None
    return Meant(likely[0], found["name"] or "" if likely[0] == "for" else "")
