"""Comparing two packs, two versions of one, or two Word files: what differs, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from gxgen.app.packs.making import opened
from gxgen.diag import Result
from gxgen.report.context import shape_of
from gxgen.spec.merge import IDENTITY
from gxgen.spec.pack import LAYERED
from gxgen.spec.spec import Spec
from gxgen.template.review import Description, describe

KINDS = {
    "names": "标签里的名称",
    "cells": "表格里的数字格",
    "texts": "Word 模板的文字",
    "styles": "样式",
    "page": "页面",
}
"""Kinds of differences in the Word files; others are named after the YAML file."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `before` or `after` is "" for what only the other one has."""

    kind: str
    where: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        place = f"{self.where}：" if self.where else ""
        if not self.before:
            return f"＋ {place}{self.after}"
        if not self.after:
            return f"－ {place}{self.before}"
        return f"～ {place}{self.before} → {self.after}"


def compare(one: str, other: str, edition: str = "") -> Result[tuple[Difference, ...]]:
    """The differences from `one` to `other` (packs or Word files), file by file."""
    sides = []
    for text in (one, other):
        found = opened(text, edition)
        if found.value is None:
            return Result(None, found.diagnostics)
        _, spec, data = found.value
        said = describe(data, text, shape_of(spec), spec.tables)
        if said.value is None:
            return Result(None, said.diagnostics)
        sides.append((spec, said.value))
    (first, looks), (second, other_looks) = sides
    return Result((*_data(first, second), *_words(looks, other_looks)))


def _data(one: Spec, other: Spec) -> Iterator[Difference]:
    """What the merged YAML files say otherwise."""
    for stem in LAYERED:
        before = dict(_flat(one.files.data.get(stem), ""))
        after = dict(_flat(other.files.data.get(stem), ""))
        for key in dict.fromkeys((*before, *after)):
            if before.get(key, "") != after.get(key, ""):
                yield Difference(stem, key, before.get(key, ""), after.get(key, ""))
        order = [
            [key for key in side if key in before and key in after] for side in (before, after)
        ]
        if order[0] != order[1]:
            yield Difference(stem, "", "", "次序不同")


def _flat(value: object, path: str) -> Iterator[tuple[str, str]]:
    """A tree of texts as (path, text); entries with an 编号 are named by it."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _flat(item, f"{path}／{key}" if path else str(key))
    elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        for index, item in enumerate(value, 1):
            name = item.get(IDENTITY) if isinstance(item, Mapping) else None
            yield from _flat(item, f"{path}／{name or f'第{index}项'}".lstrip("／"))
    elif isinstance(value, list):
        yield path, "、".join(map(str, value))
    elif value is not None:
        yield path, " ".join(str(value).split())


def _words(one: Description, other: Description) -> Iterator[Difference]:
    """What differs between the Word files."""
    for kind in ("names", "cells"):
        before, after = getattr(one, kind), getattr(other, kind)
        for name in sorted(before - after):
            yield Difference(kind, "", name, "")
        for name in sorted(after - before):
            yield Difference(kind, "", "", name)
    matcher = SequenceMatcher(None, one.texts, other.texts, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        pairs = min(b - a, d - c)
        for index in range(pairs):
            yield Difference("texts", "", one.texts[a + index], other.texts[c + index])
        for text in one.texts[a + pairs : b]:
            yield Difference("texts", "", text, "")
        for text in other.texts[c + pairs : d]:
            yield Difference("texts", "", "", text)
    for kind in ("styles", "page"):
        looks, others = getattr(one, kind), getattr(other, kind)
        for name in dict.fromkeys((*looks, *others)):
            before, after = looks.get(name), others.get(name)
            if before != after:
                yield Difference(kind, name, _said(before), _said(after))


def _said(looks: str | None) -> str:
    return "" if looks is None else looks or "（与上级样式相同）"
