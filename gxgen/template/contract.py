"""The statutory contract: every cell of every statutory table exactly once in a template.

And under its verbatim labels, in the official order. Restyling is free: further columns, tables
cut in two, merges drawn anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from gxgen.diag import Diagnostic, DocPlace, Related, diagnose
from gxgen.spec.grid import GridCell
from gxgen.spec.table import Cell, Table
from gxgen.template import labels
from gxgen.template.labels import LabelFault, label_faults
from gxgen.template.stacking import Stack, read_stacks
from gxgen.template.tables import body_tables
from gxgen.template.wordxml import TC, TR, Element, attribute, child, children, number

SHOWN = 3
"""Missing rows or columns named in one finding; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Found:
    """A value cell of a template: its address, its grid cell, its table and that table's number.

    `row` counts from 0 within that Word table: a statutory table may be cut into several.
    """

    address: str
    cell: GridCell
    table: Element
    number: int
    row: int


@dataclass(slots=True)
class Contract:
    """The value cells found in a body, and what is wrong with the rest."""

    cells: list[Found] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def find_cells(body: Element, tables: Sequence[Table], place: DocPlace) -> Contract:
    """All value cells of `tables` in the body of a document; `place` names file and part."""
    contract = Contract()
    stacks = read_stacks(list(body_tables(body)), tables)
    for wanted in tables:
        own = [stack for stack in stacks if stack.alignment.table is wanted]
        if own:
            _take(contract, wanted, own, place)
        elif wanted.statutory:
            facts: dict[str, Any] = {"case": "absent", "table": _name(wanted)}
            contract.diagnostics.append(diagnose("GX120", place, address=wanted.key, **facts))
    return contract


def _take(contract: Contract, table: Table, own: Sequence[Stack], place: DocPlace) -> None:
    """The cells of one table from the stack that holds most of them; a second is a fault."""
    best = max(own, key=lambda one: len(one.alignment.matches))
    for address, cell in best.alignment.matches.items():
        part = best.part_of(cell.row)
        row = cell.row - part.first
        contract.cells.append(Found(address, cell, part.drawn, part.number, row))
    contract.diagnostics += _Judge(best, table, place).faults()
    for other in own:
        if other is not best and 2 * len(other.alignment.matches) > len(table.cells):
            here = replace(place, table=other.parts[0].number)
            facts: dict[str, Any] = {"table": _name(table), "other": best.parts[0].number}
            contract.diagnostics.append(diagnose("GX120", here, case="twice", **facts))


class _Judge:
    """Judges one stack that was found to be `table`."""

    def __init__(self, stack: Stack, table: Table, place: DocPlace) -> None:
        self.stack = stack
        self.alignment = stack.alignment
        self.table = table
        self.place = place
        self.name = _name(table)

    def at(self, cell: GridCell | None) -> DocPlace:
        """The place of a cell of the stack; of the stack's first table without one."""
        if cell is None:
            return replace(self.place, table=self.stack.parts[0].number)
        part = self.stack.part_of(cell.row)
        row, column = cell.row - part.first + 1, cell.column + 1
        return replace(self.place, table=part.number, row=row, column=column, text=cell.text)

    def faults(self) -> Iterator[Diagnostic]:
        """What the table lacks, has twice, or says otherwise; one fault is told once."""
        yield from self.repeated()
        yield from self.merged()
        ragged = dict(self.ragged())
        for row, (count, usual) in ragged.items():
            yield self.told("ragged", self.first_cell(row), count=count, usual=usual)
        wrong = label_faults(self.table, self.stack.grid, list(self.alignment.matches.values()))
        missing = [self.table.cells[address] for address in self.alignment.missing]
        if missing and not self.explained(missing, ragged):
            yield self.missing(missing, wrong)
        elif not missing and not self.alignment.repeated and not ragged:
            for fault in wrong:
                yield self.label(fault)

    def told(self, case: str, cell: GridCell | None, **facts: Any) -> Diagnostic:
        return diagnose("GX120", self.at(cell), case=case, table=self.name, **facts)

    def repeated(self) -> Iterator[Diagnostic]:
        """Cells that stand there again: one finding for each row, or for each column, of them."""
        again = [
            (cell, self.table.cells[address])
            for address, cells in self.alignment.repeated.items()
            for cell in cells
        ]
        by_row = len({cell.row for cell, _ in again}) <= len({cell.column for cell, _ in again})
        lines: dict[int, list[tuple[GridCell, Cell]]] = {}
        for cell, wanted in again:
            lines.setdefault(cell.row if by_row else cell.column, []).append((cell, wanted))
        for line in lines.values():
            cell, wanted = line[0]
            leaf = wanted.row if by_row else wanted.column
            label = wanted.label if len(line) == 1 else "／".join(leaf.labels) or wanted.label
            place = replace(self.at(cell), text="")
            facts: dict[str, Any] = {"case": "repeated", "name": label}
            yield diagnose("GX120", place, address=wanted.address, label=label, **facts)

    def merged(self) -> Iterator[Diagnostic]:
        """A drawn cell in which several figures would have to stand."""
        taken: dict[int, list[str]] = {}
        cells = {id(cell): cell for cell in self.alignment.matches.values()}
        for address, cell in self.alignment.matches.items():
            taken.setdefault(id(cell), []).append(address)
        for key, addresses in taken.items():
            if len(addresses) > 1:
                names = "”和“".join(self.table.cells[one].label for one in addresses[:SHOWN])
                yield self.told("merged", cells[key], names=names)

    def ragged(self) -> Iterator[tuple[int, tuple[int, int]]]:
        """Rows with more or fewer positions than the others: a cell was taken out or put in."""
        for part in self.stack.parts:
            widths = [_width(row) for row in children(part.drawn, TR)]
            usual = Counter(widths).most_common(1)[0][0] if widths else 0
            for index, width in enumerate(widths):
                if width != usual:
                    yield part.first + index, (width, usual)

    def first_cell(self, row: int) -> GridCell | None:
        cells = list(self.stack.grid.row_cells(row))
        return next((cell for cell in cells if cell.row == row and cell.text.strip()), None) or (
            cells[0] if cells else None
        )

    def explained(self, missing: Sequence[Cell], ragged: dict[int, tuple[int, int]]) -> bool:
        """Whether every cell that is missing belongs to a row that is told as ragged already."""
        rows = {cell.row for cell in missing}
        told = {
            self.table.cells[address].row
            for address, cell in self.alignment.matches.items()
            if cell.row in ragged
        }
        return bool(ragged) and rows <= told

    def missing(self, missing: Sequence[Cell], wrong: Sequence[LabelFault]) -> Diagnostic:
        """Cells that were not found, and what became of the labels that lead to them."""
        names = _lines(missing, self.table)
        notes = tuple(Related(self.at(one.found), _note(one)) for one in wrong)
        first = next((one.found for one in wrong if one.found is not None), None)
        return diagnose(
            "GX120", self.at(first), case="missing", address=missing[0].address,
            label=missing[0].label, table=self.name, count=len(missing),
            names="；".join(names[:SHOWN]), related=notes[:SHOWN],
            more=f"等{len(names)}处" if len(names) > SHOWN else "",
        )  # fmt: skip

    def label(self, fault: LabelFault) -> Diagnostic:
        """A label at fault although every cell was found."""
        found = fault.found.text.strip() if fault.found is not None else ""
        wanted = fault.wanted.text
        return self.told(fault.case, fault.found, wanted=wanted, found=found)


def _note(fault: LabelFault) -> str:
    """What became of one label, for a finding about the cells it leads to."""
    match fault.case, fault.found:
        case labels.ALTERED, GridCell(text=text):
            return f"这里写着“{' '.join(text.split())}”，规定的是“{fault.wanted.text}”"
        case labels.MOVED, _:
            return f"“{fault.wanted.text}”不在规定的位置"
        case _:
            return f"没有找到“{fault.wanted.text}”"


def _width(row: Element) -> int:
    """The grid positions that a w:tr takes, those it skips included."""
    properties = child(row, "trPr")
    skipped = [number(attribute(child(properties, name))) for name in ("gridBefore", "gridAfter")]
    spans = [number(attribute(child(cell, "tcPr", "gridSpan")), 1) for cell in children(row, TC)]
    return sum(skipped) + sum(spans)


def _lines(missing: Sequence[Cell], table: Table) -> list[str]:
    """The labels of the rows that lack cells; of the columns where every row lacks some."""
    rows = list(dict.fromkeys("／".join(cell.row.labels) for cell in missing))
    columns = list(dict.fromkeys("／".join(cell.column.labels) for cell in missing))
    every = {cell.row for cell in missing} == {cell.row for cell in table.cells.values()}
    return columns if any(columns) and (every or not any(rows)) else rows


def _name(table: Table) -> str:
    return table.short or table.title
