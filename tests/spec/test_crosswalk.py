"""The crosswalk from the 2019 edition to the 2021 edition."""

from __future__ import annotations

from pathlib import Path

import pytest

from gxgen.spec.crosswalk import Crosswalk, crosswalk_path, read_crosswalk
from gxgen.spec.spec import Spec, load_spec

PATH = crosswalk_path("2019", "2021")


@pytest.fixture(scope="module")
def old() -> Spec:
    loaded = load_spec("2019").value
    assert loaded is not None
    return loaded


@pytest.fixture(scope="module")
def crosswalk(old: Spec, spec: Spec) -> Crosswalk:
    return read_crosswalk(PATH, old.cells, spec.cells)


def test_every_cell_of_both_editions_is_spoken_of_once(
    crosswalk: Crosswalk, old: Spec, spec: Spec
) -> None:
    assert (crosswalk.old, crosswalk.new) == ("2019", "2021")
    assert [*sorted([*crosswalk.links, *crosswalk.lost])] == sorted(old.cells)
    targets = [cell for cells in crosswalk.links.values() for cell in cells]
    assert sorted([*targets, *crosswalk.gained]) == sorted(spec.cells)
    assert all(crosswalk.lost.values())
    assert all(crosswalk.gained.values())


def test_what_maps_to_what(crosswalk: Crosswalk) -> None:
    same = dict(crosswalk.same())
    assert same["主动公开.规章.新制作"] == "主动公开.规章.制发"
    assert same["主动公开.行政强制.处理决定"] == "主动公开.行政强制"
    assert same["复议诉讼.复议后起诉.尚未审结"] == "复议诉讼.复议后起诉.尚未审结"
    other = "依申请公开.办理结果.其他处理"
    assert other + ".自然人" not in same
    assert crosswalk.links[other + ".自然人"] == (
        f"{other}.逾期不补正.自然人", f"{other}.逾期不缴费.自然人", f"{other}.其他.自然人",
    )  # fmt: skip
    assert "2021年版分为三行" in crosswalk.notes[other + ".自然人"]
    assert "不等于" in crosswalk.lost["主动公开.规范性文件.对外公开总数"]
    assert "主动公开.行政事业性收费" in crosswalk.gained


def test_kinds_agree_and_totals_stay_totals(crosswalk: Crosswalk, old: Spec, spec: Spec) -> None:
    for before, afters in crosswalk.links.items():
        for after in afters:
            assert old.cells[before].kind == spec.cells[after].kind
            assert old.cells[before].is_total == spec.cells[after].is_total


FAULTS = {
    "unknown": ("旧: 主动公开.规章.新制作", "旧: 主动公开.规章.新制", "no cell at"),
    "unknown target": ("新: 主动公开.规章.制发", "新: 主动公开.规章.制", "left out, unknown"),
    "left out": (
        "  - {位置: 主动公开.规章.废止, 说明: 2019年版没有统计废止的件数}\n",
        "",
        "left out",
    ),
    "twice": ("位置: 主动公开.规章.新公开", "位置: 主动公开.规章", "named twice"),
    "twice in a list": (
        "位置: 主动公开.规章.新公开",
        "位置: 主动公开.行政许可.增减",
        "named twice",
    ),
    "no mapping": ('旧: "2019"', "- 旧", "unreadable"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_crosswalk_is_our_bug(name: str, tmp_path: Path, old: Spec, spec: Spec) -> None:
    was, now, why = FAULTS[name]
    text = PATH.read_text(encoding="utf-8")
    assert was in text
    path = tmp_path / "crosswalk.yaml"
    path.write_text(text.replace(was, now, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=why):
        read_crosswalk(path, old.cells, spec.cells)
