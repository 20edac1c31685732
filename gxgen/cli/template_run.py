"""What the template commands do with the floors below: run, print, and say the exit status."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TextIO

from gxgen.app.batch import line_reader
from gxgen.app.output import save
from gxgen.app.packs.checking import Verdict, annotated, check_template
from gxgen.diag import Diagnostic, Severity
from gxgen.diag.json import render_json
from gxgen.diag.text import SEVERITY_WORDS, render_one

CLEAN, MISUSE = 0, 2
JSON = "json"
ANNOTATED = "（批注）"


def run_check(
    target: str, *, pack: str, edition: str, form: str, copy: str | None, strict: bool
) -> int:
    """Checks a pack or Word file; findings go to standard output.

    `copy` is where the copy with comments goes, "" for a name of its own, None for no copy.
    """
    checked = check_template(target, pack, edition)
    tell(checked.diagnostics, form, sys.stdout)
    verdict = checked.value
    if verdict is None:
        return MISUSE
    if form != JSON:
        print(f"{target}：{counted(checked.diagnostics)}")
    done = True
    if copy is not None:
        done = _annotate(verdict, copy, form)
    bad = any(one.is_error or (strict and one.is_warning) for one in checked.diagnostics)
    return MISUSE if bad or not done else CLEAN


def _annotate(verdict: Verdict, copy: str, form: str) -> bool:
    """Writes the copies with comments; False where one could not be written."""
    said = sys.stderr if form == JSON else sys.stdout
    copies = list(annotated(verdict))
    if not copies:
        print("没有要批注的问题，没有另存", file=said)
    done = True
    for path, made in copies:
        tell(() if made.value else made.diagnostics, form, sys.stderr)
        stem = path.stem if verdict.target.word else f"{verdict.target.pack}-{path.parent.name}"
        target = Path(copy) if copy else Path(f"{stem}{ANNOTATED}.docx")
        done &= made.value is not None and put(made.value, target, said) is not None
    return done


def put(data: bytes, target: Path, said: TextIO, *, force: bool = False) -> Path | None:
    """Writes a file beside what is there already; says where, or why not."""
    path, notes = save(data, target, force=force, untouched=lambda there: False)
    tell(notes, "text", sys.stderr)
    if path is not None:
        print(f"已生成 {path}", file=said)
    return path


def tell(found: Iterable[Diagnostic], form: str, stream: TextIO) -> None:
    """Prints findings in the form asked for."""
    line_of: Callable[[str, int], str | None] = line_reader()
    for item in found:
        text = render_json([item]) if form == JSON else render_one(item, line_of) + "\n"
        print(text, end="", file=stream)


def counted(found: Iterable[Diagnostic]) -> str:
    """How many findings of each severity, in words."""
    found = list(found)
    parts = [
        f"{count} 个{SEVERITY_WORDS[severity]}"
        for severity in Severity
        if (count := sum(one.severity is severity for one in found))
    ]
    return "、".join(parts) or "没有发现问题"
