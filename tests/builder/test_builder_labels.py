"""Where labels are broken and how much room they are given."""

from __future__ import annotations

import pytest
from builder_kit import any_table
from hypothesis import given, settings

from gxgen.spec.outline import BREAK, Node
from gxgen.spec.table import Block, Table
from gxgen.template.builder.columns import shared
from gxgen.template.builder.density import NORMAL, SMALL, TINY
from gxgen.template.builder.grids import header_rows, word_grid
from gxgen.template.builder.measure import set_lines, width, wrapped, wraps_well
from gxgen.template.builder.plan import make_plan

WIDTH, HEIGHT = 8844, 11598


def flat(rows: list[str], columns: list[str], **fields: str) -> Table:
    """A table of one block with plain labels."""
    named = {"caption": "", "corner": "", **fields}
    block = Block(
        named["caption"],
        named["corner"],
        "",
        tuple(Node(f"r{at}", label) for at, label in enumerate(rows)),
        tuple(Node(f"c{at}", label) for at, label in enumerate(columns)),
    )
    return Table("t", "表", "", "", (block,))


@pytest.mark.parametrize(
    ("marked", "room", "lines"),
    [
        ("其他", 2, ("其他",)),
        (f"商业{BREAK}企业", 4, ("商业企业",)),
        (f"商业{BREAK}企业", 3.5, ("商业", "企业")),
        (f"社会{BREAK}公益{BREAK}组织", 4, ("社会公益", "组织")),
        (f"社会{BREAK}公益{BREAK}组织", 1, ("社会", "公益", "组织")),
        ("（三）不予公开", 4, ("（三）", "不予公开")),
        ("（三）不予公开", 3, ("（三）不予公开",)),
        ("三、本年度办理结果", 3, ("三、本年度办理结果",)),
    ],
)
def test_labels_are_broken_where_they_may_be(
    marked: str, room: float, lines: tuple[str, ...]
) -> None:
    assert set_lines(marked, room) == lines


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("三、本年度办理结果", 3, ("三、本", "年度办", "理结果")),
        ("公开，年报", 2, ("公", "开，", "年报")),
        ("公开（年）", 3, ("公开", "（年）")),
        ("1.属于国家", 3, ("1.属于", "国家")),
        ("共1234567件", 3, ("共", "1234567", "件")),
        ("", 3, ("",)),
    ],
)
def test_wrapping_keeps_marks_and_figures_in_place(
    text: str, room: float, lines: tuple[str, ...]
) -> None:
    assert wrapped(text, room) == lines


def test_widths_count_a_figure_as_half_a_character() -> None:
    assert width("公开12") == 3.0
    assert width("“公”") == 3.0
    assert 0.7 < width("A") + width(".") < 1.1


def test_a_label_does_not_leave_one_character_alone() -> None:
    assert not wraps_well("公开年报", 3)
    assert wraps_well("公开年报", 2)
    assert not wraps_well("（三）不予公开", 3)
    assert wraps_well("（三）不予公开", 4)


def test_labels_that_fit_give_equal_columns() -> None:
    plan = make_plan(word_grid(flat(["规章", "文件"], ["甲数", "乙数", "丙数"])), WIDTH, HEIGHT)
    assert plan.density is NORMAL
    assert set(plan.widths) == {2211}


def test_a_long_row_label_gets_the_room_that_figures_do_not_need() -> None:
    label = "其他对外管理服务事项和有关情况"
    plan = make_plan(word_grid(flat([label], ["甲数", "乙数", "丙数"])), WIDTH, HEIGHT)
    assert plan.widths[0] > plan.widths[1]
    assert plan.widths[1] == pytest.approx(plan.widths[3], abs=1)
    assert plan.lines(plan.grid.cells[-4]) == (label,)


def test_many_columns_are_set_smaller_and_at_last_all_alike() -> None:
    few = make_plan(word_grid(flat(["甲"], [f"第{at}" for at in range(10)])), WIDTH, HEIGHT)
    many = make_plan(word_grid(flat(["甲"], [f"第{at}" for at in range(40)])), WIDTH, HEIGHT)
    assert (few.density, many.density) == (SMALL, TINY)
    assert max(many.widths) - min(many.widths) <= 1


def test_a_high_table_gets_lower_rows_before_it_gets_a_second_page() -> None:
    low = make_plan(word_grid(flat(["甲"] * 12, ["数"])), WIDTH, HEIGHT)
    high = make_plan(word_grid(flat(["甲"] * 26, ["数"])), WIDTH, HEIGHT)
    huge = make_plan(word_grid(flat(["甲"] * 90, ["数"])), WIDTH, HEIGHT)
    assert low.heights[1] == NORMAL.comfort > high.heights[1]
    assert (low.one_page, high.one_page, huge.one_page) == (True, True, False)
    assert huge.density is NORMAL


def test_a_block_without_column_labels_has_no_corner() -> None:
    grid = word_grid(flat(["甲", "乙"], [""], corner="角"))
    assert (grid.rows, grid.columns) == (2, 2)
    assert "角" not in {cell.text for cell in grid.cells}


def test_holes_are_filled_with_blank_cells() -> None:
    grid = word_grid(flat(["甲", ""], ["数", ""]))
    assert [grid.at(row, column) is None for row in range(3) for column in range(3)] == [False] * 9
    assert sum(cell.role == "blank" for cell in grid.cells) == 2


def test_a_caption_belongs_to_the_header() -> None:
    assert header_rows(flat(["甲"], ["数"], caption="第一块")) == 2


def test_shares_are_whole_twips_to_the_last_one() -> None:
    assert shared([1, 1, 1], 100) == (33, 34, 33)
    assert sum(shared([3, 1.5, 0.1], 8844)) == 8844


@given(table=any_table())
@settings(max_examples=60, deadline=None)
def test_rows_are_high_enough_for_their_labels(table: Table) -> None:
    plan = make_plan(word_grid(table), WIDTH, HEIGHT)
    for cell in plan.grid.cells:
        room = (plan.cell_width(cell) - 2 * plan.density.side) / plan.density.em
        lines = sum(len(wrapped(line, room)) for line in plan.lines(cell))
        height = sum(plan.heights[cell.row : cell.row + cell.rowspan])
        assert height >= lines * plan.density.line
