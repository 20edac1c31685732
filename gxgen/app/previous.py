"""Last year's report: named on the command line, or in the report's own 上年报告."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from gxgen.app.documents import files_in, is_document
from gxgen.app.loading import load
from gxgen.app.paths import is_folder
from gxgen.diag import Diagnostic, Result, diagnose
from gxgen.report import header
from gxgen.report.model import Report


def previous_of(report: Report, given: str | None) -> tuple[Report | None, list[Diagnostic]]:
    """Last year's report and what is to be said about finding it.

    `given` is a file, or a folder in which the file of the same agency and the year before is
    looked for. Without it the report's own 上年报告 is used, beside the report.
    """
    if given is not None:
        path = Path(given)
        return _in_folder(report, path) if is_folder(path) else _from_file(report, given, None)
    for index, name in enumerate(header.texts(report.data, header.LAST_YEAR)):
        beside = Path(report.file).parent / name
        found, said = _from_file(report, str(beside), index)
        if found is not None or said:
            return found, said
    return None, []


def _from_file(
    report: Report, name: str, index: int | None
) -> tuple[Report | None, list[Diagnostic]]:
    loaded = load_published_or_ours(name)
    path = (header.LAST_YEAR,)
    if loaded.value is None:
        place = report.place(path)
        return None, [diagnose("GX402", place, case="unreadable", name=name)]
    found = loaded.value
    if report.year and found.year != report.year - 1:
        facts: dict[str, Any] = {"name": name, "year": str(found.year), "due": str(report.year - 1)}
        return None, [diagnose("GX402", report.place(path), case="year", **facts)]
    return found, []


def load_published_or_ours(path: str | Path) -> Result[Report]:
    """The report in a file, in YAML or as it was published."""
    if not is_document(path):
        return load(path)
    # Imported late: the readers of documents are needed only here.
    from gxgen.app.inspecting import load_document

    return load_document(path)


def _in_folder(report: Report, folder: Path) -> tuple[Report | None, list[Diagnostic]]:
    agency = agency_of(report)
    path = _index(folder).get((agency, report.year - 1))
    found = load_published_or_ours(path).value if path is not None else None
    if found is not None:
        return found, []
    place = report.place((header.YEAR,))
    facts: dict[str, Any] = {"name": str(folder), "due": str(report.year - 1), "agency": agency}
    return None, [diagnose("GX402", place, case="absent", **facts)]


@lru_cache(maxsize=2)
def _index(folder: Path) -> Mapping[tuple[str, int], Path]:
    """(agency, year) → file, for all reports and published documents of a folder.

    Reports of ours count before documents: many folders hold both.
    """
    found: dict[tuple[str, int], Path] = {}
    published = files_in(folder, documents=True, beside=True)
    for path in (*files_in(folder, documents=False), *published):
        report = load_published_or_ours(path).value
        if report is not None:
            found.setdefault((agency_of(report), report.year), path)
    return found


def agency_of(report: Report) -> str:
    """The agency's full name, "" where the report does not say."""
    return header.text(report.data, header.AGENCY, header.AGENCY_NAME).strip()
