"""What `render` writes, `import` reads: every figure, every paragraph, for any report."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from helpers import EXAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st
from import_kit import spec_of
from strategies import nested, report_figures

import gxgen
from gxgen.app.importing import Imported, import_report
from gxgen.report.model import Report
from gxgen.spec.amount import Amount
from gxgen.spec.kinds import show
from gxgen.spec.recognise.labels import fold

WORDS = "全年公开信息工作认真办理申请群众满意及时准确（）“”、，％12.5《条例》"
SENTENCES = st.text(WORDS, min_size=6, max_size=70).map(lambda text: f"我镇{text.strip()}完成。")
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=3)


@st.composite
def reports(draw: st.DrawFn) -> dict[str, Any]:
    """A complete report as plain data: any figures, any plain prose, totals left to be computed."""
    spec = spec_of("2021")
    year = draw(st.integers(2021, 2025))
    data: dict[str, Any] = {
        "年度": year,
        "机关": {"名称": "云岭县青石镇人民政府", "类型": "乡镇街道", "级别": "乡"},
        "落款": {"日期": f"{year + 1}年1月{draw(st.integers(2, 28))}日"},
    }
    data |= nested(draw(report_figures(spec)))
    for chapter in spec.chapters:
        if chapter.is_prose:
            sections = {item.key: draw(PARAGRAPHS) for item in chapter.sections}
            data[chapter.key] = sections if draw(st.booleans()) else draw(PARAGRAPHS)
    return data


def rendered(report: Report, folder: Path) -> Path:
    made = gxgen.render(report)
    assert made.value is not None, made.diagnostics
    path = folder / "年报.docx"
    path.write_bytes(made.value)
    return path


def imported(path: Path, pack: str = "") -> Imported:
    made = import_report(path, pack or None)
    assert made.value is not None
    return made.value


def figures_of(report: Report) -> dict[str, str]:
    claimed = {key: report.figures.claimed(key) for key in report.spec.cells}
    return {
        key: value.text if isinstance(value, Amount) else show(value)
        for key, value in claimed.items()
        if isinstance(value, int | Decimal)
    }


def printed(report: Report, chapter: str) -> str:
    """The words of a chapter as printed, headings and numbers of sections included."""
    content: Any = gxgen.context(report)[chapter]
    return fold("".join(block["题"] + block["文"] for block in content["块"]))


def again(made: Imported) -> Report:
    loaded = gxgen.loads(made.written.text)
    assert loaded.value is not None
    return loaded.value


@settings(max_examples=15)
@given(reports())
def test_any_report_is_read_back_as_it_was_rendered(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, Any]
) -> None:
    loaded = gxgen.from_dict(data)
    assert loaded.value is not None
    report = loaded.value
    made = imported(rendered(report, tmp_path_factory.mktemp("round")))
    assert made.published.year == report.year
    assert {key: entry.text for key, entry in made.filling.cells.items()} == figures_of(report)
    assert not any(tally.doubts for tally in made.tallies)
    assert made.form == ()
    for chapter in report.spec.chapters:
        if chapter.is_prose:
            assert printed(again(made), chapter.key) == printed(report, chapter.key)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_read_back_with_its_sections(path: Path, tmp_path: Path) -> None:
    loaded = gxgen.load(path)
    assert loaded.value is not None
    report = loaded.value
    made = imported(rendered(report, tmp_path), report.spec.pack)
    assert {key: entry.text for key, entry in made.filling.cells.items()} == figures_of(report)
    assert made.form == ()
    for chapter in report.spec.chapters:
        if chapter.is_prose:
            assert printed(again(made), chapter.key) == printed(report, chapter.key)
