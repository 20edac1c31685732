"""A part's text as its reader sees it: paragraphs with their places, in document order.

Everything in a part that could hold a tag becomes a Fragment: each paragraph's text (joined over
its runs), and any other text or attribute in which braces stand.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from gxgen.diag import DocPlace
from gxgen.template.tables import placed_cells
from gxgen.template.wordxml import TBL, TR, WP, Element, P, T, own_elements, text_of, w

BRACES = re.compile(r"\{[{%#]|[%#}]\}")
_BODY_LEVEL = frozenset(map(w, ("document", "hdr", "ftr", "footnotes", "endnotes")))
_ALT_TEXT = frozenset({(f"{{{WP}}}docPr", "descr"), (f"{{{WP}}}docPr", "title")})


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a fragment's text that one element holds, from offset `start` on."""

    start: int
    element: Element
    order: int


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of text that may hold tags.

    `pieces` are the elements the text comes from, with the offset each starts at and its place
    in document order; `element` is the paragraph (or the element that carries the text).
    `kind` says what may stand here: in a "paragraph" any tag, in an "attribute" (alternative text
    of a picture, a document property) tags that print, in "other" (a field code …) none.
    """

    text: str
    place: DocPlace
    element: Element
    pieces: tuple[Piece, ...]
    kind: str = "paragraph"

    def piece_at(self, offset: int) -> Piece:
        """The piece that holds the character at `offset`."""
        after = bisect_right(self.pieces, offset, key=lambda piece: piece.start)
        return self.pieces[after - 1]


class _Walk:
    """Counts paragraphs and tables while it goes through one part."""

    def __init__(self, root: Element, place: DocPlace) -> None:
        self.place = place
        self.order = {element: index for index, element in enumerate(root.iter())}
        self.tables = self.paragraphs = 0

    def body(self, element: Element, place: DocPlace | None = None) -> Iterator[Fragment]:
        """Fragments below `element`; `place` is set inside a table cell or a text box."""
        inner = 0
        for child in element:
            if child.tag == P:
                inner += 1
                yield from self.paragraph(child, self.at_paragraph(place, inner))
            elif child.tag == TBL and place is None:
                yield from self.table(child)
            else:
                yield from self.odd(child, place or self.place)
                yield from self.body(child, place)

    def at_paragraph(self, place: DocPlace | None, inner: int) -> DocPlace:
        """The place of the next paragraph: counted in its cell, or in the part."""
        if place is not None:
            return place if place.paragraph else replace(place, paragraph=inner)
        self.paragraphs += 1
        return replace(self.place, paragraph=self.paragraphs)

    def table(self, table: Element) -> Iterator[Fragment]:
        """Fragments of a table's cells; what is nested in a cell has the place of the cell."""
        self.tables += 1
        for child in table:
            if child.tag != TR:
                yield from self.inside(child, replace(self.place, table=self.tables))
        for found in placed_cells(table):
            cell = replace(
                self.place, table=self.tables, row=found.row + 1, column=found.column + 1
            )
            yield from self.body(found.cell, cell)

    def paragraph(self, paragraph: Element, place: DocPlace) -> Iterator[Fragment]:
        """The paragraph's own text, then whatever else in it may hold tags."""
        text, pieces = "", []
        for element in own_elements(paragraph, T):
            pieces.append(Piece(len(text), element, self.order[element]))
            text += element.text or ""
        place = replace(place, text=text)
        if pieces:
            yield Fragment(text, place, paragraph, tuple(pieces))
        for element in paragraph:
            yield from self.inside(element, place)

    def inside(self, element: Element, place: DocPlace) -> Iterator[Fragment]:
        """Odd texts of a paragraph's insides, and the paragraphs of its text boxes."""
        if element.tag == P:
            yield from self.paragraph(element, place)
            return
        yield from self.odd(element, place)
        for child in element:
            yield from self.inside(child, place)

    def odd(self, element: Element, place: DocPlace) -> Iterator[Fragment]:
        """Texts and attributes with braces that are no paragraph text."""
        if not isinstance(element.tag, str):
            return
        texts = [] if element.tag == T else [(element.text or "", "other")]
        for name, value in element.attrib.items():
            alternative = (str(element.tag), str(name)) in _ALT_TEXT
            texts.append((str(value), "attribute" if alternative else "other"))
        for text, kind in texts:
            if BRACES.search(text):
                here = replace(place, text=text)
                yield Fragment(text, here, element, (Piece(0, element, self.order[element]),), kind)


class _Places(_Walk):
    """Notes the place of every paragraph, those without text too."""

    def __init__(self, root: Element, place: DocPlace) -> None:
        super().__init__(root, place)
        self.found: dict[Element, DocPlace] = {}

    def paragraph(self, paragraph: Element, place: DocPlace) -> Iterator[Fragment]:
        self.found.setdefault(paragraph, replace(place, text=text_of(paragraph)))
        yield from super().paragraph(paragraph, place)


def paragraph_places(root: Element, place: DocPlace) -> dict[Element, DocPlace]:
    """Every paragraph of a part with the place that findings about it have, in document order."""
    walk = _Places(root, place)
    for _ in walk.body(root):
        pass
    return walk.found


def fragments(root: Element, place: DocPlace) -> list[Fragment]:
    """All fragments of a part in document order; `place` names file and part."""
    if root.tag in _BODY_LEVEL:
        return list(_Walk(root, place).body(root))
    return property_fragments(root, place)


def property_fragments(root: Element, place: DocPlace) -> list[Fragment]:
    """The texts of a properties part; each property is a fragment that allows tags that print."""
    found = []
    for order, element in enumerate(root.iter(etree.Element)):
        text = element.text or ""
        if BRACES.search(text):
            here = replace(place, text=text)
            piece = Piece(0, element, order)
            found.append(Fragment(text, here, element, (piece,), "attribute"))
    return found
