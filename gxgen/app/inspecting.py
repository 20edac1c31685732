"""Checking a published document: what `check` says of its figures and its text, told at the
places of the document, and what only the published form shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from gxgen.app.checking import check
from gxgen.app.importing import Imported, import_report
from gxgen.app.loading import loads
from gxgen.diag import Diagnostic, DocPlace, Place, Result, TextPlace, in_order
from gxgen.report.model import Report
from gxgen.source.text import SourceText

OURS = frozenset(("GX202", "GX206", "GX207", "GX510"))
"""Findings on how a YAML file is filled in: of a document the form is judged instead (GX6)."""
EXCERPT = 40
OPENING = 12
"""Characters by which a paragraph is known again."""


def load_document(path: str | Path, template: str | Path | None = None) -> Result[Report]:
    """The report in a published document, for reports to be compared with."""
    made = import_report(path, template)
    if made.value is None:
        return Result(None, made.diagnostics)
    loaded = loads(made.value.written.text, str(path), template)
    if loaded.value is None or loaded.value.source is None:
        return Result(None, loaded.diagnostics)
    imported, source = made.value, loaded.value.source
    loaded.value.origin = lambda place: _place(place, "", imported, source)
    return Result(loaded.value, made.diagnostics)


Finder = Callable[[Report], tuple[Report | None, list[Diagnostic]]]
"""A report → last year's report, and what is to be said about finding it."""


def check_document(
    path: str | Path,
    template: str | Path | None = None,
    previous_of: Finder | None = None,
    today: date | None = None,
) -> Result[Report]:
    """The report in a published document, with all findings placed in the document."""
    made = import_report(path, template)
    if made.value is None:
        return Result(None, made.diagnostics)
    seen = [*made.diagnostics, *made.value.form]
    loaded = loads(made.value.written.text, str(path), template)
    if loaded.value is None:
        return Result(None, in_order([*seen, *loaded.diagnostics]))
    previous, said = previous_of(loaded.value) if previous_of else (None, [])
    found = check(loaded.value, previous, today).diagnostics
    moved = _moved((*said, *found), made.value, loaded.value)
    return Result(loaded.value, in_order([*seen, *moved]))


def _moved(
    found: tuple[Diagnostic, ...], imported: Imported, report: Report
) -> Iterator[Diagnostic]:
    """Findings of a report placed where their cause stands in the document."""
    assert report.source is not None
    prose = {chapter.key for chapter in report.spec.chapters if chapter.is_prose}
    for item in found:
        in_prose = item.code == "GX206" and item.address.split(".")[0] in prose
        if item.code in OURS and not in_prose:
            continue
        related = tuple(
            replace(other, place=_place(other.place, other.address, imported, report.source))
            for other in item.related
        )
        place = _place(item.place, item.address, imported, report.source)
        yield replace(item, place=place, related=related, published=True)


def _place(place: Place, address: str, imported: Imported, source: SourceText) -> Place:
    """A place in the YAML made from a document → the place in the document."""
    if not isinstance(place, TextPlace) or place.file != source.file:
        return place
    entry = imported.filling.cells.get(address)
    if entry is not None and entry.place is not None:
        return entry.place
    origin = imported.written.lines.get(place.line)
    if origin is None:
        return TextPlace(place.file)
    line = source.lines[place.line - 1]
    start, end = place.column - 1, max(place.end_column - 1, place.column)
    if isinstance(origin, DocPlace):
        first = max(0, start - EXCERPT // 2)
        text = line[first : end + EXCERPT // 2].strip()
        return replace(origin, text=text) if _as_published(line, origin.text) else origin
    return _in_text(origin, line[start:end], imported)


def _as_published(line: str, shown: str) -> bool:
    """Whether a line of the YAML is the paragraph as published, not a name or figures of ours."""
    return line.strip()[:OPENING] in shown


def _in_text(origin: TextPlace, needle: str, imported: Imported) -> TextPlace:
    """The words in question on the line of a text file."""
    paragraphs = imported.published.raw.paragraphs
    text = next((item.text for item in paragraphs if item.place == origin), "")
    column = text.find(needle) if needle else -1
    if column < 0:
        return replace(origin, end_column=max(origin.end_column, origin.column + 1))
    return replace(origin, column=column + 1, end_column=column + 1 + len(needle))
