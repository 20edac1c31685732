"""Last year's text, personal numbers, listed wording."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from content_kit import CLEAN, changed, codes, found, texts
from test_frame_and_figures import LAST, last_year

import gxgen
from gxgen.diag import message_of
from gxgen.diag.json import render_json
from gxgen.diag.private import find_private, mask
from gxgen.diag.text import render_text

SAME = LAST.replace("现行有效: 2", "现行有效: 1")
IDENTITY, MOBILE, CARD = "11010519491231002X", "13800001234", "6222021234567890128"


def luhn(stem: str) -> str:
    """`stem` with the check digit that makes it a card number."""
    total = 0
    for index, digit in enumerate(reversed(stem)):
        value = int(digit) * (2 - index % 2)
        total += value - 9 if value > 9 else value
    return stem + str(-total % 10)


def test_last_years_problems_again_are_told_with_the_passage() -> None:
    told = [item for item in found(CLEAN, SAME) if item.code == "GX550"]
    assert [item.address for item in told] == ["问题与改进.主要问题", "问题与改进.改进情况"]
    assert told[0].facts["share"] == 100
    assert "一是政策解读的形式比较单一" in message_of(told[0])
    assert told[0].related[0].place.file == "上年.yaml"


def test_other_numbers_do_not_make_another_text() -> None:
    assert "GX550" in codes(
        CLEAN.replace("每月检查一次", "每月检查3次"), SAME.replace("每月检查一次", "每月检查2次")
    )


def test_another_text_is_another_text() -> None:
    assert codes(CLEAN, last_year(("现行有效: 2", "现行有效: 1"))) == []


def test_without_last_year_nothing_is_compared() -> None:
    assert codes(CLEAN) == []


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (IDENTITY, "11*************02X"),
        ("１１０１０５１９４９１２３１００２Ｘ", "１１*************０２Ｘ"),
        (MOBILE, "138****1234"),
        ("138-0000-1234", "138-****-1234"),
        ("138 0000 1234", "138 **** 1234"),
        ("+8613800001234", "+861" + "*" * 6 + "1234"),
        (luhn("622202123456789012"), "*" * 15 + luhn("622202123456789012")[-4:]),
    ],
)
def test_personal_numbers_are_masked_everywhere(number: str, shown: str) -> None:
    text = texts(主动公开=f"请与张某联系,号码{number}，全年公开信息12条。")
    items = found(text)
    assert [item.code for item in items] == ["GX552", "GX560"]
    lines = text.splitlines()
    printed = render_text(items, lambda file, line: lines[line - 1])
    for out in (printed, render_json(items), *map(message_of, items)):
        assert number not in out
    assert mask(number).count("*") == shown.count("*")
    assert items[1].facts["number"] == mask(number)
    carets = next(line for line in printed.splitlines() if "^^^^" in line)
    assert carets.count("^") >= len(number)


@pytest.mark.parametrize(
    "text",
    [
        "电话：0996-5310105",
        "电话：010-12345678，传真：010-12345679",
        "统一社会信用代码11120115MB1234567X",
        "身份证号11010519491231002Y",
        "编号110105194912310021",
        "期间为2024-01-01 2024-12-31",
        "公开信息12345678901234条",
        "金额4166.241619万元，流水1234567890123456",
        "12800001234",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert list(find_private(text)) == []
    assert mask(text) == text


def test_a_mobile_in_the_contact_block_is_told() -> None:
    assert codes(changed(("0000-6000001", MOBILE))) == ["GX560"]


def test_a_long_line_is_masked_also_where_its_excerpt_is_cut() -> None:
    text = "甲" * 150 + f",{'乙' * 45}{IDENTITY}{'丙' * 100}。"
    items = found(texts(主动公开=text))
    lines = texts(主动公开=text).splitlines()
    printed = render_text(items, lambda file, line: lines[line - 1])
    assert "19491231" not in printed
    assert "4912" not in printed


def test_the_users_lexicon(tmp_path: Path) -> None:
    (tmp_path / "用语.txt").write_text(
        "# 注释\n登陆网站 → 登录网站\n国家级贫困县 →\n乱写的一行\n截止目前->截至目前\n",
        encoding="utf-8",
    )
    text = texts(主动公开="请登陆网站查询，截止目前公开12条，原国家级贫困县的信息一并公开。")
    file = tmp_path / "年报.yaml"
    file.write_text(
        text.replace("年度: 2024\n", "年度: 2024\n词库: 用语.txt\n", 1), encoding="utf-8"
    )
    loaded = gxgen.load(file)
    assert loaded.value is not None
    items = gxgen.check(loaded.value).diagnostics
    assert sorted(item.code for item in items) == ["GX561", "GX561", "GX561", "GX562"]
    said = [message_of(item) for item in items]
    assert "“登陆网站”应当写作“登录网站”" in said
    assert "“国家级贫困县”不能用" in said


def test_a_missing_lexicon_is_told() -> None:
    assert codes(changed(("年度: 2024\n", "年度: 2024\n词库: 没有这个文件.txt\n"))) == ["GX562"]


def test_findings_can_be_waived_with_a_reason() -> None:
    waiver = "豁免: [{编号: GX410, 原因: 转述往年的情况}]\n"
    items = found(texts(主动公开="2023年，青溪镇主动公开信息83条。") + waiver)
    assert [(item.code, item.waived) for item in items] == [("GX410", "转述往年的情况")]
    assert json.loads(render_json(items))["waived"] == "转述往年的情况"
