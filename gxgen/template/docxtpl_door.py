"""The door to docxtpl: its reading of tags in Word XML and its post steps, unchanged.

docxtpl is the tag language authors know. What it makes of the XML is its own code, called here
when a template is compiled and, rarely, after rendering.
"""

from __future__ import annotations

import copy
import re
from typing import Any

from docxtpl import DocxTemplate
from lxml import etree

from gxgen.template.wordxml import TBL, Element, child, w

_MARKS = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
_PICTURE = re.compile(r'(<wp:docPr\b[^>]*?\sid=")[^"]*(")')
_FIRST_PICTURE = 1_001


def _tool() -> Any:
    """A DocxTemplate without a document: the methods used here look at no document."""
    return DocxTemplate.__new__(DocxTemplate)


def to_jinja(xml: str) -> str:
    """The XML of a part as Jinja2 source: tags joined over runs, {%p %} and its kin resolved."""
    return str(DocxTemplate.patch_xml(_tool(), xml))


def unmark(text: str) -> str:
    """docxtpl's escapes for printing braces: `{_{` becomes `{{`, and so on."""
    for mark, braces in _MARKS:
        text = text.replace(mark, braces)
    return text


def resolve_listing(xml: str) -> str:
    """Line breaks, tabs, bells and form feeds in texts become Word elements."""
    return str(DocxTemplate.resolve_listing(_tool(), xml))


def number_pictures(xml: str) -> str:
    """Pictures of a body numbered through, as docxtpl does to keep their numbers unique."""
    count = iter(range(_FIRST_PICTURE, 1 << 31))
    return _PICTURE.sub(lambda match: f"{match[1]}{next(count)}{match[2]}", xml)


def fix_tables(xml: str) -> Element:
    """The tree of a body whose tables' grids are counted anew after loops over columns.

    A table with rows that begin or end beside the grid keeps its own: docxtpl does not count
    what such rows skip and would cut columns off.
    """
    try:
        root: Element = DocxTemplate.fix_tables(_tool(), xml)
    except (AttributeError, TypeError, ValueError, ZeroDivisionError):
        # docxtpl stumbles over tables without grid or widths; those stay as they are.
        return etree.fromstring(xml)
    if "<w:gridBefore" in xml or "<w:gridAfter" in xml:
        _keep_skipping_grids(etree.fromstring(xml), root)
    return root


def _keep_skipping_grids(before: Element, after: Element) -> None:
    for old, new in zip(before.iter(TBL), after.iter(TBL), strict=True):
        grid, changed = child(old, "tblGrid"), child(new, "tblGrid")
        skips = next(old.iter(w("gridBefore"), w("gridAfter")), None) is not None
        if skips and grid is not None and changed is not None:
            new.replace(changed, copy.deepcopy(grid))
