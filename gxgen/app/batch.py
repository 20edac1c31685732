"""Many reports in one run: a bad one does not stop the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from gxgen.app.checking import check, stops
from gxgen.app.documents import files_in, is_document
from gxgen.app.loading import STDIN, load, read_source
from gxgen.app.output import save
from gxgen.app.paths import is_folder, is_there
from gxgen.app.previous import previous_of
from gxgen.diag import Diagnostic, Severity, diagnose, in_order, whole_file
from gxgen.report.model import Report

DRAFT_MARK = "（草稿）"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `saved` is None where no document was written."""

    file: str
    diagnostics: tuple[Diagnostic, ...]
    saved: Path | None = None
    agency: str = ""

    def count(self, severity: Severity) -> int:
        return sum(item.severity is severity and not item.waived for item in self.diagnostics)


@dataclass(frozen=True, slots=True)
class Job:
    """How files are to be worked on. `output` is a file or folder, None for beside each file."""

    template: str | None = None
    output: Path | None = None
    force: bool = False
    strict: bool = False
    previous: str | None = None
    draft: bool = False


def expand(
    arguments: Sequence[str], *, documents: bool = False
) -> tuple[list[str], list[Diagnostic]]:
    """Files meant by the arguments: patterns (Windows does not expand them) and folders too.

    With `documents` a folder without reports of ours stands for the published ones in it.
    """
    files: dict[str, None] = {}
    found: list[Diagnostic] = []
    for argument in arguments:
        path = Path(argument)
        if is_folder(path):
            inside = list(map(str, files_in(path, documents=documents)))
            found += [] if inside else [diagnose("GX001", whole_file(argument), case="none")]
        elif any(sign in argument for sign in "*?") and not is_there(path):
            inside = sorted(str(item) for item in path.parent.glob(path.name))
            found += [] if inside else [diagnose("GX001", whole_file(argument), case="missing")]
        else:
            inside = [argument]
        files.update(dict.fromkeys(inside))
    return list(files), found


def target_of(file: str, job: Job, several: bool) -> Path:
    """Where the document of `file` goes."""
    stem = "年报" if file == STDIN else Path(file).stem
    name = Path(file).with_name(stem + (DRAFT_MARK if job.draft else "") + ".docx")
    if job.output is None:
        return name
    if job.output.suffix.lower() == ".docx" and not several and not is_folder(job.output):
        return job.output
    return job.output / name.name


def check_file(file: str, job: Job) -> Outcome:
    """Loads and checks one file: a report's YAML, or a published document."""
    if is_document(file):
        return _check_published(file, job)
    loaded = load(file, job.template)
    if loaded.value is None:
        return Outcome(file, loaded.diagnostics)
    previous, said = previous_of(loaded.value, job.previous)
    checked = check(loaded.value, previous)
    return Outcome(file, in_order([*said, *checked.diagnostics]))


def _check_published(file: str, job: Job) -> Outcome:
    """Checks a published document; last year's report may be one too."""
    # Imported late: the readers are not needed for reports in YAML.
    from gxgen.app.inspecting import check_document

    def last(report: Report) -> tuple[Report | None, list[Diagnostic]]:
        return previous_of(report, job.previous)

    return Outcome(file, check_document(file, job.template, last).diagnostics)


def render_file(file: str, target: Path, job: Job) -> Outcome:
    """Loads, checks and renders one file to `target`."""
    from gxgen.app.rendering import write
    from gxgen.template.archive import is_untouched_output

    loaded = load(file, job.template)
    if loaded.value is None:
        return Outcome(file, loaded.diagnostics)
    previous, said = previous_of(loaded.value, job.previous)
    # A person who renders is shown everything; `render` alone looks for what stops it.
    checked = check(loaded.value, previous)
    found = in_order([*said, *checked.diagnostics])
    if stops(found, job.strict) and not job.draft:
        return Outcome(file, found)
    made = write(loaded.value, job.template, draft=job.draft)
    found = (*found, *made.diagnostics)
    if made.value is None:
        return Outcome(file, found)
    saved, more = save(made.value, target, force=job.force, untouched=is_untouched_output)
    return Outcome(file, (*found, *more), saved)


def render_all(files: Sequence[str], job: Job, workers: int = 1) -> Iterator[Outcome]:
    """Renders every file, in the order given, with `workers` processes."""
    several = len(files) > 1
    owners: dict[Path, str] = {}
    tasks: list[tuple[str, Path] | Outcome] = []
    for file in files:
        target = target_of(file, job, several)
        owner = owners.setdefault(_resolved(target), file)
        if owner != file:
            fault = diagnose("GX704", whole_file(file), name=target.name, other=owner)
            tasks.append(Outcome(file, (fault,)))
        else:
            tasks.append((file, target))
    yield from _run(tasks, job, workers)


def _resolved(path: Path) -> Path:
    """`path` without links and dots; a name that the system does not take stays as it is."""
    try:
        return path.resolve()
    except (OSError, ValueError):
        return path.absolute()


def _run(tasks: list[tuple[str, Path] | Outcome], job: Job, workers: int) -> Iterator[Outcome]:
    if workers <= 1 or len(tasks) < 2 * workers:
        for task in tasks:
            yield task if isinstance(task, Outcome) else render_file(*task, job)
        return
    with ProcessPoolExecutor(max_workers=workers) as pool:
        step = _Step(job)
        yield from pool.map(step, tasks, chunksize=16)


@dataclass(frozen=True, slots=True)
class _Step:
    """A task for another process: picklable, unlike a lambda."""

    job: Job

    def __call__(self, task: tuple[str, Path] | Outcome) -> Outcome:
        return task if isinstance(task, Outcome) else render_file(*task, self.job)


LineOf = Callable[[str, int], str | None]


def line_reader() -> LineOf:
    """(file, line) → its text, for excerpts; the file last asked for is kept."""
    kept: dict[str, list[str]] = {}

    def line_of(file: str, number: int) -> str | None:
        if file not in kept:
            kept.clear()
            source, _ = read_source(file)
            kept[file] = source.lines if source else []
        lines = kept[file]
        return lines[number - 1] if 0 < number <= len(lines) else None

    return line_of
