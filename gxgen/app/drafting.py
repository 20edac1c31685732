"""Drafting: last year's report, in YAML or as published → this year's file to be filled in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from gxgen.app.checking import check
from gxgen.app.creating import edition_of
from gxgen.app.previous import load_published_or_ours
from gxgen.diag import Diagnostic, Result, diagnose, in_order, message_of, whole_file
from gxgen.report.model import Report
from gxgen.rules.mentions.bindings import bindings_of
from gxgen.spec.crosswalk import Crosswalk, crosswalk_between
from gxgen.spec.spec import Spec, load_spec
from gxgen.transforms.draft import Wish, draft_of
from gxgen.transforms.revision import MARK, OPEN, Binding
from gxgen.writers.filled import filled_report

ARITHMETIC = "GX3"
"""The group of findings on sums and 勾稽."""


def draft_report(
    path: str | Path, year: int | None = None, agency: str = "", output: Path | None = None
) -> Result[str]:
    """The text of a draft made from the report in the file at `path`.

    `year` is the one to be reported on, the year after that of the file by default; `output` is
    where the draft will lie, so that it can name last year's file from there.
    """
    loaded = load_published_or_ours(path)
    last = loaded.value
    if last is None:
        return Result(None, loaded.diagnostics)
    if not last.year and year is None:
        return Result(None, (diagnose("GX417", whole_file(str(path)), case="year"),))
    wanted = year or last.year + 1
    spec, crosswalk, faults = _target(last, wanted)
    if spec is None:
        return Result(None, tuple(faults))
    wish = Wish(wanted, agency, _named_from(Path(path), output), _bindings(last))
    filling = draft_of(last, spec, wish, crosswalk)
    filling.opening = _opening(Path(path).name, last.year)
    # Of last year's findings only those are told that reach into the new file.
    return Result(filled_report(filling).text, tuple(_troubles(last, Path(path).name)))


def _target(last: Report, year: int) -> tuple[Spec | None, Crosswalk | None, list[Diagnostic]]:
    """The spec of the new report, and the way from last year's cells to its own."""
    edition, found = edition_of(year)
    if edition is None:
        return None, None, found
    beside = Path(last.file).parent
    loaded = load_spec(edition.key, last.spec.pack, beside)
    if loaded.value is None or edition.key == last.spec.edition.key:
        return loaded.value, None, list(loaded.diagnostics)
    old, new = last.spec, loaded.value
    return new, crosswalk_between(old.edition.key, edition.key, old.cells, new.cells), []


def _troubles(last: Report, name: str) -> list[Diagnostic]:
    """A warning where last year's report contradicts itself: its figures are carried over."""
    wrong = [item for item in check(last).diagnostics if item.code.startswith(ARITHMETIC)]
    errors = [item for item in in_order(wrong) if item.is_error]
    if not errors:
        return []
    first = f"{errors[0].label}：{message_of(errors[0])}"
    facts: dict[str, Any] = {"name": name, "count": len(errors), "example": first}
    return [diagnose("GX417", whole_file(last.file), case="wrong", **facts)]


def _bindings(last: Report) -> dict[tuple[str | int, ...], tuple[Binding, ...]]:
    return {
        path: tuple(Binding(*item) for item in items) for path, items in bindings_of(last).items()
    }


def _named_from(path: Path, output: Path | None) -> str:
    """What the draft calls last year's file: its way from where the draft will lie."""
    folder = (output.parent if output is not None else path.parent).resolve()
    try:
        return Path(os.path.relpath(path.resolve(), folder)).as_posix()
    except ValueError:  # another drive on Windows
        return path.resolve().as_posix()


def _opening(name: str, year: int) -> list[str]:
    return [
        f"由上年年报“{name}”起草。表里的数字都空着，每行后面注着上年的数；上年结转已经填好。",
        f"文字是{year}年的，每段前面有“{MARK}”：改好一段，删去这个标记；没有删完不能生成。",
        f"“{OPEN}某数】”是上年的数字，换成今年的；{{{{ }}}} 里的数字跟着表格走，不用改。",
        "没有发生的写 0；合计可以空着由程序计算，填上就与各分项核对。",
        "填好后检查：gxgen check 本文件；生成 Word：gxgen render 本文件",
    ]
