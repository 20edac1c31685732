"""The raw document: what every reader of published files makes, and all that recognising needs.

Paragraphs and tables in reading order, each with its place; nothing is interpreted. A reader knows
its file type and nothing of reports; what the paragraphs and tables mean is decided afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from gxgen.diag import Place
from gxgen.spec.grid import Grid


@dataclass(frozen=True, slots=True)
class RawParagraph:
    """One paragraph as it stands. `text` keeps its inner spaces; `\\n` is a forced line break.

    `heading` is the outline level that the source itself gives it (1 for h1 or 标题 1), 0 for none;
    `centred` and `strong` (wholly bold) are what the source says of its looks. A numbering that
    Word prints by itself (自动编号) is already part of the text.
    """

    text: str
    place: Place
    heading: int = 0
    centred: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class RawTable:
    """One table. The `ref` of each cell of `grid` is its Place.

    `exact` when the columns of the grid are those of the paper: spans are known, or covered
    positions are there as holes or empty cells. Otherwise the cells of a row only stand in
    reading order, and columns of different rows have nothing to do with each other.
    """

    grid: Grid
    place: Place
    exact: bool = True


RawItem: TypeAlias = RawParagraph | RawTable


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A file read: `items` in reading order.

    `title` is what the source itself calls the document ("" where it does not say): the title of
    an article on a page, the title property of a Word file. `published` is the date the page
    says it was published on, as found ("" for none).
    """

    file: str
    items: tuple[RawItem, ...]
    title: str = ""
    published: str = ""

    @property
    def paragraphs(self) -> Iterator[RawParagraph]:
        return (item for item in self.items if isinstance(item, RawParagraph))

    @property
    def tables(self) -> Iterator[RawTable]:
        return (item for item in self.items if isinstance(item, RawTable))
