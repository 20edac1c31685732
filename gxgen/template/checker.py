"""Judges one expression of a tag before anything is rendered: syntax allowed, names known.

An expression (Jinja2's syntax tree) and the shape of the context go in; out comes the shape of
its value. The first fault found is raised as TagError.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

from gxgen.spec.shape import Leaf, ListOf, Number, Record, Shape
from gxgen.template.environment import LOOP_FIELDS, Filters, nodes
from gxgen.template.faults import TagError, UnjudgedError
from gxgen.template.paths import Steps, joined, steps_of, typed
from gxgen.template.suggest import near, near_fields

Scope = Mapping[str, Shape]
"""The loop variables at a tag, innermost meaning of each name."""

LOOP = Record({name: Number() for name in LOOP_FIELDS})
UNKNOWN = Record(label="?")
"""The shape of a loop variable whose loop is at fault already: nothing about it is judged."""
SHOWN = 8
"""Names of a record that a message lists."""
_SCALARS = (str, int, float, bool, type(None))
_OPERATORS = (
    nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod,
    nodes.Neg, nodes.Pos, nodes.Concat,
)  # fmt: skip
_LOGIC = (nodes.And, nodes.Or, nodes.Not)
_REFUSED: Mapping[type[nodes.Node], str] = {
    nodes.Call: "call",
    nodes.Test: "test",
    nodes.Pow: "power",
    nodes.Dict: "mapping",
}


class Checker:
    """Knows the shape of the context and the filters; asked once for each tag."""

    def __init__(self, root: Record, filters: Filters) -> None:
        self.root = root
        self.filters = filters

    def printed(self, node: nodes.Node, scope: Scope) -> None:
        """Checks an expression that is printed."""
        if isinstance(node, (nodes.Tuple, nodes.List)):
            raise TagError("GX112", "expression", name="")
        self._scalar(node, scope, "print")

    def looped(self, node: nodes.Node, scope: Scope) -> Shape:
        """Checks what a loop goes over; returns the shape of one item."""
        shape = self.shape(node, scope)
        if isinstance(shape, ListOf):
            return shape.item
        kind = "record" if isinstance(shape, Record) else "leaf"
        raise TagError("GX115", kind, name=typed(node))

    def shape(self, node: nodes.Node, scope: Scope) -> Shape:
        """The shape of an expression's value; raises TagError for the first fault in it."""
        steps = steps_of(node)
        if steps is not None:
            return self._path(steps, scope)
        if isinstance(node, nodes.Const) and isinstance(node.value, _SCALARS):
            return Leaf()
        if isinstance(node, nodes.Filter):
            return self._filter(node, scope)
        if isinstance(node, nodes.Test) and node.name == "defined" and not node.args:
            self.shape(node.node, scope)
            return Number()
        if isinstance(node, nodes.CondExpr):
            return self._conditional(node, scope)
        if isinstance(node, (nodes.List, nodes.Tuple)):
            for item in node.items:
                self._scalar(item, scope, "compute")
            return ListOf(Leaf())
        if isinstance(node, _LOGIC):
            for part in node.iter_child_nodes():
                self.shape(part, scope)
            return Leaf()
        return self._operator(node, scope)

    def _operator(self, node: nodes.Node, scope: Scope) -> Shape:
        if isinstance(node, nodes.Compare):
            self._scalar(node.expr, scope, "compute")
            for operand in node.ops:
                if operand.op in ("in", "notin"):
                    self.shape(operand.expr, scope)
                else:
                    self._scalar(operand.expr, scope, "compute")
            return Number()
        if isinstance(node, _OPERATORS):
            for part in node.iter_child_nodes():
                self._scalar(part, scope, "compute")
            return Leaf()
        sliced = isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice)
        case = "slice" if sliced else _REFUSED.get(type(node), "expression")
        raise TagError("GX112", case, name=getattr(node, "name", ""))

    def _scalar(self, node: nodes.Node, scope: Scope, use: str) -> None:
        shape = self.shape(node, scope)
        if isinstance(shape, Record):
            raise TagError("GX114", f"{use}_record", name=typed(node), below=_below(shape))
        if isinstance(shape, ListOf):
            raise TagError("GX114", f"{use}_list", name=typed(node))

    def _conditional(self, node: nodes.CondExpr, scope: Scope) -> Shape:
        self.shape(node.test, scope)
        shape = self.shape(node.expr1, scope)
        if node.expr2 is not None:
            other = self.shape(node.expr2, scope)
            return shape if isinstance(shape, (Record, ListOf)) else other
        return shape

    def _path(self, steps: Steps, scope: Scope) -> Shape:
        name = str(steps[0])
        shape = scope[name] if name in scope else self.root.get(name)
        if shape is None:
            self._unknown(steps, 0, self.root)
        for index, step in enumerate(steps[1:], 1):
            if shape is UNKNOWN:
                raise UnjudgedError
            below: Shape | None = None
            if isinstance(shape, Record):
                below = shape.get(step) if isinstance(step, str) else None
                if below is None:
                    self._unknown(steps, index, shape)
            elif isinstance(shape, ListOf) and isinstance(step, int):
                below = shape.item
            else:
                case = "in_list" if isinstance(shape, ListOf) else "in_leaf"
                raise TagError("GX111", case, name=joined(steps[:index]), below=step, near="")
            shape = below
        if shape is None or shape is UNKNOWN:
            raise UnjudgedError
        return shape

    def _unknown(self, steps: Steps, index: int, record: Record) -> None:
        """Raises the fault of a name that `record` does not have."""
        path = tuple(map(str, steps[: index + 1]))
        if path == ("loop",):
            raise TagError("GX115", "loop_outside", name="loop")
        if record is LOOP:
            raise TagError("GX115", "loop_field", name=joined(steps), known="、".join(LOOP.fields))
        found = near_fields(path, record, self.root)
        facts = {"name": joined(steps), "step": path[-1], "near": "、".join(found)}
        case = "near" if found else "unknown"
        raise TagError("GX111", case, known=_below(record), **facts)

    def _filter(self, node: nodes.Filter, scope: Scope) -> Shape:
        function = self.filters.get(node.name)
        if function is None:
            found = near(node.name, self.filters) or sorted(self.filters)
            raise TagError("GX113", "unknown", name=node.name, near="、".join(found))
        if node.node is None or node.dyn_args is not None or node.dyn_kwargs is not None:
            raise TagError("GX112", "expression", name=node.name)
        pairs: list[Any] = node.kwargs
        try:
            named: dict[str, Any] = {pair.key: None for pair in pairs}
            inspect.signature(function).bind(None, *node.args, **named)
        except TypeError as error:
            raise TagError("GX113", "arguments", name=node.name, near="") from error
        for argument in (*node.args, *(pair.value for pair in pairs)):
            self.shape(argument, scope)
        return self._filtered(node, self.shape(node.node, scope))

    def _filtered(self, node: nodes.Filter, shape: Shape) -> Shape:
        """The shape of a filter's result: `default` hands its value on, all others make a text."""
        if node.name == "default":
            return shape
        if isinstance(shape, Record):
            name = typed(node.node)
            raise TagError("GX114", "print_record", name=name, below=_below(shape))
        if node.name == "join" and isinstance(shape, ListOf) and isinstance(shape.item, Record):
            raise TagError("GX114", "print_list", name=typed(node.node))
        return Leaf()


def _below(record: Record) -> str:
    """The first names of a record, for a message."""
    names = list(record.fields)
    return "、".join(names[:SHOWN]) + ("…" if len(names) > SHOWN else "")
