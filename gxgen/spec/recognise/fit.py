"""One table of the form looked for in published sheets: its figures, and what does not fit.

Nothing is guessed: a figure is read where its row and its column are known; where they are only
likely it is read with a doubt; where they are not it is a stray.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gxgen.spec.align import squeeze
from gxgen.spec.grid import GridCell
from gxgen.spec.outline import Leaf, outline_leaves
from gxgen.spec.recognise.columns import Heads, in_place, read_heads, value_cells
from gxgen.spec.recognise.labels import closest, fold
from gxgen.spec.recognise.regions import Region, cut_regions
from gxgen.spec.recognise.rows import Match, match_rows, stub_texts
from gxgen.spec.recognise.sheet import Row, Sheet, is_label
from gxgen.spec.table import Block, Table

ALIKE_COLUMN, ADRIFT = "column", "adrift"
"""Doubts beside BY_PLACE: a heading that was not recognised, a figure that stands below a caption
that the form does not have."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure as published. `doubt` says why it may be another cell's ("" for certain)."""

    address: str
    text: str
    cell: GridCell
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Relabelled:
    """A label that is not the official one. `alike` is 1.0 where only signs differ."""

    expected: str
    found: str
    cell: GridCell
    alike: float


@dataclass(frozen=True, slots=True)
class Stray:
    """A figure that has no cell in this table; `labels` are those it stands under."""

    labels: tuple[str, ...]
    text: str
    cell: GridCell


@dataclass(slots=True)
class Fit:
    """What the sheets hold of one table."""

    table: Table
    readings: dict[str, Reading] = field(default_factory=dict)
    relabelled: list[Relabelled] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)

    @property
    def absent(self) -> tuple[str, ...]:
        """Addresses of the table that were not found."""
        return tuple(key for key in self.table.cells if key not in self.readings)

    @property
    def score(self) -> float:
        """How well the sheets fit: cells found, less what does not belong, labels as prescribed."""
        changed = sum(1 - item.alike for item in self.relabelled)
        doubtful = sum(bool(item.doubt) for item in self.readings.values())
        return len(self.readings) - len(self.strays) - 0.5 * doubtful - changed


def fit_table(table: Table, sheets: Sequence[Sheet]) -> Fit:
    """The fit of `table` to sheets that are (parts of) one published table."""
    fit = Fit(table)
    places = {(cell.row, cell.column): cell.address for cell in table.cells.values()}
    heads: Heads | None = None
    before: Region | None = None
    for region in cut_regions(table, sheets):
        if region.heads or heads is None or before is None or region.block is not before.block:
            heads, before = None, region
        heads = _fit_region(fit, region, heads, places)
    return fit


def _fit_region(
    fit: Fit, region: Region, heads: Heads | None, places: dict[tuple[Leaf, Leaf], str]
) -> Heads | None:
    """Reads the rows of a region; the headings that hold for the rows that may follow.

    `heads` are those of the page before, None where the region has its own.
    """
    blocks = [region.block] if region.block is not None else list(fit.table.blocks)
    owners = [(block, leaf) for block in blocks for leaf in outline_leaves(block.rows)]
    leaves = [leaf for _, leaf in owners]
    matched = _unlabelled(region, leaves) or match_rows(region.rows, leaves)
    known = heads
    read: dict[int, tuple[Sheet, Heads]] = {}
    for position, row in enumerate(region.rows):
        match = matched.get(position)
        if match is None:
            fit.strays += _strays(region, row)
            continue
        block, leaf = owners[match.leaf]
        if id(block) not in read:
            sheet = in_place(region.sheet, region.rows, block)
            read[id(block)] = sheet, heads or read_heads(sheet, region.heads, block)
        sheet, known = read[id(block)]
        _read_row(fit, region, row, (block, leaf, match, known, sheet), places)
    _labels(fit, region, blocks)
    return known


def _unlabelled(region: Region, leaves: Sequence[Leaf]) -> dict[int, Match]:
    """The one row of a table whose rows have no labels: the first one without words."""
    if len(leaves) != 1 or leaves[0].labels:
        return {}
    for position, row in enumerate(region.rows):
        if not stub_texts(row):
            return {position: Match(0)}
    return {}


def _read_row(
    fit: Fit,
    region: Region,
    row: Row,
    known: tuple[Block, Leaf, Match, Heads, Sheet],
    places: dict[tuple[Leaf, Leaf], str],
) -> None:
    block, leaf, match, heads, sheet = known
    columns = outline_leaves(block.columns)
    named = any(is_label(cell) for line in region.heads for cell in line.cells[1:])
    cells = value_cells(sheet, row, block, heads)
    if (named and not heads.order) or not cells:
        fit.strays += _strays(region, row)
        return
    doubt = match.doubt or (ADRIFT if region.foreign else "")
    for index, cell in cells.items():
        unnamed = bool(heads.order) and index not in heads.order
        address = places[leaf, columns[index]]
        if address in fit.readings:
            fit.strays.append(Stray(_over(region, row, cell), cell.text.strip(), cell))
            continue
        why = doubt or (ALIKE_COLUMN if unnamed else "")
        fit.readings[address] = Reading(address, cell.text.strip(), cell, why)
    _row_label(fit, row, leaf, match)


def _row_label(fit: Fit, row: Row, leaf: Leaf, match: Match) -> None:
    stub = [cell for cell in row.cells if is_label(cell)][: len(stub_texts(row))]
    if stub and leaf.labels and not match.doubt:
        _compare(fit, leaf.labels[-1], stub[-1], match.alike, leaf.labels)


def _compare(
    fit: Fit, expected: str, cell: GridCell, alike: float, above: tuple[str, ...] = ()
) -> None:
    """Notes a label that is not, character for character but for white space, the official one."""
    found = squeeze(cell.text)
    joined = {"".join(map(squeeze, above[start:])) for start in range(len(above))}
    if found != squeeze(expected) and found not in joined:
        fit.relabelled.append(Relabelled(expected, found, cell, alike))


def _labels(fit: Fit, region: Region, blocks: Sequence[Block]) -> None:
    """Notes headings, corners and group labels of a region that are nearly the official ones."""
    official = [
        label
        for block in blocks
        for label in (
            block.caption,
            block.corner,
            *(node for leaf in outline_leaves(block.columns) for node in leaf.labels),
            *(node for leaf in outline_leaves(block.rows) for node in leaf.labels[:-1]),
        )
        if label
    ]
    official = list(dict.fromkeys(official))
    names = [fold(label) for label in official]
    for cell in _label_cells(region):
        at, alike = closest(fold(cell.text), names)
        if at >= 0:
            _compare(fit, official[at], cell, alike)


def _label_cells(region: Region) -> Iterator[GridCell]:
    """The cells of headings, and of row labels that are not a row's own."""
    seen: set[int] = set()
    for row in (*region.heads, *region.rows):
        stub = [cell for cell in row.cells if is_label(cell)]
        own = stub if row in region.heads else stub[: max(len(stub_texts(row)) - 1, 0)]
        for cell in own:
            if id(cell) not in seen:
                seen.add(id(cell))
                yield cell


def _strays(region: Region, row: Row) -> Iterator[Stray]:
    """The figures of a row that is none of the table's; blanks and empty marks are nothing."""
    for cell in row.cells:
        if not is_label(cell) and any(map(str.isdigit, cell.text)):
            yield Stray(_over(region, row, cell), cell.text.strip(), cell)


def _over(region: Region, row: Row, cell: GridCell) -> tuple[str, ...]:
    """The labels that a stray figure stands under: caption, row, column."""
    stub = [" ".join(item.text.split()) for item in row.cells if is_label(item)]
    head = ""
    if region.sheet.exact:
        over = [region.sheet.grid.at(line.index, cell.column) for line in region.heads]
        head = next((" ".join(item.text.split()) for item in reversed(over) if item), "")
    elif region.heads:
        line = region.heads[-1].cells
        number = row.cells.index(cell)
        head = " ".join(line[number].text.split()) if number < len(line) else ""
    return tuple(part for part in (region.caption, *stub, head) if part)
