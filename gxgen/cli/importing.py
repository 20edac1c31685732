"""`gxgen import`: published reports into YAML files, and a table of how sure we are."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from gxgen.app.batch import expand, line_reader
from gxgen.app.documents import REPORTS
from gxgen.app.importing import Imported, import_report, reading_table
from gxgen.app.output import save
from gxgen.cli.console import cells_here
from gxgen.cli.progress import progress
from gxgen.diag import Diagnostic
from gxgen.diag.text import LineOf, display_width, render_one

CLEAN, FAULT, MISUSE = 0, 1, 2
HEADS = ("读到", "待核", "原文空着", "原文没有")
READING = frozenset(("GX603", "GX604", "GX607", "GX608", "GX609", "GX610", "GX615"))
"""Findings on what could not be read, or not beyond doubt; those on mere form `check` tells."""
SHOWN = 20
"""Findings shown for one file; `gxgen check` shows all."""


def run_import(
    files: Sequence[str], *, output: str | None, template: str | None, edition: str, force: bool
) -> int:
    """Reads every document and writes a YAML file for each; a bad one does not stop the rest."""
    names, found = expand(files, documents=True)
    target = Path(output) if output else None
    if len(names) > 1 and target is not None and target.suffix.lower() in REPORTS:
        print(f"有 {len(names)} 个文件，-o 要写文件夹，不能写一个文件", file=sys.stderr)
        return MISUSE
    _show(found, line_reader())
    bad = len(found)
    for name in progress(names, "读入"):
        bad += not _one(name, target, template, edition, force)
    if len(names) > 1:
        print(f"共读入 {len(names)} 个文件，{bad} 个没有读成", file=sys.stderr)
    return FAULT if bad else CLEAN


def _one(name: str, target: Path | None, template: str | None, edition: str, force: bool) -> bool:
    made = import_report(name, template, edition)
    if made.value is None:
        _show(made.diagnostics, line_reader())
        print(f"{name}：没有读成", file=sys.stderr)
        return False
    reading = [item for item in made.value.form if item.code in READING]
    _show([*made.diagnostics, *reading], line_reader(), len(made.value.form) - len(reading))
    text = made.value.written.text.encode()
    # A text file that is already there is somebody's work: it is never "our own output".
    path, notes = save(text, _path(name, target), force=force, untouched=lambda data: False)
    _show(notes, line_reader())
    if path is None:
        return False
    print(_summary(made.value))
    print(f"已生成 {path}")
    return True


def _path(name: str, target: Path | None) -> Path:
    """Where the YAML file of a document goes."""
    own = Path(name).with_suffix(REPORTS[0])
    if target is None:
        return own
    return target if target.suffix.lower() in REPORTS else target / own.name


def _summary(imported: Imported) -> str:
    """What was read, as a small table in characters of equal width."""
    edition = imported.published.spec.edition.title
    year = f"{imported.published.year}年度" if imported.published.year else "年度不明"
    rows: list[tuple[str, ...]] = [(f"{year}，{edition}", *HEADS)]
    rows += [(row[0], *map(str, row[1:])) for row in reading_table(imported)]
    wide = max(display_width(row[0]) for row in rows)
    lines = []
    for row in rows:
        cells = (_left_pad(text, 10) for text in row[1:])
        lines.append(row[0] + " " * (wide - display_width(row[0])) + "".join(cells))
    if imported.filling.unplaced:
        lines.append(f"另有 {len(imported.filling.unplaced)} 个数字没有格子，记在“待归位”里")
    return "\n".join(lines)


def _left_pad(text: str, wide: int) -> str:
    return " " * (wide - display_width(text)) + text


def _show(found: Sequence[Diagnostic], line_of: LineOf, more: int = 0) -> None:
    for item in found[:SHOWN]:
        print(render_one(item, line_of, cells_here()), file=sys.stderr)
    left = len(found[SHOWN:]) + more
    if left:
        print(f"另有 {left} 处问题，用 gxgen check 原文件查看", file=sys.stderr)
