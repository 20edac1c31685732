"""Years and dates: the ones left from last year, and the many that are meant."""

from __future__ import annotations

import pytest
from content_kit import changed, codes, found, texts

from gxgen.diag import message_of


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年，青溪镇主动公开信息83条。",
        "二〇二三年，我镇主动公开信息83条。",
        "我镇2022年度按时更新公开指南。",
        "2025年，我镇主动公开信息83条。",
    ],
)
def test_another_year_without_a_reason_is_told(sentence: str) -> None:
    assert codes(texts(主动公开=sentence)) == ["GX410"]


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年，青溪镇主动公开信息83条。",
        "截止2025年1月22日，公众号累计发送信息1315条。",
        "以上是我镇的工作情况。青溪镇人民政府2025年1月20日。",
        "信息公开条数比2023年增长12%。",
        "与2023年相比，新增栏目2个。",
        "2021年以来，我镇连续四年被评为先进。",
        "公开了《青溪镇2023年度政府信息公开工作年度报告》。",
        "按照国办函〔2020〕109号的规定办理。",
        "按照国办公开办函[2021]30号的规定办理。",
        "因2022年的申请引发行政复议1件，2024年审结。",
        "修订了2022年印发的公开指南。",
        "落实2023年第三方评估反馈的意见。",
        "2019年开通的公众号继续更新。",
        "上年（2023年）结转的申请已经办结。",
        "学习2023年全省政务公开工作会议精神。",
        "下一步，2025年将公开更多内容。",
        "热线2023号已经停用。",
        "我镇获评2023年度政务公开先进单位。",
        "对2023年公开的信息开展回头看。",
        "1998年建镇以来的志书向社会公开。",
        "本报告于2025年1月公布。",
    ],
)
def test_years_with_a_reason_are_fine(sentence: str) -> None:
    assert codes(texts(主动公开=sentence)) == []


MORE = (
    "针对更新不及时的问题，明确由专人负责，每月检查一次，群众反映比过去方便，基层单位也更加主动。"
)
PLAN_2024 = "2024年，青溪镇将采取以下措施改进公开工作。"


@pytest.mark.parametrize(
    "plan",
    [
        PLAN_2024,
        "2024年，我镇将进一步加强政策解读。",
        "2023年，下一步要着力完善目录。",
        "2024年我们将从三个方面抓好整改。",
    ],
)
def test_a_plan_dated_in_the_past_is_told(plan: str) -> None:
    item = found(texts(改进情况=plan + MORE))[0]
    assert item.code == "GX411"
    assert "2025" in str(item.facts["due"])


@pytest.mark.parametrize(
    "sentence",
    [
        "2025年，青溪镇将采取以下措施改进公开工作。",
        "2024年，我镇将政府信息公开纳入绩效考核，已经改进。",
        "针对2024年存在的问题，下一步将加强培训。",
        "2024年的工作取得进展，但解读形式单一，下一步将加以改进。",
        "2024年，虽有不足，今后将继续改进。",
        "2026年将全面建成新平台，今后继续改进。",
        "2024年度考核指出的问题，将在2025年改进。",
    ],
)
def test_other_sentences_with_a_year_and_a_plan_are_fine(sentence: str) -> None:
    assert codes(texts(改进情况=sentence + MORE)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截至202020年12月31日，公开12条。", ["GX412"]),
        ("2024年2月30日公开12条。", ["GX412"]),
        ("2024年13月公开12条。", ["GX412"]),
        ("4月31日公开12条。", ["GX412"]),
        ("截至2204年12月，公开12条。", ["GX412"]),
        ("2024年2月29日公开12条。", []),
        ("2月29日公开12条。", []),
        ("历时24个月，在12月公开12条。", []),
        ("邮编841308，公开12条。", []),
        ("2024年01月09日公开12条。", ["GX414"]),
        ("2024年1月9日公开12条，10月20日公开2条。", []),
        ("按照2023年政务公开工作要点公开12条。", ["GX415"]),
        ("按照2024年政务公开工作要点公开12条。", []),
        ("2024年，对照上级政务公开工作要点公开12条。", []),
    ],
)
def test_dates_in_the_prose(text: str, expected: list[str]) -> None:
    assert codes(texts(主动公开=text)) == expected


def test_an_impossible_year_in_the_header() -> None:
    text = changed(
        ("统计期限: 2024年1月1日至2024年12月31日", "统计期限: 2024年1月1日至20240年12月31日")
    )
    assert "GX412" in codes(text)


@pytest.mark.parametrize(
    ("kind", "day", "expected"),
    [
        ("级别: 乡", "2025-01-31", ""),
        ("级别: 乡", "2025-02-01", "2025年1月31日"),
        ("级别: 县\n  范围: 汇总", "2025-02-20", ""),
        ("级别: 县\n  范围: 汇总", "2025-02-21", "2025年2月20日"),
        ("级别: 市\n  范围: 汇总", "2025-03-10", ""),
        ("级别: 市\n  范围: 汇总", "2025-03-11", "2025年3月10日"),
        ("级别: 省\n  范围: 汇总", "2025-03-31", ""),
        ("级别: 省\n  范围: 汇总", "2025-04-01", "2025年3月31日"),
        ("级别: 市\n  范围: 本机关", "2025-02-01", "2025年1月31日"),
        ("级别: 乡", "2024-12-31", "还没有结束"),
        ("级别: 乡", "2024-01-09", "还没有结束"),
        ("级别: 乡", "2026-01-09", "2025年1月31日"),
    ],
)
def test_the_day_of_signing(kind: str, day: str, expected: str) -> None:
    text = changed(
        ("2025-01-09", day), ("  级别: 乡", "  " + kind), ("类型: 乡镇街道", "类型: 政府")
    )
    said = [message_of(item) for item in found(text) if item.code == "GX413"]
    assert bool(said) == bool(expected)
    assert all(expected in sentence for sentence in said)


def test_a_vertical_office_that_sums_up_its_system_has_until_march() -> None:
    text = changed(("2025-01-09", "2025-03-31"), ("级别: 乡", "级别: 县\n  范围: 汇总"),
                   ("类型: 乡镇街道", "类型: 垂管单位"))  # fmt: skip
    assert codes(text) == []
