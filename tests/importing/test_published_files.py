"""Published reports as they were found: five as text, three as pages; their figures are true."""

from __future__ import annotations

from pathlib import Path

import pytest
from import_kit import PAGES, TEXTS

import gxgen
from gxgen.app.batch import Job, check_file
from gxgen.app.importing import Imported, import_report
from gxgen.spec.amount import Amount

FIXTURES = TEXTS.parent
TOTAL = "依申请公开.办理结果.总计"


def imported(path: Path) -> Imported:
    made = import_report(path)
    assert made.value is not None
    return made.value


def truth(name: str) -> dict[str, str | None]:
    """The figures of a fixture that was typed in by hand, cell by cell as published."""
    loaded = gxgen.load(FIXTURES / f"{name}.yaml")
    assert loaded.value is not None
    figures = loaded.value.figures
    claimed = {key: figures.claimed(key) for key in loaded.value.spec.cells}
    return {
        key: None if value is None else value.text if isinstance(value, Amount) else str(value)
        for key, value in claimed.items()
    }


@pytest.mark.parametrize("year", [2020, 2023, 2024])
def test_every_cell_of_a_page_is_read_as_it_was_published(year: int) -> None:
    made = imported(PAGES / f"pingtan-{year}.html")
    wanted = truth(f"pingtan-{year}")
    got = {key: entry.text for key, entry in made.filling.cells.items()}
    assert made.published.year == year
    assert got.keys() == wanted.keys()
    assert [(key, got[key], wanted[key]) for key in got if got[key] != wanted[key]] == []
    assert not any(tally.doubts for tally in made.tallies)
    assert all(found.heading is not None for found in made.published.chapters.values())


CELLS = {
    # name: (year, edition, cells with a figure, in doubt, empty, absent, figures without a cell)
    "kaize-2024": (2024, "2019", 198, 0, 0, 0, 0),
    "dongerying-2024": (2024, "2021", 200, 0, 0, 0, 0),
    "tuan124-2021": (2021, "2021", 35, 1, 158, 7, 2),
    "ertai-2024": (2024, "2021", 200, 0, 0, 0, 0),
    "tuanwang-2023": (2023, "2021", 76, 42, 5, 119, 0),
}


@pytest.mark.parametrize("name", CELLS)
def test_every_figure_of_a_text_is_accounted_for(name: str) -> None:
    made = imported(TEXTS / f"{name}.txt")
    tallies = made.tallies
    assert (
        made.published.year,
        made.published.spec.edition.key,
        sum(tally.read for tally in tallies),
        sum(len(tally.doubts) for tally in tallies),
        sum(tally.blank for tally in tallies),
        sum(tally.absent for tally in tallies),
        len(made.filling.unplaced),
    ) == CELLS[name]


@pytest.mark.parametrize("name", ["kaize-2024", "tuan124-2021"])
def test_the_figures_are_those_that_were_typed_in_by_hand(name: str) -> None:
    made = imported(TEXTS / f"{name}.txt")
    wanted = truth(f"{name}-published")
    for key, entry in made.filling.cells.items():
        assert entry.text == (wanted[key] or ""), key


def test_one_application_is_read_where_it_was_published() -> None:
    made = imported(TEXTS / "dongerying-2024.txt")
    ones = [key for key, entry in made.filling.cells.items() if entry.text == "1"]
    assert ones == [
        "主动公开.行政处罚",
        "依申请公开.新收.商业企业",
        "依申请公开.新收.总计",
        "依申请公开.办理结果.无法提供.本机关不掌握.商业企业",
        "依申请公开.办理结果.无法提供.本机关不掌握.总计",
        "依申请公开.办理结果.总计.商业企业",
        "依申请公开.办理结果.总计.总计",
    ]
    assert all(entry.text in ("0", "1") for entry in made.filling.cells.values())


ERRORS = {
    "kaize-2024": {
        ("GX209", "版式"),
        ("GX301", f"{TOTAL}.自然人"),
        ("GX301", f"{TOTAL}.总计"),
        ("GX311", "依申请公开.新收.自然人"),
        ("GX311", "依申请公开.新收.总计"),
    },
    "dongerying-2024": set(),
    "tuan124-2021": {
        ("GX603", ""),
        ("GX604", "依申请公开.办理结果.其他处理.其他"),
        ("GX606", "依申请公开.新收.自然人"),
        ("GX606", "复议诉讼.行政复议.结果维持"),
    },
    "ertai-2024": set(),
    "tuanwang-2023": {
        ("GX610", "依申请公开章"),
        ("GX604", "依申请公开.新收"),
        ("GX606", "复议诉讼.行政复议.结果维持"),
    },
}
WARNINGS = {
    # 六项的次序是：表格标签、部分的标题和编号、标题、其余正文里的问题由第五类规则的测试管。
    "kaize-2024": {("GX605", "主动公开"), ("GX605", "依申请公开")},
    "dongerying-2024": set(),
    "tuan124-2021": {
        ("GX605", "主动公开"),
        ("GX605", "依申请公开"),
        ("GX609", "主动公开.行政事业性收费"),
        ("GX612", "问题与改进"),
        ("GX613", "总体情况"),
    },
    "ertai-2024": {("GX605", "主动公开"), ("GX605", "依申请公开"), ("GX615", "")},
    "tuanwang-2023": {
        ("GX605", "依申请公开"),
        ("GX612", "主动公开章"),
        ("GX612", "复议诉讼章"),
        ("GX615", ""),
    },
}


@pytest.mark.parametrize("name", ERRORS)
def test_the_errors_are_those_the_document_really_has(name: str) -> None:
    found = check_file(str(TEXTS / f"{name}.txt"), Job()).diagnostics
    errors = {(item.code, item.address) for item in found if item.is_error}
    assert errors == ERRORS[name]


@pytest.mark.parametrize("name", WARNINGS)
def test_the_faults_of_form_are_those_the_document_really_has(name: str) -> None:
    found = check_file(str(TEXTS / f"{name}.txt"), Job()).diagnostics
    form = {
        (item.code, item.address)
        for item in found
        if item.code.startswith("GX6") and not item.is_error
    }
    doubtful = {("GX609", key) for code, key in form if code == "GX609"}
    if name == "tuanwang-2023":
        # 六行没有行名：合起来一个“请核对”。
        assert doubtful == {("GX609", "依申请公开")}
        form -= doubtful
    assert form == WARNINGS[name]


@pytest.mark.parametrize("name", ERRORS)
def test_every_finding_stands_at_a_place_of_the_document(name: str) -> None:
    path = TEXTS / f"{name}.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    for item in check_file(str(path), Job()).diagnostics:
        assert item.place.file == str(path)
        line = getattr(item.place, "line", 0)
        assert line <= len(lines)
        assert not line or lines[line - 1].strip() or item.code == "GX606"


def test_last_year_may_be_a_published_page(tmp_path: Path) -> None:
    """现行有效：上年470＋制发62－废止33≠440."""
    found = check_file(
        str(PAGES / "pingtan-2024.html"), Job(previous=str(PAGES / "pingtan-2023.html"))
    ).diagnostics
    assert "GX403" in {item.code for item in found}


def test_what_was_imported_is_checked_like_any_report(tmp_path: Path) -> None:
    made = imported(PAGES / "pingtan-2024.html")
    path = tmp_path / "年报.yaml"
    path.write_text(made.written.text, encoding="utf-8")
    found = check_file(str(path), Job()).diagnostics
    assert {item.code for item in found if item.is_error} <= {"GX202", "GX206"}
    assert {item.address for item in found if item.is_error} == {"机关.级别"}
