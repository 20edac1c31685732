"""Whatever way the cells of a table were torn apart, every figure comes back to its cell."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from import_kit import STYLES, printed, spec_of

from gxgen.app.importing import Imported, import_report


def imported(text: str, folder: Path) -> Imported:
    path = folder / "年报.txt"
    path.write_text(text, encoding="utf-8")
    made = import_report(path)
    assert made.value is not None
    return made.value


def random_values(edition: str, seed: int) -> dict[str, str]:
    draw = random.Random(seed)
    spec = spec_of(edition)
    values = {}
    for address, cell in spec.cells.items():
        match cell.kind:
            case "金额":
                values[address] = f"{draw.randint(0, 9999)}.{draw.randint(1, 999999):06d}"
            case "带单位金额":
                values[address] = f"{draw.randint(1, 999)}.5万元"
            case "增减":
                values[address] = str(draw.randint(-30, 30))
            case _:
                values[address] = str(draw.choice((0, 0, 1, 7, 12, 345, 10086)))
    return values


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("style", STYLES)
def test_tables_close_below_their_headings_leave_the_headings_alone(
    style: str, edition: str, tmp_path: Path
) -> None:
    """No blank line between a heading and its table: bars do not draw the heading into it."""
    values = random_values(edition, 4)
    spec = spec_of(edition)
    made = imported(printed(spec, values, style, "\n"), tmp_path)
    assert {key: entry.text for key, entry in made.filling.cells.items()} == values
    assert made.published.order == tuple(chapter.key for chapter in spec.chapters)
    assert [item.message for item in made.form] == []


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_report_whose_lines_were_lost_is_cut_at_its_headings(
    edition: str, tmp_path: Path
) -> None:
    values = random_values(edition, 5)
    spec = spec_of(edition)
    text = printed(spec, values, "run together", " ").replace("\n", " ")
    made = imported(text, tmp_path)
    assert {key: entry.text for key, entry in made.filling.cells.items()} == values
    assert made.published.order == tuple(chapter.key for chapter in spec.chapters)


RUN_ON = (
    "甲县乙局2024年政府信息公开工作年度报告\n"
    "发布机构: 甲县乙局\n"
    "本报告的数据截至2024年12月31日。一、总体情况2024年，我局认真落实规定，有序推进公开。"
    "（一）主动公开方面一是及时更新目录，二是丰富解读形式，三是回应关切。"
    "（二）依申请公开方面。全年收到申请3件。二、主动公开政府信息情况第二十条第（一）项规章0 0 0"
    "五、存在的主要问题及改进情况解读形式较少，今后增加图解。六、其他需要报告的事项"
    "本年度未收取信息处理费。"
    + "依法公开是我局一贯的做法。" * 120
    + "甲县乙局2025年1月20日 附件下载"
)


def test_a_page_without_any_blank_is_cut_at_its_headings_too(tmp_path: Path) -> None:
    made = imported(RUN_ON, tmp_path)
    assert made.published.order == ("总体情况", "主动公开章", "问题与改进", "其他事项")
    chapters = made.published.chapters
    headings = [section.heading for section in chapters["总体情况"].sections]
    assert headings == [None, "主动公开方面", "依申请公开方面"]
    assert made.published.header["落款.日期"][0].text == "2025-01-20"


WRAPPED = """
            甲县人民政府2024年政府信息公开工作年度报告

  一、总体情况
  2024 年，甲县人民政府坚持以人民为中心，全面贯彻落实上级
关于推进政务公开工作的各项决策部署，以完善制度、推进公开平
台建设为抓手，全面推动工作提质增效，有力服务保障全县经济社
会高质量发展。
  （一）主动公开情况。主要通过政府门户网站主动公开政府文
件、项目审批、通知公告等各类政府信息。2024 年，全县在政府网
站平台主动发布各类政府信息 2428 条，公开政府常务会议 7 期，
解读信息发布 7 条。
                            - 1 -
  （二）依申请公开情况。根据规定，强化组织领导、规范办理流
程，指导各部门采取自行办理、协同办理、会商办理相结合的方式，
确保答复工作规范高效。
"""


def test_lines_that_a_page_was_wrapped_to_are_paragraphs_again(tmp_path: Path) -> None:
    chapter = imported(WRAPPED, tmp_path).published.chapters["总体情况"]
    pieces = [piece.text for section in chapter.sections for piece in section.pieces]
    assert [text[-6:] for text in pieces] == ["高质量发展。", "布 7 条。", "作规范高效。"]
    assert "推进公开平台建设" in pieces[0]


@pytest.mark.parametrize("mark", ["/", "-", "——"])
@pytest.mark.parametrize("style", ["plain lines", "run together", "spaced lines"])
def test_a_mark_for_nothing_holds_the_place_of_a_figure(
    mark: str, style: str, tmp_path: Path
) -> None:
    values = random_values("2021", 6)
    given = {key: mark if number % 3 else text for number, (key, text) in enumerate(values.items())}
    made = imported(printed(spec_of("2021"), given, style), tmp_path)
    read = {key: entry.text for key, entry in made.filling.cells.items()}
    assert {key: text for key, text in read.items() if text} == {
        key: text for key, text in given.items() if text != mark
    }
    assert {item.code for item in made.form} == {"GX606"}


KEEP_PLACES = [
    "cell lines",
    "tabbed",
    "piped",
    "bar lines",
    "rows of bars",
    "filled-up bars",
    "lonely bars",
    "hanging bars",
    "bars above",
]
"""Styles in which an empty cell leaves a trace."""


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("style", STYLES)
def test_every_figure_is_read_into_its_cell(
    style: str, edition: str, seed: int, tmp_path: Path
) -> None:
    values = random_values(edition, seed)
    made = imported(printed(spec_of(edition), values, style), tmp_path)
    assert made.published.spec.edition.key == edition
    assert {key: entry.text for key, entry in made.filling.cells.items()} == values
    assert not made.filling.unplaced
    assert not any(tally.doubts for tally in made.tallies)


@pytest.mark.parametrize("style", KEEP_PLACES)
def test_an_empty_cell_stays_empty_and_moves_nothing(style: str, tmp_path: Path) -> None:
    values = random_values("2021", 1)
    empty = [key for key in values if key.endswith((".科研机构", ".结果纠正"))]
    given = values | dict.fromkeys(empty, "")
    made = imported(printed(spec_of("2021"), given, style), tmp_path)
    assert {key: entry.text for key, entry in made.filling.cells.items()} == given


@pytest.mark.parametrize("style", ["plain lines", "run together", "spaced lines"])
def test_where_the_place_of_an_empty_cell_is_lost_nothing_is_guessed(
    style: str, tmp_path: Path
) -> None:
    """A row with a figure less: each of its figures is left out or stands in its own cell."""
    values = random_values("2021", 2)
    empty = [key for key in values if key.startswith("依申请公开.新收.")][2:3]
    given = values | dict.fromkeys(empty, "")
    made = imported(printed(spec_of("2021"), given, style), tmp_path)
    for key, entry in made.filling.cells.items():
        assert entry.text in ("", given[key]), key
    row = [key for key in values if key.startswith("依申请公开.新收.")]
    assert not any(made.filling.cells[key].text for key in row if key in made.filling.cells)
