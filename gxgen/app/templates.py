"""Which template a report is rendered with, compiled once for all reports that use it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from gxgen.app.choosing import word_file
from gxgen.diag import Result, diagnose, whole_file
from gxgen.report.context import shape_of
from gxgen.report.model import Report
from gxgen.spec.packzip import shown
from gxgen.spec.spec import Spec
from gxgen.template.engine import CompiledTemplate, compile_template


def template_for(report: Report, template: str | Path | None = None) -> Result[CompiledTemplate]:
    """The compiled Word template of a report: `--template`'s file, else its pack's."""
    path = word_file(template) or report.spec.report_docx
    if path is None:
        return Result(None, (diagnose("GX105", whole_file(report.spec.pack)),))
    try:
        state = path.stat()
        return _compiled(path, (state.st_mtime_ns, state.st_size), report.spec)
    except FileNotFoundError:
        return Result(None, (diagnose("GX001", whole_file(str(path)), case="missing"),))
    except OSError as error:
        reason = error.strerror or ""
        return Result(None, (diagnose("GX001", whole_file(str(path)), case="read", reason=reason),))


@lru_cache(maxsize=32)
def _compiled(path: Path, version: tuple[int, int], spec: Spec) -> Result[CompiledTemplate]:
    """Compiled once for each file, version of the file, and spec."""
    return compile_template(path.read_bytes(), shown(path), shape_of(spec), spec.tables)
