"""What a rule of the linter finds: a place in the merged data and a Chinese sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]
Data = Mapping[str, Any]
"""Merged spec data by file stem, already judged by the meta-schemas."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`path` in the data of `<stem>.yaml`; the place is its name unless `on_value`.

    `other` is a second (stem, path) that is as much to blame: the one in the nearer pack is told.
    """

    stem: str
    path: Path
    reason: str
    on_value: bool = False
    code: str = "GX106"
    other: tuple[str, Path] | None = None


Faults = Iterator[Fault]


def yes(fields: object, name: str) -> bool:
    """Whether `fields` (a mapping, or a bare label) say 是 to `name`."""
    return isinstance(fields, Mapping) and fields.get(name) == "是"
