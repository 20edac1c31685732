"""The three tables of 国办公开办函〔2021〕30号, written out here by hand from the document itself.

Nothing in this file is computed from the spec: labels, their order, spans and addresses are the
literal expectation that the spec is held to.
"""

from __future__ import annotations

from gxgen.spec.grid import Grid, GridCell
from gxgen.spec.layout import lay_out
from gxgen.spec.spec import Spec, edition_for
from gxgen.spec.table import Table

TABLE_TWO = [
    ["第二十条第（一）项", "", "", ""],
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "", "", ""],
    ["行政规范性文件", "", "", ""],
    ["第二十条第（五）项", "", "", ""],
    ["信息内容", "本年处理决定数量", "", ""],
    ["行政许可", "", "", ""],
    ["第二十条第（六）项", "", "", ""],
    ["信息内容", "本年处理决定数量", "", ""],
    ["行政处罚", "", "", ""],
    ["行政强制", "", "", ""],
    ["第二十条第（八）项", "", "", ""],
    ["信息内容", "本年收费金额（单位：万元）", "", ""],
    ["行政事业性收费", "", "", ""],
]

CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
# label, column at which it stands, columns it takes
ROWS = [
    ("一、本年新收政府信息公开申请数量", 0, 3),
    ("二、上年结转政府信息公开申请数量", 0, 3),
    ("（一）予以公开", 1, 2),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 1, 2),
    ("1.属于国家秘密", 2, 1),
    ("2.其他法律行政法规禁止公开", 2, 1),
    ("3.危及“三安全一稳定”", 2, 1),
    ("4.保护第三方合法权益", 2, 1),
    ("5.属于三类内部事务信息", 2, 1),
    ("6.属于四类过程性信息", 2, 1),
    ("7.属于行政执法案卷", 2, 1),
    ("8.属于行政查询事项", 2, 1),
    ("1.本机关不掌握相关政府信息", 2, 1),
    ("2.没有现成信息需要另行制作", 2, 1),
    ("3.补正后申请内容仍不明确", 2, 1),
    ("1.信访举报投诉类申请", 2, 1),
    ("2.重复申请", 2, 1),
    ("3.要求提供公开出版物", 2, 1),
    ("4.无正当理由大量反复申请", 2, 1),
    ("5.要求行政机关确认或重新出具已获取信息", 2, 1),
    ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", 2, 1),
    ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", 2, 1),
    ("3.其他", 2, 1),
    ("（七）总计", 1, 2),
    ("四、结转下年度继续办理", 0, 3),
]
# label → (first data row counted from 1, rows it takes, column, columns)
GROUPS = {
    "三、本年度办理结果": (3, 22, 0, 1),
    "（三）不予公开": (5, 8, 1, 1),
    "（四）无法提供": (13, 3, 1, 1),
    "（五）不予处理": (16, 5, 1, 1),
    "（六）其他处理": (21, 3, 1, 1),
}
OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]

KEYS_OF_TABLE_TWO = [
    "主动公开.规章.制发",
    "主动公开.规章.废止",
    "主动公开.规章.现行有效",
    "主动公开.行政规范性文件.制发",
    "主动公开.行政规范性文件.废止",
    "主动公开.行政规范性文件.现行有效",
    "主动公开.行政许可",
    "主动公开.行政处罚",
    "主动公开.行政强制",
    "主动公开.行政事业性收费",
]
KEYS_OF_ROWS = [
    "新收",
    "上年结转",
    "办理结果.予以公开",
    "办理结果.部分公开",
    "办理结果.不予公开.国家秘密",
    "办理结果.不予公开.其他法律行政法规禁止公开",
    "办理结果.不予公开.三安全一稳定",
    "办理结果.不予公开.保护第三方合法权益",
    "办理结果.不予公开.三类内部事务信息",
    "办理结果.不予公开.四类过程性信息",
    "办理结果.不予公开.行政执法案卷",
    "办理结果.不予公开.行政查询事项",
    "办理结果.无法提供.本机关不掌握",
    "办理结果.无法提供.没有现成信息",
    "办理结果.无法提供.补正后仍不明确",
    "办理结果.不予处理.信访举报投诉",
    "办理结果.不予处理.重复申请",
    "办理结果.不予处理.要求提供公开出版物",
    "办理结果.不予处理.无正当理由大量反复申请",
    "办理结果.不予处理.要求确认或重新出具",
    "办理结果.其他处理.逾期不补正",
    "办理结果.其他处理.逾期不缴费",
    "办理结果.其他处理.其他",
    "办理结果.总计",
    "结转下年度",
]


def table(spec: Spec, key: str) -> Table:
    found = spec.table(key)
    assert found is not None
    return found


def cell_with(grid: Grid, text: str, column: int | None = None) -> GridCell:
    found = [cell for cell in grid.cells if cell.text == text and column in (None, cell.column)]
    assert len(found) == 1, text
    return found[0]


def box(cell: GridCell) -> tuple[int, int, int, int]:
    return cell.row, cell.column, cell.rowspan, cell.colspan


def test_the_tables_are_the_three_of_the_form(spec: Spec) -> None:
    assert [(item.key, len(item.cells)) for item in spec.tables] == [
        ("主动公开", 10),
        ("依申请公开", 175),
        ("复议诉讼", 15),
    ]


def test_the_chapters_are_the_six_of_the_form(spec: Spec) -> None:
    assert [chapter.heading for chapter in spec.chapters] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]


def test_the_narrative_names_of_the_notice_are_aliases(spec: Spec) -> None:
    aliases = {alias for chapter in spec.chapters for alias in chapter.aliases}
    assert {
        "行政机关主动公开政府信息情况",
        "行政机关收到和处理政府信息公开申请情况",
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "政府信息公开工作存在的主要问题及改进情况",
        "政府信息公开行政复议和行政诉讼情况",
    } <= aliases


def test_table_two_reads_as_printed(spec: Spec) -> None:
    assert lay_out(table(spec, "主动公开")).texts() == TABLE_TWO


def test_the_last_column_of_a_narrow_block_takes_the_rest(spec: Spec) -> None:
    grid = lay_out(table(spec, "主动公开"))
    wide = {cell.row for cell in grid.cells if cell.role == "value" and cell.colspan == 3}
    assert wide == {6, 9, 10, 13}
    heads = [cell for cell in grid.cells if cell.role == "head" and cell.colspan == 3]
    assert [cell.row for cell in heads] == [5, 8, 12]
    captions = [cell for cell in grid.cells if cell.role == "caption"]
    assert [box(cell) for cell in captions] == [(row, 0, 1, 4) for row in (0, 4, 7, 11)]


def test_table_two_has_its_addresses_in_order(spec: Spec) -> None:
    assert list(table(spec, "主动公开").cells) == KEYS_OF_TABLE_TWO


def test_only_the_fee_is_money(spec: Spec) -> None:
    kinds = {key: cell.kind for key, cell in spec.cells.items() if cell.kind != "数"}
    assert kinds == {"主动公开.行政事业性收费": "金额"}


def test_the_head_of_table_three(spec: Spec) -> None:
    grid = lay_out(table(spec, "依申请公开"))
    assert (grid.rows, grid.columns, grid.header_rows) == (28, 10, 3)
    assert box(cell_with(grid, CORNER)) == (0, 0, 3, 3)
    assert box(cell_with(grid, "申请人情况")) == (0, 3, 1, 7)
    assert box(cell_with(grid, "自然人")) == (1, 3, 2, 1)
    assert box(cell_with(grid, "法人或其他组织")) == (1, 4, 1, 5)
    assert box(cell_with(grid, "总计")) == (1, 9, 2, 1)
    for column, name in enumerate(APPLICANTS[1:-1], 4):
        assert box(cell_with(grid, name)) == (2, column, 1, 1)


def test_the_rows_of_table_three(spec: Spec) -> None:
    grid = lay_out(table(spec, "依申请公开"))
    for number, (label, column, wide) in enumerate(ROWS):
        cell = grid.at(3 + number, column)
        assert cell is not None
        assert (cell.text, box(cell)) == (label, (3 + number, column, 1, wide))


def test_the_merged_labels_of_table_three(spec: Spec) -> None:
    grid = lay_out(table(spec, "依申请公开"))
    for label, (first, rows, column, wide) in GROUPS.items():
        assert box(cell_with(grid, label)) == (2 + first, column, rows, wide)


def test_table_three_has_no_label_beyond_those(spec: Spec) -> None:
    grid = lay_out(table(spec, "依申请公开"))
    labels = [cell.text for cell in grid.cells if cell.role == "stub"]
    assert sorted(labels) == sorted([*(label for label, _, _ in ROWS), *GROUPS])


def test_table_three_has_its_addresses_in_order(spec: Spec) -> None:
    assert list(table(spec, "依申请公开").cells) == [
        f"依申请公开.{row}.{column}" for row in KEYS_OF_ROWS for column in APPLICANTS
    ]


def test_the_value_cells_of_table_three_stand_right_of_their_labels(spec: Spec) -> None:
    grid = lay_out(table(spec, "依申请公开"))
    for number, row in enumerate(KEYS_OF_ROWS):
        for column, name in enumerate(APPLICANTS):
            cell = grid.at(3 + number, 3 + column)
            assert cell is not None
            assert cell.address == f"依申请公开.{row}.{name}"


def test_the_totals_of_table_three(spec: Spec) -> None:
    cells = table(spec, "依申请公开").cells
    row = cells["依申请公开.新收.总计"]
    assert (row.axis, list(row.addends)) == (
        "column",
        [f"依申请公开.新收.{name}" for name in APPLICANTS[:-1]],
    )
    column = cells["依申请公开.办理结果.总计.自然人"]
    assert (column.axis, list(column.addends)) == (
        "row",
        [f"依申请公开.{key}.自然人" for key in KEYS_OF_ROWS[2:-2]],
    )
    assert len(cells["依申请公开.办理结果.总计.总计"].addends) == 21 * 6
    assert sum(cell.is_total for cell in cells.values()) == 25 + 7 - 1


def test_table_four_as_printed(spec: Spec) -> None:
    grid = lay_out(table(spec, "复议诉讼"))
    assert (grid.rows, grid.columns) == (4, 15)
    assert box(cell_with(grid, "行政复议")) == (0, 0, 1, 5)
    assert box(cell_with(grid, "行政诉讼")) == (0, 5, 1, 10)
    assert box(cell_with(grid, "未经复议直接起诉")) == (1, 5, 1, 5)
    assert box(cell_with(grid, "复议后起诉")) == (1, 10, 1, 5)
    for column in range(15):
        name, top, tall = OUTCOMES[column % 5], 1 if column < 5 else 2, 2 if column < 5 else 1
        assert box(cell_with(grid, name, column)) == (top, column, tall, 1)
    assert all(grid.at(3, column).role == "value" for column in range(15))  # type: ignore[union-attr]


def test_table_four_has_its_addresses_in_order(spec: Spec) -> None:
    groups = ("行政复议", "未经复议直接起诉", "复议后起诉")
    assert list(table(spec, "复议诉讼").cells) == [
        f"复议诉讼.{group}.{name}" for group in groups for name in OUTCOMES
    ]


def test_long_headings_may_break_where_the_form_breaks_them(spec: Spec) -> None:
    grid = lay_out(table(spec, "依申请公开"))
    assert cell_with(grid, "商业企业").marked.split("\u200b") == ["商业", "企业"]
    assert cell_with(grid, "社会公益组织").marked.split("\u200b") == ["社会", "公益", "组织"]


def test_the_relation_is_judged_in_every_column(spec: Spec) -> None:
    made = [equation for equation in spec.equations if equation.rule.code == "GX311"]
    assert [equation.key for equation in made] == APPLICANTS
    assert [(term.sign, term.address) for term in made[1].terms] == [
        (1, "依申请公开.新收.商业企业"),
        (1, "依申请公开.上年结转.商业企业"),
        (1, "依申请公开.办理结果.总计.商业企业"),
        (1, "依申请公开.结转下年度.商业企业"),
    ]


def test_years_and_their_editions() -> None:
    keys = {year: edition.key for year in range(2015, 2040) if (edition := edition_for(year))}
    assert {year for year, key in keys.items() if key == "2019"} == {2019, 2020}
    assert {year for year, key in keys.items() if key == "2021"} == set(range(2021, 2040))
    assert 2018 not in keys
