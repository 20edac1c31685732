"""Rendering: a report that passed its checks → the bytes of a Word document."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gxgen.app.checking import check
from gxgen.app.templates import template_for
from gxgen.diag import Result
from gxgen.report.context import context_of
from gxgen.report.model import Report


def context(report: Report) -> dict[str, object]:
    """Every name a template may print, with its value ready to print."""
    return context_of(report)


def render(
    report: Report,
    template: str | Path | None = None,
    *,
    previous: Report | None = None,
    today: date | None = None,
    strict: bool = False,
    draft: bool = False,
) -> Result[bytes]:
    """The Word document of `report`, or no value where an error stands in the way.

    `template` is a Word file that replaces the pack's. With `strict`, warnings stop too. A
    `draft` is made whatever was found: what is missing prints 【未填】, every page says 草稿.
    """
    checked = check(report, previous, today)
    stopped = any(item.is_error or (strict and item.is_warning) for item in checked.diagnostics)
    if stopped and not draft:
        return Result(None, checked.diagnostics)
    compiled = template_for(report, template)
    found = (*checked.diagnostics, *compiled.diagnostics)
    if compiled.value is None:
        return Result(None, found)
    written = compiled.value.render(context_of(report, draft=draft))
    return Result(written.value, (*found, *written.diagnostics))
