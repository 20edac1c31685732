"""Rendered documents: sound, complete, the same each time, and readable back."""

from __future__ import annotations

import io
import random
import re
import zipfile
from pathlib import Path

import pytest
from docx_checks import W, faults_of
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import gxgen
from gxgen.app.templates import template_for
from gxgen.report.context import context_of
from gxgen.report.model import Report
from gxgen.spec.align import align
from gxgen.spec.kinds import show
from gxgen.spec.layout import lay_out
from gxgen.spec.spec import load_spec
from gxgen.template.tables import read_tables

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
SPEC = load_spec("2021").value
assert SPEC is not None


def body_of(document: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))[0]


def members_of(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def read_back(document: bytes) -> dict[str, str]:
    """Address → text of the value cell, through the aligner."""
    found: dict[str, str] = {}
    for grid in read_tables(body_of(document)):
        found |= {key: cell.text for key, cell in align(grid, SPEC.tables).matches.items()}
    return found


def rendered(report: Report) -> bytes:
    made = gxgen.render(report, draft=True)
    assert made.value is not None, made.diagnostics
    return made.value


def report_with(figures: dict[str, object]) -> Report:
    """A report whose filled cells hold `figures` (address → number), everything else minimal."""
    data: dict[str, object] = {
        "年度": 2024,
        "机关": {"名称": "某县某镇人民政府", "类型": "乡镇街道", "级别": "乡"},
        "总体情况": {"主动公开": "全年公开。"},
        "问题与改进": "有问题，已改进。",
        "其他事项": "没有收取信息处理费。",
    }
    for address, value in figures.items():
        *above, last = address.split(".")
        node = data
        for step in above:
            node = node.setdefault(step, {})  # type: ignore[assignment]
        node[last] = value
    loaded = gxgen.from_dict(data)
    assert loaded.value is not None and not loaded.errors, loaded.diagnostics
    return loaded.value


FILLED = [cell for cell in SPEC.cells.values() if not cell.is_total]
counts = st.integers(min_value=0, max_value=9_999_999)
money = st.decimals(min_value=0, max_value=99_999, places=6)


@st.composite
def any_figures(draw: st.DrawFn) -> dict[str, object]:
    return {
        cell.address: draw(counts) if cell.kind == "数" else format(draw(money), "f")
        for cell in FILLED
    }


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_renders_to_a_sound_document(path: Path) -> None:
    loaded = gxgen.load(path)
    assert loaded.value is not None and not loaded.errors
    made = gxgen.render(loaded.value)
    assert made.value is not None, made.diagnostics
    assert faults_of(made.value) == []
    figures = loaded.value.figures.values
    assert read_back(made.value) == {key: show(value) for key, value in figures.items()}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_tables_are_the_official_form(path: Path) -> None:
    loaded = gxgen.load(path)
    assert loaded.value is not None
    grids = read_tables(body_of(rendered(loaded.value)))
    for grid, table in zip(grids, SPEC.tables, strict=True):
        official = lay_out(table)
        shape = {(c.row, c.column, c.rowspan, c.colspan) for c in official.cells}
        assert {(c.row, c.column, c.rowspan, c.colspan) for c in grid.cells} == shape
        for cell in official.cells:
            if cell.role != "value":
                found = grid.at(cell.row, cell.column)
                assert found is not None
                assert "".join(found.text.split()) == cell.text


def test_rendering_twice_gives_the_same_bytes() -> None:
    loaded = gxgen.load(EXAMPLES[0])
    assert loaded.value is not None
    assert rendered(loaded.value) == rendered(loaded.value)


@settings(max_examples=15, deadline=None)
@given(any_figures())
def test_any_figures_are_read_back_from_the_document(figures: dict[str, object]) -> None:
    report = report_with(figures)
    document = rendered(report)
    assert read_back(document) == {key: show(value) for key, value in report.figures.values.items()}


FIGURE = re.compile(
    r"(?:<w:sz w:val=\"\d+\"/>)?(?:<w:szCs w:val=\"\d+\"/>)?</w:rPr><w:t[^>]*>\d+</w:t>"
)


def test_a_thousand_random_reports_are_all_sound() -> None:
    """Outside the figures and their sizes every body equals one that was checked in full."""
    dice = random.Random(20240131)
    report = report_with({cell.address: "0" for cell in FILLED})
    first = members_of(rendered(report))
    frame = FIGURE.sub("#", first["word/document.xml"].decode())
    compiled = template_for(report).value
    assert compiled is not None
    for number in range(1000):
        for cell in FILLED:
            report.figures.values[cell.address] = dice.choice(
                [0, 0, 0, 1, 7, dice.randrange(10**7)]
            )
        made = compiled.render(context_of(report)).value
        assert made is not None
        body = members_of(made)["word/document.xml"]
        assert FIGURE.sub("#", body.decode()) == frame
        if number % 50 == 0:
            assert faults_of(made) == []


HOSTILE = (
    "<w:p>&amp;",
    "]]>",
    "{{ 年度 }}",
    "{% raw %}",
    "a\tb\x0bc",
    "“引号”—…",
    "𠮷😀",
    "x" * 5000,
)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_the_document(text: str) -> None:
    data = {
        "年度": 2024,
        "标题": text,
        "文号": text,
        "机关": {"名称": text or "某镇", "类型": "乡镇街道", "级别": "乡"},
        "总体情况": {"主动公开": text, "自加小节": text},
        "问题与改进": text,
        "其他事项": [text, text],
        "附件": [text, text],
        "落款": {"署名": [text, text], "日期": "2025-01-09"},
        "表注": {"主动公开": text},
        "主动公开": 0,
        "依申请公开": 0,
        "复议诉讼": 0,
    }
    loaded = gxgen.from_dict(data)
    if loaded.value is None:
        assert loaded.errors
        return
    faults = faults_of(rendered(loaded.value))
    assert [fault for fault in faults if "a tag is left" not in fault] == []


def test_a_number_too_wide_for_its_cell_is_set_smaller_and_never_broken() -> None:
    wide = report_with(
        {cell.address: "9999999999" for cell in FILLED if cell.kind == "数"}
        | {cell.address: "0" for cell in FILLED if cell.kind != "数"}
    )
    body = body_of(rendered(wide))
    cells = [cell for cell in body.iter(W + "tc") if "".join(cell.itertext()) == "9999999999"]
    table_three = [cell for cell in cells if cell.find(f".//{W}r/{W}rPr/{W}sz") is not None]
    assert table_three, "no value cell got a smaller size"
    assert read_back(rendered(wide))[FILLED[-1].address] == "9999999999"
