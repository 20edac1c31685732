"""Years and dates as published: in Arabic, full-width or Chinese figures, with stray spaces."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_DIGITS = str.maketrans("〇○ＯО零一二三四五六七八九", "00000123456789")
_YEAR = re.compile(r"(?<!\d)(20\d{2})\s*年")
_CHINESE_YEAR = re.compile(r"二[〇○ＯО零][〇○ＯО零一二三四五六七八九]{2}\s*年")
_PERIOD = re.compile(r"(20\d{2})年1月1日")
_DATE = re.compile(r"(20\d{2})[年./-](\d{1,2})[月./-](\d{1,2})日?")
_CHINESE_DATE = re.compile(
    r"(二[〇○ＯО零][〇○ＯО零一二三四五六七八九]{2})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)


def plain(text: str) -> str:
    """Half-width and without white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def year_in(text: str) -> int:
    """The first year a text names, 0 for none."""
    tidy = plain(text)
    found = _YEAR.search(tidy)
    if found:
        return int(found[1])
    chinese = _CHINESE_YEAR.search(tidy)
    return int(chinese[0].translate(_DIGITS)[:4]) if chinese else 0


def period_year(text: str) -> int:
    """The year whose 1月1日 a text names, 0 for none."""
    found = _PERIOD.search(plain(text))
    return int(found[1]) if found else 0


def date_in(text: str, *, whole: bool = True) -> tuple[date, str] | None:
    """A date and the text before it, where `text` is (`whole`) or ends in a date; None if not."""
    tidy = plain(text).replace("号", "日")
    for pattern in (_DATE, _CHINESE_DATE):
        found = next(reversed(list(pattern.finditer(tidy))), None)
        if found is None or found.end() != len(tidy) or (whole and found.start()):
            continue
        parts = [_number(part) for part in found.groups()]
        try:
            return date(*parts), tidy[: found.start()]
        except ValueError:
            return None
    return None


def _number(text: str) -> int:
    """12, 十二, 二十, 二〇二五 as a number."""
    if text.isdecimal():
        return int(text)
    if "十" not in text:
        return int(text.translate(_DIGITS))
    tens, _, ones = text.partition("十")
    return int(tens.translate(_DIGITS) or 1) * 10 + int(ones.translate(_DIGITS) or 0)
