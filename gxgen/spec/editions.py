"""Editions of the official format: which years use which, from `templates/editions.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gxgen.spec.pack import read_spec_file


@dataclass(frozen=True, slots=True)
class Edition:
    """One official format. `last` is None while it is in force; `basis` is its document."""

    key: str
    title: str
    basis: str
    first: int
    last: int | None = None

    def covers(self, year: int) -> bool:
        return self.first <= year and (self.last is None or year <= self.last)


def read_editions(path: Path) -> tuple[Edition, ...]:
    """The editions in the order of the file. Raises ValueError when our own file is unreadable."""
    data, faults = read_spec_file(path)
    if faults or not isinstance(data, Mapping):
        raise ValueError(f"unreadable: {path}")
    return tuple(_edition(key, fields) for key, fields in data["版式"].items())


def _edition(key: str, fields: Mapping[str, str]) -> Edition:
    last = fields.get("止")
    return Edition(
        key, fields["名称"], fields["依据"], int(fields["起"]), int(last) if last else None
    )
