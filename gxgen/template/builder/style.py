"""One named style of Word as plain data, and as w:style."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gxgen.template.builder.ooxml import el
from gxgen.template.wordxml import Element

LATIN = "Times New Roman"


@dataclass(frozen=True, slots=True)
class Style:
    """A style; what is None, "" or empty comes from `base`.

    Fonts: `font` the Chinese face, `latin` the other one, `size` half-points, `tracking` twips
    between characters, `color` RRGGBB. Paragraphs: `line` the exact line height, `before` and
    `after` in twips; `indent` the attributes of w:ind; `tabs` twips from the left; `outline` the
    level in the navigation pane from 0. `next` is the style of the paragraph typed after it,
    `link` the character style that follows this one (and back).
    """

    id: str
    name: str
    kind: str = "paragraph"
    base: str = ""
    next: str = ""
    link: str = ""
    font: str = ""
    latin: str = ""
    size: int | None = None
    tracking: int | None = None
    color: str = ""
    proof: bool = True
    align: str = ""
    line: int | None = None
    before: int | None = None
    after: int | None = None
    indent: Mapping[str, int] = field(default_factory=dict)
    tabs: tuple[int, ...] = ()
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    grid: bool = True

    @property
    def is_default(self) -> bool:
        return self.id == "Normal"


def style_element(style: Style, rank: int) -> Element:
    """The w:style of a paragraph or character style; `rank` orders the gallery."""
    default = {"default": 1} if style.is_default else {}
    head = el("style", el("name", val=style.name), type=style.kind, styleId=style.id, **default)
    for tag, value in (("basedOn", style.base), ("next", style.next), ("link", style.link)):
        if value:
            head.append(el(tag, val=value))
    head.append(el("uiPriority", val=rank))
    head.append(el("qFormat"))
    paragraph = paragraph_properties(style) if style.kind == "paragraph" else None
    for properties in (paragraph, run_properties(style)):
        if properties is not None and len(properties):
            head.append(properties)
    return head


def paragraph_properties(style: Style) -> Element:
    """The w:pPr that a style carries, in the order of the schema."""
    outline = None if style.outline is None else el("outlineLvl", val=style.outline)
    return el(
        "pPr",
        el("keepNext") if style.keep_next else None,
        el("keepLines") if style.keep_lines else None,
        el("tabs", *(el("tab", val="left", pos=stop) for stop in style.tabs))
        if style.tabs
        else None,
        *(_page_rules() if style.is_default else ()),
        None if style.grid else el("snapToGrid", val=0),
        _spacing(style),
        el("ind", **style.indent) if style.indent else None,
        el("jc", val=style.align) if style.align else None,
        outline,
    )


def _page_rules() -> tuple[Element, ...]:
    """What all text of a report obeys.

    A page has its 22 lines and a line its 28 characters (GB/T 9704-2012 5.2.3): no line moves to
    the next page to keep another company, no mark hangs over the edge, no extra space between
    Chinese and figures pushes the characters out of their columns.
    """
    names = ("widowControl", "overflowPunct", "autoSpaceDE", "autoSpaceDN")
    return tuple(el(name, val=0) for name in names)


def _spacing(style: Style) -> Element | None:
    values: dict[str, str | int] = {}
    if style.before is not None:
        values["before"] = style.before
    if style.after is not None:
        values["after"] = style.after
    if style.line is not None:
        values |= {"line": style.line, "lineRule": "exact"}
    return el("spacing", **values) if values else None


def run_properties(style: Style) -> Element:
    """The w:rPr that a style carries, in the order of the schema."""
    return el(
        "rPr",
        fonts(style.font, style.latin) if style.font else None,
        None if style.proof else el("noProof"),
        el("color", val=style.color) if style.color else None,
        None if style.tracking is None else el("spacing", val=style.tracking),
        None if style.size is None else el("sz", val=style.size),
        None if style.size is None else el("szCs", val=style.size),
    )


def fonts(chinese: str, latin: str = "") -> Element:
    """A w:rFonts that names every slot: a slot left out could fall back to a theme's font."""
    face = latin or LATIN
    return el("rFonts", hint="eastAsia", ascii=face, hAnsi=face, eastAsia=chinese, cs=face)
