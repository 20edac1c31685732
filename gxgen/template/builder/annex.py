"""Annex tables of a pack, drawn into a Word template that does not draw them itself.

A table goes where the template says so (a paragraph 【附表：name】), else to the end of its
chapter: below the loop that prints the chapter's prose, or below its table and that table's notes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from gxgen.diag import DocPlace, Result
from gxgen.spec.align import squeeze
from gxgen.spec.table import Table
from gxgen.template.archive import pack, write
from gxgen.template.builder import catalogue as looks
from gxgen.template.builder.ooxml import paragraph, run
from gxgen.template.builder.stylesheet import adopt_styles
from gxgen.template.builder.table import build_table
from gxgen.template.builder.tablestyles import NOTE
from gxgen.template.builder.units import TEXT_WIDTH
from gxgen.template.contract import find_cells
from gxgen.template.opening import Opened, open_template
from gxgen.template.wordxml import (
    DECLARATION,
    SECT,
    Element,
    P,
    attribute,
    child,
    number,
    parse,
    text_of,
    w,
)  # fmt: skip

MARK = re.compile(r"【附表[：:](.+?)】")
_LOOP = re.compile(r"\{%p\s+(for|if|endfor|endif)\b(.*?)%\}")
_CLOSED = {"for": 1, "if": 1, "endfor": -1, "endif": -1}
_STYLES = "styles.xml"


@dataclass(frozen=True, slots=True)
class Annex:
    """A table with where it goes: the heading of its chapter, and the next chapter's ("" last).

    `prints` are the addresses whose loops print the chapter; `notes` the loop over its own notes.
    """

    table: Table
    heading: str
    following: str
    prints: tuple[str, ...]
    notes: str


def place_annexes(data: bytes, file: str, annexes: Sequence[Annex]) -> Result[bytes]:
    """The .docx bytes of a template with the annex tables that it does not draw itself."""
    opened = open_template(data, file)
    template = opened.value
    if template is None:
        return Result(None, opened.diagnostics)
    root = template.main.root
    tables = [annex.table for annex in annexes]
    cells = find_cells(root, tables, DocPlace("")).cells
    drawn = {one.address.partition(".")[0] for one in cells}
    wanted = [annex for annex in annexes if annex.table.key not in drawn]
    if not wanted:
        return Result(data)
    styles_name = next((name for name in template.package.data if name.endswith(_STYLES)), "")
    styles = parse(template.package.data[styles_name]) if styles_name else None
    for annex in wanted:
        _insert(root, annex, _drawn(annex, _width(root)), styles)
    return Result(_written(template, styles_name, styles))


def _drawn(annex: Annex, width: int) -> list[Element]:
    """The table's name, the table, and its notes; an empty paragraph keeps tables apart."""
    table = annex.table
    name = f"{table.short}\u3000{table.title}" if table.short else table.title
    note = paragraph(NOTE, run("{{ 块.题 }}{{ 块.文 }}"))
    return [
        paragraph(looks.HEADING_OF_TABLE, run(name)),
        build_table(table, width),
        paragraph(looks.MARK, run("{%p for 块 in " + annex.notes + " %}")),
        note,
        paragraph(looks.MARK, run("{%p endfor %}")),
        paragraph(looks.MARK),
    ]


def _insert(root: Element, annex: Annex, made: list[Element], styles: Element | None) -> None:
    holder = etree.Element(w("body"))
    holder.extend(made)
    if styles is not None:
        adopt_styles(holder, styles)
    body = child(root, "body")
    assert body is not None
    mark = _marked(body, annex.table)
    at = mark if mark is not None else _end_of_chapter(body, annex)
    for element in reversed(made):
        at.addnext(element)
    if mark is not None:
        body.remove(mark)


def _marked(body: Element, table: Table) -> Element | None:
    """The paragraph that says where the table goes."""
    names = {table.key, squeeze(table.title), squeeze(table.short)} - {""}
    for element in body.iterchildren(P):
        found = MARK.fullmatch(squeeze(text_of(element)))
        if found and found[1] in names:
            return element
    return None


def _end_of_chapter(body: Element, annex: Annex) -> Element:
    """The last element of the chapter: what comes after stands behind the annex table."""
    start = _heading(body, annex.heading)
    end = _heading(body, annex.following) if annex.following else None
    inside = [] if start is None else [start]
    if start is not None:
        for element in start.itersiblings():
            if element is end or element.tag == SECT:
                break
            inside.append(element)
    if annex.following and inside:
        return inside[-1]
    last = _end_of_loop(inside, annex.prints)
    if last is not None:
        return last
    tables = [one for one in inside if one.tag == w("tbl")]
    if tables:
        return tables[-1]
    texts = [one for one in body if one.tag != SECT]
    return texts[-1] if texts else body


def _heading(body: Element, heading: str) -> Element | None:
    wanted = squeeze(heading)
    found = (one for one in body.iterchildren(P) if squeeze(text_of(one)) == wanted)
    return next(found, None)


def _end_of_loop(inside: Sequence[Element], prints: Sequence[str]) -> Element | None:
    """The paragraph that ends the loop over the chapter's prose."""
    depth = 0
    for element in inside:
        found = _LOOP.fullmatch(text_of(element).strip()) if element.tag == P else None
        if found is None:
            continue
        if depth or any(name in found[2].split() for name in prints):
            depth += _CLOSED[found[1]]
            if not depth:
                return element
    return None


def _width(root: Element) -> int:
    """The width of the text area in twips, from the last section."""
    sections = list(root.iter(SECT))
    if not sections:
        return TEXT_WIDTH
    size, margins = child(sections[-1], "pgSz"), child(sections[-1], "pgMar")
    sides = sum(number(attribute(margins, name)) for name in ("left", "right"))
    return number(attribute(size, "w")) - sides if size is not None else TEXT_WIDTH


def _written(template: Opened, styles_name: str, styles: Element | None) -> bytes:
    members = dict(template.package.packed)
    changed = {template.main.name: template.main.root}
    if styles is not None:
        changed[styles_name] = styles
    for name, root in changed.items():
        members[name] = pack(name, DECLARATION + etree.tostring(root, encoding="UTF-8"))
    return write(list(members.values()))
