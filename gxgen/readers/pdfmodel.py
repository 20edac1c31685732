"""What is taken from the pages of a PDF file: pieces of lines and ruled tables, with places.

Plain values only, so that a process of its own can hand them over as JSON. Lengths are points
(1/72 inch) from the upper left corner of the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

Data: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Segment:
    """Text of one line without a wide gap in it."""

    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    text: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """A cell between lines of a table."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `pictured`: it shows a picture and next to no text.

    `overlaid`: a picture fills it and text lies over or under it, as programs that recognise
    characters leave it.
    """

    number: int
    width: float
    height: float
    segments: tuple[Segment, ...]
    tables: tuple[tuple[Ruled, ...], ...]
    pictured: bool = False
    overlaid: bool = False


def to_data(pages: Sequence[Page]) -> list[Data]:
    """The pages as JSON can hold them."""
    return [asdict(page) for page in pages]


def from_data(data: Sequence[Data]) -> list[Page]:
    """The pages that `to_data` took apart."""
    return [
        Page(
            page["number"],
            page["width"],
            page["height"],
            tuple(Segment(**segment) for segment in page["segments"]),
            tuple(tuple(Ruled(**cell) for cell in table) for table in page["tables"]),
            page["pictured"],
            page["overlaid"],
        )
        for page in data
    ]
