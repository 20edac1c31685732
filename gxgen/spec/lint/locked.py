"""The form is locked: a pack shows tables and chapters as its farthest parent declares them.

Source: they are the national form, 国办公开办函〔2021〕30号. What a province wants beyond them goes
into sections and into tables of its own (with 章).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from gxgen.spec.lint.fault import Fault, Faults, Path
from gxgen.spec.lint.layers import Layers
from gxgen.spec.lint.meta import judge_whole
from gxgen.spec.lint.tables import judge_tables
from gxgen.spec.merge import ORDER, merge
from gxgen.spec.pack import PackFiles
from gxgen.spec.table import Table, read_tables

LOCK = "GX121"


def judge_locked(layers: Layers, files: PackFiles) -> Faults:
    """What the nearer packs of a chain changed in the form that the farthest one declares."""
    for fault in _judge(layers, files):
        yield replace(fault, code=LOCK) if fault.path else fault


def _judge(layers: Layers, files: PackFiles) -> Faults:
    if len(files.folders) < 2:
        return
    declared = {stem: _declared(stem, layers) for stem in ("tables", "chapters")}
    broken = [] if layers.on_trusted_ground else _broken(declared)
    for stem in broken:
        yield Fault(stem, (), f"最上级模板包的 {stem}.yaml 单独用时就有错，请先改好它")
    if not broken:
        yield from _judge_tables(declared["tables"], files.data["tables"])
        yield from _judge_chapters(declared["chapters"], files.data["chapters"])


def _broken(declared: Mapping[str, Any]) -> list[str]:
    """The files of the farthest pack that nobody could use as they are."""
    found = [stem for stem, data in declared.items() if any(judge_whole(stem, data))]
    return found or (["tables"] if any(judge_tables(declared)) else [])


def _declared(stem: str, layers: Layers) -> Any:
    """What the farthest pack says by itself."""
    data: Any = {}
    for layer in layers.of(stem):
        if not layer.level:
            data = merge(data, layer.data) if data else layer.data
    return data


def _judge_tables(declared: Any, merged: Any) -> Faults:
    for key, fields in declared.items():
        if fields.get("章"):
            continue
        if key not in merged:
            yield Fault("tables", (key,), f"“{key}”是规定的表，不能删")
        elif merged[key] != fields:
            yield from _changed(key, fields, merged[key])


def _judge_chapters(declared: Any, merged: Any) -> Faults:
    for key in merged:
        if key not in declared:
            reason = f"“{key}”不是规定的部分，不能加；可以加成某一部分的小节"
            yield Fault("chapters", (key,), reason)
    for key, fields in declared.items():
        if key not in merged:
            yield Fault("chapters", (key,), f"“{key}”是规定的部分，不能删")
            continue
        for name in ("序号", "标题", "表"):
            if merged[key].get(name) != fields.get(name):
                reason = f"“{key}”是规定的部分，“{name}”不能改"
                yield Fault("chapters", (key, name), reason)
    if set(declared) == set(merged) and list(declared) != list(merged):
        yield Fault("chapters", (ORDER,), "各部分的次序是规定的，不能换")


def _changed(key: str, fields: Mapping[str, Any], given: Mapping[str, Any]) -> Faults:
    (right,), (table,) = read_tables({key: fields}), read_tables({key: given})
    path: Path = (key,)
    before, after = _form(right), _form(table)
    gone = [label for address, label in before.items() if address not in after]
    if gone:
        yield Fault("tables", path, f"“{key}”是规定的表，不能删“{gone[0]}”等{len(gone)}格")
    added = [label for address, label in after.items() if address not in before]
    if added:
        yield Fault("tables", path, f"“{key}”是规定的表，不能加“{added[0]}”等{len(added)}格")
    if gone or added:
        return
    changed = [address for address, form in before.items() if after[address] != form]
    if changed:
        was = before[changed[0]]
        yield Fault("tables", path, f"“{key}”是规定的表，“{was}”的标签和类型不能改")
    elif list(before) != list(after) or _frame(right) != _frame(table):
        yield Fault("tables", path, f"“{key}”是规定的表，各块的标题和次序不能改")


def _form(table: Table) -> dict[str, str]:
    """What is official of each cell: its labels, its kind, whether it is a total."""
    return {
        key: f"{'／'.join((*cell.row.labels, *cell.column.labels))}（{cell.kind}"
        + ("，合计）" if cell.is_total else "）")
        for key, cell in table.cells.items()
    }


def _frame(table: Table) -> list[tuple[str, str, int]]:
    return [(block.caption, block.corner, len(block.rows)) for block in table.blocks]
