"""A template in words that can be compared: names, cells, texts, styles, page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gxgen.diag import DocPlace, Result
from gxgen.spec.shape import Record
from gxgen.spec.table import Table
from gxgen.template.contract import find_cells
from gxgen.template.fragments import paragraph_places
from gxgen.template.opening import Opened, examine
from gxgen.template.review.names import used_names
from gxgen.template.tables import cell_text
from gxgen.template.wordxml import Element, attribute, child, number, w

_TAG = re.compile(r"\{[{%#].*?[}%#]\}")
_WORDS = re.compile(r"[^\W\d_]")
_ALIGNMENTS = {"center": "居中", "both": "两端对齐", "left": "左对齐", "right": "右对齐"}
_TWIPS_PER_MM = 1440 / 25.4


@dataclass(frozen=True, slots=True)
class Description:
    """What a template says and how it looks; styles and page by name, in words."""

    names: frozenset[str]
    cells: frozenset[str]
    texts: tuple[str, ...]
    styles: Mapping[str, str]
    page: Mapping[str, str]


def describe(data: bytes, file: str, shape: Record, tables: Sequence[Table]) -> Result[Description]:
    """The description of the .docx bytes of a template."""
    examined = examine(data, file)
    template = examined.value
    if template is None:
        return Result(None, examined.diagnostics)
    place = DocPlace(file, template.main.shown)
    cells = frozenset(one.address for one in find_cells(template.main.root, tables, place).cells)
    return Result(
        Description(
            frozenset(used_names(template, shape)),
            cells,
            tuple(_texts(template)),
            template.styles.described(_style),
            _page(template.main.root),
        )
    )


def printed_cells(data: bytes, tables: Sequence[Table]) -> dict[str, str]:
    """Address → text of the value cells in a document that was rendered."""
    template = examine(data, "").value
    if template is None:
        return {}
    found = find_cells(template.main.root, tables, DocPlace(""))
    texts = {}
    for one in found.cells:
        assert isinstance(one.cell.ref, type(template.main.root))
        texts[one.address] = cell_text(one.cell.ref)
    return texts


def _texts(template: Opened) -> list[str]:
    """What stands in the parts beside tags, noughts and page numbers."""
    found = []
    for part in template.parts:
        for place in paragraph_places(part.root, DocPlace("", part.shown)).values():
            text = _TAG.sub("", place.text).strip()
            if _WORDS.search(text):
                found.append(text)
    return found


def _style(style: Element) -> str:
    """The looks of one style in words."""
    run, paragraph = child(style, "rPr"), child(style, "pPr")
    words = [attribute(child(run, "rFonts"), "eastAsia")]
    size = number(attribute(child(run, "sz")))
    words.append(f"{size / 2:g}磅" if size else "")
    words.append("加粗" if child(run, "b") is not None else "")
    words.append(attribute(child(run, "color")).replace("auto", ""))
    words.append(_ALIGNMENTS.get(attribute(child(paragraph, "jc")), ""))
    line = number(attribute(child(paragraph, "spacing"), "line"))
    words.append(f"行距{line / 20:g}磅" if line else "")
    for name, label in (("before", "段前"), ("after", "段后")):
        value = number(attribute(child(paragraph, "spacing"), name))
        words.append(f"{label}{value / 20:g}磅" if value else "")
    indent = child(paragraph, "ind")
    first, twips = (number(attribute(indent, name)) for name in ("firstLineChars", "firstLine"))
    words.append(
        f"首行缩进{first / 100:g}字" if first else f"首行缩进{twips / 20:g}磅" if twips else ""
    )
    return "，".join(word for word in words if word)


def _page(root: Element) -> dict[str, str]:
    """The lengths of the first section in mm."""
    section = next(root.iter(w("sectPr")), None)
    size, margins = child(section, "pgSz"), child(section, "pgMar")
    sources = (
        ("纸宽", size, "w"), ("纸高", size, "h"), ("上边距", margins, "top"),
        ("下边距", margins, "bottom"), ("左边距", margins, "left"), ("右边距", margins, "right"),
    )  # fmt: skip
    return {
        label: f"{number(attribute(element, name)) / _TWIPS_PER_MM:.0f}毫米"
        for label, element, name in sources
        if element is not None
    }
