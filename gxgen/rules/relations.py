"""Relations of the packs' `checks.yaml` (勾稽关系 and the like): judged, never used to fill.

What is judged is what will be read: a stated total where there is one, the computed one else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import eq, ge, le

from gxgen.diag import Diagnostic, Related, Severity, diagnose
from gxgen.report.figures import Figures
from gxgen.report.model import Report
from gxgen.spec.kinds import Value, show
from gxgen.spec.relation import Equation, Term

OPERATORS = {"==": eq, "<=": le, ">=": ge}
Scopes = Mapping[str, Figures]


def judge_relations(report: Report, scopes: Scopes) -> Iterator[Diagnostic]:
    """Findings for every equation whose figures are all known and which does not hold.

    `scopes` are the figures of other reports by scope name (上年); equations of a scope that is
    not given are not judged.
    """
    known = {"": report.figures, **scopes}
    for equation in report.spec.equations:
        if equation.scopes <= known.keys():
            yield from _judge(report, equation, known)


def _judge(report: Report, equation: Equation, known: Scopes) -> Iterator[Diagnostic]:
    left, right = _sum(equation.left, known), _sum(equation.right, known)
    if left is None or right is None:
        return
    if not OPERATORS[equation.rule.operator](left, right):
        yield _finding(report, equation, known, (left, right))


def _sum(terms: tuple[Term, ...], known: Scopes) -> Value | None:
    """One side of an equation, or None while a figure of it is not known."""
    total: Value = 0
    for term in terms:
        value = _value(term, known)
        if value is None:
            return None
        total += term.sign * value
    return total


def _value(term: Term, known: Scopes) -> Value | None:
    return known[term.scope].claimed(term.address)


def _finding(
    report: Report, equation: Equation, known: Scopes, sums: tuple[Value, Value]
) -> Diagnostic:
    rule = equation.rule
    left, right = sums
    difference = show(left - right if left > right else right - left)
    more = rule.more_left if left > right else rule.more_right
    flow = "，".join(
        _flow(side, known, total)
        for side, total in zip((equation.left, equation.right), sums, strict=True)
    )
    own = [term for term in equation.terms if not term.scope]
    # The last cell of the relation that the clerk wrote himself is where he will look first.
    first = own[0].address
    related = tuple(
        Related(report.cell_place(term.address), f"{_name(term)} {show(value)}")
        for term in own[1:]
        if (value := _value(term, known)) is not None
    )
    return diagnose(
        rule.code,
        report.cell_place(first),
        address=first,
        label=report.spec.cells[first].label,
        related=related,
        severity=Severity(rule.level) if rule.level else None,
        name=rule.name,
        column=equation.label,
        flow=flow,
        difference=difference,
        more=more.replace("{差}", difference),
        remedy=rule.hint.replace("{差}", difference),
        basis=rule.basis,
    )


def _flow(side: tuple[Term, ...], known: Scopes, total: Value) -> str:
    """`新收1＋上年结转0＝1`, or just the one term."""
    shown = ""
    for term in side:
        value = _value(term, known)
        sign = "－" if term.sign < 0 else "＋" if shown else ""
        shown += f"{sign}{_name(term)}{'' if value is None else show(value)}"
    return shown if len(side) == 1 else f"{shown}＝{show(total)}"


def _name(term: Term) -> str:
    """The key people know the term by: its row, without table, column and total."""
    steps = term.address.split(".")[1:-1] or term.address.split(".")[-1:]
    return term.scope + steps[0]
