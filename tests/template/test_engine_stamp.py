"""Statutory tables: found by labels, filled by position, every cell exactly once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from docx_kit import canonical, cases, compiled, docx, member, p, place, problems, tbl, tc, tr
from lxml import etree

from gxgen.diag import message_of
from gxgen.spec.grid import GridCell
from gxgen.spec.layout import lay_out
from gxgen.spec.shape import Leaf, Record, Shape
from gxgen.spec.spec import load_spec
from gxgen.spec.table import Table
from gxgen.template.engine import CompiledTemplate, compile_template, stamp_copy
from gxgen.template.tables import read_tables
from gxgen.template.wordxml import parse

_SPEC = load_spec("2021").value
assert _SPEC is not None
TABLES = _SPEC.tables
CELLS = {address: cell for table in TABLES for address, cell in table.cells.items()}


def table_xml(
    table: Table,
    shown: Callable[[GridCell], str] | None = None,
    width: int = 1000,
    size: int = 0,
) -> str:
    """A statutory table as Word has it; `shown` says what stands in a cell."""
    grid = lay_out(table)
    rows = []
    for row in range(grid.rows):
        cells = []
        for cell in grid.row_cells(row):
            merge = "" if cell.rowspan == 1 else "<w:vMerge/>"
            if merge and row == cell.row:
                merge = '<w:vMerge w:val="restart"/>'
            more = f'<w:gridSpan w:val="{cell.colspan}"/>' + merge
            text = (shown(cell) if shown else cell.text or "0") if row == cell.row else ""
            paragraph = p(text)
            if size:
                rpr = f'<w:rPr><w:b/><w:sz w:val="{size}"/><w:u w:val="none"/></w:rPr>'
                paragraph = paragraph.replace("<w:r>", f"<w:r>{rpr}")
            cells.append(tc(paragraph, width=width * cell.colspan, more=more))
        rows.append(tr(*cells))
    return tbl(*rows, columns=grid.columns)


def document(*tables: str, before: str = "") -> bytes:
    return docx(before or p("{{ 标题 }}"), *(inside for one in tables for inside in (one, p(""))))


def official(**more: int) -> list[str]:
    return [table_xml(table, **more) for table in TABLES]  # type: ignore[arg-type]


def shape_of() -> Record:
    fields: dict[str, Shape] = {"标题": Leaf()}
    for address in CELLS:
        below = fields
        *steps, last = address.split(".")
        for step in steps:
            record = below.setdefault(step, Record({}))
            assert isinstance(record, Record) and isinstance(record.fields, dict)
            below = record.fields
        below[last] = Leaf()
    return Record(fields)


def context_of(value: Callable[[int], str]) -> dict[str, object]:
    context: dict[str, object] = {"标题": "题"}
    for number, address in enumerate(CELLS):
        below = context
        *steps, last = address.split(".")
        for step in steps:
            below = below.setdefault(step, {})  # type: ignore[assignment]
        below[last] = value(number)
    return context


def compiled_tables(data: bytes) -> CompiledTemplate:
    result = compile_template(data, "模板.docx", shape_of(), TABLES)
    assert result.value is not None, [message_of(one) for one in result.diagnostics]
    return result.value


def found(data: bytes) -> list:  # type: ignore[type-arg]
    return problems(compile_template(data, "模板.docx", shape_of(), TABLES))


def test_every_cell_gets_the_value_of_its_address() -> None:
    template = compiled_tables(document(*official()))
    assert set(template.addresses) == set(CELLS)
    done = template.render(context_of(str)).value
    assert done is not None
    grids = read_tables(parse(member(done)))
    numbers = {address: str(number) for number, address in enumerate(CELLS)}
    for table, grid in zip(TABLES, grids, strict=True):
        for cell in lay_out(table).cells:
            drawn = grid.at(cell.row, cell.column)
            assert drawn is not None
            assert drawn.text == (numbers[cell.address] if cell.address else cell.text)
            assert (drawn.rowspan, drawn.colspan) == (cell.rowspan, cell.colspan)


def test_a_stamped_copy_renders_to_the_same_document() -> None:
    """With docxtpl's tags spelt out, the same parts come out; also stamped again."""
    data = document(*official(size=18))
    copy = stamp_copy(data, "模板.docx", TABLES).value
    assert copy is not None
    assert b"gxgen-size" not in member(copy)
    assert f"{{{{ {next(iter(CELLS))} }}}}" in member(copy).decode()
    context = context_of(lambda number: str(number % 7))
    direct = compiled_tables(data).render(context).value
    plain = compile_template(copy, "模板.docx", shape_of(), ()).value
    assert direct is not None and plain is not None
    stamped = plain.render(context).value
    again = compiled_tables(copy).render(context).value
    assert stamped is not None and again is not None
    assert canonical(member(direct)) == canonical(member(stamped)) == canonical(member(again))


def test_run_properties_stay_and_other_texts_go() -> None:
    first = next(iter(CELLS))

    def shown(cell: GridCell) -> str:
        return cell.text or ("0 0" if cell.address == first else "0")

    tables = [table_xml(TABLES[0], shown, size=21), *official()[1:]]
    data = document(*tables)
    done = compiled_tables(data).render(context_of(lambda number: "5")).value
    assert done is not None
    xml = member(done).decode()
    assert "0 0" not in xml
    assert '<w:rPr><w:b/><w:sz w:val="21"/><w:u w:val="none"/></w:rPr>' in xml


def test_a_cell_without_a_run_gets_one_with_the_mark_s_properties() -> None:
    mark = "<w:p><w:pPr><w:rPr><w:i/></w:rPr></w:pPr></w:p>"
    tables = official()
    tables[2] = tables[2].replace(p("0"), mark)
    assert mark in tables[2]
    done = compiled_tables(document(*tables)).render(context_of(lambda number: "5")).value
    assert done is not None
    assert re.search(r"<w:r><w:rPr><w:i/></w:rPr><w:t[^>]*>5</w:t></w:r>", member(done).decode())


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ("1234567", None),  # 784 twips of room, 18 half-points: 8 half-width characters
        ("12345678", None),
        ("123456789", 17),
        ("1234567890123456", 9),
        ("1" * 60, 8),
        ("一二三四五", 15),
    ],
)
def test_a_value_too_wide_gets_a_smaller_size(value: str, size: int | None) -> None:
    template = compiled_tables(document(*official(size=18)))
    done = template.render(context_of(lambda number: value if number == 0 else "1")).value
    assert done is not None
    root = etree.fromstring(member(done))
    runs = root.xpath(f"//*[local-name()='r'][*[local-name()='t']='{value}']")
    sizes = [found.get(found.keys()[0]) for found in runs[0][0] if "sz" in str(found.tag)]
    assert sizes == (["18"] if size is None else [str(size)] * 2)
    assert [str(found.tag).rpartition("}")[2] for found in runs[0][0]][:2] == ["b", "sz"]
    others = len(root.xpath("//*[local-name()='sz'][@*='18']"))
    total = len(root.xpath("//*[local-name()='sz']"))
    assert total - others == (0 if size is None else 1)


def test_a_run_without_properties_gets_a_size_only_when_it_must() -> None:
    template = compiled_tables(document(*official()))
    long = template.render(context_of(lambda number: "1" * 30 if number == 0 else "1")).value
    assert long is not None
    assert member(long).count(b"<w:rPr><w:sz") == 1
    assert member(long).count(b"<w:sz ") == 1


STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="{default}"/></w:rPr></w:rPrDefault>'
    '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:rPr>{normal}'
    '</w:rPr></w:style><w:style w:type="table" w:styleId="T"><w:tblPr><w:tblCellMar>'
    '<w:left w:w="0" w:type="dxa"/><w:right w:w="10" w:type="dxa"/></w:tblCellMar>'
    "</w:tblPr></w:style>"
)


@pytest.mark.parametrize(
    ("styles", "style", "size"),
    [
        (STYLES.format(default=24, normal=""), "", 784 // 50),
        (STYLES.format(default=8, normal='<w:sz w:val="40"/>'), "", 784 // 50),
        (STYLES.format(default=40, normal=""), "T", 990 // 50),
    ],
)
def test_size_and_margins_come_through_the_styles(styles: str, style: str, size: int) -> None:
    tables = official()
    if style:
        tables[0] = tables[0].replace("<w:tblPr>", f'<w:tblPr><w:tblStyle w:val="{style}"/>')
    data = docx(*tables, styles=styles)
    done = compiled_tables(data).render(context_of(lambda n: "1" * 10 if n == 0 else "1")).value
    assert done is not None
    assert re.findall(rb'<w:sz w:val="(\d+)"', member(done)) == [str(size).encode()]


def test_a_missing_table_is_one_finding() -> None:
    diagnostics = found(document(*official()[:2]))
    assert cases(diagnostics) == [("GX120", "absent")]
    assert message_of(diagnostics[0]) == f"模板里没有找到{TABLES[2].short}"


def test_a_relabelled_row_is_named() -> None:
    def shown(cell: GridCell) -> str:
        return "合计" if cell.text == "（七）总计" else cell.text or "0"

    diagnostics = found(document(official()[0], table_xml(TABLES[1], shown), official()[2]))
    assert cases(diagnostics) == [("GX120", "missing")]
    assert "（七）总计" in message_of(diagnostics[0])
    assert "7个数字格" in message_of(diagnostics[0])
    assert place(diagnostics[0]).table == 2


def test_a_table_twice_is_a_finding() -> None:
    diagnostics = found(document(*official(), official()[0]))
    assert cases(diagnostics) == [("GX120", "twice")]
    assert place(diagnostics[0]).table == 4
    assert "第1个表格" in message_of(diagnostics[0])


def test_a_tag_typed_into_a_value_cell_is_a_finding() -> None:
    address = list(CELLS)[12]

    def shown(cell: GridCell) -> str:
        return "{{ 标题 }}" if cell.address == address else cell.text or "0"

    diagnostics = found(document(official()[0], table_xml(TABLES[1], shown), official()[2]))
    assert ("GX120", "tagged") in cases(diagnostics)
    here = place(diagnostics[0])
    drawn = next(cell for cell in lay_out(TABLES[1]).cells if cell.address == address)
    assert (here.table, here.row, here.column) == (2, drawn.row + 1, drawn.column + 1)


def test_other_tables_and_marks_of_ours_are_left_alone() -> None:
    other = tbl(tr("甲", "0"), tr("乙", "0")).replace("<w:p>", "<w:p><?gxgen-size 0?>", 1)
    template = compiled_tables(document(*official(), other))
    done = template.render(context_of(lambda number: "5")).value
    assert done is not None
    assert b"gxgen" not in member(done)
    assert read_tables(parse(member(done)))[3].texts() == [["甲", "0"], ["乙", "0"]]


def test_templates_without_tables_need_none() -> None:
    assert compiled(docx(p("{{ 年度 }}"))).addresses == ()
