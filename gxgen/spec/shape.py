"""What a template may print: the shape of the context, known before any report is read.

The template compiler checks every name in a tag against it, so that a misspelt name is found
when the template is compiled and never becomes a blank in somebody's report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text ready to print. `label` is what people call it."""

    label: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number that tags may compare, such as the level of a block of prose."""

    label: str = ""


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list whose items all have the shape `item`; tags may loop over it."""

    item: Shape
    label: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """Named fields. `open_` records admit any further name, each a Leaf (自用数字)."""

    fields: Mapping[str, Shape] = field(default_factory=dict)
    label: str = ""
    open_: bool = False

    def get(self, name: str) -> Shape | None:
        """The field's shape, or None for a name this record does not have."""
        found = self.fields.get(name)
        return Leaf() if found is None and self.open_ else found


Shape = Leaf | Number | ListOf | Record
