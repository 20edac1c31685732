"""Where a template's page and faces leave the standard (GX140): advice, never more.

Source: GB/T 9704-2012 5.1, 5.2, 7.3.1, 7.3.3; the values stand in the pack's `style.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from gxgen.diag import Diagnostic, DocPlace, diagnose
from gxgen.spec.align import squeeze
from gxgen.spec.norm import Face, Norm
from gxgen.template.fragments import paragraph_places
from gxgen.template.opening import Opened
from gxgen.template.review.outline import Outline
from gxgen.template.wordxml import R_, Element, T, attribute, child, number, own_elements, w

TOLERANCE = 1.0
"""mm: what Word's own rounding and a margin typed in centimetres may differ by."""
_TWIPS_PER_MM = 1440 / 25.4
_LOOP = r"\{%p? ?for\s+(\w+)\s+in\s+"
KINDS = {"标题": "title", "一级标题": "heading", "正文": "body"}


def judge_looks(template: Opened, file: str, outline: Outline, norm: Norm) -> Iterator[Diagnostic]:
    """Advice on the page of the first section and on the faces of title, headings and body."""
    place = DocPlace(file, template.main.shown)
    page = next(template.main.root.iter(w("sectPr")), None)
    for what, is_, due in _lengths(page, norm):
        if abs(is_ - due) > TOLERANCE:
            facts: dict[str, Any] = {"what": what, "found": _mm(is_), "wanted": _mm(due)}
            yield diagnose("GX140", place, case="page", basis=norm.basis, **facts)
    faces = {"title": norm.title, "heading": norm.heading, "body": norm.body}
    for name, kind in KINDS.items():
        for paragraph, here in _paragraphs(template, place, outline, kind):
            yield from _face(template, paragraph, here, (name, faces[kind]), norm.basis)


def _lengths(page: Element | None, norm: Norm) -> Iterator[tuple[str, float, float]]:
    """(what, as it is, as it should be) in mm; a page without sizes is Word's business."""
    size, margins = child(page, "pgSz"), child(page, "pgMar")

    def length(element: Element | None, name: str) -> float:
        return number(attribute(element, name)) / _TWIPS_PER_MM

    if size is not None:
        yield "纸张宽度", length(size, "w"), norm.paper[0]
        yield "纸张高度", length(size, "h"), norm.paper[1]
    if margins is not None:
        yield "上边距（天头）", length(margins, "top"), norm.top
        yield "左边距（订口）", length(margins, "left"), norm.left
    if size is not None and margins is not None:
        sides = length(margins, "left") + length(margins, "right")
        ends = length(margins, "top") + length(margins, "bottom")
        yield "版心宽度", length(size, "w") - sides, norm.area[0]
        yield "版心高度", length(size, "h") - ends, norm.area[1]


def _mm(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _paragraphs(
    template: Opened, place: DocPlace, outline: Outline, kind: str
) -> Iterator[tuple[Element, DocPlace]]:
    """The first paragraph of a kind: one is enough, the others have its style or should."""
    places = paragraph_places(template.main.root, place)
    headings = {squeeze(chapter.heading) for chapter in outline.chapters}
    variable = ""
    for paragraph, here in places.items():
        text = here.text.strip()
        loop = re.match(_LOOP + re.escape(outline.title_lines) + r"\s*%\}", text)
        variable = loop[1] if loop else variable
        title = bool(variable) and text == f"{{{{ {variable} }}}}"
        body = re.fullmatch(rf"\{{\{{\s*\w+\.{outline.body}\s*\}}\}}", text) is not None
        found = {"title": title, "heading": squeeze(text) in headings, "body": body}
        if found[kind] and not here.table:
            yield paragraph, here
            return


def _face(
    template: Opened, paragraph: Element, here: DocPlace, wanted: tuple[str, Face], basis: str
) -> Iterator[Diagnostic]:
    name, face = wanted
    run = next((one for one in own_elements(paragraph, R_) if one.find(T) is not None), None)
    if run is None:
        return
    font = template.styles.run_font(run, paragraph)
    size = template.styles.run_size(run, paragraph, None) / 2
    if font not in face.fonts:
        facts: dict[str, Any] = {"what": name, "found": font or "主题字体", "wanted": face.fonts[0]}
        yield diagnose("GX140", here, case="font", basis=basis, **facts)
    if size != face.size:
        facts = {"what": name, "found": f"{size:g}", "wanted": f"{face.size:g}"}
        yield diagnose("GX140", here, case="size", basis=basis, **facts)
