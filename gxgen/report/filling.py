"""What a report file is to be filled in with: the neutral form that importing and drafting hand
to the writer. Every text may carry the place it came from and a note for the person who goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from gxgen.diag import Place
from gxgen.spec.spec import Spec


@dataclass(frozen=True, slots=True)
class Entry:
    """One text to be written; "" leaves the field or cell empty. `note` becomes a comment."""

    text: str = ""
    place: Place | None = None
    note: str = ""


@dataclass(slots=True)
class SectionEntry:
    """A section of a chapter. `key` is what it is called in the file; `heading` the one to be
    printed where it is not that of the spec (None: the spec's; "": none); `place` where it
    stands."""

    key: str
    heading: str | None = None
    paragraphs: list[Entry] = field(default_factory=list)
    place: Place | None = None


@dataclass(slots=True)
class ChapterEntry:
    """A narrative chapter: paragraphs of its own, or sections. `notes` stand above it; `place` is
    that of its heading."""

    paragraphs: list[Entry] = field(default_factory=list)
    sections: list[SectionEntry] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    place: Place | None = None

    def entries(self) -> Iterator[Entry]:
        yield from self.paragraphs
        for section in self.sections:
            yield from section.paragraphs


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A figure without a cell: the labels it stood under, its text, and where it stood."""

    labels: str
    text: str
    where: str
    place: Place | None = None


@dataclass(slots=True)
class Filling:
    """A whole report to be written.

    `opening`: comment lines at the head of the file. `fields`: address of a field around the
    tables → its texts (several for a list). `cells`: address → entry; a cell that is missing here
    is left empty. `notes`: address of a record, cell or field → comment. `guided` files show the
    official label and the 填报说明 above each row.
    """

    spec: Spec
    opening: list[str] = field(default_factory=list)
    fields: dict[str, list[Entry]] = field(default_factory=dict)
    cells: dict[str, Entry] = field(default_factory=dict)
    chapters: dict[str, ChapterEntry] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)
    guided: bool = False
