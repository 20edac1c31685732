"""Reports made of figures, for the arithmetic rules."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from helpers import base_spec as base
from strategies import completed, nested

from gxgen.diag import Diagnostic, Severity
from gxgen.readers.yaml import tree_of
from gxgen.report.build import build_report
from gxgen.report.figures import Figures as ReadFigures
from gxgen.report.model import Report
from gxgen.rules.culprit import judge_culprits
from gxgen.rules.relations import judge_relations
from gxgen.rules.sums import judge_sums
from gxgen.source.tree import MappingNode
from gxgen.spec.spec import Spec

Figures = dict[str, Any]


def report_with(figures: Figures, spec: Spec | None = None) -> Report:
    """A report that has these figures (address → value, stated totals included) and no prose."""
    root = tree_of(nested(figures))
    assert isinstance(root, MappingNode)
    made = build_report(root, spec or base(), "年报.yaml").value
    assert made is not None
    return made


def arithmetic(figures: Figures, spec: Spec | None = None) -> list[Diagnostic]:
    """What the arithmetic rules find, warnings of mere practice left out."""
    report = report_with(figures, spec)
    found = [*judge_sums(report), *judge_relations(report, {}), *judge_culprits(report)]
    return [item for item in found if item.severity is not Severity.WARNING]


def whole(figures: Figures, spec: Spec | None = None) -> Figures:
    """`figures` with all totals of all tables stated rightly."""
    made: Figures = {}
    for table in (spec or base()).tables:
        made |= completed(table, {key: figures[key] for key in figures if key in table.cells})
    return made


def accused(figures: Figures, spec: Spec | None = None) -> list[tuple[str, str]]:
    """(address, right value) of every GX303."""
    return named(report_with(figures, spec))


def named(report: Report) -> list[tuple[str, str]]:
    return [(item.address, str(item.facts["right"])) for item in judge_culprits(report)]


def with_figures(report: Report, figures: Figures) -> Report:
    """`report` with other figures, as if they had been read: much faster than reading them."""
    cells = report.spec.cells
    leaves = {key: value for key, value in figures.items() if not cells[key].is_total}
    stated = {key: value for key, value in figures.items() if cells[key].is_total}
    return replace(report, figures=ReadFigures(values=whole(leaves, report.spec), stated=stated))
