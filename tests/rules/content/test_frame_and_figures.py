# ruff: noqa: E501  (sample sentences are kept whole)
"""Title, period, signature, unlikely figures, other agencies' names."""

from __future__ import annotations

import pytest
from content_kit import CLEAN, changed, codes, found, texts

from gxgen.diag import message_of


def titled(title: str) -> str:
    return CLEAN.replace("年度: 2024\n", f"年度: 2024\n标题: {title}\n", 1)


@pytest.mark.parametrize(
    ("title", "missing"),
    [
        ("云岭县青溪镇人民政府2024年政府信息公开工作年度报告", ""),
        ("青溪镇2024年度政府信息公开工作年度报告", ""),
        ("云岭县青溪镇二〇二四年政府信息公开工作年度报告", ""),
        ("云岭县青溪镇政府信息公开年度报告", "2024年、政府信息公开工作"),
        ("2024年政府信息公开工作年度报告", "云岭县青溪镇人民政府"),
        ("云岭县白水镇2024年政府信息公开工作年度报告", "云岭县青溪镇人民政府"),
        ("青溪镇2023年政府信息公开工作年度报告", "2023"),
    ],
)
def test_titles(title: str, missing: str) -> None:
    said = [message_of(item) for item in found(titled(title)) if item.code == "GX542"]
    assert bool(said) == bool(missing)
    assert all(missing in sentence for sentence in said)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2024年1月1日至12月31日", []),
        ("自2024年1月1日起至2024年12月31日止", []),
        ("2024年度", []),
        ("2023年1月1日至2023年12月31日", ["GX543"]),
        ("2024年1月1日至2024年11月30日", ["GX543"]),
        ("2024年1月1日至2025年12月31日", ["GX543"]),
    ],
)
def test_periods(period: str, expected: list[str]) -> None:
    assert codes(changed(("2024年1月1日至2024年12月31日", period))) == expected


def test_a_period_in_the_preamble() -> None:
    typed = "前言: 本报告数据的统计期限为2023年1月1日至2024年12月31日。"
    assert codes(changed(("前言: 按模板", typed))) == ["GX410", "GX543"][1:]


@pytest.mark.parametrize(
    ("signature", "expected"),
    [
        ("落款: {日期: 2025-01-09}", []),
        ("落款: {署名: 云岭县青溪镇人民政府, 日期: 2025-01-09}", []),
        ("落款: {署名: 青溪镇, 日期: 2025-01-09}", []),
        ("落款: {署名: 云岭县白水镇人民政府, 日期: 2025-01-09}", ["GX544"]),
        ("落款: {署名: 青溪镇}", ["GX544"]),
        ("落款: 无", []),
        ("", ["GX544"]),
    ],
)
def test_signatures(signature: str, expected: list[str]) -> None:
    assert codes(changed(("落款: {日期: 2025-01-09}", signature))) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([("规章: 0", "规章: {制发: 1, 废止: 0, 现行有效: 1}")], ["GX405", "GX405"]),
        ([("规章: 0", "规章: {制发: 1, 废止: 0, 现行有效: 1}"), ("级别: 乡", "级别: 市"), ("类型: 乡镇街道", "类型: 政府")], []),
        ([("制发: 1, 废止: 0, 现行有效: 2", "制发: 5, 废止: 1, 现行有效: 2")], ["GX404"]),
        ([("制发: 1, 废止: 0, 现行有效: 2", "制发: 5, 废止: 3, 现行有效: 2")], []),
        ([("行政事业性收费: 0", "行政事业性收费: 41662.41")], ["GX407"]),
        ([("行政事业性收费: 0", "行政事业性收费: 41.66")], []),
        ([("{自然人: 20}\n", "{自然人: 13}\n"), ("其他: {商业企业: 1}", "其他: {自然人: 7, 商业企业: 1}")], ["GX406"]),
        ([("{自然人: 20}\n", "{自然人: 18}\n"), ("其他: {商业企业: 1}", "其他: {自然人: 2, 商业企业: 1}")], []),
    ],
)  # fmt: skip
def test_unlikely_figures(changes: list[tuple[str, str]], expected: list[str]) -> None:
    assert codes(changed(*changes)) == expected


LAST = CLEAN.replace("2024", "2023").replace("2025-01-09", "2024-01-09")
LAST_TEXT = LAST.replace("政策解读的形式比较单一", "公开的范围偏窄").replace(
    "年内增加了图解和问答", "增设了栏目"
)


def last_year(*changes: tuple[str, str]) -> str:
    """Last year's report with other problems and improvements."""
    start, end = LAST.index("问题与改进:"), LAST.index("其他事项:")
    other = (
        "问题与改进: |\n  去年主要的不足，在于村务公开栏位置偏僻，老年人看不清楚；答复申请时引用法条不够准确。\n"
        "  改进的办法，是把公开栏迁到村口并放大字号，请法律顾问审核每一份答复书，再由分管领导签发。\n"
    )
    made = LAST[:start] + other + LAST[end:]
    for old, new in changes:
        assert old in made
        made = made.replace(old, new, 1)
    return made


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([("现行有效: 2", "现行有效: 1")], []),
        ([("现行有效: 2", "现行有效: 4")], ["GX403"]),
        ([("现行有效: 2", "现行有效: 1"), ("行政许可: 120", "行政许可: 1200")], ["GX408"]),
        ([("现行有效: 2", "现行有效: 1"), ("行政许可: 120", "行政许可: 12")], ["GX408"]),
        ([("现行有效: 2", "现行有效: 1"), ("行政许可: 120", "行政许可: 40")], []),
        ([("现行有效: 2", "现行有效: 1"), ("行政处罚: 1", "行政处罚: 20")], []),
    ],
)
def test_figures_against_last_year(changes: list[tuple[str, str]], expected: list[str]) -> None:
    assert codes(CLEAN, last_year(*changes)) == expected


def test_the_stock_is_told_as_a_sum() -> None:
    item = found(CLEAN, last_year(("现行有效: 2", "现行有效: 4")))[0]
    assert "现行有效4＋制发1－废止0＝5，少3件" in message_of(item)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我局严格落实规定。", ["GX551"]),
        ("本局全年公开信息12条。", ["GX551"]),
        ("我乡公开信息12条。", ["GX551"]),
        ("2024年，白水镇主动公开信息12条。", ["GX551"]),
        ("白水镇人民政府高度重视政府信息公开工作。", ["GX551"]),
        ("持续推动加强全镇政府信息公开工作。今后我镇将进一步加强培训。", []),
        ("我镇严格落实规定，我县、我市网站同步公开。", []),
        ("镇党委克服自我局限，深入学习。", []),
        ("青溪镇高度重视，全镇上下共同努力。", []),
        ("本乡镇的公开目录由我乡镇工作人员更新。", []),
        ("白水镇村民提出的申请已经答复。", []),
        ("各乡镇持续更新，城镇持续发展。", []),
        ("县财政局主动公开预算，市司法局指导我镇工作。", []),
        ("学习《白水镇主动公开目录》和“我局我承诺”的做法。", ["GX551"]),
    ],
)
def test_other_agencies(text: str, expected: list[str]) -> None:
    assert codes(texts(主动公开=text)) == expected


def test_a_bureau_may_call_itself_one() -> None:
    text = changed(
        ("云岭县青溪镇人民政府", "云岭县财政局"), ("简称: 青溪镇", "简称: 县财政局"), ("类型: 乡镇街道", "类型: 部门"),
        ("综述: 2024年，青溪镇", "综述: 2024年，我局"), ("下一步，青溪镇将", "下一步，县财政局将"), ("镇里有公开栏", "大厅有公开栏"),
        ("全年公开信息12条。", "全年公开信息12条。教育局主动公开信息3条。"),
    )  # fmt: skip
    assert codes(text) == ["GX551"]
    assert codes(text.replace("教育局主动公开信息3条。", "县财政局主动公开信息3条。")) == []
