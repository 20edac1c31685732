"""The 2019 edition: the form of 国办公开办函〔2019〕60号, cell by cell.

Labels are compared with the text of the document itself (its attachment, 格式模板) and with a
report that was published in it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft7Validator

import gxgen
from gxgen.spec.layout import lay_out
from gxgen.spec.spec import Spec, edition_for, load_spec

FORM = [
    [
        ["第二十条第（一）项", "", "", ""],
        ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
        ["规章", "", "", ""],
        ["规范性文件", "", "", ""],
        ["第二十条第（五）项", "", "", ""],
        ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
        ["行政许可", "", "", ""],
        ["其他对外管理服务事项", "", "", ""],
        ["第二十条第（六）项", "", "", ""],
        ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
        ["行政处罚", "", "", ""],
        ["行政强制", "", "", ""],
        ["第二十条第（八）项", "", "", ""],
        ["信息内容", "上一年项目数量", "本年增/减", ""],
        ["行政事业性收费", "", "", ""],
        ["第二十条第（九）项", "", "", ""],
        ["信息内容", "采购项目数量", "采购总金额", ""],
        ["政府集中采购", "", "", ""],
    ],
]
OUTCOMES = [
    "（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "（三）不予公开／1.属于国家秘密",
    "（三）不予公开／2.其他法律行政法规禁止公开",
    "（三）不予公开／3.危及“三安全一稳定”",
    "（三）不予公开／4.保护第三方合法权益",
    "（三）不予公开／5.属于三类内部事务信息",
    "（三）不予公开／6.属于四类过程性信息",
    "（三）不予公开／7.属于行政执法案卷",
    "（三）不予公开／8.属于行政查询事项",
    "（四）无法提供／1.本机关不掌握相关政府信息",
    "（四）无法提供／2.没有现成信息需要另行制作",
    "（四）无法提供／3.补正后申请内容仍不明确",
    "（五）不予处理／1.信访举报投诉类申请",
    "（五）不予处理／2.重复申请",
    "（五）不予处理／3.要求提供公开出版物",
    "（五）不予处理／4.无正当理由大量反复申请",
    "（五）不予处理／5.要求行政机关确认或重新出具已获取信息",
    "（六）其他处理",
    "（七）总计",
]
ROWS = [
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    *(f"三、本年度办理结果／{outcome}" for outcome in OUTCOMES),
    "四、结转下年度继续办理",
]


@pytest.fixture(scope="module")
def old() -> Spec:
    loaded = load_spec("2019")
    assert loaded.diagnostics == ()
    assert loaded.value is not None
    return loaded.value


def test_years_that_use_it() -> None:
    assert [getattr(edition_for(year), "key", None) for year in range(2018, 2023)] == [
        None, "2019", "2019", "2021", "2021",
    ]  # fmt: skip


def test_cells(old: Spec) -> None:
    assert [len(table.cells) for table in old.tables] == [22, 161, 15]


def test_table_two_reads_as_the_form_does(old: Spec) -> None:
    grid = lay_out(old.tables[0])
    assert grid.texts() == FORM[0]
    wide = {cell.address: cell.colspan for cell in grid.cells if cell.address}
    assert wide["主动公开.行政事业性收费.增减"] == wide["主动公开.政府集中采购.采购总金额"] == 2


def test_rows_of_table_three(old: Spec) -> None:
    rows = dict.fromkeys("／".join(cell.row.labels) for cell in old.tables[1].cells.values())
    assert list(rows) == ROWS
    grid = lay_out(old.tables[1])
    spans = {cell.text: cell.rowspan for cell in grid.cells if cell.role == "stub"}
    assert spans["三、本年度办理结果"] == 20
    assert (grid.rows, grid.columns) == (26, 10)


def test_tables_three_and_four_share_their_addresses_with_2021(old: Spec, spec: Spec) -> None:
    assert set(old.tables[2].cells) == set(spec.tables[2].cells)
    differ = {address.rpartition(".")[0] for address in old.cells.keys() ^ spec.cells.keys()}
    other = "依申请公开.办理结果.其他处理"
    assert {name for name in differ if name.startswith("依申请公开")} == {
        other, f"{other}.逾期不补正", f"{other}.逾期不缴费", f"{other}.其他",
    }  # fmt: skip


def test_chapters_are_those_of_the_form(old: Spec, spec: Spec) -> None:
    assert [chapter.heading for chapter in old.chapters] == [
        chapter.heading for chapter in spec.chapters
    ]
    assert [chapter.key for chapter in old.chapters] == [chapter.key for chapter in spec.chapters]
    assert [chapter.limit for chapter in old.chapters] == [0] * 6


def test_the_schema_is_valid_and_changes_may_be_negative(old: Spec) -> None:
    Draft7Validator.check_schema(old.schema)
    for record, good in (
        ({"上年项目": 5, "增减": -18, "处理决定": 0}, True),
        ([5, -18, 0], True),
        ([5, -18], False),
        ({"上年项目": -5, "增减": 0, "处理决定": 0}, False),
    ):
        faults = [
            fault
            for fault in old.judge({"主动公开": {"行政处罚": record}})
            if fault.path[:2] == ("主动公开", "行政处罚")
        ]
        assert (faults == []) is good


PUBLISHED = Path(__file__).parent.parent / "fixtures" / "published"


def test_a_negative_count_in_a_list_is_still_refused() -> None:
    text = (PUBLISHED / "kaize-2024-published.yaml").read_text(encoding="utf-8")
    text = text.replace("{上年项目: 0, 增减: 0, 处理决定: 0}", "[-1, -1, 0]", 1)
    found = [item for item in gxgen.loads(text).diagnostics if item.code == "GX205"]
    assert [item.address for item in found] == ["主动公开.行政许可.上年项目"]
