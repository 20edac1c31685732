# ruff: noqa: E501  (sample sentences are kept whole)
"""Chapters that say what they must say, and wordings that only look as if they did not."""

from __future__ import annotations

import pytest
from content_kit import CLEAN, changed, codes, found, texts

from gxgen.diag import message_of

RUNNING = """\
总体情况: |
  2024年，青溪镇主动公开信息12条，收到申请21件，均已答复。公文公开前逐级审核。
  政府网站、公众号和公开栏同步更新。组织培训两次，工作考核良好，社会评议满意，没有责任追究的情形。
"""
TYPED = """\
总体情况: |
  {0}主动公开情况
  全年公开信息12条。
  {1}依申请公开工作
  收到申请21件。
  {2}规范政府信息管理
  公文公开前逐级审核。
  {3}公开平台建设
  网站设有专栏。
  {4}监督保障
  工作考核良好，开展社会评议，没有责任追究的情形。
"""
ONE_BY_ONE = """\
总体情况: |
  一是主动公开方面，全年公开信息12条。二是依申请公开方面，收到申请21件。三是政府信息管理方面，逐级审核。四是平台建设方面，网站设有专栏。五是监督保障方面，工作考核良好，开展社会评议，没有追究责任的情形。
"""


def with_overview(text: str) -> str:
    start, end = CLEAN.index("总体情况:"), CLEAN.index("\n主动公开:\n") + 1
    return CLEAN[:start] + text + CLEAN[end:]


def test_the_clean_report_is_clean() -> None:
    assert codes(CLEAN) == []


@pytest.mark.parametrize(
    "overview",
    [
        RUNNING,
        TYPED.format("（一）", "（二）", "（三）", "（四）", "（五）"),
        TYPED.format("1.", "2.", "3.", "4.", "5."),
        TYPED.format("", "", "", "", ""),
        ONE_BY_ONE,
    ],
    ids=["running text", "brackets", "digits", "bare headings", "one by one"],
)
def test_aspects_are_found_however_they_are_headed(overview: str) -> None:
    assert codes(with_overview(overview)) == []


def test_a_missing_aspect_is_named() -> None:
    item = found(changed(("  平台建设: 政府网站设有公开专栏，镇里有公开栏。\n", "")))[0]
    assert (item.code, item.address) == ("GX530", "总体情况")
    assert "政府信息公开平台建设" in message_of(item)
    assert "监督保障" not in message_of(item)


def test_headings_of_ones_own_are_no_aspects() -> None:
    own = TYPED.format("（一）", "（二）", "（三）", "（四）", "（五）")
    for word, other in (("主动公开情况", "党政决策公开"), ("公开平台建设", "经济发展信息")):
        own = own.replace(word, other)
    item = found(with_overview(own))[0]
    assert item.code == "GX530"
    assert "主动公开、政府信息公开平台建设" in message_of(item)


def test_an_aspect_under_another_key_counts_by_its_heading() -> None:
    text = changed(
        ("  平台建设: 政府网站", "  网上平台: {标题: 政府信息公开平台建设, 正文: 政府网站"),
        ("镇里有公开栏。", "镇里有公开栏。}"),
    )
    assert codes(text) == []


RESULTS = "工作考核结果为良好，社会评议满意度较高，没有责任追究的情形"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([(RESULTS, "定期回头看")], ["GX531"]),
        ([(RESULTS, "考核为优秀，开展了群众满意度调查，没有被问责")], []),
        # A department, and a sub-district office, which is an outpost and no government.
        ([(RESULTS, "定期回头看"), ("类型: 乡镇街道", "类型: 部门")], []),
        ([(RESULTS, "定期回头看"), ("云岭县青溪镇人民政府", "云岭县青溪街道办事处"),
          ("简称: 青溪镇", "简称: 青溪街道"), ("综述: 2024年，青溪镇", "综述: 2024年，青溪街道"),
          ("下一步，青溪镇将", "下一步，青溪街道将")], []),
    ],
)  # fmt: skip
def test_results_that_governments_state(
    changes: list[tuple[str, str]], expected: list[str]
) -> None:
    assert codes(changed(*changes)) == expected


def test_length_counts_what_is_printed() -> None:
    long = "这一句话刚好凑满二十个汉字作为长度的样本。" * 48
    assert codes(texts(综述=long)) == ["GX532"]
    assert codes(texts(综述=long[: 21 * 40])) == []


@pytest.mark.parametrize(
    ("chapter", "expected"),
    [
        ("无。", ["GX533"]),
        ("（无）", ["GX533"]),
        ("一是公开不够及时，个别栏目更新滞后。二是解读形式单一。" * 4, ["GX533"]),
        ("公开不够及时，今后改进。", ["GX534"]),
        (
            "（一）存在的主要问题\n  有的栏目更新不及时，群众查找政府信息不方便，解读多是文字，图表和案例用得较少，基层单位对公开的范围把握不准。\n"
            "  （二）改进情况\n  制定更新清单，逐月检查，把解读做成图表，对基层单位开展两次培训，群众查找信息比过去方便。",
            [],
        ),
        (
            "2024年，公开工作取得进展，但栏目更新不够及时，解读形式单一，群众查找政府信息不太方便，基层单位对公开的范围把握不准。\n"
            "  2025年，优化目录，加快更新，把解读做成图表，对基层单位开展培训，让群众查找信息更方便，并且每个季度通报一次更新情况。",
            [],
        ),
    ],
)  # fmt: skip
def test_problems_and_improvements(chapter: str, expected: list[str]) -> None:
    start, end = CLEAN.index("问题与改进:"), CLEAN.index("其他事项:")
    assert codes(CLEAN[:start] + f"问题与改进: |\n  {chapter}\n" + CLEAN[end:]) == expected


def test_problems_of_other_work_are_off_topic() -> None:
    off = "一是窗口人员新手多，业务不够熟练。二是群众习惯到大厅办事，对网上办理不够了解，办件量不高，排队时间较长。"
    assert codes(texts(主要问题=off)) == ["GX535"]
    assert codes(texts(主要问题=off + "三是答复申请的水平不高。")) == []


@pytest.mark.parametrize(
    ("fees", "expected"),
    [
        ("其他事项: 无。\n", ["GX540"]),
        ("其他事项: 全年无其他需要报告的事项。\n", ["GX540"]),
        ("其他事项: 更多信息见县政府网站。\n", ["GX540"]),
        ("其他事项: 2024年未收取政府信息公开信息处理费，无其他需要报告的事项。\n", []),
        ("其他事项:\n  信息处理费: 没有发生。\n", []),
        ("其他事项: 本年度没有因政府信息公开收取任何费用。\n", []),
    ],
)
def test_the_fee_statement(fees: str, expected: list[str]) -> None:
    start, end = CLEAN.index("其他事项:"), CLEAN.index("落款:")
    assert codes(CLEAN[:start] + fees + CLEAN[end:]) == expected


def test_a_fee_statement_in_another_chapter_is_pointed_to() -> None:
    text = changed(
        ("全年公开信息12条。", "全年公开信息12条，没有收取信息处理费。"),
        ("全年没有收取政府信息公开信息处理费。", "没有此类情况。"),
        ("  信息处理费: ", "  其他情况: "),
    )
    item = next(item for item in found(text) if item.code == "GX540")
    assert "别的部分" in message_of(item)


UNPAID = (
    ("逾期不缴费: 0, 其他: {商业企业: 1}", "逾期不缴费: {商业企业: 1}, 其他: 0"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("全年没有收取信息处理费。", ["GX541"]),
        ("全年没有发出收费通知，没有收取信息处理费。", ["GX541"]),
        ("全年发出收费通知1件，金额100元，申请人逾期没有缴费，实际收取0元。", []),
    ],
)
def test_unpaid_fees_imply_notices(statement: str, expected: list[str]) -> None:
    fee = ("全年没有收取政府信息公开信息处理费。", statement)
    assert codes(changed(*UNPAID, fee)) == expected


def test_a_pack_may_turn_a_rule_off_or_soften_it(tmp_path) -> None:  # type: ignore[no-untyped-def]
    import gxgen

    (tmp_path / "本县").mkdir()
    (tmp_path / "本县" / "pack.yaml").write_text("extends: base\n名称: 本县\n", encoding="utf-8")
    (tmp_path / "本县" / "2021").mkdir()
    (tmp_path / "本县" / "2021" / "content.yaml").write_text(
        "结果情况: {级别: 不查}\n收费说明: {级别: 建议}\n", encoding="utf-8"
    )
    report = changed((RESULTS, "定期回头看"), ("全年没有收取政府信息公开信息处理费。", "没有此类情况。"),
                     ("  信息处理费: ", "  其他情况: "), ("年度: 2024\n", "年度: 2024\n模板: 本县\n"))  # fmt: skip
    (tmp_path / "年报.yaml").write_text(report, encoding="utf-8")
    loaded = gxgen.load(tmp_path / "年报.yaml")
    assert loaded.value is not None
    got = [(item.code, str(item.severity)) for item in gxgen.check(loaded.value).diagnostics]
    assert ("GX531", "warning") not in got
    assert ("GX540", "advice") in got


OLD = """\
年度: 2020
机关: {名称: 青溪镇人民政府, 类型: 乡镇街道, 级别: 乡}
总体情况: |
  {prose}
其他事项: 没有其他需要报告的事项。
"""


def test_the_edition_of_2019_guides_no_length_and_asks_for_no_fees() -> None:
    told = codes(OLD.replace("{prose}", "全年公开信息，收到申请均已办理。" * 80))
    assert not {"GX532", "GX540", "GX541"} & set(told)


def test_the_edition_of_2019_has_the_rules_that_both_share() -> None:
    told = set(codes(OLD.replace("{prose}", "2018年，公开信息XX条,网站更新。")))
    assert {"GX530", "GX531", "GX545", "GX552"} <= told


def test_what_is_told_already_is_not_judged_again() -> None:
    blank = changed(("  平台建设: 政府网站设有公开专栏，镇里有公开栏。", "  平台建设:"))
    assert codes(blank) == ["GX206"]
    assert codes(
        changed(("  信息处理费: 全年没有收取政府信息公开信息处理费。", "  信息处理费:"))
    ) == ["GX206"]
    assert codes(changed(("{日期: 2025-01-09}", "{日期: 1月9日}"))) == ["GX205"]


@pytest.mark.parametrize(("length", "expected"), [(99, None), (108, "advice"), (125, "warning")])
def test_a_little_over_the_guide_is_advice_only(length: int, expected: str | None) -> None:
    """30号 says 原则上, and the count is about: bound figures count as four digits."""
    import gxgen

    text = "全年公开信息很多很好。" * length
    data = OLD.replace("2020", "2024").replace("{prose}", text[: length * 10])
    report = gxgen.loads(data).value
    assert report is not None
    told = [item for item in gxgen.check(report).diagnostics if item.code == "GX532"]
    assert [str(item.severity) for item in told] == ([expected] if expected else [])
