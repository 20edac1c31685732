"""Numbers as Chinese official prose writes them: 1,234  1.2万  十二  一百零五  百分之三点五."""

from __future__ import annotations

from decimal import Decimal

CHINESE = "〇零一二两三四五六七八九十百千万亿"
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0, "两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_SECTIONS = {"万": 10**4, "亿": 10**8}


def chinese_number(text: str) -> int | None:
    """The value of a Chinese numeral; None for what is not one (万千, 十一二)."""
    if all(character in _DIGITS for character in text):
        digits = "".join(str(_DIGITS[character]) for character in text)
        return int(digits) if len(digits) == 1 or not {"两"} & set(text) else None
    total, section, digit = 0, 0, None
    for character in text:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        elif character in _STEPS:
            section += (1 if digit is None else digit) * _STEPS[character]
            digit = None
        else:
            section += digit or 0
            if not section and not total:
                return None
            total = (total + section) * _SECTIONS[character]
            section, digit = 0, None
    return total + section + (digit or 0)


def scale_of(text: str) -> int:
    """What the characters after Arabic digits multiply by: "" 1, 万 10000, 百万 1000000."""
    worth = 1
    for character in text:
        worth *= _STEPS.get(character) or _SECTIONS[character]
    return worth


def arabic(text: str) -> tuple[Decimal, int]:
    """Digits with or without separators: their value and how many decimals they show."""
    plain = text.replace(",", "")
    return Decimal(plain), len(plain.partition(".")[2])
