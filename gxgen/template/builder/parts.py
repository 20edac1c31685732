"""The parts beside text and styles: settings and document properties."""

from __future__ import annotations

from lxml import etree

from gxgen.template.builder.ooxml import el
from gxgen.template.wordxml import Element

MADE = "2021-01-01T00:00:00Z"
"""Created and modified: the same for every build, so that the file is reproducible."""

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


_MODES = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}
"""What Word 2013 and later write into a new document."""
_MODES_URI = "http://schemas.microsoft.com/office/word"


def settings() -> Element:
    """w:settings: odd and even footers, Chinese line layout, compatibility."""
    modes = (el("compatSetting", name=key, uri=_MODES_URI, val=_MODES[key]) for key in _MODES)
    return el(
        "settings",
        el("zoom", percent=100),
        el("defaultTabStop", val=420),
        el("evenAndOddHeaders"),
        el("characterSpacingControl", val="compressPunctuation"),
        # A line that ends in a forced break is not stretched over the column.
        el("compat", el("doNotExpandShiftReturn"), *modes),
    )


def core_properties(title: str, creator: str) -> Element:
    """docProps/core.xml."""
    names = {"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap=names)
    for name, text in ((f"{{{_DC}}}title", title), (f"{{{_DC}}}creator", creator)):
        etree.SubElement(root, name).text = text
    etree.SubElement(root, f"{{{_CORE}}}lastModifiedBy").text = creator
    for name in ("created", "modified"):
        stamp = etree.SubElement(root, f"{{{_TERMS}}}{name}")
        stamp.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        stamp.text = MADE
    return root
