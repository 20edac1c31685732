"""Stamping: the value cells of statutory tables get their tags, found by labels and position.

Templates show `0` in these cells, so that an author sees the real page and cannot mistype a tag.
The tree is changed in place; compiled templates also get size slots for values too wide.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from gxgen.diag import Diagnostic, DocPlace, diagnose
from gxgen.spec.table import Table
from gxgen.template.contract import Found, find_cells
from gxgen.template.fit import TARGET, SizeSlot
from gxgen.template.fragments import BRACES
from gxgen.template.styles import Styles, cell_width
from gxgen.template.tables import cell_text
from gxgen.template.values import escape
from gxgen.template.wordxml import R_, Element, P, T, attribute, child, children, own_elements, w

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TEXTS = frozenset(map(w, ["t", "tab", "br", "cr", "sym", "noBreakHyphen", "softHyphen"]))
_BEFORE_SIZE = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position"
)
"""Run properties that the schema puts before the size."""


@dataclass(slots=True)
class Stamped:
    """What stamping found: findings, the addresses that have a cell, and the size slots made."""

    diagnostics: list[Diagnostic]
    addresses: list[str] = field(default_factory=list)
    slots: list[SizeSlot] = field(default_factory=list)


def stamp(
    root: Element, tables: Sequence[Table], place: DocPlace, styles: Styles | None = None
) -> Stamped:
    """Writes `{{ address }}` into every value cell of a document's statutory tables.

    With `styles`, each run also gets a size slot; without, the tree holds plain tags only (what
    `template stamp` writes for users of docxtpl). Findings are GX120.
    """
    contract = find_cells(root, tables, place)
    result = Stamped(contract.diagnostics)
    for found in contract.cells:
        cell = found.cell.ref
        assert isinstance(cell, etree._Element)
        tag = f"{{{{ {found.address} }}}}"
        typed = cell_text(cell)
        if BRACES.search(typed) and "".join(typed.split()) != "".join(tag.split()):
            result.diagnostics.append(_tagged(found, typed, place))
            continue
        paragraph, run = _write(cell, tag)
        result.addresses.append(found.address)
        if styles is not None:
            _add_slot(run, paragraph, found, styles, result.slots)
    return result


def _tagged(found: Found, typed: str, place: DocPlace) -> Diagnostic:
    row, column = found.row + 1, found.cell.column + 1
    here = replace(place, table=found.number, row=row, column=column, text=typed)
    return diagnose("GX120", here, case="tagged", address=found.address, tag=typed)


def _write(cell: Element, tag: str) -> tuple[Element, Element]:
    """Makes `tag` the only text of a cell, in its first run; returns paragraph and run."""
    paragraphs = list(children(cell, P))
    first = paragraphs[0] if paragraphs else etree.SubElement(cell, P)
    own = list(own_elements(first, R_))
    run = next((run for run in own if run.find(T) is not None), own[0] if own else None)
    if run is None:
        run = _new_run(first)
    for paragraph in paragraphs:
        for other in own_elements(paragraph, R_):
            for text in [found for found in other if found.tag in _TEXTS]:
                other.remove(text)
    text = etree.SubElement(run, T)
    text.text = tag
    text.set(_XML_SPACE, "preserve")
    return first, run


def _new_run(paragraph: Element) -> Element:
    """A run that looks as the paragraph mark does."""
    run = etree.SubElement(paragraph, R_)
    mark = child(paragraph, "pPr", "rPr")
    if mark is not None:
        run.append(copy.deepcopy(mark))
        for change in list(run.iter(w("ins"), w("del"), w("rPrChange"))):
            change.getparent().remove(change)  # type: ignore[union-attr]
    return run


def _add_slot(
    run: Element, paragraph: Element, found: Found, styles: Styles, slots: list[SizeSlot]
) -> None:
    """Marks where the run's size stands, with the room its cell offers."""
    cell = found.cell.ref
    assert isinstance(cell, etree._Element)
    width = cell_width(cell, found.table, found.cell.column, found.cell.colspan)
    room = width - styles.margins(cell, found.table)
    size = styles.run_size(run, paragraph, found.table)
    if room <= 0:
        return
    mark = etree.ProcessingInstruction(TARGET, str(len(slots)))
    properties = child(run, "rPr")
    if properties is None:
        run.insert(0, mark)
        slots.append(SizeSlot("", "<w:rPr>", "</w:rPr>", size, room))
    else:
        slots.append(SizeSlot(_replace_size(properties, mark), "", "", size, room))


def _replace_size(properties: Element, mark: Element) -> str:
    """Puts `mark` where the size stands or belongs; returns the size elements' own XML."""
    sizes = [found for found in properties if found.tag in (w("sz"), w("szCs"))]
    at = properties.index(sizes[0]) if sizes else _size_index(properties)
    for element in sizes:
        properties.remove(element)
    properties.insert(at, mark)
    return "".join(f'<w:{_local(one)} w:val="{escape(attribute(one))}"/>' for one in sizes)


def _size_index(properties: Element) -> int:
    """Where in run properties the schema wants the size."""
    before = set(map(w, _BEFORE_SIZE.split()))
    places = [index for index, found in enumerate(properties) if found.tag in before]
    return places[-1] + 1 if places else 0


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
