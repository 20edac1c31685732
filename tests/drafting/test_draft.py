"""From last year's report to this year's: what is kept, what is emptied, what is marked."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import COMPLETE, EXAMPLES, ROOT

import gxgen
from gxgen.app.batch import Job, check_file, render_file
from gxgen.app.drafting import draft_report
from gxgen.app.importing import import_report
from gxgen.report.model import Report
from gxgen.transforms.revision import Binding, revised, with_next_year

PUBLISHED = ROOT / "tests" / "fixtures" / "published"
SOURCES = [
    *EXAMPLES,
    *sorted((PUBLISHED / "text").glob("*.txt")),
    *sorted((PUBLISHED / "pages").glob("*.html")),
]


def drafted(path: Path, folder: Path, year: int | None = None) -> Report:
    target = folder / "本年.yaml"
    made = draft_report(path, year, output=target)
    assert made.value is not None
    target.write_text(made.value, encoding="utf-8")
    loaded = gxgen.load(target)
    assert loaded.value is not None
    return loaded.value


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_draft_is_a_sound_file_that_only_waits_to_be_filled_in(
    path: Path, tmp_path: Path
) -> None:
    report = drafted(path, tmp_path)
    found = check_file(str(tmp_path / "本年.yaml"), Job()).diagnostics
    errors = {item.code for item in found if item.is_error}
    assert errors <= {"GX202", "GX206", "GX545"}
    assert "GX206" in errors
    assert report.year == int(path.stem[-4:]) + 1


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_nothing_is_rendered_while_a_paragraph_is_last_years(path: Path, tmp_path: Path) -> None:
    drafted(path, tmp_path)
    outcome = render_file(str(tmp_path / "本年.yaml"), tmp_path / "本年.docx", Job())
    assert outcome.saved is None
    assert list(tmp_path.glob("*.docx")) == []


def test_what_is_pending_is_carried_in_and_all_else_is_empty(tmp_path: Path) -> None:
    path = ROOT / "examples" / "county-2024.yaml"
    last = gxgen.load(path).value
    assert last is not None
    report = drafted(path, tmp_path)
    carried = {
        key.rpartition(".")[2]: str(value)
        for key, value in report.figures.values.items()
        if key.startswith("依申请公开.上年结转.")
    }
    assert carried == {
        key.rpartition(".")[2]: str(value)
        for key, value in last.figures.values.items()
        if key.startswith("依申请公开.结转下年度.")
    }
    others = [key for key in report.figures.values if not key.startswith("依申请公开.上年结转.")]
    assert others == []
    assert report.spec.edition.key == "2021"


def test_last_years_figures_stand_beside_the_empty_cells(tmp_path: Path) -> None:
    made = draft_report(ROOT / "examples" / "county-2024.yaml")
    assert made.value is not None
    lines = [line for line in made.value.splitlines() if line.startswith("  行政规范性文件:")]
    assert lines == [
        "  行政规范性文件: {制发: , 废止: , 现行有效: }  # 上年：本年制发件数18、"
        "本年废止件数7、现行有效件数236；现行有效件数＝上年236＋本年制发件数－本年废止件数"
    ]


def test_the_day_of_signing_waits_to_be_written(tmp_path: Path) -> None:
    path = tmp_path / "上年.yaml"
    path.write_text(COMPLETE, encoding="utf-8")
    made = draft_report(path).value
    assert made is not None
    assert "落款:\n  日期:" in made
    assert "2025-01-09\n" not in made


def test_a_list_of_points_in_a_draft_counts_from_one(tmp_path: Path) -> None:
    """The mark before 一是 is no text."""
    path = tmp_path / "上年.yaml"
    path.write_text(
        COMPLETE.replace("- 政策", "- 一是政策").replace("；个别", "；二是个别"), "utf-8"
    )
    drafted(path, tmp_path)
    found = check_file(str(tmp_path / "本年.yaml"), Job()).diagnostics
    assert "GX555" not in {item.code for item in found}


def test_the_lone_section_of_our_own_document_is_read_as_one(tmp_path: Path) -> None:
    """Printed without a number: 收取信息处理费情况."""
    path, document = tmp_path / "上年.yaml", tmp_path / "上年.docx"
    path.write_text(COMPLETE, encoding="utf-8")
    outcome = render_file(str(path), document, Job())
    assert outcome.saved is not None
    made = draft_report(document).value
    assert made is not None
    assert "其他事项:\n  信息处理费: |" in made


def test_an_old_report_becomes_a_draft_of_the_new_form(tmp_path: Path) -> None:
    """2020 used the form of 2019; its outcomes 其他处理 were one row."""
    made = draft_report(PUBLISHED / "pages" / "pingtan-2020.html", output=tmp_path / "年报.yaml")
    assert made.value is not None
    assert "年度: 2021" in made.value
    assert "版式" not in made.value
    assert "逾期不补正: {自然人: " in made.value
    assert "规范性文件: {制发: , 废止: , 现行有效: }  # 上年：本年制发件数77" in made.value
    assert [item.code for item in made.diagnostics] == ["GX417"]


def test_the_chain_from_year_to_year(tmp_path: Path) -> None:
    """导入2023 → 起草2024 → 填好 → 与2023核对 → 生成 → 导入2024 等于填好的数."""
    page = PUBLISHED / "pages" / "pingtan-2023.html"
    truth = gxgen.load(PUBLISHED / "pingtan-2024.yaml").value
    imported = import_report(page)
    assert truth is not None
    assert imported.value is not None
    (tmp_path / "2023.yaml").write_text(imported.value.written.text, encoding="utf-8")
    draft = draft_report(tmp_path / "2023.yaml", output=tmp_path / "2024.yaml")
    assert draft.value is not None
    (tmp_path / "2024.yaml").write_text(_filled(draft.value, truth), encoding="utf-8")
    outcome = check_file(str(tmp_path / "2024.yaml"), Job())
    assert {item.code for item in outcome.diagnostics if item.is_error} == set()
    # 现行有效 440 ≠ 470＋62－33：与上年核对得出，说明上年报告真的被找到了。
    assert "GX403" in {item.code for item in outcome.diagnostics}
    target = tmp_path / "2024.docx"
    rendered = render_file(str(tmp_path / "2024.yaml"), target, Job())
    assert rendered.saved == target
    again = import_report(target).value
    assert again is not None
    assert {key: entry.text for key, entry in again.filling.cells.items()} == {
        key: str(truth.figures.claimed(key)) for key in truth.spec.cells
    }
    assert again.published.year == 2024


def _filled(draft: str, truth: Report) -> str:
    """The draft with the figures of `truth`, the marks deleted, last year's numbers replaced."""
    lines = []
    for line in draft.splitlines():
        text = line.replace("【待改】", "")
        while "【上年" in text:
            before, _, rest = text.partition("【上年")
            number, _, behind = rest.partition("】")
            text = before + number + behind
        lines.append("  级别: 市" if text.startswith("  级别:") else text)
    kept = "\n".join(lines)
    start, end = kept.index("主动公开:\n  #"), kept.index("# ———— 五")
    tables = []
    for key in truth.spec.groups:
        tables.append(f"{key}:")
        tables += _group(truth, truth.spec.groups[key], "  ")
    return kept[:start] + "\n".join(tables) + "\n\n" + kept[end:]


def _group(report: Report, group: object, indent: str) -> list[str]:
    lines = []
    for key, child in group.children.items():  # type: ignore[attr-defined]
        if hasattr(child, "children"):
            lines.append(f"{indent}{key}:")
            lines += _group(report, child, indent + "  ")
        else:
            lines.append(f"{indent}{key}: {report.figures.claimed(child.address)}")
    return lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年，公开信息225条。", "【待改】2024年，公开信息【上年225】条。"),
        ("2024年，将做好三件事。", "【待改】2025年，将做好三件事。"),
        ("比2023年多3件。", "【待改】比2023年多【上年3】件。"),
        ("2023年5月10日印发通知。", "【待改】2023年5月10日印发通知。"),
        (
            "数据自2023年1月1日起至2023年12月31日止。",
            "【待改】数据自2024年1月1日起至2024年12月31日止。",
        ),
        ("落实《2023年政务公开要点》。", "【待改】落实《2023年政务公开要点》。"),
        ("按国办函〔2020〕109号执行。", "【待改】按国办函〔2020〕109号执行。"),
        ("2021年以来办理12345热线9件。", "【待改】2021年以来办理12345热线【上年9】件。"),
        ("（一）主动公开", "（一）主动公开"),
        ("办结率98.5％，培训１２期。", "【待改】办结率【上年98.5】％，培训【上年１２】期。"),
        ("收到{{ 依申请公开.新收.总计 }}件。", "【待改】收到{{ 依申请公开.新收.总计 }}件。"),
        ("按月通报，4个村已经更新", "【待改】按月通报，【上年4】个村已经更新"),
        ("公开1,312条", "【待改】公开【上年1,312】条"),
    ],
)
def test_a_line_is_made_ready_to_be_revised(text: str, expected: str) -> None:
    assert list(revised(text, (), 2023, 2024)) == [expected]


def test_a_figure_that_is_a_cell_is_bound() -> None:
    text = "收到申请12件，\n办结12件。"
    bound = (
        Binding(4, 6, "{{ 甲 }}"),
        Binding(text.index("结12") + 1, text.index("结12") + 3, "{{ 乙 }}"),
    )
    assert list(revised(text, bound, 2023, 2024)) == [
        "【待改】收到申请{{ 甲 }}件，",
        "【待改】办结{{ 乙 }}件。",
    ]


def test_the_year_of_a_title_moves_and_that_of_a_document_number_stays() -> None:
    title = "甲县2023年政府信息公开工作年度报告（国办公开办函〔2021〕30号）"
    assert with_next_year(title, 2023, 2024) == title.replace("2023", "2024")
