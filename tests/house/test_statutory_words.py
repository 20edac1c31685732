"""Law 2: statutory knowledge is data; no label, row, column or chapter is a literal in the code.

The words are collected from the base packs' `tables.yaml` and `chapters.yaml`: every key, label,
caption, title, heading and alias of at least two characters, for every edition.

The rule, for each string literal in `gxgen/**/*.py` (docstrings and the notes below constants
are prose for developers and do not count):

- a literal that *is* one of the words is a breach;
- a literal that *contains* one of the longer words (five characters and more) is a breach; shorter
  ones (其他, 总计, 标题) are everyday Chinese and may occur inside a sentence;
- an address of two or more steps (`依申请公开.新收`) is a breach whatever its length.

Exempt is the vocabulary of the spec language itself, and what the header fields are called: the
constants of `gxgen/report/header.py`, and the words below, each with its reason.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

import pytest
from helpers import ROOT
from house_kit import PACKAGE, Module, modules

from gxgen.spec.pack import read_spec_file

WORDS_OF_THE_SPEC_LANGUAGE = {
    "标题": "a field of tables, chapters and sections in the spec files",
    "正文": "a field kind, and the text of a section",
    "版式": "the list of editions in editions.yaml, and a set of choices in fields.yaml",
}
FLOORS_ABOVE = ("app", "readers", "rules", "transforms", "writers", "report")
LONG = 5
_NOT_WORDS = {"数", "金额", "增减", "是"}
"""Values of 类型, 合计 and the like."""
_NAMING_FIELDS = ("标签", "名称", "标题", "角", "别名")


def _words(value: object, *, keys: bool) -> Iterator[str]:
    """Every key (of `keys` mappings) and every value of a naming field below `value`."""
    if isinstance(value, list):
        for item in value:
            yield from _words(item, keys=keys)
    if not isinstance(value, Mapping):
        return
    for key, item in value.items():
        if keys:
            yield key
            if isinstance(item, str):
                yield item
                continue
        names = item if isinstance(item, list) else [item]
        if key in _NAMING_FIELDS and not keys:
            yield from (name for name in names if isinstance(name, str))
        yield from _words(item, keys=key in ("行", "列", "子", "小节"))


def statutory_words() -> set[str]:
    """The official wording of every base edition, without break points and numerals."""
    found: set[str] = set()
    for path in sorted(ROOT.glob("templates/base/*/*.yaml")):
        if path.name in ("tables.yaml", "chapters.yaml"):
            data, faults = read_spec_file(path)
            assert not faults
            found.update(_words(data, keys=True))
    plain = {word.replace("//", "\0").replace("/", "").replace("\0", "/") for word in found}
    return {word for word in plain if len(word) >= 2} - _NOT_WORDS


def header_words() -> set[str]:
    tree = ast.parse((PACKAGE / "report" / "header.py").read_text(encoding="utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


WORDS = statutory_words() - header_words() - WORDS_OF_THE_SPEC_LANGUAGE.keys()


def breaches(module: Module) -> list[str]:
    """`line: literal` for every literal that holds a statutory word."""
    found = []
    for node in module.literals():
        steps = [step for step in node.value.split(".") if step in WORDS]
        inside = [word for word in WORDS if len(word) >= LONG and word in node.value]
        if node.value.strip() in WORDS or len(steps) > 1 or inside:
            found.append(f"{module.name}:{node.lineno}: {node.value[:60]!r}")
    return found


def test_the_words_are_found_in_the_spec_files() -> None:
    assert {"新收", "一、本年新收政府信息公开申请数量", "商业企业", "结果维持", "总体情况"} <= WORDS
    assert {"收取信息处理费情况", "行政机关主动公开政府信息情况", "第二十条第（五）项"} <= WORDS
    assert len(WORDS) > 90


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_no_statutory_word_stands_in_the_code(module: Module) -> None:
    if module.path == PACKAGE / "report" / "header.py":
        return
    assert breaches(module) == []


def header_fields() -> set[str]:
    """The fields at the first level of a report, from `fields.yaml`."""
    data, faults = read_spec_file(ROOT / "templates" / "base" / "fields.yaml")
    assert not faults
    assert isinstance(data, Mapping)
    return set(data) - WORDS_OF_THE_SPEC_LANGUAGE.keys()


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_header_fields_have_their_english_names_in_one_place(module: Module) -> None:
    """Judged where `report.header` can be imported; in `cli` and `diag` they are mere words."""
    floor = module.path.relative_to(PACKAGE).parts[0]
    if floor not in FLOORS_ABOVE or module.path.name == "header.py":
        return
    fields = header_fields()
    named = [f"{node.lineno}: {node.value}" for node in module.literals() if node.value in fields]
    assert named == []


def test_a_planted_word_is_noticed() -> None:
    def planted(text: str) -> bool:
        return bool(breaches(Module(PACKAGE / "planted.py", text, ast.parse(text))))

    assert planted('if key == "新收": pass')
    assert planted('"依申请公开.新收.总计".split(".")')
    assert planted('print("请填写行政规范性文件一行")')
    assert not planted('"""Sums 新收 of 依申请公开."""')
    assert not planted('print("总计与各列之和不符")')
