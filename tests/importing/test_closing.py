"""What stands around the chapters: dates in every spelling, signers, attachments, numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from import_kit import printed, spec_of

from gxgen.app.importing import Imported, import_report
from gxgen.report.published.dates import date_in, period_year, year_in


def imported(text: str, folder: Path) -> Imported:
    path = folder / "年报.txt"
    path.write_text(text, encoding="utf-8")
    made = import_report(path)
    assert made.value is not None
    return made.value


def report(ending: str, opening: str = "") -> str:
    values = dict.fromkeys(spec_of("2021").cells, "0")
    text = printed(spec_of("2021"), values, "tabbed")
    body = text[: text.index("\n\n甲县乙镇人民政府")]
    return opening + body + "\n" + ending


def fields(made: Imported) -> dict[str, list[str]]:
    return {key: [entry.text for entry in texts] for key, texts in made.filling.fields.items()}


@pytest.mark.parametrize(
    ("ending", "signers", "day"),
    [
        ("甲县乙镇人民政府\n2025年1月8日\n", ["甲县乙镇人民政府"], "2025-01-08"),
        ("甲县乙镇人民政府\n二〇二五年一月八日\n", ["甲县乙镇人民政府"], "2025-01-08"),
        ("甲县乙镇人民政府\n二○二五年一月二十八日\n", ["甲县乙镇人民政府"], "2025-01-28"),
        ("甲县乙镇人民政府　　2025年1月8日\n", ["甲县乙镇人民政府"], "2025-01-08"),
        ("甲县乙镇人民政府\n2025.1.8\n", ["甲县乙镇人民政府"], "2025-01-08"),
        (
            "甲县乙镇人民政府\n丙办公室\n2025年 1 月 8 日\n",
            ["甲县乙镇人民政府", "丙办公室"],
            "2025-01-08",
        ),
    ],
)
def test_signers_and_day_are_read(
    ending: str, signers: list[str], day: str, tmp_path: Path
) -> None:
    made = imported(report(ending), tmp_path)
    found = fields(made)
    assert found["落款.署名"] == signers
    assert found["落款.日期"] == [day]
    last = [entry.text for entry in made.filling.chapters["其他事项"].entries()]
    assert last == ["这一年的工作照常进行，没有别的情况。"]


def test_a_report_without_signature_has_none(tmp_path: Path) -> None:
    found = fields(imported(report(""), tmp_path))
    assert "落款.日期" not in found
    assert "落款.署名" not in found


def test_attachments_leave_the_chapter(tmp_path: Path) -> None:
    ending = "附件：1.统计表\n2.说明\n甲县乙镇人民政府\n2025年1月8日\n"
    made = imported(report(ending), tmp_path)
    assert fields(made)["附件"] == ["统计表", "说明"]
    last = [entry.text for entry in made.filling.chapters["其他事项"].entries()]
    assert not any("附件" in text for text in last)


def test_the_number_of_the_document_is_read(tmp_path: Path) -> None:
    made = imported(report("2025年1月8日\n", "乙政发〔2025〕3号\n"), tmp_path)
    assert fields(made)["文号"] == ["乙政发〔2025〕3号"]


@pytest.mark.parametrize(
    ("text", "day", "before"),
    [
        ("2025年1月8日", date(2025, 1, 8), ""),
        ("二〇二五年十二月三十一日", date(2025, 12, 31), ""),
        ("某镇2025-01-08", date(2025, 1, 8), "某镇"),
    ],
)
def test_a_date_at_the_end_is_found(text: str, day: date, before: str) -> None:
    assert date_in(text, whole=False) == (day, before)


@pytest.mark.parametrize("text", ["2025年2月30日", "2025年1月", "没有日期", "2025年1月8日报送"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert date_in(text, whole=False) is None


def test_a_date_with_text_before_it_is_not_a_whole_one() -> None:
    assert date_in("某镇2025年1月8日") is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("甲镇2024年度年报", 2024),
        ("甲镇２０２４年年报", 2024),
        ("甲镇二〇二三年年报", 2023),
        ("甲镇年报", 0),
        ("国办函〔2020〕109号", 0),
    ],
)
def test_a_year_is_read_in_every_spelling(text: str, year: int) -> None:
    assert year_in(text) == year


def test_a_period_names_its_year() -> None:
    assert period_year("自2023年1月1日起至 2023 年 12 月 31 日止") == 2023
    assert period_year("截至12月31日") == 0
