"""The statutory contract: every cell of every statutory table exactly once in a template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from gxgen.diag import Diagnostic, DocPlace, diagnose
from gxgen.spec.align import Alignment, align
from gxgen.spec.grid import GridCell
from gxgen.spec.table import Cell, Table
from gxgen.template.tables import body_tables, read_grid
from gxgen.template.wordxml import Element

SHOWN = 3
"""Missing rows or columns named in one finding; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Found:
    """A value cell of a template: its address, its grid cell, its table and that table's number."""

    address: str
    cell: GridCell
    table: Element
    number: int


@dataclass(frozen=True, slots=True)
class _Read:
    """A table of the body: its number (from 1), its w:tbl, and what it holds of which table."""

    number: int
    drawn: Element
    alignment: Alignment


@dataclass(slots=True)
class Contract:
    """The value cells found in a body, and what is wrong with the rest."""

    cells: list[Found] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def find_cells(body: Element, tables: Sequence[Table], place: DocPlace) -> Contract:
    """All value cells of `tables` in the body of a document; `place` names file and part."""
    contract = Contract()
    read: list[_Read] = []
    for number, table in enumerate(body_tables(body), 1):
        read.append(_Read(number, table, align(read_grid(table), tables)))
    for wanted in tables:
        own = [one for one in read if one.alignment.table is wanted]
        if own:
            _take(contract, wanted, own, place)
        elif wanted.statutory:
            facts: dict[str, Any] = {"case": "absent", "table": _name(wanted)}
            contract.diagnostics.append(diagnose("GX120", place, address=wanted.key, **facts))
    return contract


def _take(contract: Contract, table: Table, own: Sequence[_Read], place: DocPlace) -> None:
    """The cells of one table from the drawn table that holds most of them; a second is a fault."""
    best = max(own, key=lambda one: len(one.alignment.matches))
    for address, cell in best.alignment.matches.items():
        contract.cells.append(Found(address, cell, best.drawn, best.number))
    contract.diagnostics += _faults(best.alignment, replace(place, table=best.number))
    for other in own:
        if other is not best and 2 * len(other.alignment.matches) > len(table.cells):
            here = replace(place, table=other.number)
            facts: dict[str, Any] = {"table": _name(table), "other": best.number}
            contract.diagnostics.append(diagnose("GX120", here, case="twice", **facts))


def _faults(alignment: Alignment, here: DocPlace) -> Iterator[Diagnostic]:
    """What a matched table lacks or has twice."""
    table = alignment.table
    assert table is not None
    for address, cells in alignment.repeated.items():
        for cell in cells:
            place = replace(here, row=cell.row + 1, column=cell.column + 1)
            label = table.cells[address].label
            yield diagnose(
                "GX120", place, case="repeated", address=address, label=label, name=label
            )
    missing = [table.cells[address] for address in alignment.missing]
    if missing:
        names = _lines(missing)
        yield diagnose(
            "GX120", here, case="missing", address=missing[0].address, label=missing[0].label,
            table=_name(table), count=len(missing), names="；".join(names[:SHOWN]),
            more=f"等{len(names)}处" if len(names) > SHOWN else "",
        )  # fmt: skip


def _lines(missing: Sequence[Cell]) -> list[str]:
    """The labels of the rows that lack cells, or of the columns where that says it shorter."""
    rows = list(dict.fromkeys("／".join(cell.row.labels) for cell in missing))
    columns = list(dict.fromkeys("／".join(cell.column.labels) for cell in missing))
    return columns if len(columns) < len(rows) and any(columns) else rows


def _name(table: Table) -> str:
    return table.short or table.title
