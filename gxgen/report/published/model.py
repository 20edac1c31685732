"""A published report recognised: which figure, which passage, which heading stands where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gxgen.diag import Place
from gxgen.report.published.raw import RawDocument, RawParagraph, RawTable
from gxgen.spec.chapter import Chapter
from gxgen.spec.recognise import Fit, Stray
from gxgen.spec.spec import Spec


@dataclass(frozen=True, slots=True)
class Piece:
    """A text taken from the document, and where it stands there.

    `inferred` when it does not stand there but follows from what does (a kind of agency from its
    name): whoever uses the file is told.
    """

    text: str
    place: Place
    inferred: bool = False


@dataclass(slots=True)
class SectionFound:
    """A section of a narrative chapter: its key ("" for text before the first heading), its
    heading as published without number (None: it has none), its paragraphs, and its place."""

    key: str
    heading: str | None
    pieces: list[Piece] = field(default_factory=list)
    place: Place | None = None


@dataclass(slots=True)
class ChapterFound:
    """A chapter: its heading as published (None: there is none in the document), the chapter's
    number as the heading gives it, and either paragraphs or sections.

    `numbering` is how the sections are numbered in the document: （一）, 1. or "".
    """

    chapter: Chapter
    heading: RawParagraph | None = None
    numeral: str = ""
    title: str = ""
    pieces: list[Piece] = field(default_factory=list)
    sections: list[SectionFound] = field(default_factory=list)
    numbering: str = ""


@dataclass(frozen=True, slots=True)
class Rival:
    """A table, or part of one, that follows another edition than the report as a whole."""

    edition: str
    strays: tuple[Stray, ...]


@dataclass(slots=True)
class Published:
    """All that was recognised in a document.

    `header`: address of a field around the tables → its text. `fits`: table key → what was read
    of that table. `rivals`: figures that another edition has cells for. `order`: the chapters in
    the order their headings stand. `foreign`: tables that are none of the report's.
    """

    raw: RawDocument
    spec: Spec
    year: int
    header: Mapping[str, list[Piece]]
    fits: Mapping[str, Fit]
    rivals: tuple[Rival, ...]
    chapters: Mapping[str, ChapterFound]
    order: tuple[str, ...]
    foreign: tuple[RawTable, ...] = ()
