"""Column widths of a table, computed from its labels: which column gets how many twips.

Three cases, the first that fits: all columns equal; each as wide as its labels, the rest shared;
or narrow, with headings broken and row labels wrapped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from gxgen.spec.grid import Grid, GridCell
from gxgen.template.builder.density import Density
from gxgen.template.builder.measure import DIGIT, least_width, line_count, width, wraps_well

LEAST_GROUP = 3.0
"""em: a column of group labels is not set narrower (三、本／年度办／理结果)."""
LEAST_LABEL = 6.0
"""em: nor the column of the row labels themselves."""


@dataclass(frozen=True, slots=True)
class Columns:
    """A grid with the columns that hold figures (`values`) and those that hold only labels."""

    grid: Grid
    density: Density
    values: frozenset[int]

    @property
    def stubs(self) -> list[int]:
        return [column for column in range(self.grid.columns) if column not in self.values]

    def twips(self, ems: float) -> int:
        """The column width that holds a text of `ems`."""
        return round(ems * self.density.em) + self.density.overhead

    def labels(self, columns: Sequence[int]) -> list[GridCell]:
        """The labels that stand in just one of `columns`."""
        return [
            cell
            for cell in self.grid.cells
            if cell.colspan == 1 and cell.column in columns and cell.text
        ]


def columns_of(grid: Grid, density: Density) -> Columns:
    """`grid` with its columns sorted out."""
    values = frozenset(
        column
        for cell in grid.cells
        if cell.role == "value"
        for column in range(cell.column, cell.column + cell.colspan)
    )
    return Columns(grid, density, values)


def column_widths(columns: Columns, total: int, digits: int) -> tuple[int, ...] | None:
    """Widths in twips that sum to `total`.

    None when figures of that many `digits` do not fit beside the labels.
    """
    natural = _natural(columns, digits)
    if _fits(columns, natural, [total / columns.grid.columns] * columns.grid.columns):
        return shared([1] * columns.grid.columns, total)
    if sum(natural) <= total:
        spare = (total - sum(natural)) / len(natural)
        return shared([size + spare for size in natural], total)
    return _tight(columns, total, digits)


def fallback_widths(columns: Columns, total: int) -> tuple[int, ...]:
    """Widths for a table with too many columns for any of this: labels at most twice a figure's."""
    even = total / columns.grid.columns
    natural = _natural(columns, 0)
    return shared(
        [
            even if column in columns.values else min(max(natural[column], even), 2 * even)
            for column in range(columns.grid.columns)
        ],
        total,
    )


def shared(shares: Sequence[float], total: int) -> tuple[int, ...]:
    """`total` divided in proportion to `shares`, in whole twips, to the last one."""
    whole = sum(shares)
    edges = [round(total * part / whole) for part in accumulate(shares)]
    return tuple(edge - before for before, edge in zip([0, *edges], edges, strict=False))


def _natural(columns: Columns, digits: int) -> list[int]:
    """For each column the width at which no label of its own wraps; figures' columns are alike."""
    wants = [0] * columns.grid.columns
    for cell in columns.grid.cells:
        if cell.colspan == 1 and cell.text:
            wants[cell.column] = max(wants[cell.column], columns.twips(width(cell.text)))
    figures = max((wants[column] for column in columns.values), default=0)
    figures = max(figures, columns.twips(digits * DIGIT))
    return [figures if column in columns.values else want for column, want in enumerate(wants)]


def _fits(columns: Columns, natural: Sequence[int], widths: Sequence[float]) -> bool:
    """Whether in these widths no label wraps, the corner excepted."""
    spans = (
        columns.twips(width(cell.text)) <= sum(widths[cell.column : cell.column + cell.colspan])
        for cell in columns.grid.cells
        if cell.colspan > 1 and cell.role != "corner"
    )
    return all(want <= size for want, size in zip(natural, widths, strict=True)) and all(spans)


def _tight(columns: Columns, total: int, digits: int) -> tuple[int, ...] | None:
    """Figures as narrow as they and their headings allow, row labels wrapped in the rest."""
    figures: float = _figures(columns, digits)
    rest = total - figures * len(columns.values)
    if not columns.stubs:
        return shared([1] * columns.grid.columns, total) if rest >= 0 else None
    stubs = _stubs(columns, rest)
    if stubs is None:
        return None
    spare = max(0.0, stubs[columns.stubs[-1]] - _label_width(columns, stubs))
    share = spare / (len(columns.values) + 1)
    figures += share
    stubs[columns.stubs[-1]] -= spare - share
    return shared([stubs.get(column, figures) for column in range(columns.grid.columns)], total)


def _figures(columns: Columns, digits: int) -> int:
    """The least width of each column of figures."""
    heads = (least_width(cell.marked) for cell in columns.labels(sorted(columns.values)))
    return columns.twips(max(digits * DIGIT, *heads, 0.0))


def _stubs(columns: Columns, rest: float) -> dict[int, float] | None:
    """Groups as narrow as they can be without making rows higher; row labels get all the rest."""
    *groups, last = columns.stubs
    found: dict[int, float] = {
        column: columns.twips(_group_width(columns, column)) for column in groups
    }
    found[last] = rest - sum(found.values())
    return found if found[last] >= columns.twips(LEAST_LABEL) else None


def _label_width(columns: Columns, stubs: Mapping[int, float]) -> float:
    """What the column of row labels needs to wrap none of them, given the columns before it."""
    last = columns.stubs[-1]
    wants = [
        columns.twips(width(cell.text)) - sum(stubs.get(at, 0) for at in range(cell.column, last))
        for cell in columns.grid.cells
        if cell.role == "stub" and cell.column + cell.colspan - 1 == last
    ]
    return max(wants, default=0.0)


def _group_width(columns: Columns, column: int) -> float:
    """em for a column of group labels: each must fit into the lines its rows have anyway."""
    cells = columns.labels([column])
    widest = max((width(cell.text) for cell in cells), default=LEAST_GROUP)
    room = LEAST_GROUP
    while room < widest and not all(_sits(cell, room) for cell in cells):
        room += 0.5
    return min(room, max(widest, 1.0))


def _sits(cell: GridCell, room: float) -> bool:
    lines = line_count(cell.marked, room)
    return lines <= max(cell.rowspan, 2) and wraps_well(cell.marked, room)
