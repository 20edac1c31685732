"""Findings of published documents: told where the document's reader finds them, in his words."""

from __future__ import annotations

from pathlib import Path

import pytest
from import_kit import PAGES

from gxgen.app.batch import Job, check_file
from gxgen.app.importing import import_report
from gxgen.diag import Diagnostic, DocPlace, hint_of, message_of

CARRIED = '<td colspan="3"><p>四、结转下年度继续办理</p></td>' + "<td><p>0</p></td>" * 7


@pytest.fixture
def spoiled(tmp_path: Path) -> Path:
    """A published page whose total of applications carried over was changed from 0 to 3."""
    text = (PAGES / "pingtan-2023.html").read_text(encoding="utf-8")
    assert text.count(CARRIED) == 1
    path = tmp_path / "年报.html"
    wrong = CARRIED.removesuffix("<td><p>0</p></td>") + "<td><p>3</p></td>"
    path.write_text(text.replace(CARRIED, wrong), encoding="utf-8")
    return path


def found_in(path: Path, code: str, previous: Path | None = None) -> Diagnostic:
    job = Job(previous=str(previous) if previous else None)
    found = [item for item in check_file(str(path), job).diagnostics if item.code == code]
    assert len(found) == 1
    return found[0]


def test_the_other_cells_of_a_relation_stand_in_their_own_columns(spoiled: Path) -> None:
    found = found_in(spoiled, "GX311")
    places = [found.place, *(item.place for item in found.related)]
    assert [place.name for place in places if isinstance(place, DocPlace)] == ["总计"] * 4


def test_nobody_is_told_that_a_program_fills_in_a_document(spoiled: Path) -> None:
    found = found_in(spoiled, "GX302")
    assert found.published
    assert "程序" not in hint_of(found)


def test_what_is_shown_stands_in_the_document(spoiled: Path) -> None:
    """Not the names of the YAML file that was made on the way."""
    text = spoiled.read_text(encoding="utf-8")
    shown = [
        item.place.text
        for item in check_file(str(spoiled), Job()).diagnostics
        if isinstance(item.place, DocPlace)
    ]
    assert shown
    assert [one for one in shown if one.strip("…")[:12] not in text] == []


def test_a_missing_row_is_told_by_the_row_above_it(tmp_path: Path) -> None:
    lines = (PAGES / "pingtan-2023.html").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "年报.html"
    kept = [line for line in lines if "危及" not in line]
    assert len(kept) == len(lines) - 1
    path.write_text("\n".join(kept), encoding="utf-8")
    found = found_in(path, "GX604")
    assert isinstance(found.place, DocPlace)
    assert found.place.text == "2.其他法律行政法规禁止公开"
    assert "接在“2.其他法律行政法规禁止公开”后面" in message_of(found)
    assert "“3.危及‘三安全一稳定’”" in message_of(found)


def test_a_few_empty_cells_are_told_one_by_one(tmp_path: Path) -> None:
    text = (PAGES / "pingtan-2023.html").read_text(encoding="utf-8")
    path = tmp_path / "年报.html"
    cells = CARRIED.replace("<p>0</p>", "<p>无</p>", 2).replace("<p>0</p>", "<p>/</p>", 1)
    path.write_text(text.replace(CARRIED, cells), encoding="utf-8")
    found = found_in(path, "GX606")
    places = [found.place, *(item.place for item in found.related)]
    assert [place.name for place in places if isinstance(place, DocPlace)] == [
        "自然人",
        "商业企业",
        "科研机构",
    ]
    assert "“无”“/”" in message_of(found)
    codes = {item.code for item in check_file(str(path), Job()).diagnostics}
    assert "GX607" not in codes


@pytest.mark.parametrize(
    ("agency", "scope"),
    [("云岭县人民政府", "汇总"), ("云岭县人民政府办公室", ""), ("云岭县青溪镇人民政府", "")],
)
def test_the_report_of_a_county_covers_its_departments(
    agency: str, scope: str, tmp_path: Path
) -> None:
    """So that it is due on 20 February, not on 31 January."""
    text = (PAGES / "pingtan-2023.html").read_text(encoding="utf-8")
    path = tmp_path / "年报.html"
    named = text.replace("平潭综合实验区2023年度", f"{agency}2023年度").replace("汇总", "列出")
    assert named != text
    path.write_text(named, encoding="utf-8")
    made = import_report(path).value
    assert made is not None
    assert [entry.text for entry in made.filling.fields.get("机关.范围", [])] == [scope] * bool(
        scope
    )


def test_last_years_paragraph_is_named_as_its_reader_finds_it(tmp_path: Path) -> None:
    """A report that repeats last year's, both as published."""
    text = (PAGES / "pingtan-2023.html").read_text(encoding="utf-8")
    old, new = tmp_path / "上年.html", tmp_path / "今年.html"
    told = (
        "门户网站的栏目调整不够及时，部分单位报送信息不及时，群众查询政策不方便，解读形式比较单一。"
    )
    text = text.replace("解读形式不多。", told)
    assert told in text
    old.write_text(text, encoding="utf-8")
    new.write_text(text.replace("2024", "2025").replace("2023", "2024"), encoding="utf-8")
    alike = [
        item
        for item in check_file(str(new), Job(previous=str(old))).diagnostics
        if item.code == "GX550"
    ]
    assert alike
    for item in alike:
        assert all(isinstance(other.place, DocPlace) for other in item.related)


def test_a_text_that_is_no_report_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_text("关于召开会议的通知\n请各单位按时参加。\n", encoding="utf-8")
    found = check_file(str(path), Job()).diagnostics
    assert [(item.code, item.facts["case"]) for item in found] == [("GX601", "stranger")]
