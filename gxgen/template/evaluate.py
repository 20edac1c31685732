"""Expressions as closures: our own small evaluator over Jinja2's syntax tree.

Only fields of records and items of lists are looked up, never attributes of Python objects, so
nothing a template says can run code. Every operator spends from the budget.
"""

from __future__ import annotations

from typing import Any

from gxgen.template import operators as ops
from gxgen.template.budget import Meter
from gxgen.template.environment import Filters, Undefined, nodes
from gxgen.template.operators import Evaluator, Scope
from gxgen.template.paths import steps_of


class Compiler:
    """Turns checked expressions into evaluators; an unchecked node is our bug (KeyError)."""

    def __init__(self, filters: Filters) -> None:
        self._filters = filters

    def compile(self, node: nodes.Node) -> Evaluator:
        """The evaluator of an expression."""
        steps = steps_of(node)
        if steps is not None:
            return ops.path(steps)
        if isinstance(node, nodes.Const):
            return ops.constant(node.value)
        if isinstance(node, (nodes.List, nodes.Tuple)):
            return ops.items([self.compile(item) for item in node.items])
        if isinstance(node, nodes.Filter):
            return self._filter(node)
        if isinstance(node, nodes.Test):
            return ops.defined(self.compile(node.node))
        if isinstance(node, nodes.CondExpr):
            other = (
                self.compile(node.expr2) if node.expr2 is not None else ops.constant(Undefined())
            )
            return ops.choice(self.compile(node.test), self.compile(node.expr1), other)
        return self._operator(node)

    def _operator(self, node: nodes.Node) -> Evaluator:
        if isinstance(node, (nodes.And, nodes.Or)):
            both = self.compile(node.left), self.compile(node.right)
            return ops.both(*both, isinstance(node, nodes.And))
        if isinstance(node, nodes.Compare):
            rest = [(ops.COMPARE[item.op], self.compile(item.expr)) for item in node.ops]
            return ops.compare(self.compile(node.expr), rest)
        if isinstance(node, nodes.Concat):
            return ops.concat([self.compile(item) for item in node.nodes])
        if isinstance(node, nodes.BinExpr):
            function = ops.ARITHMETIC[type(node)]
            return ops.binary(function, self.compile(node.left), self.compile(node.right))
        assert isinstance(node, nodes.UnaryExpr)
        return ops.unary(ops.SIGNS[type(node)], self.compile(node.node))

    def _filter(self, node: nodes.Filter) -> Evaluator:
        function = self._filters[node.name]
        assert node.node is not None
        value = self.compile(node.node)
        arguments = [self.compile(argument) for argument in node.args]
        pairs: list[Any] = node.kwargs
        named: dict[str, Evaluator] = {pair.key: self.compile(pair.value) for pair in pairs}

        def run(scope: Scope, meter: Meter) -> Any:
            subject = value(scope, meter)
            meter.touch(subject)
            extra = {key: give(scope, meter) for key, give in named.items()}
            result = function(subject, *(give(scope, meter) for give in arguments), **extra)
            meter.touch(result)
            return result

        return run
