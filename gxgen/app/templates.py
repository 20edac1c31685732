"""Which template a report is rendered with, compiled once for all reports that use it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from gxgen.app.paths import is_folder, is_there
from gxgen.diag import Diagnostic, Result, diagnose, whole_file
from gxgen.readers.yaml import PackChoice
from gxgen.report.context import shape_of
from gxgen.report.model import Report
from gxgen.spec.spec import Spec
from gxgen.template.engine import CompiledTemplate, compile_template

WORD = ".docx"


def choice_of(
    template: str | Path | None, beside: Path | None
) -> tuple[PackChoice, list[Diagnostic]]:
    """What `--template` means: a pack's name, its folder, or a Word file (see `word_file`)."""
    if not template or word_file(template) is not None:
        return PackChoice(beside=beside), []
    path = Path(template)
    if is_there(path / "pack.yaml"):
        folder = path.resolve()
        return PackChoice(folder.name, beside, (folder.parent,)), []
    if is_folder(path):
        return PackChoice(), [diagnose("GX105", whole_file(str(template)), case="folder")]
    return PackChoice(str(template), beside), []


def word_file(template: str | Path | None) -> Path | None:
    """The Word file that `--template` names, or None when it names a pack."""
    if template and str(template).lower().endswith(WORD):
        return Path(template)
    return None


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
    return compile_template(path.read_bytes(), str(path), shape_of(spec), spec.tables)
