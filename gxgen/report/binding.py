"""Figures bound in prose: tags in chapters and preamble replaced by the report's own figures."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from gxgen.report import header
from gxgen.report.expression import TAG, Expression, UnreadableError, evaluate, parse
from gxgen.report.figures import Path
from gxgen.report.model import Report
from gxgen.report.normal import decimals
from gxgen.spec.group import Group
from gxgen.spec.relation import LAST, SCOPES
from gxgen.spec.spec import Spec
from gxgen.spec.table import Cell

UNFILLED = "【未填】"
"""What a draft prints where a figure is not there yet."""


class NotYetError(Exception):
    """The address is right but its figure is blank or faulty: told elsewhere, not here."""


def bind(report: Report, text: str) -> str:
    """`text` with its figures; a tag without a value yet prints 【未填】, a faulty one itself."""

    def replace(inside: str, tag: str) -> str:
        try:
            return shown(report, inside)
        except NotYetError:
            return UNFILLED
        except UnreadableError:
            return tag

    if "{" not in text and "｛" not in text:
        return text
    return TAG.sub(lambda found: replace(found["inside"], found.group()), text)


def shown(report: Report, inside: str) -> str:
    """What a tag prints. Raises UnreadableError and NotYetError."""
    previous = report.previous
    last = None if previous is None else lambda name: figure(previous, name)
    return evaluate(_parsed(inside), lambda name: figure(report, name), last)


@lru_cache(maxsize=4096)
def _parsed(inside: str) -> Expression:
    return parse(inside)


def figure(report: Report, name: str) -> Fraction:
    """The figure at an address.

    Raises UnreadableError where there is no such address, NotYetError where it has no value yet.
    """
    first, _, rest = name.partition(".")
    if first == header.OWN_FIGURES:
        return _own(report, rest)
    if first == LAST and report.previous is not None:
        return figure(report.previous, rest)
    if first in SCOPES:
        raise UnreadableError("scope", name=name, scope=first)
    addresses = resolve(report.spec, name)
    total = Fraction(0)
    for address in addresses:
        value = report.figures.claimed(address)
        if value is None:
            raise NotYetError(address)
        total += Fraction(value)
    return total


def _own(report: Report, name: str) -> Fraction:
    own = report.data.get(header.OWN_FIGURES)
    if isinstance(own, dict) and name in own:
        values = decimals(own)
        if name not in values:
            raise NotYetError(name)
        return Fraction(values[name])
    known = "、".join(own) if isinstance(own, dict) else ""
    raise UnreadableError("own" if known else "own_none", name=name, known=known)


@lru_cache(maxsize=4096)
def resolve(spec: Spec, name: str) -> tuple[str, ...]:
    """The cell addresses that `name` stands for: one cell, or a group's cells of one column.

    Raises UnreadableError for an address the spec does not have, and for a sum that counts the
    same thing twice.
    """
    if name in spec.cells:
        return (name,)
    group_name, _, column = name.rpartition(".")
    group = group_at(spec, group_name)
    if group is not None:
        found = tuple(_column(group, column))
        twice = _counted_twice(spec, found)
        if twice:
            raise UnreadableError("double", name=name, example=twice)
        if found:
            return found
    whole = group_at(spec, name)
    if whole is not None:
        cells = list(whole.cells())
        totals = [cell for cell in cells if cell.is_total]
        raise UnreadableError("group", name=name, example=(totals or cells)[0].address)
    raise UnreadableError("nowhere", name=name)


def _counted_twice(spec: Spec, addresses: tuple[str, ...]) -> str:
    """An address on one side of a balance both sides of which are summed; "" where there is none.

    新收 and 办理结果 are the same applications: added up they mean nothing.
    """
    summed: set[str] = set()
    for address in addresses:
        summed.update(spec.cells[address].addends or (address,))
    for equation in spec.equations if len(addresses) > 1 else ():
        if equation.rule.operator == "==" and equation.scopes == {""}:
            terms = [term.address for term in (*equation.left, *equation.right)]
            leaves = [part for term in terms for part in spec.cells[term].addends or (term,)]
            if summed.issuperset(leaves):
                return addresses[0]
    return ""


def group_at(spec: Spec, address: str) -> Group | None:
    """The group at an address, or None."""
    steps = address.split(".")
    node: Group | Cell | None = spec.groups.get(steps[0])
    for step in steps[1:]:
        node = node.children.get(step) if isinstance(node, Group) else None
    return node if isinstance(node, Group) else None


def _column(group: Group, column: str) -> Iterator[str]:
    """The cells of `column` in every record below `group`, rows that are totals left out."""
    for child in group.children.values():
        if isinstance(child, Cell):
            continue
        cell = child.children.get(column)
        if isinstance(cell, Cell):
            if cell.axis != "row":
                yield cell.address
        else:
            yield from _column(child, column)


def bound_passages(report: Report) -> Iterator[tuple[str, Path]]:
    """Every text in which tags are read: narrative chapters and the preamble."""
    for passages in report.passages.values():
        for passage in passages:
            yield passage.text, passage.path
    value = report.data.get(header.PREFACE)
    texts = enumerate(value) if isinstance(value, list) else ((None, value),)
    for index, text in texts:
        if isinstance(text, str) and text.strip():
            path: Path = (header.PREFACE,) if index is None else (header.PREFACE, index)
            yield text, path
