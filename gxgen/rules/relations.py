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
from gxgen.spec.relation import PER_ROW, Equation, Rule, Term

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
    if all(_is_computed(report, term) for term in equation.terms if not term.scope):
        # Follows from the other columns, where it is told at cells that somebody typed.
        return
    left, right = _sum(equation.left, known), _sum(equation.right, known)
    if left is None or right is None:
        return
    if not OPERATORS[equation.rule.operator](left, right):
        yield _finding(report, equation, known, (left, right))


def _is_computed(report: Report, term: Term) -> bool:
    """True for a total that nobody stated."""
    cell = report.spec.cells[term.address]
    return cell.is_total and term.address not in report.figures.stated


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
        _flow(rule, side, known, total)
        for side, total in zip((equation.left, equation.right), sums, strict=True)
    )
    own = [term for term in equation.terms if not term.scope]
    # The last cell of the relation that the clerk wrote himself is where he will look first.
    first = own[0].address
    related = tuple(
        Related(report.cell_place(term.address), f"{_name(rule, term)} {show(value)}", term.address)
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


def _flow(rule: Rule, side: tuple[Term, ...], known: Scopes, total: Value) -> str:
    """`新收1＋上年结转0＝1`, or just the one term."""
    shown = ""
    for term in side:
        value = _value(term, known)
        sign = "－" if term.sign < 0 else "＋" if shown else ""
        shown += f"{sign}{_name(rule, term)}{'' if value is None else show(value)}"
    return shown if len(side) == 1 else f"{shown}＝{show(total)}"


def _name(rule: Rule, term: Term) -> str:
    """The key people know the term by, without table and total: its row, or its column where the
    relation is repeated for every row."""
    steps = term.address.split(".")
    if rule.per == PER_ROW:
        return _scope_word(term) + steps[-1]
    return _scope_word(term) + (steps[1:-1] or steps[-1:])[0]


def _scope_word(term: Term) -> str:
    """How people speak of another report's figure: 上年 → 上年年报."""
    return f"{term.scope}年报" if term.scope else ""
