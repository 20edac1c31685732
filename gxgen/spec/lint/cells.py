"""The cells that follow from a table's outlines: addresses that name one thing, defaults that fit.

Labels are judged too: a table in a Word file is read by its labels, so that two rows of a block
with the same labels could not be told apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from gxgen.spec import kinds
from gxgen.spec.align import squeeze
from gxgen.spec.lint.fault import Fault, Faults, Path
from gxgen.spec.outline import Leaf, Node, outline_leaves
from gxgen.spec.table import Block, Table


def judge_cells(table: Table) -> Faults:
    """Faults of addresses, labels and defaults."""
    seen: dict[str, Path] = {}
    told: set[Path] = set()
    for index, block in enumerate(table.blocks):
        rows = _paths((table.key, "块", index, "行"), block.rows)
        columns = _paths((table.key, "块", index, "列"), block.columns)
        for row, path in rows:
            for column, _ in columns:
                address = ".".join((table.key, *row.address, *column.address))
                if address in seen and path not in told:
                    told.add(path)
                    yield Fault("tables", path, f"“{address}”这个地址用了两次")
                seen.setdefault(address, path)
        yield from _judge_labels(rows)
        yield from _judge_labels(columns)
    yield from _judge_groups(table.key, seen)
    yield from _judge_defaults(table)


def _paths(path: Path, nodes: tuple[Node, ...]) -> list[tuple[Leaf, Path]]:
    """The leaves of an outline, each with where it is written."""
    found = []
    for leaf in outline_leaves(nodes):
        steps: Path = path
        for depth, node in enumerate(leaf.path):
            steps = (*steps, "子", node.key) if depth else (*steps, node.key)
        found.append((leaf, steps))
    return found


def _judge_labels(leaves: list[tuple[Leaf, Path]]) -> Faults:
    seen: set[tuple[str, ...]] = set()
    for leaf, path in leaves:
        labels = tuple(map(squeeze, leaf.labels))
        if labels in seen:
            shown = "／".join(leaf.labels)
            yield Fault("tables", path, f"标签“{shown}”在这一块里出现了两次，读表时分不清")
        seen.add(labels)


def _judge_groups(key: str, addresses: dict[str, Path]) -> Faults:
    """No address may be a step of another one, or be the table itself."""
    told: set[str] = set()
    for address, path in addresses.items():
        steps = address.split(".")
        if len(steps) == 1:
            yield Fault("tables", path, f"“{key}”的这一格没有自己的名称：行和列不能都是透明的")
        for length in range(2, len(steps)):
            group = ".".join(steps[:length])
            if group in addresses and group not in told:
                told.add(group)
                yield Fault("tables", path, f"“{group}”既是一格，又是“{address}”的上一级")


def _judge_defaults(table: Table) -> Faults:
    for index, block in enumerate(table.blocks):
        for leaf, path, kind in _with_kinds(block, (table.key, "块", index)):
            default = leaf.node.default
            if default is None:
                continue
            value = kinds.read(kind, default).value
            if value is None or str(value) != default:
                place = (*path, "缺省")
                yield Fault("tables", place, f"缺省“{default[:12]}”不是一个数，通常写 0")


def _with_kinds(block: Block, path: Path) -> Iterator[tuple[Leaf, Path, str]]:
    """Every leaf with each kind that its cells have."""
    rows, columns = _paths((*path, "行"), block.rows), _paths((*path, "列"), block.columns)
    for leaf, place in columns:
        others = {row.node.kind or block.kind for row, _ in rows}
        for kind in {leaf.node.kind} if leaf.node.kind else others:
            yield leaf, place, kind
    for leaf, place in rows:
        for kind in {column.node.kind or leaf.node.kind or block.kind for column, _ in columns}:
            yield leaf, place, kind
