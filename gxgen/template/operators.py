"""The operators of our evaluator: each makes an evaluator from the evaluators of its operands."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from gxgen.template.budget import Meter
from gxgen.template.environment import StrictUndefined, Undefined, nodes
from gxgen.template.values import as_text

Scope = dict[str, Any]
Evaluator = Callable[[Scope, Meter], Any]

_NUMBERS = (int, float, Decimal)
COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
    "in": lambda one, other: one in other,
    "notin": lambda one, other: one not in other,
}
ARITHMETIC: Mapping[type[nodes.Expr], Callable[[Any, Any], Any]] = {
    nodes.Add: operator.add,
    nodes.Sub: operator.sub,
    nodes.Mul: operator.mul,
    nodes.Div: operator.truediv,
    nodes.FloorDiv: operator.floordiv,
    nodes.Mod: operator.mod,
}
SIGNS: Mapping[type[nodes.Expr], Callable[[Any], Any]] = {
    nodes.Neg: operator.neg,
    nodes.Pos: operator.pos,
    nodes.Not: operator.not_,
}


def look_up(scope: Mapping[str, Any], steps: tuple[Any, ...]) -> Any:
    """The value at a path, or an undefined one that complains when it is used."""
    value: Any = scope
    for index, step in enumerate(steps):
        if isinstance(value, Undefined):
            return value
        try:
            if isinstance(value, Mapping) or (isinstance(value, (list, tuple)) and index):
                value = value[step]
            else:
                return StrictUndefined(name=str(step))
        except (LookupError, TypeError):
            return StrictUndefined(name=".".join(map(str, steps[: index + 1])))
    return value


def path(steps: tuple[str | int, ...]) -> Evaluator:
    """The value at a path of names in the scope."""

    def run(scope: Scope, meter: Meter) -> Any:
        meter.step()
        return look_up(scope, steps)

    return run


def constant(value: object) -> Evaluator:
    """A value that is the same in every report."""
    return lambda scope, meter: value


def items(parts: list[Evaluator]) -> Evaluator:
    """A list of values."""

    def run(scope: Scope, meter: Meter) -> Any:
        meter.step(len(parts))
        return [part(scope, meter) for part in parts]

    return run


def defined(value: Evaluator) -> Evaluator:
    """Whether a value is there."""
    return lambda scope, meter: not isinstance(value(scope, meter), Undefined)


def choice(test: Evaluator, one: Evaluator, other: Evaluator) -> Evaluator:
    """`one if test else other`."""

    def run(scope: Scope, meter: Meter) -> Any:
        meter.step()
        return (one if test(scope, meter) else other)(scope, meter)

    return run


def both(left: Evaluator, right: Evaluator, is_and: bool) -> Evaluator:
    """`left and right`, or `left or right`."""

    def run(scope: Scope, meter: Meter) -> Any:
        meter.step()
        first = left(scope, meter)
        return right(scope, meter) if bool(first) is is_and else first

    return run


def compare(
    first: Evaluator, rest: list[tuple[Callable[[Any, Any], bool], Evaluator]]
) -> Evaluator:
    """A chain of comparisons, as Python reads it."""

    def run(scope: Scope, meter: Meter) -> Any:
        one, result = first(scope, meter), True
        for function, give in rest:
            other = give(scope, meter)
            meter.touch(other)
            result = function(one, other)
            if not result:
                break
            one = other
        return result

    return run


def concat(parts: list[Evaluator]) -> Evaluator:
    """`~`: texts joined."""

    def run(scope: Scope, meter: Meter) -> Any:
        text = "".join(as_text(part(scope, meter)) for part in parts)
        meter.touch(text)
        return text

    return run


def binary(function: Callable[[Any, Any], Any], left: Evaluator, right: Evaluator) -> Evaluator:
    """Arithmetic on numbers, `+` also on two texts: repeating or formatting texts runs away."""

    def run(scope: Scope, meter: Meter) -> Any:
        one, other = left(scope, meter), right(scope, meter)
        numbers = isinstance(one, _NUMBERS) and isinstance(other, _NUMBERS)
        texts = isinstance(one, str) and isinstance(other, str) and function is operator.add
        if not (numbers or texts):
            _complain(one)
            _complain(other)
            raise TypeError
        result = function(one, other)
        meter.touch(result)
        return result

    return run


def _complain(value: object) -> None:
    """An undefined value complains of its name, which says more than the operator does."""
    if isinstance(value, Undefined):
        str(value)


def unary(function: Callable[[Any], Any], part: Evaluator) -> Evaluator:
    """`not` and signs before a value."""

    def run(scope: Scope, meter: Meter) -> Any:
        meter.step()
        return function(part(scope, meter))

    return run
