"""GX303: with all totals stated, one wrong figure gives itself away; else nobody is accused."""

from __future__ import annotations

import random
from typing import Any

import pytest
from helpers import complete_report, judged, said
from sums_kit import Figures, accused, arithmetic, base, named, report_with, whole, with_figures

from gxgen.diag import hint_of

THREE = "依申请公开"
CELLS = [address for address in base().cells if address.startswith(THREE)]


def figures(seed: int) -> Figures:
    """Balanced figures of a busy county, drawn with a fixed seed."""
    draw = random.Random(seed)
    made: Figures = {key: 0 for key, cell in base().cells.items() if not cell.is_total}
    for column in {address.rpartition(".")[2] for address in CELLS} - {"总计"}:
        rows = [
            address
            for address in made
            if address.startswith(f"{THREE}.办理结果.") and address.endswith("." + column)
        ]
        for address in rows:
            made[address] = draw.choice((0, 0, draw.randrange(20), draw.randrange(3000)))
        left = draw.randrange(50)
        before = draw.randrange(50)
        made[f"{THREE}.结转下年度.{column}"] = left
        made[f"{THREE}.上年结转.{column}"] = before
        made[f"{THREE}.新收.{column}"] = max(0, sum(made[row] for row in rows) + left - before)
        if sum(made[row] for row in rows) + left < before:
            made[f"{THREE}.上年结转.{column}"] = sum(made[row] for row in rows) + left
    return whole(made)


@pytest.mark.parametrize("address", CELLS)
def test_any_single_wrong_figure_of_table_three_is_named_with_its_right_value(
    address: str,
) -> None:
    right = figures(sum(map(ord, address)))
    draw = random.Random(address)
    for typed in (right[address] + 1, right[address] * 10 + 3, draw.randrange(10**6) + 10**4):
        assert accused({**right, address: typed}) == [(address, str(right[address]))]


def test_right_figures_accuse_nobody() -> None:
    for seed in range(20):
        assert accused(figures(seed)) == []


def test_with_no_totals_stated_nobody_is_accused() -> None:
    """None of the 175 cells can be told from another then: the column is all that is known."""
    for seed, address in enumerate(CELLS):
        right = figures(seed)
        leaves = {key: value for key, value in right.items() if not base().cells[key].is_total}
        if address in leaves:
            assert accused({**leaves, address: leaves[address] + 3}) == []
            found = [item.code for item in arithmetic({**leaves, address: leaves[address] + 3})]
            assert set(found) == {"GX311"}


def test_with_only_the_total_column_stated_168_cells_are_named() -> None:
    """The 25 stated totals of the rows, and all cells but those of the computed row total."""
    named = 0
    for seed, address in enumerate(CELLS):
        right = figures(seed)
        stated = {
            key: value
            for key, value in right.items()
            if not base().cells[key].is_total or key.endswith(".总计")
        }
        if address in stated:
            found = accused({**stated, address: stated[address] + 3})
            assert found in ([], [(address, str(stated[address]))]), address
            named += bool(found)
    assert named >= 168 - 1, named


def test_two_thousand_double_errors_are_never_answered_wrongly() -> None:
    """With two wrong figures no single correction is right: silence, or one of the two exactly."""
    draw = random.Random(311)
    rights = [figures(seed) for seed in range(40)]
    wrong: list[Any] = []
    report = report_with(rights[0])
    for _ in range(2_000):
        right = draw.choice(rights)
        one, two = draw.sample(CELLS, 2)
        typed = {**right, one: _other(draw, right[one]), two: _other(draw, right[two])}
        for address, value in named(with_figures(report, typed)):
            if address not in (one, two) or value != str(right[address]):
                wrong.append((one, two, address, value))
    assert wrong == []


def _other(draw: random.Random, value: int) -> int:
    """A typical slip: one off, a digit more or less, two digits swapped, something else."""
    digits = str(value)
    options = [value + 1, value + 10, value * 10, int(digits[::-1]), draw.randrange(2_000)]
    options += [value - 1] if value else []
    options += [int(digits[1:])] if len(digits) > 1 else []
    return draw.choice([option for option in options if option != value])


def test_a_wrong_figure_of_table_four_is_never_guessed() -> None:
    """One total, four parts: five cells explain the difference equally well."""
    right = figures(1)
    assert accused({**right, "复议诉讼.行政复议.结果维持": 9}) == []


def test_the_value_of_a_cell_cannot_become_negative() -> None:
    right = figures(2)
    address = f"{THREE}.办理结果.予以公开.自然人"
    for given, value in accused({**right, f"{THREE}.办理结果.总计.自然人": 0, address: 0}):
        assert int(value) >= 0, given


def test_the_accusation_names_the_relations_it_explains() -> None:
    right = figures(3)
    address = f"{THREE}.办理结果.予以公开.自然人"
    found = [
        item for item in arithmetic({**right, address: right[address] + 5}) if item.code == "GX303"
    ]
    assert len(found) == 1
    assert str(found[0].facts["stated"]) == str(right[address] + 5)
    assert found[0].severity == "advice"
    assert len(found[0].related) == int(str(found[0].facts["count"]))
    assert "台账" in said(found[0])


def test_a_short_cut_of_these_tests_equals_reading_the_figures() -> None:
    right = figures(4)
    typed = {**right, CELLS[30]: right[CELLS[30]] + 7}
    read = report_with(typed).figures
    short = with_figures(report_with(right), typed).figures
    assert (read.values, read.stated) == (short.values, short.stated)


def test_the_cause_is_told_right_before_what_it_brings_about() -> None:
    """Who reads from the top meets the cause first, and the others point at it."""
    text = complete_report(
        ("新收: {自然人: 2, 商业企业: 1}", "新收: {自然人: 2, 商业企业: 1, 总计: 3}"),
        ("予以公开: {自然人: 1}", "予以公开: {自然人: 2, 总计: 1}"),
        ("其他处理: 0\n", "其他处理: 0\n    总计: {自然人: 1, 商业企业: 1, 总计: 2}\n"),
    )
    found = judged(text)
    assert [item.code for item in found] == ["GX303", "GX302", "GX301", "GX301"]
    assert found[0].address == f"{THREE}.办理结果.予以公开.自然人"
    for item in found[1:]:
        assert found[0].label in hint_of(item)
