"""The form of a pack's files (GX102): each file for itself, then the merged whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gxgen.diag import Diagnostic, TextPlace, diagnose
from gxgen.source.tree import MappingNode, Scalar, SequenceNode, walk
from gxgen.spec.lint.fault import Path
from gxgen.spec.lint.layers import PACK, Layer, Layers
from gxgen.spec.lint.meta import MetaFault, judge_partial, judge_whole
from gxgen.spec.merge import IDENTITY, ORDER, merge
from gxgen.spec.pack import LAYERED
from gxgen.spec.packzip import shown

OVERLAID = ("mentions",)
"""Files that say nothing without those they are merged over."""

Known = Mapping[str, object] | None
"""A mapping of the packs that are merged first; None where they have nothing there."""

NEEDED = ("tables", "chapters", "fields")
"""Files without which there is no report."""


def judge_forms(layers: Layers, merged: Mapping[str, object]) -> Iterator[Diagnostic]:
    """All faults of form, each at the file that has it."""
    for layer in layers.all:
        if not layer.trusted:
            if layer.stem == PACK:
                yield from _told(layer, judge_whole(PACK, layer.data))
            yield from _controls(layer)
    for stem in LAYERED:
        yield from _judge_stem(stem, layers, merged.get(stem))


def _judge_stem(stem: str, layers: Layers, merged: object) -> Iterator[Diagnostic]:
    if merged is None:
        if stem in NEEDED:
            problem = f"没有 {stem}.yaml；省级模板包请在 pack.yaml 写上 extends: base"
            yield _diagnosis(layers.place(PACK, ()), (), problem)
        return
    told: set[Path] = set()
    if stem in OVERLAID and all(layer.level for layer in layers.of(stem)):
        problem = f"上级模板包的这一版没有 {stem}.yaml；请放进有它的那一版的文件夹，如 2021"
        yield _diagnosis(layers.place(stem, ()), (), problem)
        return
    own = [layer for layer in layers.of(stem) if not layer.trusted]
    if not own and layers.on_trusted_ground:
        return
    for layer in own:
        faults = list(judge_partial(stem, layer.data))
        told |= {_named(layer.data, fault.path) for fault in faults}
        yield from _told(layer, faults)
    yield from _references(layers.of(stem))
    if any(IDENTITY in path for path in told):
        # An entry without a readable 编号 is not merged: all that it lacks would be told, too.
        return
    for fault in judge_whole(stem, merged):
        path = _named(merged, fault.path)
        if path not in told:
            place = layers.place(stem, path, key=fault.is_key)
            yield _diagnosis(place, fault.path, fault.problem)


def _told(layer: Layer, faults: Iterator[MetaFault] | list[MetaFault]) -> Iterator[Diagnostic]:
    for fault in faults:
        place = layer.place(fault.path, key=fault.is_key) or TextPlace(shown(layer.file))
        yield _diagnosis(place, fault.path, fault.problem)


def _controls(layer: Layer) -> Iterator[Diagnostic]:
    """Characters that nobody sees, such as a space without width: labels are compared by theirs."""
    for path, node in walk(layer.root):
        texts = [node] if isinstance(node, Scalar) else []
        if isinstance(node, MappingNode):
            texts = list(node.keys.values())
        for text in texts:
            if not text.text.replace("\n", "").replace("\t", "").isprintable():
                place = TextPlace(shown(layer.file), text.line, text.column, text.column + 1)
                yield _diagnosis(place, path, "里面有看不见的字符")


def _references(layers: tuple[Layer, ...]) -> Iterator[Diagnostic]:
    """`~` and 次序 that name what the farther packs do not have: they would silently do nothing."""
    merged: object = None
    for layer in layers:
        before = merged
        merged = layer.data if before is None else merge(before, layer.data)
        for path, node in () if layer.trusted else walk(layer.root):
            if isinstance(node, MappingNode):
                named = _named(layer.data, path)
                if before is not None:
                    yield from _removals(layer, path, node, _mapping_at(before, named))
                yield from _orders(layer, path, node, _mapping_at(merged, named))


def _removals(layer: Layer, path: Path, node: MappingNode, known: Known) -> Iterator[Diagnostic]:
    for key, item in node.items.items():
        blank = isinstance(item, Scalar) and item.plain and item.is_blank
        if blank and known is not None and key not in known:
            problem = "后面是空的；上级模板包里没有这一项，不用删"
            step = (*path, key)
            place = layer.place(step, key=True) or TextPlace(shown(layer.file))
            yield _diagnosis(place, step, problem)


def _orders(layer: Layer, path: Path, node: MappingNode, known: Known) -> Iterator[Diagnostic]:
    order = node.items.get(ORDER)
    for index, item in enumerate(order.items if isinstance(order, SequenceNode) else ()):
        if isinstance(item, Scalar) and item.text not in (known or {}):
            step = (*path, ORDER, index)
            place = layer.place(step) or TextPlace(shown(layer.file))
            yield _diagnosis(place, step[:-1], f"没有“{item.text}”，排不了次序")


def _mapping_at(data: Any, path: Path) -> Known:
    """The mapping at `path` of merged data, None where there is none."""
    for step in path:
        if isinstance(data, list) and isinstance(step, str):
            data = next((item for item in data if _identity(item) == step), None)
        elif isinstance(data, Mapping):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step] if step < len(data) else None
    return data if isinstance(data, Mapping) else None


def _named(data: Any, path: Path) -> Path:
    """`path` with indexes into lists of entries as their 编号, which is the same in every file."""
    if path and isinstance(path[0], int) and isinstance(data, list) and path[0] < len(data):
        identity = _identity(data[path[0]])
        return (identity, *path[1:]) if identity else path
    return path


def _identity(item: object) -> str:
    found = item.get(IDENTITY) if isinstance(item, Mapping) else None
    return found if isinstance(found, str) else ""


def _diagnosis(place: TextPlace, path: Path, problem: str) -> Diagnostic:
    steps = (f"第{step + 1}项" if isinstance(step, int) else step for step in path)
    return diagnose("GX102", place, case="meta", where="／".join(steps) or "文件", problem=problem)
