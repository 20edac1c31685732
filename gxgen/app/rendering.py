"""Rendering: a report that passed its checks → the bytes of a Word document."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gxgen.app.checking import check, check_before_rendering, stops
from gxgen.app.dressing import dressed
from gxgen.app.templates import template_for
from gxgen.diag import Result
from gxgen.report.context import context_of
from gxgen.report.model import Report


def context(report: Report) -> dict[str, object]:
    """Every name a template may print, with its value ready to print."""
    return dressed(context_of(report), report.spec)


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

    Only findings that can stop a rendering are looked for; `check` tells all of them. With
    `strict`, warnings stop too and all are looked for. `template` is a Word file that replaces
    the pack's. A
    `draft` is made whatever was found: what is missing prints 【未填】, every page says 草稿.
    """
    if strict or today is not None:
        checked = check(report, previous, today)
    else:
        checked = check_before_rendering(report, previous)
    if stops(checked.diagnostics, strict) and not draft:
        return Result(None, checked.diagnostics)
    made = write(report, template, draft=draft)
    return Result(made.value, (*checked.diagnostics, *made.diagnostics))


def write(
    report: Report, template: str | Path | None = None, *, draft: bool = False
) -> Result[bytes]:
    """The document of a report that somebody has judged already; findings on the template only."""
    compiled = template_for(report, template)
    if compiled.value is None:
        return Result(None, compiled.diagnostics)
    written = compiled.value.render(dressed(context_of(report, draft=draft), report.spec))
    return Result(written.value, (*compiled.diagnostics, *written.diagnostics))
