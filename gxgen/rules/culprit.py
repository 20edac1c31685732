"""The culprit (GX303): the one cell whose correction makes everything add up.

The totals of a table are an error-locating code: with them stated, one wrong figure breaks a set
of relations that no other cell breaks. Each relation is written over the figures that were given
(a total that was not stated is the sum of its leaves); a cell explains the breakage when its
column of coefficients is proportional to the residuals. Only when exactly one cell does so, with a
possible right value, is it named; with several candidates or none the rule is silent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from gxgen.diag import Diagnostic, Related, diagnose
from gxgen.report.model import Report
from gxgen.spec.kinds import Value, show
from gxgen.spec.relation import Equation
from gxgen.spec.table import Table

CODE = "GX303"
EXPLAINED = ("GX301", "GX302", "GX311")
"""The findings that a wrong cell brings about."""


@dataclass(slots=True)
class _Relation:
    """A relation over given cells: Σ coefficient × value should be 0; `residual` is what it is.

    `address` is where a person would see it broken.
    """

    address: str
    coefficients: dict[str, int] = field(default_factory=dict)
    residual: Value = 0


def judge_culprits(report: Report) -> Iterator[Diagnostic]:
    """At most one finding a table."""
    for table in report.spec.tables:
        if not any(report.figures.stated.get(key) is not None for key in table.cells):
            continue
        relations = list(_relations(report, table))
        broken = [relation for relation in relations if relation.residual]
        if len(broken) > 1:
            yield from _accuse(report, relations, broken)


def led_by_culprits(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """`found` (in file order) with each culprit right before the first finding that it explains,
    and with those findings pointing at it: who reads from the top meets the cause first."""
    made = list(found)
    for accused in [item for item in made if item.code == CODE]:
        explained = accused.facts["explains"]
        assert isinstance(explained, frozenset)
        made.remove(accused)
        first = len(made)
        for index in reversed(range(len(made))):
            item = made[index]
            if item.code in EXPLAINED and item.address in explained:
                first = index
                if item.address != accused.address:
                    facts = {**item.facts, "case": "explained", "culprit": accused.label}
                    made[index] = replace(item, facts=facts)
        made.insert(first, accused)
    return made


def _relations(report: Report, table: Table) -> Iterator[_Relation]:
    """The relations of `table` in which every figure is known and something was stated."""
    for identity in report.spec.identities[table.key]:
        terms = [(1, identity.total), *((-1, part) for part in identity.parts)]
        yield from _relation(report, terms)
    for equation in report.spec.equations:
        if _concerns(equation, table):
            left = [(term.sign, term.address) for term in equation.left]
            right = [(-term.sign, term.address) for term in equation.right]
            yield from _relation(report, [*left, *right])


def _concerns(equation: Equation, table: Table) -> bool:
    return (
        equation.rule.operator == "=="
        and equation.scopes == {""}
        and all(term.address in table.cells for term in equation.terms)
    )


def _relation(report: Report, terms: list[tuple[int, str]]) -> Iterator[_Relation]:
    made = _Relation(terms[0][1])
    figures = report.figures
    for sign, address in terms:
        stated = address in figures.stated
        cell = report.spec.cells[address]
        parts = (address,) if stated or not cell.addends else cell.addends
        for part in parts:
            value = figures.stated[part] if part == address and stated else figures.values.get(part)
            if value is None:
                return
            made.residual += sign * value
            made.coefficients[part] = made.coefficients.get(part, 0) + sign
    made.coefficients = {key: value for key, value in made.coefficients.items() if value}
    if made.coefficients:
        yield made


def _accuse(
    report: Report, relations: list[_Relation], broken: list[_Relation]
) -> Iterator[Diagnostic]:
    suspects = []
    for address, coefficient in broken[0].coefficients.items():
        excess = broken[0].residual / coefficient
        given = report.figures.claimed(address)
        if given is None or excess != int(excess):
            continue
        right = given - int(excess)
        if right >= 0 and _explains(address, int(excess), relations):
            suspects.append((address, given, right))
    if len(suspects) == 1:
        yield _finding(report, *suspects[0], broken)


def _explains(address: str, excess: int, relations: list[_Relation]) -> bool:
    return all(
        relation.residual == relation.coefficients.get(address, 0) * excess
        for relation in relations
    )


def _finding(
    report: Report, address: str, given: Value, right: Value, broken: list[_Relation]
) -> Diagnostic:
    cell = report.spec.cells[address]
    seen: dict[str, None] = {relation.address: None for relation in broken}
    seen.pop(address, None)
    related = tuple(
        Related(report.cell_place(other), f"{report.spec.cells[other].label} 随之平衡", other)
        for other in seen
    )
    return diagnose(
        CODE,
        report.cell_place(address),
        address=address,
        label=cell.label,
        related=related,
        stated=show(given),
        right=show(right),
        count=len(broken),
        # Totals are judged by their leaf cells, so that all above the cell are wrong with it.
        explains=frozenset(
            [
                *(relation.address for relation in broken),
                *(key for key, other in report.spec.cells.items() if address in other.addends),
            ]
        ),
    )
