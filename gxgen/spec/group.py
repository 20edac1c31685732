"""The tables as the clerk sees them: groups within groups, records, and cells, by key.

This is the address tree: transparent nodes of the layout have no place in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from gxgen.spec.table import Cell, Record, Table


@dataclass(slots=True)
class Group:
    """A step of an address that has further steps below it.

    `record` is set when all children are cells: the innermost mapping the clerk fills in.
    """

    address: str
    label: str
    help: str = ""
    record: Record | None = None
    children: dict[str, Group | Cell] = field(default_factory=dict)
    _cells: tuple[Cell, ...] = field(default=(), repr=False, compare=False)

    def cells(self) -> Iterator[Cell]:
        """All cells below, in layout order."""
        if not self._cells:
            # Kept: a group does not change once its table is read, and every report asks often.
            self._cells = tuple(self._walk())
        return iter(self._cells)

    def _walk(self) -> Iterator[Cell]:
        for child in self.children.values():
            if isinstance(child, Cell):
                yield child
            else:
                yield from child._walk()


def group_of(table: Table) -> Group:
    """The table as a group of groups."""
    root = Group(table.key, table.title)
    names = _labels(table)
    for cell in table.cells.values():
        steps = cell.address.split(".")
        group = root
        for depth in range(1, len(steps) - 1):
            address = ".".join(steps[: depth + 1])
            label, help_ = names.get(address, (steps[depth], ""))
            child = group.children.setdefault(
                steps[depth], Group(address, label, help_, table.records.get(address))
            )
            assert isinstance(child, Group)
            group = child
        group.children[steps[-1]] = cell
    return root


def _labels(table: Table) -> dict[str, tuple[str, str]]:
    """Group address → its own official label and 填报说明."""
    found: dict[str, tuple[str, str]] = {}
    for cell in table.cells.values():
        steps: list[str] = [table.key]
        for leaf in (cell.row, cell.column):
            for node in leaf.path:
                if not node.transparent:
                    steps.append(node.key)
                    found.setdefault(".".join(steps), (node.label or node.key, node.help))
    return found
