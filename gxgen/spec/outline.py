"""An outline: the tree of labelled nodes that makes one side (rows or columns) of a table.

A leaf of the row outline crossed with a leaf of the column outline is a cell. A node's `key`
is its step in an address unless the node is transparent; its `label` is the official wording.
In the spec files `/` in a label marks a permitted break (`商业/企业`) and `//` a slash.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

BREAK = "\u200b"
"""Inside `Node.marked`: a place where the label may be broken."""


@dataclass(frozen=True, slots=True)
class Node:
    """One heading of an outline.

    `total` sums the leaves of its siblings; `transparent` nodes group in the layout but leave
    no step in the address; `default` is what a missing leaf means (None: it must be given).
    `kind` is the field kind of its cells ("" inherits), `help` the 填报说明.
    """

    key: str
    marked: str = ""
    children: tuple[Node, ...] = ()
    total: bool = False
    transparent: bool = False
    default: str | None = None
    kind: str = ""
    help: str = ""

    @property
    def label(self) -> str:
        """The official wording, character for character."""
        return self.marked.replace(BREAK, "")

    @property
    def depth(self) -> int:
        """Levels of headings below and including this node; 0 for one without a label."""
        below = max((child.depth for child in self.children), default=0)
        return below + (1 if self.marked else 0)

    def leaves(self) -> Iterator[Leaf]:
        """The leaves below this node, in order, each with its path of nodes."""
        yield from _leaves(self, ())


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf with the nodes that lead to it, outermost first; the last one is the leaf itself."""

    path: tuple[Node, ...]
    address: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        steps = tuple(node.key for node in self.path if not node.transparent)
        object.__setattr__(self, "address", steps)

    @property
    def node(self) -> Node:
        return self.path[-1]

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels from the outermost to this leaf, without those of unlabelled nodes."""
        return tuple(node.label for node in self.path if node.marked)

    @property
    def total_depth(self) -> int:
        """Index in `path` of the node that is a total, or -1."""
        return next((index for index, node in enumerate(self.path) if node.total), -1)


def _leaves(node: Node, above: tuple[Node, ...]) -> Iterator[Leaf]:
    path = (*above, node)
    if not node.children:
        yield Leaf(path)
    for child in node.children:
        yield from _leaves(child, path)


def outline_leaves(nodes: tuple[Node, ...]) -> tuple[Leaf, ...]:
    """All leaves of a forest of nodes, in order."""
    return tuple(leaf for node in nodes for leaf in node.leaves())


def addends(leaf: Leaf, leaves: tuple[Leaf, ...]) -> tuple[Leaf, ...]:
    """The leaves that a total leaf sums: those of the siblings of its total node.

    Never another total: a total is computed from leaf cells only.
    """
    depth = leaf.total_depth
    parent = leaf.path[:depth]
    return tuple(
        other
        for other in leaves
        if other.path[:depth] == parent and other.total_depth < 0 and len(other.path) > depth
    )
