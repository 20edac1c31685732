"""What the commands do with the floors below: run, print, and say the exit status."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from gxgen.app.batch import Job, Outcome, check_file, expand, line_reader, render_all
from gxgen.app.choosing import WORD, word_file
from gxgen.app.creating import last_report_year, new_report, schema_text, spec_of
from gxgen.app.documents import passed_over
from gxgen.app.explaining import explain_address, explain_code, near_names
from gxgen.app.loading import STDIN, load
from gxgen.app.output import save
from gxgen.app.paths import is_folder, is_there
from gxgen.cli.console import cells_here
from gxgen.cli.progress import progress
from gxgen.diag import Diagnostic, Severity
from gxgen.diag.json import render_json
from gxgen.diag.text import LineOf, render_one

CLEAN, DATA_FAULT, MISUSE = 0, 1, 2
JSON = "json"
OTHER_FORMATS = (".doc", ".wps", ".pdf", ".odt", ".rtf", ".html", ".txt", ".yaml", ".yml")
BLANK = "GX206"
MOST_NAMED = 20
"""Files with errors that the last lines of a run name."""


def run_check(
    files: Sequence[str], *, previous: str | None, template: str | None, form: str, strict: bool
) -> int:
    """Checks every file; findings go to standard output."""
    job = Job(template=template, strict=strict, previous=previous)
    names, found = expand(files, documents=True)
    wrong = _unusable(job)
    if wrong:
        print(wrong, file=sys.stderr)
        return MISUSE
    line_of = line_reader()
    _print(found, form, line_of, sys.stdout)
    outcomes: list[Outcome] = []
    for name in progress(names, "检查"):
        outcome = check_file(name, job)
        outcomes.append(outcome)
        _print(outcome.diagnostics, form, line_of, sys.stdout)
        if form != JSON:
            print(f"{name}：{_counted(outcome)}")
    if len(outcomes) > 1 and form != JSON:
        print(_summary(outcomes, "检查"))
    _tell_passed_over(files)
    return _status(outcomes, found, strict)


def _tell_passed_over(arguments: Sequence[str]) -> None:
    """Says which folders hold published reports that were not checked."""
    for folder in filter(is_folder, map(Path, arguments)):
        others = passed_over(folder)
        if others:
            print(
                f"“{folder}”里有 .yaml 文件，只检查了它们；"
                f"还有 {len(others)} 份 Word、网页等没有检查，例如“{others[0].name}”。"
                "要检查的，写上文件名，或者放到另一个文件夹",
                file=sys.stderr,
            )


def run_render(
    files: Sequence[str],
    *,
    output: str | None,
    template: str | None,
    force: bool,
    strict: bool,
    jobs: int,
    form: str,
    draft: bool,
    previous: str | None,
) -> int:
    """Renders every file; findings go to standard error, what was written to standard output."""
    job = Job(template, Path(output) if output else None, force, strict, previous, draft)
    if STDIN in files and output is None:
        print("从标准输入读入时，要用 -o 写明存到哪里", file=sys.stderr)
        return MISUSE
    names, found = expand(files)
    if len(names) > 1 and job.output is not None and job.output.suffix.lower() == WORD:
        print(f"有 {len(names)} 份年报，-o 要写文件夹，不能写一个 Word 文件", file=sys.stderr)
        return MISUSE
    wrong = _unusable(job)
    if wrong:
        print(wrong, file=sys.stderr)
        return MISUSE
    line_of = line_reader()
    _print(found, form, line_of, sys.stderr)
    outcomes: list[Outcome] = []
    for outcome in progress(render_all(names, job, jobs), "生成", len(names)):
        outcomes.append(outcome)
        told = [item for item in outcome.diagnostics if not (draft and item.code == BLANK)]
        _print(told, form, line_of, sys.stderr)
        left = len(outcome.diagnostics) - len(told)
        if left and form != JSON:
            print(f"还有 {left} 处没有填，用 gxgen check 查看", file=sys.stderr)
        if outcome.saved is not None:
            print(f"已生成 {outcome.saved}")
        elif form != JSON:
            print(f"{outcome.file}：{_counted(outcome)}，没有生成", file=sys.stderr)
    if len(outcomes) > 1 and form != JSON:
        print(_summary(outcomes, "生成"), file=sys.stderr)
    return _status(outcomes, found, strict)


def run_new(agency: str, year: int | None, template: str, output: str | None, force: bool) -> int:
    """Writes a blank report to a file or to standard output."""
    made = new_report(agency.strip(), year or last_report_year(date.today()), template)
    return write_text(made.value, made.diagnostics, output, force)


def run_schema(template: str, edition: str, output: str | None) -> int:
    """Writes the JSON Schema to a file or to standard output."""
    made = schema_text(template, edition)
    return write_text(made.value, made.diagnostics, output, force=True)


def _unusable(job: Job) -> str:
    """What is wrong with the options of a run, "" when nothing is."""
    if job.previous and not is_there(job.previous):
        return f"没有“{job.previous}”这个文件，不能与上年核对"
    suffix = job.output.suffix.lower() if job.output is not None else ""
    if suffix in OTHER_FORMATS and job.output is not None and not is_folder(job.output):
        return f"只能生成 .docx 文件，不能生成 {suffix}；要 PDF 请在 Word 或 WPS 里另存"
    if word_file(job.template) is not None and not is_there(str(job.template)):
        return f"没有“{job.template}”这个模板文件"
    return ""


def run_explain(name: str, template: str, previous: str | None) -> int:
    """Explains a code or an address on standard output."""
    spec = spec_of(template)
    page = explain_code(name, spec.value)
    if page is None:
        if spec.value is None:
            _print(spec.diagnostics, "text", lambda file, line: None, sys.stderr)
            return MISUSE
        last = load(previous).value if previous else None
        page = explain_address(name, spec.value, last)
        if page is None:
            near = near_names(name, spec.value)
            print(f"没有“{name}”这个编号或地址", file=sys.stderr)
            if near:
                print("是不是：" + "、".join(near), file=sys.stderr)
            return MISUSE
    print(page, end="")
    return CLEAN


def write_text(
    text: str | None, found: Sequence[Diagnostic], output: str | None, force: bool
) -> int:
    """Findings to standard error, `text` to the file `output` or to standard output."""
    _print(found, "text", lambda file, line: None, sys.stderr)
    if text is None:
        return MISUSE
    if not output:
        print(text, end="")
        return CLEAN
    # A text file that is already there is somebody's work: it is never "our own output".
    path, notes = save(text.encode(), Path(output), force=force, untouched=lambda data: False)
    _print(notes, "text", lambda file, line: None, sys.stderr)
    if path is None:
        return MISUSE
    print(f"已生成 {path}")
    return CLEAN


def _print(found: Iterable[Diagnostic], form: str, line_of: LineOf, stream: object) -> None:
    for item in found:
        text = (
            render_json([item]) if form == JSON else render_one(item, line_of, cells_here()) + "\n"
        )
        print(text, end="", file=stream)  # type: ignore[call-overload]


def _counted(outcome: Outcome) -> str:
    parts = [
        f"{count} 个{word}"
        for severity, word in (
            (Severity.ERROR, "错误"),
            (Severity.WARNING, "警告"),
            (Severity.ADVICE, "建议"),
        )
        if (count := outcome.count(severity))
    ]
    waived = sum(bool(item.waived) for item in outcome.diagnostics)
    parts += [f"已豁免 {waived} 个"] if waived else []
    return "、".join(parts) or "没有发现问题"


def _summary(outcomes: Sequence[Outcome], verb: str) -> str:
    bad = [outcome.file for outcome in outcomes if outcome.count(Severity.ERROR)]
    warned = sum(bool(outcome.count(Severity.WARNING)) for outcome in outcomes)
    good = len(outcomes) - len(bad)
    said = f"共{verb} {len(outcomes)} 份：{good} 份通过，{len(bad)} 份有错误；有警告的 {warned} 份"
    more = f"等 {len(bad)} 份" if len(bad) > MOST_NAMED else ""
    return said + (f"\n有错误的：{'、'.join(bad[:MOST_NAMED])}{more}" if bad else "")


def _status(outcomes: Sequence[Outcome], found: Sequence[Diagnostic], strict: bool) -> int:
    codes = [
        item.code
        for outcome in outcomes
        for item in outcome.diagnostics
        if item.is_error and not (outcome.saved is not None and item.code == BLANK)
    ]
    if any(code.startswith("GX1") for code in codes):
        return MISUSE
    warned = strict and any(outcome.count(Severity.WARNING) for outcome in outcomes)
    return DATA_FAULT if codes or found or warned else CLEAN
