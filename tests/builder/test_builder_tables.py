"""Tables in Word: the statutory ones as the official form has them, any other sound and legible."""

from __future__ import annotations

import pytest
from builder_kit import any_table, body_tables, grid_widths, seen_cells, value, w
from hypothesis import given, settings
from lxml import etree

from gxgen.spec.grid import GridCell
from gxgen.spec.layout import lay_out
from gxgen.spec.outline import BREAK
from gxgen.spec.spec import Spec
from gxgen.spec.table import Table
from gxgen.template.builder import adopt_styles, build_table, units
from gxgen.template.builder.density import SMALL
from gxgen.template.builder.grids import header_rows
from gxgen.template.builder.measure import wrapped
from gxgen.template.builder.stylesheet import stylesheet, used_styles

WIDTH = units.TEXT_WIDTH
Place = tuple[int, int, int, int, str]


@pytest.fixture(scope="session")
def pairs(template: bytes, spec: Spec) -> list[tuple[etree._Element, Table]]:
    """The tables of the template, each with the table of the spec it shows."""
    shown = [spec.table(chapter.table) for chapter in spec.chapters if chapter.table]
    made = body_tables(template)
    assert len(made) == len(shown) == len(spec.tables)
    return [(element, table) for element, table in zip(made, shown, strict=True) if table]


def place(cell: GridCell) -> Place:
    text = "0" if cell.role == "value" else cell.text
    return cell.row, cell.column, cell.rowspan, cell.colspan, text


def test_cells_and_merges_are_those_of_the_official_form(
    pairs: list[tuple[etree._Element, Table]],
) -> None:
    for element, table in pairs:
        seen = [
            (cell.row, cell.column, cell.rowspan, cell.colspan, cell.text)
            for cell in seen_cells(element)
        ]
        assert sorted(seen) == sorted(place(cell) for cell in lay_out(table).cells)


def test_every_statutory_value_cell_shows_0(pairs: list[tuple[etree._Element, Table]]) -> None:
    for element, table in pairs:
        zeros = [cell for cell in seen_cells(element) if cell.style.startswith("TableNumber")]
        assert {cell.text for cell in zeros} == {"0"}
        assert len(zeros) == len(table.cells)


def test_tables_are_as_wide_as_the_text_area(pairs: list[tuple[etree._Element, Table]]) -> None:
    for element, _ in pairs:
        assert_sound_widths(element, WIDTH)
        assert value(element, "tblPr/jc") == "center"


def assert_sound_widths(element: etree._Element, width: int) -> None:
    """tblGrid, tcW and tblW agree: WPS reads the first, Word the second."""
    columns = grid_widths(element)
    assert sum(columns) == width and min(columns) > 0
    table_width = element.find(w("tblPr") + "/" + w("tblW"))
    layout = element.find(w("tblPr") + "/" + w("tblLayout"))
    assert table_width is not None and table_width.get(w("w")) == str(width)
    assert layout is not None and layout.get(w("type")) == "fixed"
    for row in element.findall(w("tr")):
        column = 0
        for cell in row.findall(w("tc")):
            span = int(value(cell, "tcPr/gridSpan", "1"))
            own = cell.find(w("tcPr") + "/" + w("tcW"))
            assert own is not None
            assert int(own.get(w("w"), "0")) == sum(columns[column : column + span])
            column += span


def test_headings_break_only_where_they_may(pairs: list[tuple[etree._Element, Table]]) -> None:
    """商业／企业: after the forced breaks nothing is left for the word processor to wrap."""
    for element, table in pairs:
        columns, marked = grid_widths(element), {}
        for cell in lay_out(table).cells:
            marked[cell.row, cell.column] = cell
        for seen in seen_cells(element):
            source = marked[seen.row, seen.column]
            if source.role != "head":
                continue
            assert may_break(source.marked, seen.lines)
            density = SMALL if seen.style.endswith("Small") else None
            width = sum(columns[seen.column : seen.column + seen.colspan])
            if density:
                room = (width - 2 * density.side) / density.em
                assert all(len(wrapped(line, room)) == 1 for line in seen.lines)


def may_break(marked: str, lines: tuple[str, ...]) -> bool:
    """Whether each boundary between lines is a permitted break point."""
    permitted = {0}
    for piece in marked.split(BREAK):
        permitted.add(max(permitted) + len(piece))
    ends, length = [], 0
    for line in lines:
        length += len(line)
        ends.append(length)
    return set(ends) <= permitted and ends[-1] == max(permitted)


def test_narrow_headings_are_broken_in_two(pairs: list[tuple[etree._Element, Table]]) -> None:
    wide, narrow = pairs[1][0], pairs[2][0]
    heads = {cell.lines for cell in seen_cells(wide) if cell.row == 2}
    assert {("商业", "企业"), ("社会", "公益", "组织"), ("其他",)} <= heads
    assert {len(cell.lines) for cell in seen_cells(narrow) if "结果" in cell.text} == {2}


def test_the_table_of_applications_is_small_and_holds_seven_digits(
    pairs: list[tuple[etree._Element, Table]],
) -> None:
    element, _ = pairs[1]
    assert value(element, "tblPr/tblStyle") == "ReportTableSmall"
    assert SMALL.size == 18 and SMALL.side <= units.mm(0.5)
    figures = {
        grid_widths(element)[cell.column]
        for cell in seen_cells(element)
        if cell.style == "TableNumberSmall"
    }
    assert min(figures) - 2 * SMALL.side >= 7 * SMALL.em / 2


def test_statutory_tables_fit_a_page_with_their_headings(
    pairs: list[tuple[etree._Element, Table]],
) -> None:
    for element, _ in pairs:
        rows = element.findall(w("tr"))
        heights = [int(value(row, "trPr/trHeight")) for row in rows]
        borders = 10 * len(rows)
        assert sum(heights) + borders + 2 * units.LINE <= units.TEXT_HEIGHT
        for row in rows:
            kept = [found.find(w("pPr") + "/" + w("keepNext")) for found in row.iter(w("p"))]
            assert [found is None for found in kept] == [row is rows[-1]] * len(kept)
            assert row.find(w("trPr") + "/" + w("cantSplit")) is not None


def test_header_rows_are_marked_where_they_head_the_whole_table(
    pairs: list[tuple[etree._Element, Table]],
) -> None:
    counts = [len(list(element.iter(w("tblHeader")))) for element, _ in pairs]
    assert counts == [0, 3, 3]
    assert [header_rows(table) for _, table in pairs] == counts


def test_tables_say_what_they_are(pairs: list[tuple[etree._Element, Table]]) -> None:
    for element, table in pairs:
        properties = element.find(w("tblPr"))
        assert properties is not None
        assert [child.tag for child in properties][-2:] == [w("tblCaption"), w("tblDescription")]
        assert value(element, "tblPr/tblCaption") == table.title


@given(table=any_table())
@settings(max_examples=120, deadline=None)
def test_any_table_is_a_sound_grid(table: Table) -> None:
    element = build_table(table, WIDTH)
    assert_sound_widths(element, WIDTH)
    seen = seen_cells(element)
    area = sum(cell.rowspan * cell.colspan for cell in seen)
    assert area == len(element.findall(w("tr"))) * len(grid_widths(element))
    assert sum(cell.text == "0" and "Number" in cell.style for cell in seen) == len(table.cells)
    places = {(cell.row, cell.column): cell for cell in seen}
    for cell in lay_out(table).cells:
        if cell.rowspan and cell.colspan:
            found = places[cell.row, cell.column]
            assert (found.rowspan, found.colspan) == (cell.rowspan, cell.colspan)
            assert found.text == ("0" if cell.role == "value" else cell.text)


@given(table=any_table())
@settings(max_examples=30, deadline=None)
def test_building_twice_gives_the_same_table(table: Table) -> None:
    once, twice = build_table(table, WIDTH), build_table(table, WIDTH)
    assert etree.tostring(once) == etree.tostring(twice)


def test_a_table_takes_any_width(spec: Spec) -> None:
    for width in (4000, 8844, 12756):
        for table in spec.tables:
            assert_sound_widths(build_table(table, width), width)


def test_a_long_table_may_be_parted_between_its_rows(spec: Spec) -> None:
    low = build_table(spec.tables[1], WIDTH, height_twips=3000)
    assert not list(low.iter(w("keepNext")))


def test_a_table_brings_its_styles_to_another_template(spec: Spec) -> None:
    element = build_table(spec.tables[0], WIDTH)
    other = stylesheet(["TableText"])
    for style in other.iter(w("style")):
        if value(style, "name") == "表格文字":
            style.set(w("styleId"), "17")
    before = len(other)
    adopt_styles(element, other)
    assert len(other) == before + 3
    assert "17" in used_styles(element)
    assert used_styles(element) <= {style.get(w("styleId")) for style in other.iter(w("style"))}
    adopt_styles(element, other)
    assert len(other) == before + 3


def test_an_id_that_is_taken_is_not_taken_twice(spec: Spec) -> None:
    element = build_table(spec.tables[0], WIDTH)
    other = stylesheet([])
    other[-1].set(w("styleId"), "TableHead")
    adopt_styles(element, other)
    ids = [style.get(w("styleId")) for style in other.iter(w("style"))]
    assert len(ids) == len(set(ids))
    assert "TableHead1" in used_styles(element)
