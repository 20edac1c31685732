"""Importing: a published report of any file type → a YAML file, and how sure we are of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gxgen.app.choosing import choice_of
from gxgen.app.documents import NOTEPAD, REPORTS, is_document
from gxgen.diag import Diagnostic, Result, diagnose, in_order, whole_file
from gxgen.readers.published import read_published
from gxgen.readers.yaml import PackChoice
from gxgen.report import header
from gxgen.report.filling import Entry, Filling
from gxgen.report.published.filling import MARK, Tally, filling_of
from gxgen.report.published.model import Published
from gxgen.report.published.places import name_paragraphs
from gxgen.report.published.recognise import recognise
from gxgen.rules.published import judge_chapters, judge_tables
from gxgen.spec.crosswalk import crosswalk_between
from gxgen.spec.pack import BASE
from gxgen.spec.spec import Spec, editions, load_spec
from gxgen.transforms.crosswalk import carried_over
from gxgen.writers.filled import Written, filled_report


@dataclass(frozen=True, slots=True)
class Imported:
    """A document read. `written` is the YAML file with the place of each line; `tallies` say what
    became of the cells of each table; `form` are the findings on what only the document shows."""

    published: Published
    filling: Filling
    written: Written
    tallies: tuple[Tally, ...]
    form: tuple[Diagnostic, ...]


def import_report(
    path: str | Path, template: str | Path | None = None, edition: str = ""
) -> Result[Imported]:
    """The report in the document at `path`.

    The edition is that of the document's own tables; `edition` asks for its figures to be carried
    over into another one.
    """
    ours = Path(path).suffix.lower() in (*REPORTS, NOTEPAD) and not is_document(path)
    if ours and Path(path).is_file():
        return Result(None, (diagnose("GX601", whole_file(str(path)), case="ours"),))
    raw = read_published(path)
    if raw.value is None:
        return Result(None, raw.diagnostics)
    choice, faults = choice_of(template, Path(path).parent)
    specs, found = _specs(choice)
    found = [*faults, *found]
    if found or not specs:
        return Result(None, tuple(found))
    published = recognise(raw.value, specs)
    if _is_no_report(published):
        return Result(None, (diagnose("GX601", whole_file(str(path)), case="stranger"),))
    name_paragraphs(published)
    filling, tallies = filling_of(published)
    form = in_order([*judge_chapters(published), *judge_tables(published, tallies)])
    if edition and edition != published.spec.edition.key:
        target = next((spec for spec in specs if spec.edition.key == edition), None)
        if target is None:
            return Result(None, load_spec(edition, BASE).diagnostics)
        filling = _carried(filling, target)
    filling.opening = _opening(Path(path).name)
    if choice.name not in ("", BASE):
        filling.fields[header.PACK] = [Entry(choice.name)]
    made = Imported(published, filling, filled_report(filling), tallies, form)
    return Result(made, raw.diagnostics)


def _is_no_report(published: Published) -> bool:
    """True for a document without any chapter and any table of a report: some other text."""
    headed = any(found.heading is not None for found in published.chapters.values())
    return not headed and not any(fit.readings for fit in published.fits.values())


def _specs(choice: PackChoice) -> tuple[list[Spec], list[Diagnostic]]:
    """The pack's spec for each edition, oldest first; or why it cannot be used."""
    specs: list[Spec] = []
    for edition in editions():
        loaded = load_spec(edition.key, choice.name or BASE, choice.beside, choice.folders)
        if loaded.value is None:
            return [], list(loaded.diagnostics)
        specs.append(loaded.value)
    return specs, []


def _carried(filling: Filling, target: Spec) -> Filling:
    """Figures of an older edition in the cells of a newer one; the other way nothing is known."""
    old = filling.spec
    crosswalk = crosswalk_between(old.edition.key, target.edition.key, old.cells, target.cells)
    return carried_over(filling, target, crosswalk) if crosswalk is not None else filling


def _opening(name: str) -> list[str]:
    return [
        f"由“{name}”读入。数字、文字都照原文，原文错的也没有改；请对照原文核对。",
        f"标有“{MARK}”的地方不能确定，要特别核对；空着的是原文没有，或者认不出来的。",
        "核对后检查：gxgen check 本文件",
    ]


def reading_table(imported: Imported) -> list[tuple[str, int, int, int, int]]:
    """One line a table: its name, cells read, in doubt, empty in the document, absent from it."""
    return [
        (
            f"{tally.table.short} {tally.table.title}",
            tally.read,
            len(tally.doubts),
            tally.blank,
            tally.absent,
        )
        for tally in imported.tallies
    ]
