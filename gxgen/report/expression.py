"""Figures in prose: what may stand between `{{` and `}}`, parsed by us and never executed.

    {{ 地址 }}   {{ 地址 + 地址 }}   {{ 地址 / 地址 | 滤镜 }}

Addresses are joined with + - /, a filter applies to the whole. Full-width signs as an IME types
them are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

_WIDE = str.maketrans("｛｝｜＋－／（）．　", "{}|+-/().\u0020")
_TOKEN = re.compile(r"\s*(?:(?P<name>[^\W\d][\w.]*)|(?P<number>\d+(?:\.\d+)?)|(?P<sign>[-+/|]))\s*")
TAG = re.compile(r"[{｛]{2}(?P<inside>[^{}｛｝\n]*)[}｝]{2}")
BRACE = re.compile("[{}｛｝]")

LookUp = Callable[[str], Fraction]
"""An address → its figure. Raises `UnreadableError` for one that is not there."""


COMPARED = "同比"
GREW, FELL, SAME = "增长", "下降", "持平"
"""The filter that compares with last year, and the words it prints."""


class UnreadableError(Exception):
    """Why an expression has no value: a case of the code book, and its facts."""

    def __init__(self, case: str, **facts: Any) -> None:
        super().__init__(case)
        self.case = case
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Expression:
    """Tokens as parsed. `names` are the addresses it speaks of; `filters` apply in order."""

    operands: tuple[tuple[str, str], ...]
    filters: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(text for sign, text in self.operands if not text[0].isdigit())


def parse(inside: str) -> Expression:
    """The expression between the braces. Raises UnreadableError for anything else."""
    text = inside.translate(_WIDE).replace("。", ".").strip()
    if not text:
        raise UnreadableError("empty")
    operands: list[tuple[str, str]] = []
    filters: list[str] = []
    sign, position = "+", 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        value = found and (found["name"] or found["number"])
        if found is None or not value:
            raise UnreadableError("syntax", text=text)
        if sign == "|":
            filters.append(value)
        else:
            operands.append((sign, value.strip(".")))
        position = found.end()
        if position == len(text):
            made = Expression(tuple(operands), tuple(filters))
            if not made.names:
                raise UnreadableError("constant", text=text)
            return made
        found = _TOKEN.match(text, position)
        if found is None or not found["sign"] or (filters and found["sign"] != "|"):
            raise UnreadableError("syntax", text=text)
        sign, position = found["sign"], found.end()
    raise UnreadableError("syntax", text=text)


def evaluate(expression: Expression, look_up: LookUp, last: LookUp | None = None) -> str:
    """The printed figure. Raises UnreadableError (unknown address, filter, division by zero).

    `last` looks the same addresses up in last year's report, for the filter that compares; None
    where there is none.
    """
    value = _value(expression, look_up)
    if not expression.filters:
        return _plain(value)
    shown: str | Fraction = value
    for name in expression.filters:
        if name not in FILTERS and name != COMPARED:
            raise UnreadableError("filter", name=name, known="、".join((*FILTERS, COMPARED)))
        if isinstance(shown, str):
            raise UnreadableError("filter_twice", name=name)
        shown = _compared(expression, shown, last) if name == COMPARED else FILTERS[name](shown)
    return str(shown)


def _compared(expression: Expression, value: Fraction, last: LookUp | None) -> str:
    """增长12.5%, 下降3%, 持平: the change against last year."""
    name = expression.operands[0][1]
    if last is None:
        raise UnreadableError("scope", name=f"{name}|{COMPARED}")
    before = _value(expression, last)
    if before == 0:
        raise UnreadableError("no_growth", name=name)
    change = (value - before) / before
    if change == 0:
        return SAME
    return (GREW if change > 0 else FELL) + _percent(abs(change))


def _value(expression: Expression, look_up: LookUp) -> Fraction:
    if len(expression.operands) == 1 and expression.operands[0][0] == "+":
        return look_up(expression.operands[0][1])
    total, term = Fraction(0), Fraction(0)
    for sign, name in expression.operands:
        value = Fraction(name) if name[0].isdigit() else look_up(name)
        if sign == "/":
            if value == 0:
                raise UnreadableError("zero", name=name)
            term /= value
        else:
            total += term
            term = -value if sign == "-" else value
    return total + term


def decimal_text(value: Fraction, places: int = 2) -> str:
    """`value` rounded half up to `places` decimals, without trailing zeros."""
    scaled = value * 10**places
    whole = int(abs(scaled) + Fraction(1, 2))
    number = Decimal(whole if scaled >= 0 else -whole).scaleb(-places)
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _plain(value: Fraction) -> str:
    """An exact decimal as it is, anything longer rounded to two places."""
    if value.denominator == 1:
        return str(value.numerator)
    for places in range(1, 9):
        if (value * 10**places).denominator == 1:
            return decimal_text(value, places)
    return decimal_text(value)


def _percent(value: Fraction) -> str:
    return decimal_text(value * 100) + "%"


def _ten_thousands(value: Fraction) -> str:
    return decimal_text(value / 10000, 4)


def _thousands(value: Fraction) -> str:
    return f"{Decimal(_plain(value)):,}"


_DIGITS, _STEPS, _SECTIONS = "零一二三四五六七八九", ("", "十", "百", "千"), ("", "万", "亿")


def _capital(value: Fraction) -> str:
    """Chinese numerals: 12 → 十二, 105 → 一百零五, 20300 → 二万零三百."""
    if value.denominator != 1:
        raise UnreadableError("not_whole")
    number = int(value)
    if number < 0:
        return "负" + _capital(-value)
    if number == 0:
        return _DIGITS[0]
    parts, rest, zero = "", number, False
    for section in _SECTIONS:
        rest, part = divmod(rest, 10_000)
        if part:
            gap = _DIGITS[0] if parts and zero else ""
            parts = _section(part) + section + gap + parts
        zero = part < 1000
    return parts.removeprefix("一") if parts.startswith("一十") else parts


def _section(part: int) -> str:
    text, zero = "", False
    for power in (3, 2, 1, 0):
        digit = part // 10**power % 10
        if digit:
            text += (_DIGITS[0] if zero and text else "") + _DIGITS[digit] + _STEPS[power]
        zero = not digit
    return text


FILTERS: dict[str, Callable[[Fraction], str | Fraction]] = {
    "百分比": _percent,
    "万元": _ten_thousands,
    "大写": _capital,
    "千分位": _thousands,
}
