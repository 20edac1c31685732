"""The figures of a report: every cell by address, totals computed from the leaf cells only.

A stated total is kept beside the computed one as a claim for the rules to judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from gxgen.spec import kinds
from gxgen.spec.group import Group
from gxgen.spec.kinds import Value
from gxgen.spec.spec import Spec
from gxgen.spec.table import Cell

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Figures:
    """`values`: address → figure, computed totals included (an address may be absent: unknown).

    `stated`: totals as typed. `paths`: address → where in the data it was given, for cells given
    by a list or by one value for a group. `blank`: addresses of cells left empty.
    `unknown`: addresses that a fault or a blank keeps from being judged. `only_totals`: records
    of which nothing but the total was given.
    """

    values: dict[str, Value] = field(default_factory=dict)
    stated: dict[str, Value] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)
    blank: list[tuple[Path, Group | Cell]] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    only_totals: list[tuple[Path, Group]] = field(default_factory=list)

    def claimed(self, address: str) -> Value | None:
        """What will be read in the report: the stated figure, else the computed one."""
        return self.stated.get(address, self.values.get(address))


def expand_figures(data: Mapping[str, object], spec: Spec, faulty: set[Path]) -> Figures:
    """All tables of `data` (normalised, judged by the schema) as figures by address.

    Places that the schema or the reader found faulty are skipped: their cells stay unknown.
    """
    figures = Figures()
    walker = _Expander(figures, faulty)
    for key, group in spec.groups.items():
        if key in data:
            walker.group(data[key], group, (key,))
        else:
            walker.skip(group.cells())
    _add_totals(figures, spec.cells.values())
    return figures


class _Expander:
    def __init__(self, figures: Figures, faulty: set[Path]) -> None:
        self.figures = figures
        self.faulty = faulty

    def skip(self, cells: Iterable[Cell]) -> None:
        self.figures.unknown.update(cell.address for cell in cells)

    def group(self, value: object, group: Group, path: Path) -> None:
        if self.faulty and path in self.faulty:
            self.skip(group.cells())
        elif type(value) is dict and value:
            self._mapping(value, group, path)
        elif isinstance(value, list):
            self._list(value, group, path)
        elif value is None or value == {}:
            # Totals that are left empty are computed: only what must be filled in is a gap.
            if not _only_totals(group):
                self.figures.blank.append((path, group))
                self.skip(group.cells())
        else:
            # `总计: 0` for a whole row of totals states each of them; `不予公开: 0` states none.
            stated = _only_totals(group)
            for cell in group.cells():
                self.figures.paths[cell.address] = path
                self._fill(cell, value, path, shorthand=not stated)

    def _mapping(self, value: dict[str, object], group: Group, path: Path) -> None:
        if group.record is not None and self._only_total(value, group):
            self.figures.only_totals.append((path, group))
            self.skip(group.cells())
            return
        for key, child in group.children.items():
            below = (*path, key)
            if type(child) is Group:
                if key in value:
                    self.group(value[key], child, below)
                elif not _only_totals(child):
                    self.skip(child.cells())
            elif type(child) is Cell:
                self._leaf(value, key, child, below)

    def _only_total(self, value: dict[str, object], group: Group) -> bool:
        """True when a total that is not zero stands alone, without what it is the sum of."""
        children = [group.children.get(key) for key in value]
        totals = [child for child in children if isinstance(child, Cell) and child.axis == "column"]
        return len(totals) == len(value) > 0 and any(map(_is_something, value.values()))

    def _leaf(self, value: dict[str, object], key: str, cell: Cell, path: Path) -> None:
        if self.faulty and path in self.faulty:
            self.figures.unknown.add(cell.address)
        elif key in value:
            self._fill(cell, value[key], path)
        elif not cell.is_total:
            if cell.default is None:
                self.figures.unknown.add(cell.address)
            else:
                self.figures.values[cell.address] = _number(cell, cell.default)

    def _list(self, value: list[object], group: Group, path: Path) -> None:
        cells = group.record.cells if group.record else ()
        if len(value) != len(cells):
            if any((*path, index) in self.faulty for index in range(len(value))):
                # A comma may be missing there: nobody knows which figure belongs where.
                self.skip(cells)
                return
            cells = tuple(cell for cell in cells if not cell.is_total) or cells
        for index, (cell, item) in enumerate(zip(cells, value, strict=True)):
            below = (*path, index)
            self.figures.paths[cell.address] = below
            if below in self.faulty:
                self.figures.unknown.add(cell.address)
            else:
                self._fill(cell, item, below)

    def _fill(self, cell: Cell, value: object, path: Path, *, shorthand: bool = False) -> None:
        if value is None:
            # An empty total is an invitation to state it, not a gap: it is computed.
            if not cell.is_total:
                self.figures.blank.append((path, cell))
                self.figures.unknown.add(cell.address)
        elif not cell.is_total:
            self.figures.values[cell.address] = _number(cell, value)
        elif not shorthand:
            self.figures.stated[cell.address] = _number(cell, value)


def _only_totals(group: Group) -> bool:
    return all(cell.is_total for cell in group.cells())


def _is_something(value: object) -> bool:
    """Whether a figure as read is not zero; amounts are texts here, and "0.00" is none."""
    try:
        return bool(Decimal(str(value)))
    except InvalidOperation:
        return bool(value)


def _number(cell: Cell, value: object) -> Value:
    return kinds.figure(cell.kind, value)


def _add_totals(figures: Figures, cells: Iterable[Cell]) -> None:
    values = figures.values
    for cell in cells:
        if not cell.addends:
            continue
        total: Value = 0
        for address in cell.addends:
            part = values.get(address)
            if part is None:
                figures.unknown.add(cell.address)
                break
            total += part
        else:
            values[cell.address] = total
