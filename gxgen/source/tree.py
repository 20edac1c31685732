"""The tree a YAML text becomes: texts, mappings and sequences, each with its place.

Nothing is typed here: `2024`, `no` and `2025-01-09` stay the characters the clerk typed.
What they mean is decided by the field they stand in (`gxgen.spec.kinds`).
Lines and columns count from 1, columns in characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias


class Scalar:
    """A text. `plain` is True for unquoted one; `block` for `|` and `>` texts.

    `end_line`/`end_column` point just past the last character. `broken` when the parser refused
    and told what stood here, as for all nodes.
    """

    __slots__ = ("block", "broken", "column", "end_column", "end_line", "line", "plain", "text")

    def __init__(
        self,
        text: str,
        line: int = 0,
        column: int = 0,
        end_line: int = 0,
        end_column: int = 0,
        plain: bool = True,
        block: bool = False,
    ) -> None:
        self.text = text
        self.line = line
        self.column = column
        self.end_line = end_line
        self.end_column = end_column
        self.plain = plain
        self.block = block
        self.broken = False

    @property
    def is_blank(self) -> bool:
        """True for what means "not filled in": nothing, `~`, `null`, or only white space."""
        return not self.text.strip() or (self.plain and self.text in _NULLS)


_NULLS = frozenset(("~", "null", "Null", "NULL"))


class MappingNode:
    """Key–value pairs in file order; keys are unique. `flow` is True for `{…}`.

    `broken` also when a key was no text (`{{ … }}` without quotes).
    """

    __slots__ = ("broken", "column", "flow", "items", "keys", "line")

    def __init__(self, line: int = 0, column: int = 0, flow: bool = False) -> None:
        self.broken = False
        self.items: dict[str, Node] = {}
        self.keys: dict[str, Scalar] = {}
        self.line = line
        self.column = column
        self.flow = flow


class SequenceNode:
    """Items in file order."""

    __slots__ = ("broken", "column", "flow", "items", "line")

    def __init__(self, line: int = 0, column: int = 0, flow: bool = False) -> None:
        self.broken = False
        self.items: list[Node] = []
        self.line = line
        self.column = column
        self.flow = flow


Node: TypeAlias = Scalar | MappingNode | SequenceNode
Path: TypeAlias = Sequence[str | int]


def node_at(root: Node, path: Path) -> tuple[Node, int]:
    """The deepest node on `path` that exists, and how many steps of the path led to it."""
    node = root
    for depth, step in enumerate(path):
        if isinstance(node, MappingNode) and step in node.items:
            node = node.items[str(step)]
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return node, depth
    return node, len(path)


def key_at(root: Node, path: Path) -> Scalar | None:
    """The key that introduces the node at `path`, or None (sequence items, the root, absent)."""
    if not path:
        return None
    parent, depth = node_at(root, path[:-1])
    if depth == len(path) - 1 and isinstance(parent, MappingNode):
        return parent.keys.get(str(path[-1]))
    return None


def walk(
    root: Node, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Node]]:
    """Every node with its path, parents before children, in file order."""
    yield path, root
    if isinstance(root, MappingNode):
        for key, child in root.items.items():
            yield from walk(child, (*path, key))
    elif isinstance(root, SequenceNode):
        for index, child in enumerate(root.items):
            yield from walk(child, (*path, index))


def plain_data(root: Node) -> object:
    """The tree as dicts, lists and str; a blank unquoted text becomes None."""
    if isinstance(root, MappingNode):
        return {key: plain_data(child) for key, child in root.items.items()}
    if isinstance(root, SequenceNode):
        return [plain_data(child) for child in root.items]
    return None if root.plain and root.is_blank else root.text
