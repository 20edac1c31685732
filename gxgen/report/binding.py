"""Figures bound in prose: tags in chapters and preamble replaced by the report's own figures."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from gxgen.diag import Diagnostic, diagnose, in_order
from gxgen.report import header
from gxgen.report.expression import BRACE, TAG, Expression, UnreadableError, evaluate, parse
from gxgen.report.figures import Path
from gxgen.report.model import Passage, Report
from gxgen.report.normal import decimals
from gxgen.spec.group import Group
from gxgen.spec.relation import LAST, SCOPES
from gxgen.spec.spec import Spec
from gxgen.spec.table import Cell

_NAME_FAULTS = ("unknown", "nowhere", "group", "own", "own_none", "scope")
_CODES = ("GX501", "GX502")
UNFILLED = "【未填】"
"""What a draft prints where a figure is not there yet."""


class NotYetError(Exception):
    """The address is right but its figure is blank or faulty: told elsewhere, not here."""


def bind(report: Report, text: str) -> str:
    """`text` with its figures; a tag without a value yet prints 【未填】, a faulty one itself."""

    def replace(inside: str, tag: str) -> str:
        try:
            return _shown(report, inside)
        except NotYetError:
            return UNFILLED
        except UnreadableError:
            return tag

    if "{" not in text and "｛" not in text:
        return text
    return TAG.sub(lambda found: replace(found["inside"], found.group()), text)


def _shown(report: Report, inside: str) -> str:
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


def resolve(spec: Spec, name: str) -> tuple[str, ...]:
    """The cell addresses that `name` stands for: one cell, or a group's cells of one column.

    Raises UnreadableError with the nearest names for an address the spec does not have.
    """
    if name in spec.cells:
        return (name,)
    group_name, _, column = name.rpartition(".")
    group = _group(spec, group_name)
    if group is not None:
        found = tuple(_column(group, column))
        if found:
            return found
    whole = _group(spec, name)
    if whole is not None:
        cells = list(whole.cells())
        totals = [cell for cell in cells if cell.is_total]
        raise UnreadableError("group", name=name, example=(totals or cells)[0].address)
    near = _near(spec, name)
    raise UnreadableError("unknown" if near else "nowhere", name=name, near=near)


def _group(spec: Spec, address: str) -> Group | None:
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


def _near(spec: Spec, name: str) -> str:
    """The address most likely meant: one that ends like `name`, else one spelt like it."""
    from difflib import get_close_matches

    ends = [address for address in spec.cells if address.endswith("." + name)]
    if not ends and "." not in name:
        records = (key for table in spec.tables for key in table.records)
        record = next((key for key in records if key.endswith("." + name)), None)
        group = _group(spec, record) if record else None
        ends = [cell.address for cell in group.cells() if cell.is_total] if group else []
    close = ends or get_close_matches(name, list(spec.cells), n=1, cutoff=0.6)
    return close[0] if close else ""


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


def compare_with(report: Report, previous: Report) -> None:
    """Gives `report` last year's report, and judges the figures in its prose anew with it."""
    report.previous = previous
    kept = [item for item in report.findings if item.code not in _CODES]
    report.findings = in_order([*kept, *judge_bindings(report)])


def judge_bindings(report: Report) -> list[Diagnostic]:
    """Faulty tags and stray braces in prose."""
    found: list[Diagnostic] = []
    for text, path in bound_passages(report):
        if BRACE.search(text):
            found += _judge_text(report, text, path)
    return found


def _judge_text(report: Report, text: str, path: Path) -> Iterator[Diagnostic]:
    seen: dict[str, int] = {}
    for tag in TAG.finditer(text):
        typed = tag.group()
        occurrence = seen.get(typed, 0)
        seen[typed] = occurrence + 1
        try:
            _shown(report, tag["inside"])
        except NotYetError:
            continue
        except UnreadableError as why:
            code = "GX501" if why.case in _NAME_FAULTS else "GX502"
            yield diagnose(
                code,
                report.text_place(path, typed, occurrence),
                label=report.label(path),
                address=".".join(map(str, path)),
                tag=typed,
                case=why.case,
                **why.facts,
            )
    stray = BRACE.search(TAG.sub(lambda found: " " * len(found.group()), text))
    if stray is not None:
        line = text[stray.start() :].split("\n")[0][:12]
        yield diagnose(
            "GX502",
            report.text_place(path, line),
            label=report.label(path),
            address=".".join(map(str, path)),
            tag=line,
            case="brace",
        )


def passage_text(report: Report, passage: Passage) -> str:
    """The text of a passage with its figures."""
    return bind(report, passage.text)
