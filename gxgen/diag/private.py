"""Numbers that belong to a person: found in any text, and masked wherever a text is shown.

Masking lives beside the renderers, not in a rule: a finding of any kind prints the line it stands
on, and that line may hold somebody's number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

IDENTITY, MOBILE, CARD = "identity", "mobile", "card"
STAR = "*"
_RUN = re.compile(r"(?<![0-9A-Za-z])(?:\+?86[ -]?)?[0-9](?:[ -]?[0-9]){10,19}[Xx]?(?![0-9A-Za-z])")
_MANY = re.compile(r"[0-9０-９](?:[ -]?[0-9０-９]){9}")
_WIDE = str.maketrans("０１２３４５６７８９Ｘｘ－＋", "0123456789XX-+")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_MOBILE = re.compile("1[3-9][0-9]{9}")
_KEPT = {IDENTITY: (2, 3), MOBILE: (3, 4), CARD: (0, 4)}
"""How many digits stay readable in front and behind: 138****1234."""


@dataclass(frozen=True, slots=True)
class Private:
    """A personal number from `start` up to `end` of a text; `kind` says which."""

    start: int
    end: int
    kind: str


def find_private(text: str) -> Iterator[Private]:
    """Identity card (with its check digit), mobile phone and bank card numbers (Luhn) in `text`."""
    if not _MANY.search(text):
        return
    for found in _RUN.finditer(text.translate(_WIDE)):
        kind = _kind(found.group())
        if kind:
            yield Private(found.start(), found.end(), kind)


def mask(text: str) -> str:
    """`text` with the digits of personal numbers starred out, its length unchanged."""
    made, at = "", 0
    for item in find_private(text):
        made += text[at : item.start] + _masked(text[item.start : item.end], item.kind)
        at = item.end
    return made + text[at:]


def _kind(run: str) -> str:
    digits = run.replace(" ", "").replace("-", "")
    if is_identity(digits):
        return IDENTITY
    bare = digits.removeprefix("+").removeprefix("86") if len(digits) > 11 else digits
    if _MOBILE.fullmatch(bare):
        return MOBILE
    return CARD if is_card(digits) else ""


def is_identity(digits: str) -> bool:
    """True for 18 digits with a date of birth and the right check digit (GB 11643)."""
    if len(digits) != 18 or not digits[:17].isdecimal():
        return False
    try:
        date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == digits[17].upper()


def is_card(digits: str) -> bool:
    """True for 16 to 19 digits of a card scheme's range that pass the Luhn check."""
    if not 16 <= len(digits) <= 19 or not digits.isdecimal() or digits[0] not in "3456":
        return False
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + index % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _masked(number: str, kind: str) -> str:
    front, behind = _KEPT[kind]
    places = [at for at, sign in enumerate(number) if sign.isalnum()]
    hidden = set(places[front : len(places) - behind])
    return "".join(STAR if at in hidden else sign for at, sign in enumerate(number))
