"""Stated totals against the sum of their leaf cells (GX301 row totals, GX302 column totals).

Source: the totals are printed identities of the form, 国办公开办函〔2021〕30号.
"""

from __future__ import annotations

from collections.abc import Iterator

from gxgen.diag import Diagnostic, diagnose
from gxgen.report.model import Report
from gxgen.spec.kinds import show

CODES = {"row": "GX301", "column": "GX302"}


def judge_sums(report: Report) -> Iterator[Diagnostic]:
    """One finding for each stated total that is not the sum of its parts."""
    figures = report.figures
    for address, stated in figures.stated.items():
        computed = figures.values.get(address)
        if computed is None or computed == stated:
            continue
        cell = report.spec.cells[address]
        difference = stated - computed
        table = report.spec.table(cell.table)
        yield diagnose(
            CODES[cell.axis],
            report.cell_place(address),
            address=address,
            label=cell.label,
            stated=show(stated),
            computed=show(computed),
            difference=("+" if difference > 0 else "") + show(difference),
            basis=f"{table.basis} {table.short}".strip() if table else "",
        )
