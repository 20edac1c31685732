"""What the template commands do with the floors below: run, print, and say the exit status."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TextIO

from gxgen.app.batch import line_reader
from gxgen.app.output import save
from gxgen.app.packs import office
from gxgen.app.packs.checking import Verdict, annotated, check_template
from gxgen.app.packs.comparing import KINDS, compare
from gxgen.app.packs.listing import list_packs
from gxgen.app.packs.making import Preview, preview, sample_name, stamped
from gxgen.app.packs.starting import MANUAL, start_pack
from gxgen.diag import Diagnostic, Severity, diagnose, whole_file
from gxgen.diag.json import render_json
from gxgen.diag.text import SEVERITY_WORDS, render_one

CLEAN, MISUSE = 0, 2
JSON = "json"
ANNOTATED = "（批注）"
SHOWN = 3


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


def run_list() -> int:
    """Lists the packs at hand on standard output."""
    for one in list_packs():
        said = f"{one.title}。{one.help}" if one.help else one.title
        print(f"{one.name}  {said}" + (f"（照 {one.parent}）" if one.parent else ""))
        if not one.installed:
            print(f"    在 {one.where}")
    return CLEAN


def run_new(name: str, origin: str, folder: str) -> int:
    """Makes the folder of a new pack."""
    target = Path(folder) / name
    started = start_pack(name, origin)
    if started.value is None:
        tell(started.diagnostics, "text", sys.stderr)
        return MISUSE
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        found = diagnose("GX109", whole_file(str(target)), case="folder", name=name)
        tell([found], "text", sys.stderr)
        return MISUSE
    for path, data in started.value.items():
        saved, notes = save(data, target / path)
        if saved is None:
            tell(notes, "text", sys.stderr)
            return MISUSE
    print(f"已建好 {target}，共 {len(started.value)} 个文件；先看里面的“{MANUAL}”")
    return CLEAN


def run_stamp(target: str, edition: str, output: str | None) -> int:
    """Writes the copy of a template with explicit tags."""
    made = stamped(target, edition)
    if made.value is None:
        tell(made.diagnostics, "text", sys.stderr)
        return MISUSE
    path = Path(output or f"{Path(target).stem}（标签）.docx")
    return CLEAN if put(made.value, path, sys.stdout) else MISUSE


def run_preview(
    target: str, folder: str, *, edition: str, data: str, sentinel: bool, pdf: bool, png: bool
) -> int:
    """Writes a sample printed with a template, as Word, PDF and pictures."""
    made = preview(target, edition, data, sentinel=sentinel)
    tell(made.diagnostics, "text", sys.stderr)
    if made.value is None:
        return MISUSE
    stem = Path(folder) / sample_name(target)
    done = put(made.value.document, stem.with_name(f"{stem.name}.docx"), sys.stdout) is not None
    if pdf or png:
        done &= _printed(made.value.document, stem, pdf, png)
    if sentinel:
        _tell_lost(made.value)
    return CLEAN if done and not made.value.lost else MISUSE


def _printed(document: bytes, stem: Path, pdf: bool, png: bool) -> bool:
    """PDF and pictures of a document; says what is not installed."""
    pages = office.to_pdf(document)
    if pages is None:
        print("没有找到 LibreOffice，没有另存 PDF 和图片", file=sys.stderr)
        return False
    done = not pdf or put(pages, stem.with_name(f"{stem.name}.pdf"), sys.stdout) is not None
    if png and not office.has_pictures():
        print("没有找到 poppler（pdftoppm），没有另存图片", file=sys.stderr)
        return False
    for number, picture in enumerate(office.to_pictures(pages) if png else (), 1):
        path = stem.with_name(f"{stem.name}-{number}.png")
        done &= put(picture, path, sys.stdout) is not None
    return done


def _tell_lost(made: Preview) -> None:
    cells = made.report.spec.cells
    if made.lost:
        names = "；".join(cells[one].label for one in made.lost[:SHOWN])
        print(f"有 {len(made.lost)} 格没有印出应有的数：{names}", file=sys.stderr)
    else:
        print(f"{made.cells} 格的数都印在应有的位置")


def run_diff(before: str, after: str, edition: str, form: str) -> int:
    """Says what two packs or Word files differ in."""
    made = compare(before, after, edition)
    if made.value is None:
        tell(made.diagnostics, form, sys.stderr)
        return MISUSE
    kind = ""
    for one in made.value:
        if form == JSON:
            said = {"version": 1, "kind": one.kind, "where": one.where}
            print(
                json.dumps({**said, "before": one.before, "after": one.after}, ensure_ascii=False)
            )
            continue
        if one.kind != kind:
            kind = one.kind
            print(KINDS.get(kind, f"{kind}.yaml"))
        print(f"  {one.sentence}")
    if not made.value and form != JSON:
        print("没有不同")
    return CLEAN


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
