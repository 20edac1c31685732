"""Which template a report is rendered with, compiled once for all reports that use it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from gxgen.app.choosing import word_file
from gxgen.diag import Diagnostic, Result, diagnose, whole_file
from gxgen.report import header
from gxgen.report.context import BLOCKS, SECTIONS, shape_of
from gxgen.report.model import Report
from gxgen.spec.packzip import shown
from gxgen.spec.spec import Spec
from gxgen.template.engine import CompiledTemplate, compile_template

if TYPE_CHECKING:
    from gxgen.template.builder import Annex


def template_for(report: Report, template: str | Path | None = None) -> Result[CompiledTemplate]:
    """The compiled Word template of a report: `--template`'s file, else its pack's."""
    path = word_file(template) or report.spec.report_docx
    if path is None:
        return Result(None, (diagnose("GX105", whole_file(report.spec.pack)),))
    try:
        state = path.stat()
        return _compiled(path, (state.st_mtime_ns, state.st_size), report.spec)
    except OSError as error:
        return Result(None, (_unreadable(path, error),))


def template_bytes(spec: Spec, word: Path | None = None) -> Result[bytes]:
    """The bytes of a Word file, or of the pack's."""
    path = word or spec.report_docx
    if path is None:
        return Result(None, (diagnose("GX105", whole_file(spec.pack)),))
    try:
        return Result(path.read_bytes())
    except OSError as error:
        return Result(None, (_unreadable(path, error),))


def _unreadable(path: Path, error: OSError) -> Diagnostic:
    if isinstance(error, FileNotFoundError):
        return diagnose("GX001", whole_file(str(path)), case="missing")
    return diagnose("GX001", whole_file(str(path)), case="read", reason=error.strerror or "")


@lru_cache(maxsize=32)
def _compiled(path: Path, version: tuple[int, int], spec: Spec) -> Result[CompiledTemplate]:
    """Compiled once for each file, version of the file, and spec."""
    data = with_annexes(path.read_bytes(), shown(path), spec)
    if data.value is None:
        return Result(None, data.diagnostics)
    return compile_template(data.value, shown(path), shape_of(spec), spec.tables)


def with_annexes(data: bytes, file: str, spec: Spec) -> Result[bytes]:
    """A template's bytes with the annex tables of its pack that it does not draw itself."""
    annexes = annexes_of(spec)
    if not annexes:
        return Result(data)
    # Imported late: the builder is needed for packs with tables of their own only.
    from gxgen.template.builder import place_annexes

    return place_annexes(data, file, annexes)


def annexes_of(spec: Spec) -> list[Annex]:
    """The tables that a pack adds, each with the place its chapter gives it."""
    from gxgen.template.builder import Annex

    headings = [chapter.heading for chapter in spec.chapters] + [""]
    keys = [chapter.key for chapter in spec.chapters]
    found = []
    for table in spec.tables:
        if table.statutory or table.chapter not in keys:
            continue
        at = keys.index(table.chapter)
        shows = spec.chapters[at].table
        prose = tuple(f"{keys[at]}.{name}" for name in (BLOCKS, SECTIONS))
        prints = (f"{header.NOTES}.{shows}.{BLOCKS}",) if shows else prose
        notes = f"{header.NOTES}.{table.key}.{BLOCKS}"
        found.append(Annex(table, headings[at], headings[at + 1], prints, notes))
    return found
