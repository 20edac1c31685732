"""The patterns of `text.yaml`: every name in them is one that will have a value.

An unknown name counts as empty when a report is printed, so that a misspelt one would silently
leave a gap in every report of the province.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from gxgen.spec.lint.fault import Data, Fault, Faults

STEM = "text"
_NAME = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_BRACES = re.compile(r"[｛｝]|\{\{|\}\}|[{}]")
_ANGLES = re.compile(r"<[^<>]*>")
PREFACE, PERIOD = "前言", "统计期限"
CONTACT, SIGN_DATE = "联系方式", "落款日期"
DATE_NAMES = ("年", "月", "日", "汉字")
FIXED = ("年度", "编制依据", "各部分")
AGENCY, EVERYTHING = "机关", "联系方式.全部"
"""The header group whose fields a pattern may name, and all ways to reach it in one text."""


def judge_texts(data: Data) -> Faults:
    """Faults of the patterns, each at its line."""
    agency = (data.get("fields") or {}).get(AGENCY)
    known = [*FIXED, *_fields(AGENCY, agency), f"{AGENCY}.{EVERYTHING}"]
    for key, value in (data.get(STEM) or {}).items() if agency else ():
        if isinstance(value, str):
            names = _known(key, known)
            for reason in _faults(value, names):
                yield Fault(STEM, (key,), f"“{key}”{reason}", on_value=True)


def _known(key: str, known: list[str]) -> list[str]:
    """The names that one pattern may use."""
    if key == PREFACE:
        return [*known, PERIOD]
    if key == SIGN_DATE:
        return list(DATE_NAMES)
    if key == CONTACT:
        own = f"{AGENCY}.{CONTACT}."
        return [name for name in known if name.startswith(own) and not name.endswith(EVERYTHING)]
    return known


def _fields(path: str, field: Any) -> Iterator[str]:
    """The addresses of the single fields of a group."""
    below = field.get("子") if isinstance(field, Mapping) else None
    if not isinstance(below, Mapping):
        yield path
        return
    for key, inner in below.items():
        yield from _fields(f"{path}.{key}", inner)


def _faults(pattern: str, known: list[str]) -> Iterator[str]:
    for name in dict.fromkeys(_NAME.findall(pattern)):
        if name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0.5)
            hint = f"，是不是“{near[0]}”？" if near else f"；可以写：{'、'.join(known[:6])}…"
            yield f"里没有“{name}”这个名称{hint}"
    rest = _NAME.sub("", pattern)
    if _BRACES.search(rest):
        yield "里的花括号没有成对，或者用了全角花括号"
    rest = _ANGLES.sub("", rest)
    if "<" in rest or ">" in rest:
        yield "里的尖括号没有成对"
