"""Crosswalks: which cell of an older edition is which cell of the next one.

Read from `templates/base/crosswalk-<old>-<new>.yaml`, whose addresses may name whole groups; here
they are cells. Every cell of both editions is spoken of exactly once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gxgen.spec.locate import TEMPLATES, data_root
from gxgen.spec.pack import BASE, read_spec_file


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """From edition `old` to `new`.

    `links`: old cell → the new cells that it is the sum of (nearly always one). `lost`: old cells
    without a counterpart, `gained`: new ones, each with the reason. `notes`: old cell → what to
    bear in mind when the two are compared.
    """

    old: str
    new: str
    links: Mapping[str, tuple[str, ...]]
    lost: Mapping[str, str]
    gained: Mapping[str, str]
    notes: Mapping[str, str]

    def same(self) -> Iterator[tuple[str, str]]:
        """(old cell, new cell) where one is exactly the other, so that figures may be copied."""
        return ((old, new[0]) for old, new in self.links.items() if len(new) == 1)


def crosswalk_path(old: str, new: str) -> Path:
    """Where the crosswalk between two editions lies."""
    return data_root() / TEMPLATES / BASE / f"crosswalk-{old}-{new}.yaml"


def crosswalk_between(
    old: str, new: str, old_cells: Collection[str], new_cells: Collection[str]
) -> Crosswalk | None:
    """The crosswalk from edition `old` to `new`, None where there is none."""
    path = crosswalk_path(old, new)
    return read_crosswalk(path, old_cells, new_cells) if path.is_file() else None


def read_crosswalk(path: Path, old_cells: Collection[str], new_cells: Collection[str]) -> Crosswalk:
    """The crosswalk in a file of the installation, for the cells of the two editions.

    Raises ValueError for an address that is not there, is named twice, or is left out: our bug.
    """
    data, faults = read_spec_file(path)
    if faults or not isinstance(data, Mapping):
        raise ValueError(f"unreadable: {path}")
    links: dict[str, tuple[str, ...]] = {}
    notes: dict[str, str] = {}
    for entry in data["对应"]:
        for old, new in _pairs(entry, old_cells):
            _add(links, old, new)
            if "说明" in entry:
                notes[old] = str(entry["说明"])
    lost, gained = _alone(data["旧有新无"], old_cells), _alone(data["新有旧无"], new_cells)
    made = Crosswalk(str(data["旧"]), str(data["新"]), links, lost, gained, notes)
    _judge(made, old_cells, new_cells)
    return made


def _pairs(
    entry: Mapping[str, Any], cells: Collection[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    news = entry["新"] if isinstance(entry["新"], list) else [entry["新"]]
    for cell in _below(entry["旧"], cells):
        rest = cell.removeprefix(entry["旧"])
        yield cell, tuple(new + rest for new in news)


def _below(address: str, cells: Collection[str]) -> list[str]:
    """The cell at `address`, or those of the group there."""
    found = [cell for cell in cells if cell == address or cell.startswith(address + ".")]
    if not found:
        raise ValueError(f"no cell at {address}")
    return found


def _alone(entries: list[Mapping[str, str]], cells: Collection[str]) -> dict[str, str]:
    made: dict[str, str] = {}
    for entry in entries:
        for cell in _below(entry["位置"], cells):
            _add(made, cell, entry["说明"])
    return made


def _add(made: dict[str, Any], cell: str, value: object) -> None:
    if cell in made:
        raise ValueError(f"named twice: {cell}")
    made[cell] = value


def _judge(made: Crosswalk, old_cells: Collection[str], new_cells: Collection[str]) -> None:
    """Each side: every cell once, and no cell that is not there."""
    targets = [cell for news in made.links.values() for cell in news]
    for named, cells in (
        ([*made.links, *made.lost], old_cells),
        ([*targets, *made.gained], new_cells),
    ):
        if len(named) != len(set(named)) or set(named) != set(cells):
            odd = set(named) ^ set(cells) or {cell for cell in named if named.count(cell) > 1}
            raise ValueError(f"left out, unknown or named twice: {sorted(odd)}")
