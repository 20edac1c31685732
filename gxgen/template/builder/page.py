"""The page: its size and margins, the page numbers at its foot, the draft mark at its head."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gxgen.template.builder import catalogue as styles
from gxgen.template.builder import units
from gxgen.template.builder.ooxml import RELATIONSHIP_ID, el, paragraph, run
from gxgen.template.wordxml import Element

KINDS = {"default": "1", "even": "2"}
"""Odd and even pages; the part names end in the figure (footer1.xml)."""
DRAFT_TAG = "{{ 草稿 }}"

_PAGE_NUMBERS = {"default": styles.PAGE_ODD, "even": styles.PAGE_EVEN}
_HEADER_DISTANCE = units.mm(20)
_FOOTER_DISTANCE = units.mm(25)
"""From the page's lower edge to the foot of the page number. Its dashes then lie 7 mm under the
text area (7.5): 35 mm less 7 mm is 28 mm, and a dash stands 3 mm above the foot of its line."""


def page_parts() -> dict[str, Element]:
    """The roots of the header and footer parts by their file names."""
    parts = {}
    for kind, number in KINDS.items():
        # A final report leaves the header empty: the tag then prints nothing.
        parts[f"header{number}.xml"] = el("hdr", paragraph(styles.DRAFT, run(DRAFT_TAG)))
        dashes = (run("— "), *_page_field(), run(" —"))
        parts[f"footer{number}.xml"] = el("ftr", paragraph(_PAGE_NUMBERS[kind], *dashes))
    return parts


def _page_field() -> Iterator[Element]:
    instruction = el("instrText")
    instruction.text = "PAGE"
    yield el("r", el("fldChar", fldCharType="begin"))
    yield el("r", instruction)
    yield el("r", el("fldChar", fldCharType="separate"))
    yield run("1")
    yield el("r", el("fldChar", fldCharType="end"))


def section(ids: Mapping[str, str]) -> Element:
    """w:sectPr of the one section; `ids` gives the relationship ids of headers and footers.

    A grid of lines, not of characters: LibreOffice doubles a negative character grid.
    """
    margins = {"top": units.TOP, "right": units.RIGHT, "bottom": units.BOTTOM, "left": units.LEFT}
    edges = {"header": _HEADER_DISTANCE, "footer": _FOOTER_DISTANCE, "gutter": 0}
    return el(
        "sectPr",
        *_references(ids),
        el("pgSz", w=units.PAGE_WIDTH, h=units.PAGE_HEIGHT),
        el("pgMar", **margins, **edges),
        el("pgNumType", fmt="decimal"),
        el("docGrid", type="lines", linePitch=units.LINE),
    )


def _references(ids: Mapping[str, str]) -> Iterator[Element]:
    for part in ("header", "footer"):
        for kind, number in KINDS.items():
            reference = el(f"{part}Reference", type=kind)
            reference.set(RELATIONSHIP_ID, ids[f"{part}{number}.xml"])
            yield reference
