"""What stands around the chapters besides prose: contact, attachments, who signs and when.

Each as the clerk wrote it, in the wording of the pack's `text.yaml` where it has one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gxgen.report import header
from gxgen.report.model import Report
from gxgen.report.prose import chinese_numeral
from gxgen.report.wording import fill
from gxgen.spec.kinds import show_date

ALL = "全部"
"""All of the contact in one text."""
INDEX, NAME, ONLY = "序", "名", "独"
SIGNER_PATTERN, DATE_PATTERN = "署名", "落款日期"
"""Names of patterns in `text.yaml`."""
DATE_NAMES = ("年", "月", "日", "汉字")
"""What the pattern of the date may name: figures, and the whole date in Chinese numerals."""
_DIGITS = "〇一二三四五六七八九"


def contact(report: Report, fields: object) -> dict[str, object]:
    """The contact's items, and all of them in one text: the pack's pattern, else 名：值，名：值."""
    assert isinstance(fields, dict)
    pattern = report.spec.text.get(header.CONTACT)
    if pattern:
        path = f"{header.AGENCY}.{header.CONTACT}"
        together = fill(str(pattern), {f"{path}.{key}": str(text) for key, text in fields.items()})
    else:
        parts = [
            f"{key}：{text}"
            for key, text in fields.items()
            if text and key != header.CONTACT_OFFICE
        ]
        together = "，".join(parts)
    return {**fields, ALL: together}


def attachments(report: Report) -> list[dict[str, str]]:
    """The attachments in order; a single one is marked under `独`, because it bears no number."""
    names = header.texts(report.data, header.ATTACHMENTS)
    only = NAME if len(names) == 1 else ""
    return [{INDEX: str(at), NAME: name, ONLY: only} for at, name in enumerate(names, 1)]


def signature(report: Report, values: Mapping[str, str]) -> dict[str, object]:
    """Who signs and when; without signers in the file the pack's pattern, else the agency."""
    data = report.data.get(header.SIGNATURE)
    if not isinstance(data, Mapping):
        return {header.SIGNERS: [], header.SIGN_DATE: ""}
    usual = str(report.spec.text.get(SIGNER_PATTERN) or "")
    name = header.text(report.data, header.AGENCY, header.AGENCY_NAME)
    signers = header.texts(data, header.SIGNERS) or [fill(usual, values) if usual else name]
    day = data.get(header.SIGN_DATE)
    shown = _day(report, date.fromisoformat(day)) if isinstance(day, str) else ""
    return {header.SIGNERS: signers, header.SIGN_DATE: shown}


def _day(report: Report, day: date) -> str:
    pattern = report.spec.text.get(DATE_PATTERN)
    if not pattern:
        return show_date(day)
    parts = (str(day.year), str(day.month), str(day.day), chinese_date(day))
    return fill(str(pattern), dict(zip(DATE_NAMES, parts, strict=True)))


def chinese_date(day: date) -> str:
    """二〇二五年一月八日."""
    year = "".join(_DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{chinese_numeral(day.month)}月{chinese_numeral(day.day)}日"
