"""Figures that are possible but unlikely: a power the body does not have (GX405), a large share
of 其他 (GX406), money in the wrong unit (GX407), ten times last year's figure (GX408)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from gxgen.diag import Diagnostic, diagnose
from gxgen.report.model import Report
from gxgen.rules.completeness import concerns
from gxgen.rules.inquiry import Inquiry
from gxgen.rules.prose import block_for
from gxgen.spec.content import Block
from gxgen.spec.kinds import Value, show


def judge_powers(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Documents that a body of this kind or level cannot issue.

    Source: 立法法第八十条、第八十二条 (who may make 规章).
    """
    report = inquiry.report
    block = block_for(report, "职权")
    for entry in block.listed("各项") if block else ():
        if not any(concerns(report, holder) for holder in entry.listed("无权")):
            continue
        for address in entry.words("格"):
            value = report.figures.claimed(address)
            if value and block is not None:
                yield _tell(report, block, "GX405", address, value=show(value))


def judge_shares(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """A row that takes more than its share of a total.

    Source: 国办公开办函〔2019〕60号 asks supervisors to look into a high count of 其他处理.
    """
    report = inquiry.report
    block = block_for(report, "占比")
    for entry in block.listed("各项") if block else ():
        part = report.figures.claimed(entry.text("格"))
        whole = report.figures.claimed(entry.text("占"))
        if not part or not whole or part < entry.number("至少") or block is None:
            continue
        percent = Decimal(part) * 100 / Decimal(whole)
        if percent > entry.number("百分比"):
            facts = {"value": show(part), "whole": show(whole), "percent": f"{percent:.0f}"}
            yield _tell(report, block, "GX406", entry.text("格"), **facts)


def judge_units(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Money that is large enough to have been written in another unit."""
    report = inquiry.report
    block = block_for(report, "单位")
    for entry in block.listed("各级") if block else ():
        if not concerns(report, entry) or block is None:
            continue
        for address in block.words("格"):
            value = report.figures.claimed(address)
            last = _last(inquiry, address)
            steady = last is not None and value is not None and last * 100 > value
            if value is not None and value > entry.number("超过") and not steady:
                yuan = show(value / Decimal(10000))
                yield _tell(report, block, "GX407", address, value=show(value), right=yuan)
        return


def judge_jumps(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Figures ten times last year's, or a tenth: a digit too many or too few."""
    report = inquiry.report
    block = block_for(report, "突变")
    for address in block.words("格") if block else ():
        value, last = report.figures.claimed(address), _last(inquiry, address)
        if not value or not last or block is None:
            continue
        larger, smaller = max(value, last), min(value, last)
        if larger >= block.number("至少") and larger >= smaller * block.number("倍数", 10):
            case = "up" if value > last else ""
            times = f"{Decimal(larger) / Decimal(smaller):.0f}"
            facts = {"value": show(value), "last": show(last), "times": times}
            yield _tell(report, block, "GX408", address, case=case, **facts)


def _last(inquiry: Inquiry, address: str) -> Value | None:
    """Last year's figure at an address, None where it is not known."""
    return inquiry.previous.figures.claimed(address) if inquiry.previous else None


def _tell(report: Report, block: Block, code: str, address: str, **facts: Any) -> Diagnostic:
    return diagnose(
        code,
        report.cell_place(address),
        address=address,
        label=report.spec.cells[address].label,
        severity=block.level,
        name=report.spec.cells[address].label.replace("／", " "),
        **facts,
    )
