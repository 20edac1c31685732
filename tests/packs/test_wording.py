"""A pack's own wording: how the contact is joined, who signs, how the day is printed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from helpers import COMPLETE

import gxgen
from gxgen.report.ending import chinese_date

CONTACT = '联系方式: "{{ 机关.联系方式.电话 }}<（传真：{{ 机关.联系方式.传真 }}）>"\n'


def context(folder: Path, text: str, report: str) -> dict[str, Any]:
    pack = folder / "某市"
    pack.mkdir()
    (pack / "pack.yaml").write_text("extends: base\n名称: 某市\n", encoding="utf-8")
    (pack / "text.yaml").write_text(text, encoding="utf-8")
    loaded = gxgen.loads(report, template=pack)
    assert loaded.value is not None, loaded.diagnostics
    return dict(gxgen.context(loaded.value))


def report(contact: str) -> str:
    """The complete report, signed on 2025-01-09, with a contact."""
    return COMPLETE.replace("  级别: 乡\n", f"  级别: 乡\n  联系方式: {contact}\n", 1)


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ("{电话: 0000-6000001}", "0000-6000001"),
        ("{电话: 0000-6000001, 传真: 0000-6000002}", "0000-6000001（传真：0000-6000002）"),
    ],
)
def test_the_contact_is_joined_as_the_pack_says(contact: str, shown: str, tmp_path: Path) -> None:
    preface = '前言: "<请拨打{{ 机关.联系方式.全部 }}。>"\n'
    made = context(tmp_path, CONTACT + preface, report(contact))
    assert made["机关"]["联系方式"]["全部"] == shown
    assert [block["文"] for block in made["前言"]["块"]] == [f"请拨打{shown}。"]


def test_signer_and_day_are_printed_as_the_pack_says(tmp_path: Path) -> None:
    text = '署名: "{{ 机关.名称 }}办公室"\n落款日期: "{{ 汉字 }}"\n'
    made = context(tmp_path, text, report("{电话: 0000-6000001}"))
    assert made["落款"] == {"署名": ["云岭县青溪镇人民政府办公室"], "日期": "二〇二五年一月九日"}


def test_without_a_pattern_all_stays_as_it_was(tmp_path: Path) -> None:
    made = context(tmp_path, "{}\n", report("{电话: 0000-6000001, 邮编: '012345'}"))
    assert made["机关"]["联系方式"]["全部"] == "邮编：012345，电话：0000-6000001"
    assert made["落款"] == {"署名": ["云岭县青溪镇人民政府"], "日期": "2025年1月9日"}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('落款日期: "{{ 年度 }}"', "年度"),
        ('联系方式: "{{ 机关.名称 }}"', "机关.名称"),
        ('署名: "{{ 机关.全名 }}"', "机关.全名"),
    ],
)
def test_a_name_that_has_no_value_there_is_told(line: str, words: str, tmp_path: Path) -> None:
    pack = tmp_path / "某市"
    pack.mkdir()
    (pack / "pack.yaml").write_text("extends: base\n名称: 某市\n", encoding="utf-8")
    (pack / "text.yaml").write_text(line + "\n", encoding="utf-8")
    found = gxgen.loads(COMPLETE, template=pack)
    assert found.value is None
    assert any(words in str(item.facts) for item in found.diagnostics)


def test_a_day_in_chinese() -> None:
    assert chinese_date(date(2030, 12, 31)) == "二〇三〇年十二月三十一日"
