"""After filling in: the steps that need the finished XML of a part, run only where needed.

In docxtpl's order, by docxtpl's own functions: escapes for braces, line breaks and tabs in texts,
grids of tables, numbers of pictures. Beyond docxtpl, what Word would refuse to open is mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import merge

from lxml import etree

from gxgen.template import docxtpl_door as docxtpl
from gxgen.template.planner import Traits
from gxgen.template.values import without_illegal
from gxgen.template.wordxml import TBL, TC, TR, Element, P, w

_PARAGRAPH = re.compile("<w:p(?: [^>]*)?>")
_PARAGRAPH_END = "</w:p>"


def finish(xml: str, traits: Traits, listing: bool, is_main: bool) -> str:
    """The XML of a rendered part after all the steps it needs."""
    if listing:
        xml = _with_listing(docxtpl.unmark(xml))
    if traits.tables:
        root = docxtpl.fix_tables(xml) if is_main else etree.fromstring(xml)
        xml = etree.tostring(mend_tables(root), encoding="unicode")
    if traits.pictures and is_main:
        xml = docxtpl.number_pictures(xml)
    return xml


def _with_listing(xml: str) -> str:
    """Line breaks and the like as Word elements, in any case well-formed.

    A bell or form feed inside a hyperlink or content control would end the paragraph in the
    middle of it; there they become line breaks.
    """
    resolved = resolve_listing(xml)
    if "\a" not in xml and "\f" not in xml:
        return resolved
    resolved = without_illegal(resolved)
    try:
        etree.fromstring(resolved)
    except etree.XMLSyntaxError:
        softer = xml.replace("\a", "\n").replace("\f", "\n")
        return without_illegal(resolve_listing(softer))
    return resolved


def resolve_listing(xml: str) -> str:
    """What docxtpl's resolve_listing makes of a part, run on the paragraphs that need it only.

    A paragraph is what docxtpl takes for one: from an opening w:p to the next closing one.
    """
    done = 0
    pieces: list[str] = []
    for position in merge(*(_positions(xml, character) for character in "\n\t\a\f")):
        if position < done:
            continue
        before = xml.rfind(_PARAGRAPH_END, done, position)
        begin = done if before < 0 else before + len(_PARAGRAPH_END)
        start = _PARAGRAPH.search(xml, begin, position)
        end = xml.find(_PARAGRAPH_END, position) + len(_PARAGRAPH_END)
        if start is None or end < len(_PARAGRAPH_END):
            continue
        pieces += (xml[done : start.start()], docxtpl.resolve_listing(xml[start.start() : end]))
        done = end
    return "".join((*pieces, xml[done:]))


def _positions(text: str, character: str) -> Iterator[int]:
    position = text.find(character)
    while position >= 0:
        yield position
        position = text.find(character, position + 1)


def mend_tables(root: Element) -> Element:
    """The same tree with no table without rows and no cell without a paragraph at its end."""
    for table in list(root.iter(TBL)):
        parent = table.getparent()
        if parent is not None and next(table.iter(TR), None) is None:
            parent.remove(table)
    for cell in root.iter(TC):
        if len(cell) == 0 or cell[-1].tag not in (P, w("sdt")):
            etree.SubElement(cell, P)
    return root
