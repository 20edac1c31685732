"""The statutory contract over every cell of every pack: one change to one cell is found."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache

import pytest
from docx_kit import member
from lxml import etree

from gxgen.diag import DocPlace
from gxgen.diag.book import message_of
from gxgen.spec.locate import data_root, pack_names
from gxgen.spec.spec import Spec, editions, load_spec
from gxgen.template.contract import Contract, find_cells
from gxgen.template.tables import body_tables, placed_cells
from gxgen.template.wordxml import TR, Element, P, T, parse, w

PLACE = DocPlace("模板.docx", "正文")
PACKS = [
    (pack, edition.key)
    for edition in editions()
    for pack in pack_names([data_root() / "templates"])
    if load_spec(edition.key, pack).value is not None
]


def spec_of(pack: str, edition: str) -> Spec:
    spec = load_spec(edition, pack).value
    assert spec is not None
    return spec


@cache
def document(pack: str, edition: str) -> Element:
    path = spec_of(pack, edition).report_docx
    assert path is not None
    return parse(member(path.read_bytes()))


def judged(pack: str, edition: str, root: Element) -> Contract:
    return find_cells(root, spec_of(pack, edition).tables, PLACE)


@cache
def looks() -> list[tuple[str, str]]:
    """The packs whose Word file or tables differ: the others cannot be found otherwise."""
    seen: dict[object, tuple[str, str]] = {}
    for pack, edition in PACKS:
        spec = spec_of(pack, edition)
        seen.setdefault((spec.report_docx, repr(spec.tables)), (pack, edition))
    return list(seen.values())


Change = Callable[[Element], bool]
"""Changes the tree at a w:tc; False where the change would change nothing."""


def removed(cell: Element) -> bool:
    _row_of(cell).remove(cell)
    return True


def duplicated(cell: Element) -> bool:
    cell.addnext(copy.deepcopy(cell))
    return True


def relabelled(cell: Element) -> bool:
    texts = [text for text in cell.iter(T) if (text.text or "").strip()]
    if not texts or texts[0].text == "0":
        return False
    texts[0].text = f"改{(texts[0].text or '')[1:]}"
    return True


def swapped_with_next(cell: Element) -> bool:
    """Two empty cells are the rest of merges above them: to draw those anew is no fault."""
    following = cell.getnext()
    if following is None or not any(map(_has_text, (cell, following))):
        return False
    return _swap(cell, following)


def moved_to_next_row(cell: Element) -> bool:
    following = _row_of(cell).getnext()
    if following is None or following.tag != TR:
        return False
    following.append(cell)
    return True


def row_swapped(cell: Element) -> bool:
    row = _row_of(cell)
    return _swap(row, row.getnext())


CHANGES: tuple[Change, ...] = (
    removed, duplicated, relabelled, swapped_with_next, moved_to_next_row, row_swapped,
)  # fmt: skip


def _has_text(cell: Element) -> bool:
    return any(text.text for text in cell.iter(T))


def _row_of(cell: Element) -> Element:
    row = cell.getparent()
    assert row is not None
    return row


def _swap(one: Element, other: Element | None) -> bool:
    if other is None or other.tag != one.tag or _drawn(one) == _drawn(other):
        return False
    one.addprevious(other)
    return True


def _drawn(element: Element) -> list[str]:
    """What a reader could tell two cells or rows apart by."""
    return [text.text or "" for text in element.iter(T)]


def silent_places(pack: str, edition: str, change: Change) -> list[tuple[int, int]]:
    """(table, cell) of every change that changes something and is not found."""
    silent = []
    for number, drawn in enumerate(body_tables(document(pack, edition))):
        body = etree.Element(w("body"))
        for index in range(len(list(placed_cells(drawn)))):
            body[:] = [copy.deepcopy(drawn)]
            cell = list(placed_cells(body[0]))[index].cell
            table = spec_of(pack, edition).tables[number]
            if change(cell) and not find_cells(body, [table], PLACE).diagnostics:
                silent.append((number, index))
    return silent


@pytest.mark.parametrize(("pack", "edition"), PACKS)
def test_every_cell_of_a_pack_is_found_where_nothing_was_changed(pack: str, edition: str) -> None:
    found = judged(pack, edition, document(pack, edition))
    assert found.diagnostics == []
    addresses = [one.address for one in found.cells]
    assert sorted(addresses) == sorted(spec_of(pack, edition).cells)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize(("pack", "edition"), looks())
def test_a_change_to_any_one_statutory_cell_is_found(
    pack: str, edition: str, change: Change
) -> None:
    assert silent_places(pack, edition, change) == []


def split(table: Element, at: int) -> Element:
    """What Word's “split table” does: the rows from `at` on in a table of their own."""
    lower = copy.deepcopy(table)
    for row in list(lower.iter(TR))[:at]:
        lower.remove(row)
    for row in list(table.iter(TR))[at:]:
        table.remove(row)
    table.addnext(lower)
    table.addnext(etree.Element(P))
    return lower


@pytest.mark.parametrize("at", [4, 8, 9, 17, 27])
def test_a_table_that_was_split_keeps_its_cells(at: int) -> None:
    root = copy.deepcopy(document("base", "2021"))
    split(list(body_tables(root))[1], at)
    found = judged("base", "2021", root)
    assert found.diagnostics == []
    cells = {one.address: one for one in found.cells}
    last = cells["依申请公开.结转下年度.总计"]
    assert (last.number, last.row) == (3, 27 - at)
    assert cells["复议诉讼.复议后起诉.总计"].number == 4


def test_a_row_that_is_missing_in_the_lower_half_is_found_there() -> None:
    root = copy.deepcopy(document("base", "2021"))
    lower = split(list(body_tables(root))[1], 9)
    lower.remove(list(lower.iter(TR))[5])
    (found,) = judged("base", "2021", root).diagnostics
    assert found.facts["case"] == "missing"
    assert found.related, "the label that is gone is named"


def test_a_note_column_does_no_harm() -> None:
    root = copy.deepcopy(document("base", "2021"))
    for row in list(body_tables(root))[1].iter(TR):
        note = copy.deepcopy(list(row.iter(w("tc")))[-1])
        for span in list(note.iter(w("gridSpan"))):
            span.getparent().remove(span)
        for text in note.iter(T):
            text.text = "备注" if row.getprevious().tag != TR else ""
        row.append(note)
    found = judged("base", "2021", root)
    assert found.diagnostics == []
    assert len(found.cells) == len(spec_of("base", "2021").cells)


def test_merges_drawn_anew_do_no_harm() -> None:
    """WPS writes a group label into each row instead of one merged cell."""
    root = copy.deepcopy(document("base", "2021"))
    table = list(body_tables(root))[1]
    above: dict[int, Element] = {}
    for placed in placed_cells(table):
        merge = placed.cell.find(f"{w('tcPr')}/{w('vMerge')}")
        if merge is None or placed.column or placed.row < 4:
            continue
        if merge.get(w("val")) == "restart":
            above[placed.column] = placed.cell
        else:
            placed.cell[1:] = copy.deepcopy(above[placed.column][1:])
        merge.getparent().remove(merge)
    assert judged("base", "2021", root).diagnostics == []


def test_two_figures_merged_into_one_cell_are_found() -> None:
    root = copy.deepcopy(document("base", "2021"))
    cells = [one for one in placed_cells(list(body_tables(root))[1]) if one.row in (3, 4)]
    for row, value in ((3, "restart"), (4, "continue")):
        cell = [one.cell for one in cells if one.row == row][-1]
        etree.SubElement(cell.find(w("tcPr")), w("vMerge")).set(w("val"), value)
    (found,) = judged("base", "2021", root).diagnostics
    assert found.facts["case"] == "merged"


@pytest.mark.parametrize(
    ("before", "after"),
    [("第二十条第（五）项", "第二十条第（六）项"), ("信息内容", "内容"), ("行政许可", "许可")],
)
def test_an_altered_label_is_named_with_what_it_should_be(before: str, after: str) -> None:
    root = copy.deepcopy(document("base", "2021"))
    text = next(text for text in root.iter(T) if text.text == before)
    text.text = after
    (found,) = judged("base", "2021", root).diagnostics
    assert isinstance(found.place, DocPlace)
    assert found.place.table == 1
    assert found.place.row
    said = message_of(found) + "".join(note.note for note in found.related)
    assert before in said
    assert after in said
