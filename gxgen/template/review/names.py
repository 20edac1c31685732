"""The names that a template's tags use, without loop variables."""

from __future__ import annotations

from collections.abc import Iterator

from gxgen.diag import DocPlace
from gxgen.spec.shape import Record
from gxgen.template.checker import Checker
from gxgen.template.environment import DEFAULT_FILTERS, Environment, nodes
from gxgen.template.fragments import fragments
from gxgen.template.lint import Linter
from gxgen.template.opening import Opened
from gxgen.template.paths import joined, steps_of
from gxgen.template.reader import TagReader


def used_names(template: Opened, shape: Record) -> set[str]:
    """Every address that a tag of any part names (总体情况.块, 机关.名称)."""
    found: set[str] = set()
    for part in template.parts:
        reader = TagReader(Environment(DEFAULT_FILTERS))
        linter = Linter(reader, Checker(shape, DEFAULT_FILTERS))
        linter.run(fragments(part.root, DocPlace("", part.shown)))
        every = [node for tag in linter.expressions for node in tag.nodes if node is not None]
        variables = {
            tag.nodes[0].name
            for tag in linter.expressions
            if len(tag.nodes) > 1 and isinstance(tag.nodes[0], nodes.Name)
        }
        for node in every:
            for steps in _chains(node):
                if steps[0] not in variables | {"loop"}:
                    found.add(joined(steps))
    return found


def _chains(node: nodes.Node) -> Iterator[tuple[str | int, ...]]:
    steps = steps_of(node)
    if steps is not None:
        yield steps
        return
    for child in node.iter_child_nodes():
        yield from _chains(child)
