"""Small makers of WordprocessingML: elements, runs, paragraphs, and the bytes of a part."""

from __future__ import annotations

from lxml import etree

from gxgen.template.wordxml import DECLARATION, Element, R, W, w

RELATIONSHIP_ID = f"{{{R}}}id"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TAB = "\t"


def el(tag: str, *children: Element | None, **attributes: str | int) -> Element:
    """A w: element with w: attributes; a child that is None is left out."""
    element = etree.Element(w(tag), nsmap={"w": W, "r": R})
    for name, value in attributes.items():
        element.set(w(name), str(value))
    element.extend(child for child in children if child is not None)
    return element


def run(text: str, style: str = "") -> Element:
    """A run; `style` is the id of a character style, a tab in `text` becomes w:tab.

    The hint makes quotation marks and dashes (“ ” — …) take the Chinese font: Word looks for it
    on the run itself, as its own Chinese input writes it there.
    """
    properties = el(
        "rPr", el("rStyle", val=style) if style else None, el("rFonts", hint="eastAsia")
    )
    element = el("r", properties)
    for index, piece in enumerate(text.split(_TAB)):
        if index:
            element.append(el("tab"))
        if piece:
            element.append(_text(piece))
    return element


def lines_run(lines: tuple[str, ...]) -> Element:
    """A run whose lines are parted by line breaks."""
    element = el("r", el("rPr", el("rFonts", hint="eastAsia")))
    for index, line in enumerate(lines):
        if index:
            element.append(el("br"))
        element.append(_text(line))
    return element


def _text(text: str) -> Element:
    element = el("t")
    element.text = text
    if text != text.strip():
        element.set(_SPACE, "preserve")
    return element


def paragraph(style: str, *runs: Element, keep_next: bool = False) -> Element:
    """A paragraph in the style of that id; `keep_next` holds it on the page of the next one."""
    properties = el("pPr", el("pStyle", val=style), el("keepNext") if keep_next else None)
    return el("p", properties, *runs)


def part(root: Element) -> bytes:
    """The bytes of an XML part, namespaces declared once."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["r", "w"] if root.prefix == "w" else None)
    return DECLARATION + etree.tostring(root, encoding="UTF-8")
