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
