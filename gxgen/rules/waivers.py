"""Waivers: findings that the clerk answers with a reason (豁免).

Only findings whose code the book calls waivable can be waived. Waived ones stay in the list with
their reason; a waiver that fits nothing, or names a code that cannot be waived, is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gxgen.diag import Diagnostic, diagnose, entries
from gxgen.report import header
from gxgen.report.model import Report


@dataclass(slots=True)
class _Waiver:
    index: int
    code: str
    place: str
    reason: str
    used: bool = False

    def fits(self, found: Diagnostic) -> bool:
        """A place is an address, the beginning of one, or words of the official label."""
        if self.code != found.code:
            return False
        if not self.place:
            return True
        below = found.address == self.place or found.address.startswith(self.place + ".")
        return below or self.place in found.label


def apply_waivers(report: Report, found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """`found` with waived findings marked, and what is wrong with the waivers themselves."""
    waivers = _waivers(report)
    if not waivers:
        return list(found)
    known = entries()
    result = []
    for item in found:
        waiver = next((one for one in waivers if one.fits(item)), None)
        if waiver is not None and known[item.code].waivable and not item.is_error:
            waiver.used = True
            item = replace(item, waived=waiver.reason)
        result.append(item)
    return [*result, *(_unused(report, one) for one in waivers if not one.used)]


def _waivers(report: Report) -> list[_Waiver]:
    value = report.data.get(header.WAIVERS)
    items = value if isinstance(value, list) else []
    return [
        _Waiver(
            index,
            header.text(item, header.WAIVED_CODE).strip().upper(),
            header.text(item, header.WAIVED_PLACE).strip(),
            header.text(item, header.WAIVED_REASON).strip(),
        )
        for index, item in enumerate(items)
        if isinstance(item, Mapping) and header.text(item, header.WAIVED_REASON).strip()
    ]


def _unused(report: Report, waiver: _Waiver) -> Diagnostic:
    entry = entries().get(waiver.code)
    case = "unknown" if entry is None else "unused" if entry.waivable else "never"
    path = (header.WAIVERS, waiver.index)
    return diagnose("GX221", report.place(path), name=waiver.code, case=case)
