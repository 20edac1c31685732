"""Which tables of a document are the statutory ones, and which edition of the form they follow."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from gxgen.diag import Place
from gxgen.report.published.model import Rival
from gxgen.report.published.raw import RawDocument, RawParagraph, RawTable
from gxgen.spec.grid import GridCell
from gxgen.spec.recognise import Fit, Sheet, fit_table, sheet_of_stream
from gxgen.spec.spec import Spec

MOST_TABLES = 60
"""A report has three tables and few annexes; what comes after so many is not looked at."""
CLEARLY = 8
"""By how many percent another edition than the one of the year must fit better."""


@dataclass(slots=True)
class FiguresFound:
    """`spec` is that of the edition the tables follow; `foreign` are tables of something else."""

    spec: Spec
    fits: dict[str, Fit]
    rivals: tuple[Rival, ...]
    foreign: tuple[RawTable, ...]


def find_figures(raw: RawDocument, specs: Sequence[Spec], due: str = "") -> FiguresFound:
    """The tables of a document read by that one of `specs` (one an edition) which fits best.

    `due` names the edition that the year demands: another one must fit clearly better, as torn
    tables may lack a few labels of either.
    """
    tables = list(raw.tables)[:MOST_TABLES]
    sheets, foreign = _assign(tables, specs)
    _add_streams(raw, sheets, specs)
    fitted = [(spec, _fit_all(spec, sheets)) for spec in specs]
    scores = {spec.edition.key: sum(fit.score for fit in fits.values()) for spec, fits in fitted}
    if due in scores:
        scores[due] += max(scores.values()) * CLEARLY / 100
    spec, fits = max(
        fitted,
        key=lambda item: (
            scores[item[0].edition.key],
            item[0].edition.key == due,
            item[0].edition.first,
        ),
    )
    rivals = tuple(_rivals(spec, fits, fitted))
    return FiguresFound(spec, fits, rivals, foreign)


Sheets = dict[str, list[Sheet]]


def _assign(
    tables: Sequence[RawTable], specs: Sequence[Spec]
) -> tuple[Sheets, tuple[RawTable, ...]]:
    """For each table key the sheets that hold (parts of) it; and what is none of them."""
    sheets: Sheets = {}
    told: dict[str, dict[str, str]] = {}
    foreign = []
    for table in tables:
        sheet = Sheet(table.grid, table.exact)
        best = _best(sheet, specs)
        if best is None:
            foreign.append(table)
            continue
        key = best.table.key
        said = {reading.address: reading.text for reading in best.readings.values()}
        # The same table shown twice, as pages do for telephones, is read once.
        if all(told.get(key, {}).get(address) == text for address, text in said.items()):
            continue
        told.setdefault(key, {}).update(said)
        sheets.setdefault(key, []).append(sheet)
    return sheets, tuple(foreign)


def _best(sheet: Sheet, specs: Sequence[Spec]) -> Fit | None:
    """The table that a sheet holds most of; None where it holds nothing, or mostly other things."""
    fits = (fit_table(table, [sheet]) for spec in specs for table in spec.tables)
    best = max(fits, key=lambda fit: fit.score, default=None)
    if best is None or len(best.readings) <= len(best.strays):
        return None
    return best


def _add_streams(raw: RawDocument, sheets: Sheets, specs: Sequence[Spec]) -> None:
    """Looks in the text for the tables that stand in no table of the document."""
    missing = {table.key for spec in specs for table in spec.tables} - sheets.keys()
    if not missing:
        return
    paragraphs = [item for item in raw.items if isinstance(item, RawParagraph)]
    text = "\n".join(item.text for item in paragraphs)
    starts = list(accumulate((len(item.text) + 1 for item in paragraphs), initial=0))

    def place_of(offset: int) -> Place:
        return paragraphs[bisect_right(starts, offset) - 1].place

    for key in missing:
        found = [
            sheet_of_stream(text, table, place_of)
            for spec in specs
            for table in spec.tables
            if table.key == key
        ]
        made = [sheet for sheet in found if sheet is not None]
        best = max(made, key=_labelled, default=None)
        if best is not None:
            sheets[key] = [best]


def _labelled(sheet: Sheet) -> tuple[int, int]:
    """How many rows a sheet has, and how much of the text their labels explain: where the label of
    one edition is the end of another's, the longer one stands there."""
    return sheet.grid.rows, sum(len(cell.text) for cell in sheet.grid.cells if not cell.column)


def _fit_all(spec: Spec, sheets: Sheets) -> dict[str, Fit]:
    return {table.key: fit_table(table, sheets.get(table.key, [])) for table in spec.tables}


def _rivals(
    spec: Spec, fits: Mapping[str, Fit], fitted: Sequence[tuple[Spec, dict[str, Fit]]]
) -> list[Rival]:
    """Figures without a cell in the chosen edition for which another edition has one."""
    found = []
    for other, others in fitted:
        if other is spec:
            continue
        strays = [
            stray
            for key, fit in fits.items()
            for stray in fit.strays
            if key in others and _has(others[key], stray.cell)
        ]
        if strays:
            found.append(Rival(other.edition.key, tuple(strays)))
    return found


def _has(fit: Fit, cell: GridCell) -> bool:
    """Whether a figure was read in `fit`; cells may have been cut anew there."""
    return any(
        (reading.cell.ref, reading.cell.text) == (cell.ref, cell.text)
        for reading in fit.readings.values()
    )
