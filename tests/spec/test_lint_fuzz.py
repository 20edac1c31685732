"""Broken packs end in findings, never in an exception: random changes of a whole pack.

What the linter lets pass is used as a report uses it, so that a fault that slips through shows.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from helpers import COMPLETE
from hypothesis import given, settings
from hypothesis import strategies as st
from pack_kit import BASE, as_files, base_data, dumped, load, write_pack

import gxgen
from gxgen.diag.text import render_text
from gxgen.spec.layout import lay_out
from gxgen.spec.locate import TEMPLATES, data_root

JUNK: tuple[Any, ...] = (
    None, "", " ", "是", "否", "0", "-1", "1.5", "上年", "items", "if", "甲/乙", "//", "a b", "无",
    "列", "数", "组", "列表", "正文", "选项", "各表", "版式", "规章", "机关", "GX311", "甲 == 乙",
    "主动公开", "依申请公开.新收 == 0", "\u0007", "😀", "长" * 300, [], {}, [[]], ["甲"], [None],
    {"次序": ["甲"]}, {"标签": "甲"}, {"类型": "文本"}, {"透明": "是"}, {"甲": "甲", "乙": "乙"},
    {"甲": {"标签": "甲", "合计": "是"}}, [{"编号": "GX311"}], [{"编号": ["甲"]}],
)  # fmt: skip


STEMS = frozenset(base_data())
HALF = settings(max_examples=max(settings().max_examples // 2, 10))
"""Loading a pack takes its time: half as many examples as elsewhere."""
CHANCES = st.integers(0, 2**32).map(random.Random)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Paths of everything inside `value`."""
    items: Any = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    for key, item in items:
        yield (*path, key)
        yield from places(item, (*path, key))


def change(data: dict[str, Any], chance: random.Random) -> None:
    """One random change somewhere in `data`."""
    everything = list(places(data))
    if not everything:
        return
    path = chance.choice(everything)
    parent: Any = data
    for step in path[:-1]:
        parent = parent[step]
    key = path[-1]
    what = chance.randrange(5)
    if what == 0:
        del parent[key]
    elif what == 1:
        parent[key] = chance.choice(JUNK)
    elif what == 2 and isinstance(parent, dict):
        parent[chance.choice([junk for junk in JUNK if isinstance(junk, str)])] = parent.pop(key)
    elif what == 3 and isinstance(parent, dict):
        words = ["合计", "透明", "缺省", "标签", "子", "表", "章", "次序", "甲", "别名", "或"]
        parent[chance.choice(words)] = chance.choice(JUNK)
    else:
        value: Any = data
        for step in chance.choice(everything):
            value = value[step]
        if not isinstance(value, dict | list):
            parent[key] = value


def files(data: dict[str, Any]) -> dict[str, str]:
    """The changed data as files; one whose very name was changed is left out."""
    return as_files({stem: value for stem, value in data.items() if stem in STEMS})


def use(folder: Path, name: str, edition: str = "2021") -> None:
    """Loads a pack and a report with it; whatever is found must be printable."""
    result = load(folder, name, edition)
    render_text(result.diagnostics, lambda file, line: None)
    if result.value is None:
        assert result.errors
        return
    spec = result.value
    assert not result.diagnostics
    for table in spec.tables:
        lay_out(table)
    list(spec.judge({}))
    report = folder / "年报.yaml"
    report.write_text(COMPLETE.replace("年度", f"模板: {name}\n年度", 1), encoding="utf-8")
    loaded = gxgen.load(report)
    assert loaded.value is not None
    render_text(gxgen.check(loaded.value).diagnostics, lambda file, line: None)
    gxgen.context(loaded.value)


@HALF
@given(CHANCES, st.integers(1, 6), st.sampled_from(["2019", "2021"]))
def test_a_changed_base_pack(chance: random.Random, count: int, edition: str) -> None:
    data = base_data(edition)
    for _ in range(count):
        change(data, chance)
    with TemporaryDirectory() as folder:
        write_pack(Path(folder), files(data), "自制")
        use(Path(folder), "自制", edition)


def part(value: Any, chance: random.Random) -> Any:
    """Some of `value`: what a province might write over it."""
    if isinstance(value, dict):
        return {key: part(item, chance) for key, item in value.items() if chance.random() < 0.4}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [part(item, chance) for item in value]
    return value


@HALF
@given(CHANCES, st.integers(1, 6), st.sampled_from(["2019", "2021"]))
def test_a_changed_overlay(chance: random.Random, count: int, edition: str) -> None:
    whole = {stem: data for stem, data in base_data(edition).items() if stem in STEMS}
    stems = chance.sample(sorted(whole), chance.randrange(1, 5))
    data: dict[str, Any] = {stem: part(whole[stem], chance) for stem in stems}
    data["pack"] = {"extends": "base", "名称": "测试"}
    for _ in range(count):
        change(data, chance)
    with TemporaryDirectory() as folder:
        write_pack(Path(folder), files(data))
        use(Path(folder), "测试包", edition)


PROVINCES = [
    path
    for path in sorted((data_root() / TEMPLATES).glob("*/*.yaml"))
    if path.parent != BASE and path.stem in STEMS
]
FILES = [path for path in sorted(BASE.rglob("*.yaml")) if path.stem in STEMS]


@HALF
@given(st.sampled_from([*FILES, *PROVINCES]), CHANCES)
def test_a_file_with_slips_of_the_keyboard(file: Path, chance: random.Random) -> None:
    text = file.read_text(encoding="utf-8")
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(text))
        typed = chance.choice(["", "：", ":", " ", "\n", "{", "]", "- ", "~", '"', "#", "是"])
        text = text[:at] + typed + text[at + chance.randrange(3) :]
    with TemporaryDirectory() as folder:
        write_pack(Path(folder), {file.name: text})
        use(Path(folder), "测试包")


SHAPES = (
    None, "", " ", "是", "列", [], {}, [[]], ["甲"], [None], {"次序": ["甲"]}, {"标签": "甲"},
    {"甲": "甲", "乙": "乙"}, {"甲": {"标签": "甲", "合计": "是"}}, [{"编号": "GX311"}],
    [{"编号": ["甲"]}],
)  # fmt: skip


@pytest.mark.parametrize("junk", SHAPES, ids=lambda junk: dumped(junk)[:20])
def test_files_that_are_junk(junk: object, tmp_path: Path) -> None:
    for stem in STEMS:
        with TemporaryDirectory(dir=tmp_path) as folder:
            write_pack(Path(folder), {f"{stem}.yaml": dumped(junk)})
            use(Path(folder), "测试包")
