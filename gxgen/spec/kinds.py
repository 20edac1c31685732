"""Field kinds: how the text in a field is read, and how its value is printed.

YAML does not decide what `0123` or `no` means, the field does. A reading either yields a value,
perhaps with a note that the text was understood although it was not plain, or says in one word
(`fault`) why it cannot be accepted; the code book holds the sentence for each word.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from gxgen.spec.amount import Amount

COUNT, MONEY, CHANGE, FREE = "数", "金额", "增减", "数值"
AMOUNT = "带单位金额"
"""Money in a cell for which the form fixes no unit: the unit is written with the number."""
YEAR, DATE = "年", "日期"
CELL_KINDS = (COUNT, MONEY, AMOUNT, CHANGE)
"""What the cells of a table may hold."""
NUMERIC = frozenset((*CELL_KINDS, FREE))
Value: TypeAlias = int | Decimal

MAX_DIGITS = 10
"""No office counts further; a longer string of digits is a phone or account number."""
FIRST_YEAR, LAST_YEAR = 2008, 2100
"""Years a report can be for: the regulations came into force in 2008."""
_UNITS = "件条个次宗份项人"
_COUNT = re.compile(
    rf"(?P<sign>[+-]?)(?P<digits>\d+|\d{{1,3}}(?:,\d{{3}})+)\s*(?P<unit>[{_UNITS}]?)", re.ASCII
)
_DECIMAL = r"(?P<digits>(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?)"
_MONEY = re.compile(rf"{_DECIMAL}\s*(?P<unit>亿元|万元|元)?", re.ASCII)
_FREE = re.compile(rf"(?P<sign>-?){_DECIMAL}\s*(?P<unit>[{_UNITS}期场篇家元]?)", re.ASCII)
_DATE = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号])",
    re.ASCII,
)
_BOOLEANS = frozenset(("yes", "no", "true", "false", "on", "off", "是", "否"))
_MARKS = frozenset(("/", "-", "--", "—", "——", "无", "none", "n/a", "空", "没有", "零"))


@dataclass(frozen=True, slots=True)
class Reading:
    """`value` is None when there is a `fault`; `note` says what was tidied ("" for nothing)."""

    value: Value | date | None = None
    note: str = ""
    fault: str = ""


def read(kind: str, text: str, *, quoted: bool = False) -> Reading:
    """The value of `text` in a field of `kind`; `quoted` when YAML quotes stood around it."""
    plain = text if text.isascii() and text == text.strip() else _plain(text)
    note = "" if plain == text else "fullwidth"
    reading = _READERS[kind](plain)
    if reading.fault or reading.note:
        return reading
    return Reading(reading.value, note or ("quoted" if quoted and kind in NUMERIC else ""))


_FIGURE = re.compile(rf"[+-]?\d[\d,]*(?:\.\d+)?\s*(?:亿元|万元|[{_UNITS}期场篇家元])?")


def looks_like_figure(text: str) -> bool:
    """Whether a published cell holds a figure, or a mark that stands for none (/ - 无).

    Wider than `read`: 0123 or 3件 are figures as published, whatever becomes of them.
    """
    plain = unicodedata.normalize("NFKC", text).strip().replace("−", "-").replace("–", "-")
    return plain.lower() in _MARKS or bool(_FIGURE.fullmatch(plain))


_NARROWED = ("<wide>", "<narrow>", "<noBreak>")
"""Compatibility forms that an input method types; 10² or ½ is not the same as 102 or 1/2."""


def _plain(text: str) -> str:
    """`text` as ASCII where a sign only looks different: full-width, other scripts' digits."""
    return "".join(map(_narrow, text)).strip()


def _narrow(sign: str) -> str:
    if sign in "−–":
        return "-"
    if unicodedata.decomposition(sign).startswith(_NARROWED):
        return unicodedata.normalize("NFKC", sign)
    return str(unicodedata.decimal(sign, sign))


def _read_count(text: str) -> Reading:
    reading = _read_change(text)
    if reading.value is not None and text.startswith("-"):
        return Reading(fault="negative")
    return Reading(fault="sign") if text.startswith("+") and not reading.fault else reading


def _read_change(text: str) -> Reading:
    found = _COUNT.fullmatch(text)
    if found is None:
        return Reading(fault=_why_not(text))
    digits = found["digits"].replace(",", "")
    if len(digits) > 1 and digits.startswith("0"):
        return Reading(fault="leading_zero")
    if len(digits) > MAX_DIGITS:
        return Reading(fault="too_long")
    note = "unit" if found["unit"] else "separator" if "," in text else ""
    return Reading(int(found["sign"] + digits), note)


def _read_money(text: str) -> Reading:
    """Money in 万元: any other unit is refused, because the form prints the unit itself."""
    reading = _read_amount(text)
    if not isinstance(reading.value, Amount):
        return reading
    unit = reading.value.unit
    if unit not in ("", "万元"):
        return Reading(fault="yuan" if unit == "元" else "not_money")
    return Reading(Decimal(reading.value), "unit" if unit else reading.note)


def _read_amount(text: str) -> Reading:
    found = _MONEY.fullmatch(text)
    if found is None:
        why = _why_not(text)
        return Reading(fault="not_money" if why == "fraction" else why)
    digits = found["digits"].replace(",", "")
    whole = digits.partition(".")[0]
    if len(whole) > 1 and whole.startswith("0"):
        return Reading(fault="leading_zero")
    if len(digits) > 2 * MAX_DIGITS:
        return Reading(fault="too_long")
    return Reading(Amount(digits, found["unit"] or ""), "separator" if "," in text else "")


def _read_free(text: str) -> Reading:
    """Any plain number: an agency's own figures may be shares, grades or amounts."""
    found = _FREE.fullmatch(text)
    if found is None:
        return Reading(fault="words")
    digits = found["digits"].replace(",", "")
    if len(digits) > 2 * MAX_DIGITS:
        return Reading(fault="too_long")
    value = Decimal(found["sign"] + digits)
    return Reading(value, "unit" if found["unit"] else "separator" if "," in text else "")


def _why_not(text: str) -> str:
    lowered = text.lower()
    if re.match(r"[^\W\d]\w*[:：]", text):
        return "colon"
    if re.fullmatch(r"[\d\s.]+([,，、;；][\d\s.]+)+|\d+(\s+\d+)+", text):
        return "list"
    if re.fullmatch(r"[\d.]+[,，、。;；:：]+", text):
        return "trailing"
    if lowered in _MARKS:
        return "mark"
    if lowered in _BOOLEANS:
        return "boolean"
    if text.startswith("-"):
        return "negative"
    if re.fullmatch(r"[\d.]+e[+-]?\d+", lowered):
        return "exponent"
    if _DATE.fullmatch(text):
        return "date"
    if re.fullmatch(r"\d*[.,]\d+|\d+\.", text):
        return "fraction"
    return "words"


def _read_year(text: str) -> Reading:
    found = re.fullmatch(r"(\d{4})\s*(年度?)?", text, re.ASCII)
    if found is None:
        return Reading(fault="year")
    year = int(found[1])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Reading(fault="year_range")
    return Reading(year, "unit" if found[2] else "")


def _read_date(text: str) -> Reading:
    found = _DATE.fullmatch(re.sub(r"\s+", "", text))
    if found is None:
        return Reading(fault="date_form")
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        return Reading(date(year, month, day))
    except ValueError:
        return Reading(fault="date_impossible")


_READERS = {
    COUNT: _read_count,
    CHANGE: _read_change,
    MONEY: _read_money,
    AMOUNT: _read_amount,
    FREE: _read_free,
    YEAR: _read_year,
    DATE: _read_date,
}


def show(value: Value) -> str:
    """A figure as printed: money keeps the digits it was written with, an amount its unit too."""
    if isinstance(value, Amount):
        return value.text
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def figure(kind: str, value: object) -> Value:
    """The figure that normalised data (an int, or the text that `show` gave) stands for.

    Raises ValueError for data that no reading of `kind` gives.
    """
    if kind == AMOUNT:
        return Amount.written(str(value))
    if kind in (MONEY, FREE):
        return Decimal(str(value))
    return value if type(value) is int else int(str(value))


def show_date(day: date) -> str:
    """A date as GB/T 9704-2012 7.3.5.4 prints it: Arabic digits without leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"
