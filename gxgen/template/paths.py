"""Chains of names in tags: `a.b["c"][0]` as its steps."""

from __future__ import annotations

from gxgen.template.environment import nodes

Steps = tuple[str | int, ...]


def steps_of(node: nodes.Node) -> Steps | None:
    """`a.b["c"][0]` as its steps (a, b, c, 0); None for what is no plain chain of names."""
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr):
        above = steps_of(node.node)
        return None if above is None else (*above, node.attr)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        above, key = steps_of(node.node), node.arg.value
        if above is not None and isinstance(key, (str, int)) and not isinstance(key, bool):
            return (*above, key)
    return None


def joined(steps: Steps) -> str:
    """The steps as people write an address."""
    return ".".join(map(str, steps))


def typed(node: nodes.Node | None) -> str:
    """The chain of names a node is, as typed; "" for a computed value."""
    steps = steps_of(node) if node is not None else None
    return joined(steps) if steps else ""
