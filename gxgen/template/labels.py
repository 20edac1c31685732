"""The labels of a drawn table against the official ones: which is gone, altered or moved.

The official labels must stand in the drawn table in the official order, verbatim but for white
space. Further texts between them (a note column, a repeated heading) do no harm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from gxgen.spec.align import squeeze
from gxgen.spec.grid import Grid, GridCell
from gxgen.spec.layout import lay_out
from gxgen.spec.table import Table

ALTERED, MOVED, GONE = "label_altered", "label_moved", "label_gone"
"""What became of a label: cases of GX120."""
ALIKE = 0.3
"""How like an official label a text must be to pass for what became of it."""


@dataclass(frozen=True, slots=True)
class LabelFault:
    """An official label that does not stand where it should.

    `case` is ALTERED (`found` holds another text), MOVED (`found` holds it out of order) or
    GONE (`found` is None). `wanted` is its cell in the official layout.
    """

    case: str
    wanted: GridCell
    found: GridCell | None = None


def label_faults(table: Table, grid: Grid, values: Sequence[GridCell]) -> list[LabelFault]:
    """What is wrong with the labels of `grid`, a drawing of `table` with those value cells."""
    filled = {id(cell) for cell in values}
    official = _in_order(cell for cell in lay_out(table).cells if cell.role != "value")
    drawn = _in_order(cell for cell in grid.cells if id(cell) not in filled)
    if _is_within(official, drawn):
        return []
    return _settled(*_differences(official, drawn))


def _in_order(cells: object) -> list[GridCell]:
    assert hasattr(cells, "__iter__")
    kept = [cell for cell in cells if squeeze(cell.text)]
    return sorted(kept, key=lambda cell: (cell.row, cell.column))


def _is_within(official: Sequence[GridCell], drawn: Sequence[GridCell]) -> bool:
    """Whether the official labels come one after another among the drawn texts."""
    rest = iter(squeeze(cell.text) for cell in drawn)
    return all(squeeze(cell.text) in rest for cell in official)


def _differences(
    official: Sequence[GridCell], drawn: Sequence[GridCell]
) -> tuple[list[LabelFault], list[GridCell]]:
    """Labels that are altered or gone, and the drawn texts that nothing was found for."""
    before = [squeeze(cell.text) for cell in official]
    after = [squeeze(cell.text) for cell in drawn]
    faults: list[LabelFault] = []
    spare: list[GridCell] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        others = list(drawn[c:d])
        for cell in official[a:b]:
            other = _likest(cell, others)
            if other is not None:
                others.remove(other)
            faults.append(LabelFault(GONE if other is None else ALTERED, cell, other))
        spare += others
    return faults, spare


def _likest(cell: GridCell, others: Sequence[GridCell]) -> GridCell | None:
    """What `cell` was probably changed into."""

    def likeness(other: GridCell) -> float:
        ratio = SequenceMatcher(None, squeeze(cell.text), squeeze(other.text)).ratio()
        same_place = (cell.row, cell.column) == (other.row, other.column)
        return ratio + (ALIKE if same_place else 0)

    best = max(others, key=likeness, default=None)
    return best if best is not None and likeness(best) >= ALIKE else None


def _settled(faults: list[LabelFault], spare: list[GridCell]) -> list[LabelFault]:
    """The same faults; a label that turns up elsewhere was moved, and told once."""
    swapped = [fault.found for fault in faults if fault.found is not None]
    settled: list[LabelFault] = []
    for fault in faults:
        wanted = squeeze(fault.wanted.text)
        if fault.found is not None and squeeze(fault.found.text) == wanted:
            settled.append(LabelFault(MOVED, fault.wanted, fault.found))
            continue
        elsewhere = next((one for one in (*spare, *swapped) if squeeze(one.text) == wanted), None)
        if elsewhere is None:
            settled.append(fault)
        else:
            settled.append(LabelFault(MOVED, fault.wanted, elsewhere))
    return settled
