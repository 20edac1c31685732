"""The styles part of the report, its font table, and the styles a table needs elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gxgen.template.builder.catalogue import ALTERNATIVES, FANGSONG, NORMAL, report_styles
from gxgen.template.builder.density import DENSITIES
from gxgen.template.builder.ooxml import el
from gxgen.template.builder.style import fonts, style_element
from gxgen.template.builder.tablestyles import table_style
from gxgen.template.wordxml import Element, attribute, child, w

_LINKS = (w("basedOn"), w("next"), w("link"))
_USES = (w("pStyle"), w("rStyle"), w("tblStyle"))


def stylesheet(used: Iterable[str]) -> Element:
    """w:styles with the styles of those ids and whatever they rest on, and no others."""
    every = _all_styles()
    wanted = _closure(every, {NORMAL, *used})
    root = el("styles", _defaults(), _latent(), *_built_in())
    root.extend(style for key, style in every.items() if key in wanted)
    return root


def adopt_styles(element: Element, styles: Element) -> None:
    """Fits `element`, made here, into a template: adds the styles it lacks to its w:styles.

    A style counts as there when its name is, and the element then refers to that one: WPS and
    LibreOffice change ids when they save.
    """
    there = {_name(style): attribute(style, "styleId") for style in styles.iterfind(w("style"))}
    every = _all_styles()
    wanted = _closure(every, used_styles(element))
    ids = {key: there.get(_name(every[key]), "") or _free(key, there.values()) for key in wanted}
    for key, style in every.items():
        if key in wanted and _name(style) not in there:
            style.set(w("styleId"), ids[key])
            _refer(style, _LINKS, ids)
            styles.append(style)
    _refer(element, _USES, ids)


def used_styles(*roots: Element) -> set[str]:
    """The ids of the styles that some elements refer to."""
    return {attribute(found) for root in roots for found in root.iter(*_USES)}


def _refer(root: Element, tags: Iterable[str], ids: Mapping[str, str]) -> None:
    for reference in root.iter(*tags):
        reference.set(w("val"), ids.get(attribute(reference), attribute(reference)))


def _name(style: Element) -> str:
    return attribute(child(style, "name"))


def _free(key: str, taken: Iterable[str]) -> str:
    while key in taken:
        key += "1"
    return key


def _closure(every: Mapping[str, Element], wanted: set[str]) -> set[str]:
    """`wanted` and all that those styles refer to."""
    pending, found = sorted(wanted & every.keys()), set[str]()
    while pending:
        key = pending.pop()
        if key not in found:
            found.add(key)
            pending += [attribute(link) for link in every[key].iter(*_LINKS)]
    return found


def _all_styles() -> dict[str, Element]:
    """Every style we have by its id, in the order of the gallery."""
    elements = [style_element(style, rank) for rank, style in enumerate(report_styles(), 1)]
    elements += [table_style(density) for density in DENSITIES]
    return {attribute(element, "styleId"): element for element in elements}


def _defaults() -> Element:
    """What holds where no style says anything: fonts for all scripts, and the language."""
    language = el("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    runs = el("rPr", fonts(FANGSONG), el("sz", val=21), el("szCs", val=21), language)
    return el("docDefaults", el("rPrDefault", runs), el("pPrDefault"))


def _latent() -> Element:
    """Keeps Word's own styles out of the gallery, so that authors find ours."""
    return el(
        "latentStyles",
        defLockedState=0,
        defUIPriority=99,
        defSemiHidden=1,
        defUnhideWhenUsed=1,
        defQFormat=0,
        count=376,
    )


def _built_in() -> tuple[Element, Element, Element]:
    """The default character, table and list styles that every Word file has."""
    edges = {"top": 0, "left": 108, "bottom": 0, "right": 108}
    margins = el("tblCellMar", *(el(edge, w=size, type="dxa") for edge, size in edges.items()))
    table = el("tblPr", el("tblInd", w=0, type="dxa"), margins)
    return (
        _hidden("character", "DefaultParagraphFont", "Default Paragraph Font", 1),
        _hidden("table", "TableNormal", "Normal Table", 99, table),
        _hidden("numbering", "NoList", "No List", 99),
    )


def _hidden(kind: str, key: str, name: str, rank: int, *properties: Element) -> Element:
    return el(
        "style",
        el("name", val=name),
        el("uiPriority", val=rank),
        el("semiHidden"),
        el("unhideWhenUsed"),
        *properties,
        type=kind,
        default=1,
        styleId=key,
    )


def font_table(used: Iterable[str]) -> Element:
    """w:fonts: for each Chinese face what to take where it is not installed."""
    return el("fonts", *(_font(name) for name in sorted(used) if name in ALTERNATIVES))


def _font(name: str) -> Element:
    other = el("altName", val=ALTERNATIVES[name])
    return el("font", other, el("charset", val="86"), el("pitch", val="variable"), name=name)
