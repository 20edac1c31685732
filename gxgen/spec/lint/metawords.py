"""Breaches of a meta-schema in Chinese, from the keyword, the value and the schema's own titles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from gxgen.spec.merge import ORDER

Schema = Mapping[str, Any]
Problem = tuple[str | None, str]
"""The name inside the value that is meant (None: the value itself), and the sentence."""

_KINDS = {"string": "一段文字", "object": "“名称: 内容”", "array": "一串（每项前面有“- ”）"}
_SHOWN = 12


def problems(keyword: str, value: object, schema: Schema) -> Iterator[Problem]:
    """What is wrong with `value`, which breaks `keyword` of `schema`; one sentence a fault."""
    if keyword == "additionalProperties" and isinstance(value, Mapping):
        yield from _unknown(value, schema)
    elif keyword == "required" and isinstance(value, Mapping):
        missing = (name for name in schema["required"] if name not in value)
        yield from ((name, f"少了“{name}”") for name in missing)
    else:
        yield None, _form(keyword, value, schema)


def _unknown(value: Mapping[str, object], schema: Schema) -> Iterator[Problem]:
    properties = schema.get("properties", {})
    known = [name for name in properties if name != ORDER]
    for name in value:
        if name not in properties:
            near = get_close_matches(name, known, n=1, cutoff=0.5)
            hint = f"是不是“{near[0]}”？" if near else f"可以写：{'、'.join(known)}"
            yield name, f"没有“{_short(name)}”这一项，{hint}"


def _form(keyword: str, value: object, schema: Schema) -> str:
    if value is None:
        return "后面是空的；不需要就删去这一行"
    match keyword:
        case "type":
            kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
            wanted = "，或者".join(_KINDS[kind] for kind in kinds if kind in _KINDS)
            return f"这里应当是{wanted}"
        case "enum":
            words = "、".join(str(word) for word in schema["enum"] if word is not None)
            return f"“{_short(value)}”不在可选的范围里，只能写：{words}"
        case "minItems" | "minProperties" | "minLength":
            return "这里还没有写内容"
        case "maxLength":
            return f"“{_short(value)}”太长，最多{schema['maxLength']}个字"
        case _:
            about = schema.get("description") or schema.get("title", "")
            return f"“{_short(value)}”的写法不对（{about}）"


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
