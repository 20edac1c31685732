"""HTML → a tree that may be walked: parsed without network, entities or endless depth."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from gxgen.readers.fault import UnreadableError

Element = etree._Element

MAX_MARKUP = 10 * 1024 * 1024
"""Bytes of one page; what is larger holds pictures, not text."""
MAX_ELEMENTS = 150_000
_SILENT_NAMES = """
script style head noscript template iframe frame object embed applet svg math canvas audio video
select option textarea button input map meta link title
"""
SILENT = frozenset(_SILENT_NAMES.split())
"""Elements whose text nobody reads."""
_BLOCK_NAMES = """
address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre
section summary table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(_BLOCK_NAMES.split())
_MARGINS = ("header", "footer")
"""How LibreOffice marks the margins of a page that it saves as HTML."""
_INVISIBLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)",
    re.IGNORECASE,
)
_DATA = re.compile(r"""(["'(])data:[^"'()\s]{200,}""")
"""Pictures written into the page."""


def parse_page(text: str) -> Element:
    """The root of a page; raises UnreadableError for one that is empty or beyond the limits."""
    plain = _DATA.sub(r"\1", text.replace("\x00", "")).encode("utf-8", "replace")
    if len(plain) > MAX_MARKUP or plain.count(b"<") > 2 * MAX_ELEMENTS:
        raise UnreadableError("limits")
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        root: Element = document_fromstring(plain, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        deep = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
        raise UnreadableError("limits" if deep else "empty") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableError("limits")
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise UnreadableError("limits")
    return root


def attribute(element: Element, name: str) -> str:
    """An attribute in small letters, "" where it is missing."""
    return str(element.get(name) or "").strip().casefold()


def is_silent(element: Element) -> bool:
    """Whether nobody sees what is in an element."""
    if not isinstance(element.tag, str) or element.tag in SILENT or "hidden" in element.attrib:
        return True
    if element.tag == "div" and attribute(element, "title") in _MARGINS:
        return True
    style = element.get("style")
    return bool(style and _INVISIBLE.search(style))


def is_block(element: Element) -> bool:
    """Whether an element begins and ends a line."""
    if element.tag in BLOCKS:
        return True
    return "display" in (element.get("style") or "") and _display(element) == "block"


def _display(element: Element) -> str:
    match = re.search(r"display\s*:\s*([\w-]+)", element.get("style") or "", re.IGNORECASE)
    return match[1].casefold() if match else ""
