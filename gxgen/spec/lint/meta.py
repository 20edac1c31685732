"""The meta-schemas (`schemas/meta/`): is a file of a pack written as such files are written?

A pack's file is partial: it is merged over the files of the packs it extends, `~` removes a key
and 次序 orders. So each file is judged by the schema without what it requires, at its own places,
and the merged data by the whole schema. jsonschema is imported only here and only when called:
packs of the installation are judged in the tests, not when they are loaded.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from gxgen.source.validate import SchemaFault, meta_faults
from gxgen.spec.lint.metawords import problems
from gxgen.spec.locate import SCHEMAS, data_root
from gxgen.spec.merge import ORDER

Path = tuple[str | int, ...]
Schema = Mapping[str, Any]

_REQUIRING = ("required", "minProperties", "minItems")
_ORDER_SCHEMA: Schema = {
    "title": ORDER,
    "type": ["array", "null"],
    "items": {"title": "名称", "type": "string"},
}


@dataclass(frozen=True, slots=True)
class MetaFault:
    """One breach: `path` in the data, whether its name is meant, and a Chinese sentence."""

    path: Path
    is_key: bool
    problem: str


@lru_cache(maxsize=32)
def meta_schema(stem: str) -> Schema:
    """The authored schema of `<stem>.yaml`."""
    path = data_root() / SCHEMAS / "meta" / f"{stem}.schema.json"
    schema: Schema = json.loads(path.read_text(encoding="utf-8"))
    return schema


@lru_cache(maxsize=32)
def partial_schema(stem: str) -> Schema:
    """The same for one file that is merged over others: nothing required, `~` and 次序 allowed."""
    made: Schema = _relaxed(meta_schema(stem))
    return made


def judge_whole(stem: str, data: object) -> Iterator[MetaFault]:
    """Faults of merged data; a 次序 left in it had nothing to order."""
    for fault in _judge(meta_schema(stem), data):
        if ORDER in fault.path:
            path = fault.path[: fault.path.index(ORDER) + 1]
            fault = MetaFault(path, True, f"“{ORDER}”只能写在上级模板包已有的内容里")
        yield fault


def judge_partial(stem: str, data: object) -> Iterator[MetaFault]:
    """Faults of one file that is merged over others."""
    return _judge(partial_schema(stem), data)


def _judge(schema: Schema, data: object) -> Iterator[MetaFault]:
    seen: set[tuple[Path, str]] = set()
    for fault in meta_faults(schema, data):
        if (fault.path, fault.keyword) not in seen:
            seen.add((fault.path, fault.keyword))
            value = _at(data, fault.path)
            for name, problem in problems(fault.keyword, value, _broken(schema, fault)):
                path = fault.path if name is None else (*fault.path, name)
                yield MetaFault(path, name is not None, problem)


def _at(data: object, path: Path) -> object:
    value: Any = data
    for step in path:
        value = value[step]
    return value


def _broken(schema: Schema, fault: SchemaFault) -> Schema:
    """The sub-schema whose keyword was broken; the path in a fault leaves out `$ref` steps."""
    node = schema
    for step in fault.schema_path[:-1]:
        node = _followed(schema, node[str(step)] if isinstance(node, Mapping) else node[step])
    return node


def _followed(schema: Schema, node: Any) -> Any:
    if not isinstance(node, Mapping) or "$ref" not in node:
        return node
    target = schema["$defs"][str(node["$ref"]).rpartition("/")[2]]
    return {**target, **node}


def _relaxed(schema: Schema, *, root: bool = True) -> dict[str, Any]:
    made: dict[str, Any] = {key: value for key, value in schema.items() if key not in _REQUIRING}
    if not root:
        if "type" in made:
            kinds = made["type"] if isinstance(made["type"], list) else [made["type"]]
            made["type"] = [*kinds, "null"]
        if "enum" in made:
            made["enum"] = [*made["enum"], None]
    for name in ("items", "additionalProperties"):
        if isinstance(made.get(name), Mapping):
            made[name] = _relaxed(made[name], root=False)
    for name in ("properties", "$defs"):
        if name in made:
            made[name] = {key: _relaxed(value, root=False) for key, value in made[name].items()}
    if "properties" in made or "additionalProperties" in made:
        made["properties"] = {**made.get("properties", {}), ORDER: _ORDER_SCHEMA}
    return made
