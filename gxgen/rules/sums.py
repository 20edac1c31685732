"""Stated totals against the sum of their leaf cells (GX301 row totals, GX302 column totals).

Source: the totals are printed identities of the form, 国办公开办函〔2021〕30号.
"""

from __future__ import annotations

from collections.abc import Iterator

from gxgen.diag import Diagnostic, diagnose
from gxgen.report.model import Report
from gxgen.spec.kinds import show
from gxgen.spec.table import Cell

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
            case="only_total" if _only_total(report, cell) else "",
            stated=show(stated),
            computed=show(computed),
            difference=("+" if difference > 0 else "") + show(difference),
            basis=f"{table.basis} {table.short}" if table else "",
        )


def _only_total(report: Report, cell: Cell) -> bool:
    """True when the record holds a total and nothing that it could be the sum of."""
    if cell.axis != "column":
        return False
    node: object = report.data
    for step in cell.address.split(".")[:-1]:
        node = node.get(step) if isinstance(node, dict) else None
    return isinstance(node, dict) and set(node) == {cell.address.rpartition(".")[2]}
