"""Which row of a published table is which row of the outline.

First by its label, exactly; then by a label that is nearly the same, where it stands in order;
last by its place, where the label is lost and the rows around leave exactly one reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from gxgen.spec.outline import Leaf
from gxgen.spec.recognise.labels import closest, fold, without_note
from gxgen.spec.recognise.sheet import Row, is_label

BY_PLACE = "place"
"""Doubt: the row has no readable label, its place among the others says which one it is."""


@dataclass(frozen=True, slots=True)
class Match:
    """A row recognised as the leaf with number `leaf`. `alike` is 1.0 for its very label (signs
    and spaces apart); `doubt` is "" or BY_PLACE."""

    leaf: int
    alike: float = 1.0
    doubt: str = ""


def match_rows(rows: Sequence[Row], leaves: Sequence[Leaf]) -> dict[int, Match]:
    """For each row that is one of the leaves, by its position in `rows`: which one."""
    found = _exact(rows, leaves)
    found |= _alike(rows, leaves, found)
    return found | _by_place(rows, leaves, found)


def stub_texts(row: Row) -> tuple[str, ...]:
    """The folded labels left of a row's first figure."""
    texts = []
    for cell in row.cells:
        if is_label(cell):
            texts.append(fold(cell.text))
        elif cell.text.strip():
            break
    return tuple(texts)


def _spellings(leaf: Leaf) -> set[str]:
    """How a leaf's labels may stand in one cell: the last one, or with those above it."""
    labels = [fold(label) for label in leaf.labels]
    return {"".join(labels[-length:]) for length in range(1, len(labels) + 1)}


def _exact(rows: Sequence[Row], leaves: Sequence[Leaf]) -> dict[int, Match]:
    """Rows whose label is that of exactly one leaf, or of several that are taken in order."""
    named: dict[str, list[int]] = {}
    for index, leaf in enumerate(leaves):
        for spelling in _spellings(leaf):
            named.setdefault(spelling, []).append(index)
    found: dict[int, Match] = {}
    taken: set[int] = set()
    for position, row in enumerate(rows):
        stub = stub_texts(row)
        spelt = (*stub[-1:], "".join(stub), _last_without_note(row))
        wanted = next((named[text] for text in spelt if text in named), None) if stub else None
        free = [index for index in wanted or () if index not in taken]
        free = [index for index in free if _under(leaves[index], stub)] or free
        if free:
            taken.add(free[0])
            found[position] = Match(free[0])
    return found


def _last_without_note(row: Row) -> str:
    """The row's own label without an explanation that was put behind it in brackets."""
    labels = [cell for cell in row.cells if is_label(cell)][: len(stub_texts(row))]
    return without_note(labels[-1].text) if labels else ""


def _under(leaf: Leaf, stub: tuple[str, ...]) -> bool:
    """Whether the labels above a row's own are those above the leaf."""
    return all(text in map(fold, leaf.labels) for text in stub)


def _alike(
    rows: Sequence[Row], leaves: Sequence[Leaf], found: dict[int, Match]
) -> dict[int, Match]:
    """Rows whose label is nearly that of a leaf that no other row has, between their neighbours."""
    groups = _group_labels(leaves)
    more: dict[int, Match] = {}
    taken = {match.leaf for match in found.values()}
    for position, row in enumerate(rows):
        stub = stub_texts(row)
        if position in found or not stub or stub[-1] in groups:
            continue
        free = [index for index in range(len(leaves)) if index not in taken]
        names = [fold(leaves[index].labels[-1]) if leaves[index].labels else "" for index in free]
        at, much = closest(stub[-1], names)
        if at >= 0 and _in_order(position, free[at], found | more):
            taken.add(free[at])
            more[position] = Match(free[at], much)
    return more


def _in_order(position: int, leaf: int, found: dict[int, Match]) -> bool:
    before = [match.leaf for at, match in found.items() if at < position]
    after = [match.leaf for at, match in found.items() if at > position]
    return (not before or before[-1] < leaf) and (not after or leaf < min(after))


def _group_labels(leaves: Sequence[Leaf]) -> dict[str, list[int]]:
    """The labels of nodes above leaves, each with the leaves below it."""
    groups: dict[str, list[int]] = {}
    for index, leaf in enumerate(leaves):
        for label in leaf.labels[:-1]:
            groups.setdefault(fold(label), []).append(index)
    names = {fold(leaf.labels[-1]) for leaf in leaves if leaf.labels}
    return {label: below for label, below in groups.items() if label not in names}


def _by_place(
    rows: Sequence[Row], leaves: Sequence[Leaf], found: dict[int, Match]
) -> dict[int, Match]:
    """Runs of rows without a readable label that fit the gap they stand in without a choice."""
    groups = _group_labels(leaves)
    more: dict[int, Match] = {}
    silent = [at for at, row in enumerate(rows) if at not in found and _is_silent(row, groups)]
    for _, numbered in groupby(enumerate(silent), key=lambda item: item[1] - item[0]):
        run = [position for _, position in numbered]
        gap = _gap(run, rows, leaves, found)
        if gap and _groups_agree(run, gap, rows, groups):
            more |= {
                position: Match(leaf, doubt=BY_PLACE)
                for position, leaf in zip(run, gap, strict=True)
            }
    return more


def _is_silent(row: Row, groups: dict[str, list[int]]) -> bool:
    stub = stub_texts(row)
    return row.has_figures and all(text in groups for text in stub)


def _gap(
    run: list[int], rows: Sequence[Row], leaves: Sequence[Leaf], found: dict[int, Match]
) -> list[int]:
    """The leaves that a run of rows must be, [] where more than one reading is possible.

    Between two recognised rows the gap must hold as many leaves as there are rows. Before the
    first recognised row (the head of the table is lost) the run is what comes right before it.
    """
    before = found[run[0] - 1].leaf if run[0] - 1 in found else None
    after = found[run[-1] + 1].leaf if run[-1] + 1 in found else None
    if before is None and run[0] == 0 and after is not None and len(run) <= after:
        return list(range(after - len(run), after))
    if after is None and run[-1] == len(rows) - 1:
        after = len(leaves)
    if before is None or after is None:
        return []
    gap = list(range(before + 1, after))
    return gap if len(gap) == len(run) else []


def _groups_agree(
    run: list[int], gap: list[int], rows: Sequence[Row], groups: dict[str, list[int]]
) -> bool:
    """Whether each row that names a group of its own falls on the first leaf of that group."""
    for position, leaf in zip(run, gap, strict=True):
        own = [text for text in rows[position].own_texts if text in groups]
        if own and leaf not in groups[own[-1]]:
            return False
    return True
