"""How packs are found and how a nearer one changes a farther one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxgen.spec.chapter import Chapter
from gxgen.spec.locate import ENVIRONMENT, find_pack, pack_names, search_folders
from gxgen.spec.merge import merge
from gxgen.spec.spec import Spec, load_spec


def make_pack(folder: Path, name: str, extends: str = "base", **files: str) -> Path:
    """A pack with `pack.yaml` and further files, named without `.yaml`."""
    made = folder / name
    made.mkdir(parents=True)
    head = f"extends: {extends}\n" if extends else ""
    (made / "pack.yaml").write_text(f"{head}名称: {name}\n说明: 试验\n", encoding="utf-8")
    for stem, text in files.items():
        (made / f"{stem}.yaml").write_text(text, encoding="utf-8")
    return made


def chapter(spec: Spec, key: str) -> Chapter:
    return next(item for item in spec.chapters if item.key == key)


def test_mappings_merge_by_key() -> None:
    base = {"甲": {"一": "1", "二": "2"}, "乙": "3"}
    assert merge(base, {"甲": {"二": "9", "三": "4"}}) == {
        "甲": {"一": "1", "二": "9", "三": "4"},
        "乙": "3",
    }


def test_a_tilde_removes() -> None:
    assert merge({"甲": "1", "乙": "2"}, {"甲": None}) == {"乙": "2"}
    assert merge({"乙": "2"}, {"甲": None}) == {"乙": "2"}


def test_the_order_is_given_by_name_and_the_rest_follows() -> None:
    merged = merge({"甲": "1", "乙": "2", "丙": "3"}, {"次序": ["丙", "甲"]})
    assert isinstance(merged, dict)
    assert list(merged.items()) == [("丙", "3"), ("甲", "1"), ("乙", "2")]


def test_entries_with_a_code_merge_by_it_and_other_lists_are_replaced() -> None:
    base = [{"编号": "GX311", "名称": "甲"}, {"编号": "GX401", "名称": "乙"}]
    over = [{"编号": "GX401", "级别": "错误"}, {"编号": "GX801", "名称": "丙"}]
    assert merge(base, over) == [
        {"编号": "GX311", "名称": "甲"},
        {"编号": "GX401", "名称": "乙", "级别": "错误"},
        {"编号": "GX801", "名称": "丙"},
    ]
    assert merge(["甲", "乙"], ["丙"]) == ["丙"]


DATA = st.recursive(
    st.text("甲乙丙", max_size=2),
    lambda inner: st.dictionaries(st.sampled_from("甲乙丙丁戊"), inner, max_size=4),
    max_leaves=12,
)


@given(DATA, DATA)
def test_merging_changes_neither_side_and_the_nearer_one_wins(one: object, two: object) -> None:
    before = repr((one, two))
    merged = merge(one, two)
    assert repr((one, two)) == before
    assert merge(merged, two) == merged
    if isinstance(one, dict) and isinstance(two, dict):
        assert isinstance(merged, dict)
        assert set(merged) == set(one) | set(two)
    else:
        assert merged == two


@given(DATA)
def test_merging_with_itself_changes_nothing(data: object) -> None:
    assert merge(data, data) == data


def test_a_pack_beside_the_report_is_found_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extra, beside = tmp_path / "extra", tmp_path / "beside"
    for folder in (extra, beside / "templates", beside):
        make_pack(folder, "某县")
    monkeypatch.setenv(ENVIRONMENT, str(extra))
    assert find_pack("某县", search_folders(beside)) == beside / "某县"
    assert find_pack("某县", search_folders(None)) == extra / "某县"
    assert "某县" in pack_names(search_folders(None))


@pytest.mark.parametrize("name", ["", ".", "..", "../base", "a/b", "/etc", ".git"])
def test_a_name_that_is_a_path_finds_nothing(name: str) -> None:
    assert find_pack(name, search_folders(None)) is None


def test_a_province_changes_headings_and_keeps_the_tables(tmp_path: Path, spec: Spec) -> None:
    make_pack(
        tmp_path,
        "某省",
        chapters="总体情况: {小节: {主动公开: {标题: 主动公开方面}, 综述: ~}}\n",
        style="小节编号: 1.\n",
    )
    made = load_spec("2021", "某省", tmp_path).value
    assert made is not None
    assert made.cells.keys() == spec.cells.keys()
    keys = [section.key for section in chapter(made, "总体情况").sections]
    assert "综述" not in keys
    section = chapter(made, "总体情况").section("主动公开")
    assert section is not None
    assert section.heading == "主动公开方面"
    assert section.aliases, "what was not changed stays"
    assert made.style["小节编号"] == "1."
    assert made.style["标题行宽"] == spec.style["标题行宽"]


def test_a_city_builds_on_its_province(tmp_path: Path) -> None:
    make_pack(tmp_path, "某省", style='小节编号: 1.\n标题行宽: "18"\n')
    make_pack(tmp_path, "某市", "某省", style="小节编号: 无\n")
    made = load_spec("2021", "某市", tmp_path).value
    assert made is not None
    assert (made.style["小节编号"], made.style["标题行宽"]) == ("无", "18")
    assert [folder.name for folder in made.files.folders] == ["某市", "某省", "base"]


def test_more_than_three_levels_are_refused(tmp_path: Path) -> None:
    make_pack(tmp_path, "某省")
    make_pack(tmp_path, "某市", "某省")
    make_pack(tmp_path, "某县", "某市")
    loaded = load_spec("2021", "某县", tmp_path)
    assert loaded.value is None
    assert [item.code for item in loaded.diagnostics] == ["GX102"]


def test_packs_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    make_pack(tmp_path, "甲", "乙")
    make_pack(tmp_path, "乙", "甲")
    loaded = load_spec("2021", "甲", tmp_path)
    assert loaded.value is None
    assert [item.code for item in loaded.diagnostics] == ["GX102"]


def test_a_pack_that_extends_nothing_known_is_told_by_name(tmp_path: Path) -> None:
    make_pack(tmp_path, "某县", "没有的省")
    loaded = load_spec("2021", "某县", tmp_path)
    assert loaded.value is None
    assert [(item.code, item.facts["name"]) for item in loaded.diagnostics] == [
        ("GX101", "没有的省")
    ]


def test_an_unknown_edition_is_told() -> None:
    loaded = load_spec("2015")
    assert loaded.value is None
    assert [item.code for item in loaded.diagnostics] == ["GX103"]


@pytest.mark.parametrize("name", ["bingtuan", "liaoning", "shandong", "tianjin"])
def test_every_province_keeps_every_statutory_cell_and_label(spec: Spec, name: str) -> None:
    made = load_spec("2021", name).value
    assert made is not None
    assert {key: cell.label for key, cell in made.cells.items()} == {
        key: cell.label for key, cell in spec.cells.items()
    }


def test_a_spec_is_loaded_once_and_shared() -> None:
    assert load_spec("2021").value is load_spec("2021").value
