"""WordprocessingML in lxml: the namespaces, the safe parser, and small walks over a tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

Element = etree._Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"

DECLARATION = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


class ForbiddenDoctypeError(ValueError):
    """An XML part with a document type declaration: a door for entities, so never read."""


def w(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{name}"


P, R_, T, TBL, TR, TC = w("p"), w("r"), w("t"), w("tbl"), w("tr"), w("tc")
SECT = w("sectPr")


def parse(data: bytes, *, keep_blanks: bool = True) -> Element:
    """The root element of an XML part.

    Without `keep_blanks`, blank text between elements goes, as docxtpl (python-docx) reads parts.
    Raises ForbiddenDoctypeError, and lxml's XMLSyntaxError for what is not well-formed.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_blank_text=not keep_blanks,
    )
    root = etree.fromstring(data, parser)
    docinfo: Any = root.getroottree().docinfo
    if docinfo.doctype:
        raise ForbiddenDoctypeError
    return root


def children(element: Element, name: str) -> Iterator[Element]:
    """Child elements called `name`, also inside the wrappers Word puts around rows and cells.

    Wrappers are content controls, smart tags, custom XML and marks of inserted text.
    """
    for child in element:
        if child.tag == name:
            yield child
        elif child.tag in _WRAPPERS:
            yield from children(child, name)


_WRAPPERS = frozenset(
    map(w, ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink"))
)


def child(element: Element | None, *path: str) -> Element | None:
    """The element at a path of WordprocessingML child names, or None."""
    for name in path:
        if element is None:
            return None
        element = element.find(w(name))
    return element


def attribute(element: Element | None, name: str = "val") -> str:
    """A WordprocessingML attribute, "" where the element or the attribute is missing."""
    return "" if element is None else str(element.get(w(name)) or "")


def number(text: str, default: int = 0) -> int:
    """A whole number as Word writes it (`9638`, `20.0`); `default` for anything else."""
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return default


def own_elements(paragraph: Element, name: str) -> Iterator[Element]:
    """The elements called `name` in a paragraph, without those of paragraphs in its text boxes."""
    for found in paragraph:
        if found.tag == name:
            yield found
        if found.tag != P:
            yield from own_elements(found, name)


def text_of(paragraph: Element) -> str:
    """The text that stands in a paragraph, text boxes excepted."""
    return "".join(text.text or "" for text in own_elements(paragraph, T))
