"""The authored meta-schemas: sound, in Chinese, strict, in step with the code that reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pack_kit import BASE, base_data

from gxgen.diag import entries
from gxgen.spec.field import FieldKind
from gxgen.spec.kinds import CELL_KINDS
from gxgen.spec.lint.meta import judge_partial, judge_whole, meta_schema, partial_schema
from gxgen.spec.locate import SCHEMAS, TEMPLATES, data_root
from gxgen.spec.pack import LAYERED, read_spec_file
from gxgen.spec.relation import LEVELS, PER_COLUMN, PER_ROW

FOLDER = data_root() / SCHEMAS / "meta"
STEMS = sorted(path.name.removesuffix(".schema.json") for path in FOLDER.iterdir())


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """The schema and all schemas within it."""
    yield schema
    for name in ("items", "additionalProperties"):
        if isinstance(schema.get(name), dict):
            yield from parts(schema[name])
    for name in ("properties", "$defs"):
        for inner in schema.get(name, {}).values():
            yield from parts(inner)


def test_every_file_of_a_pack_has_one() -> None:
    assert {*LAYERED, "pack", "editions", "crosswalk"} == set(STEMS)


@pytest.mark.parametrize("stem", STEMS)
def test_it_is_a_sound_schema_that_names_itself(stem: str) -> None:
    schema = meta_schema(stem)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator.check_schema(partial_schema(stem))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"{stem}.schema.json"


@pytest.mark.parametrize("stem", STEMS)
def test_every_part_has_a_chinese_title(stem: str) -> None:
    for schema in parts(meta_schema(stem)):
        if "$ref" not in schema:
            assert any(character >= "\u4e00" for character in schema.get("title", "")), schema


@pytest.mark.parametrize("stem", STEMS)
def test_mappings_are_closed_or_say_what_is_in_them(stem: str) -> None:
    for schema in parts(meta_schema(stem)):
        if "object" in schema.get("type", ()):
            assert (
                schema["additionalProperties"] is False
                or "$ref" in str(schema)
                or "type" in (schema["additionalProperties"])
            )


def test_titles_of_files_name_the_file() -> None:
    for stem in STEMS:
        assert meta_schema(stem)["title"].startswith(stem)


def word_lists(schema: object, name: str) -> set[tuple[str, ...]]:
    """The enums of all properties `name`, with references followed."""
    assert isinstance(schema, dict)
    found = set()
    for part in parts(schema):
        own = part.get("properties", {}).get(name)
        if own is not None:
            target = own.get("$ref", "").rpartition("/")[2]
            found.add(tuple((schema["$defs"][target] if target else own)["enum"]))
    return found


def test_words_are_those_that_the_code_reads() -> None:
    assert word_lists(meta_schema("tables"), "类型") == {CELL_KINDS}
    assert word_lists(meta_schema("fields"), "类型") == {tuple(FieldKind)}
    assert word_lists(meta_schema("checks"), "级别") == {tuple(LEVELS)}
    assert word_lists(meta_schema("checks"), "每") == {(PER_COLUMN, PER_ROW)}


def test_style_words_are_the_same_for_a_pack_and_a_chapter() -> None:
    for name in ("小节编号", "小节标题"):
        assert word_lists(meta_schema("style"), name) == word_lists(meta_schema("chapters"), name)


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_the_base_pack_passes(edition: str) -> None:
    for stem, data in base_data(edition).items():
        assert list(judge_whole(stem, data)) == []
        assert list(judge_partial(stem, data)) == []


def packs() -> list[Path]:
    return sorted((data_root() / TEMPLATES).glob("*/pack.yaml"))


@pytest.mark.parametrize("path", packs(), ids=lambda path: path.parent.name)
def test_pack_files_pass(path: Path) -> None:
    data, faults = read_spec_file(path)
    assert faults == []
    assert list(judge_whole("pack", data)) == []


def test_editions_and_crosswalks_pass() -> None:
    data, _ = read_spec_file(data_root() / TEMPLATES / "editions.yaml")
    assert list(judge_whole("editions", data)) == []
    for path in BASE.glob("crosswalk-*.yaml"):
        data, _ = read_spec_file(path)
        assert list(judge_whole("crosswalk", data)) == []


def test_codes_of_our_own_checks_are_in_the_book() -> None:
    for edition in ("2019", "2021"):
        for entry in base_data(edition)["checks"]:
            assert entry["编号"] in entries()


def test_a_partial_file_may_leave_out_remove_and_order() -> None:
    data = {"总体情况": {"小节": {"综述": None, "次序": ["监督保障"]}}, "次序": ["其他事项"]}
    assert list(judge_partial("chapters", data)) == []
    whole = {(fault.path, fault.problem) for fault in judge_whole("chapters", data)}
    only_over = "“次序”只能写在上级模板包已有的内容里"
    assert whole == {
        (("总体情况", "序号"), "少了“序号”"),
        (("总体情况", "标题"), "少了“标题”"),
        (("总体情况", "小节", "综述"), "后面是空的；不需要就删去这一行"),
        (("总体情况", "小节", "次序"), only_over),
        (("次序",), only_over),
    }


def test_schemas_are_written_as_people_read_them() -> None:
    for stem in STEMS:
        text = (FOLDER / f"{stem}.schema.json").read_text(encoding="utf-8")
        assert "\\u" not in text.replace("\\\\u", "")
        assert json.loads(text)
        assert text.endswith("}\n")
