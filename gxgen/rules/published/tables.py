"""Tables of a published report: one edition, every cell there and filled, labels verbatim.

Source: 国办公开办函〔2021〕30号 and 〔2019〕60号, the tables of the attached forms. That an empty
cell is not enough and zero is written as 0 is practice; neither form says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gxgen.diag import Diagnostic, DocPlace, Place, Related, diagnose, whole_file
from gxgen.report.published.filling import Tally, doubts_of
from gxgen.report.published.model import Published
from gxgen.report.published.places import cell_place
from gxgen.rules.published.doubts import is_mark, judge_doubts
from gxgen.spec.recognise import Fit
from gxgen.spec.recognise.fit import Reading
from gxgen.spec.spec import edition_named
from gxgen.spec.table import Record

SHOWN = 4
"""Names of rows that one finding lists; the rest are counted."""
FEW = 6
"""So many empty cells of a table are told as a number only."""


def judge_tables(published: Published, tallies: Sequence[Tally]) -> Iterator[Diagnostic]:
    """Findings on the form of the tables and on figures that could not be read.

    `tallies` say what became of the cells when the tables were read.
    """
    for table in published.spec.tables:
        fit = published.fits[table.key]
        if not fit.readings:
            yield diagnose(
                "GX604",
                whole_file(published.raw.file),
                address=table.key,
                case="table",
                table=table.short,
                heading=table.title,
            )
            continue
        yield from _rows(fit)
        yield from _blanks(fit)
        yield from _labels(fit)
    yield from _mixed(published)
    yield from judge_doubts(doubts_of(tallies))


def _rows(fit: Fit) -> Iterator[Diagnostic]:
    """Rows that are missing altogether: one finding for the table."""
    missing = [
        record
        for record in fit.table.records.values()
        if not any(cell.address in fit.readings for cell in record.cells)
    ]
    if missing:
        yield diagnose(
            "GX604",
            _place_before(fit, missing[0]),
            address=missing[0].address,
            case="rows",
            table=fit.table.short,
            count=len(missing),
            names=_names(missing),
            after=_after(fit, missing[0]),
        )
    incomplete = [
        record
        for record in fit.table.records.values()
        if record not in missing and any(cell.address not in fit.readings for cell in record.cells)
    ]
    if incomplete:
        cells = [cell for record in incomplete for cell in record.cells]
        partly = [cell for cell in cells if cell.address not in fit.readings]
        columns = "、".join(dict.fromkeys(cell.label.rpartition("／")[2] for cell in partly))
        yield diagnose(
            "GX604",
            _place_before(fit, incomplete[0]),
            address=partly[0].address,
            case="columns",
            table=fit.table.short,
            count=len(partly),
            names=columns,
        )


def _names(records: list[Record]) -> str:
    names = [_named(record) for record in records[:SHOWN]]
    return "、".join(names) + ("等" if len(records) > SHOWN else "")


def _named(record: Record) -> str:
    """What a row is called, in quotes; quotes of its own become single ones."""
    name = record.label.rpartition("／")[2]
    return "“" + name.replace("“", "‘").replace("”", "’") + "”"


def _after(fit: Fit, record: Record) -> str:
    """Which row of the document the missing one belongs after; "" where none is before it."""
    before = _row_before(fit, record)
    return f"，应当接在{_named(before)}后面" if before is not None else ""


def _row_before(fit: Fit, record: Record) -> Record | None:
    """The last row with figures before the place where `record` should stand."""
    last = None
    for other in fit.table.records.values():
        if other is record:
            return last
        if any(_has_figure(fit, cell.address) for cell in other.cells):
            last = other
    return last


def _has_figure(fit: Fit, address: str) -> bool:
    return address in fit.readings and bool(fit.readings[address].text)


def _place_before(fit: Fit, record: Record) -> Place:
    """The row before the place where `record` should stand; else the table's first figure."""
    before = _row_before(fit, record)
    cells = [cell.address for cell in before.cells] if before is not None else list(fit.readings)
    figures = [fit.readings[cell] for cell in cells if _has_figure(fit, cell)]
    place = cell_place(
        fit.table, (figures or list(fit.readings.values()))[-1 if before else 0].cell
    )
    if isinstance(place, DocPlace) and before is not None:
        return replace(place, column=0, text=before.label.rpartition("／")[2])
    return place


def _others(fit: Fit, blank: Sequence[Reading]) -> tuple[Related, ...]:
    """The other empty cells one by one, where they are few."""
    if len(blank) >= FEW:
        return ()
    labels = [(item, fit.table.cells[item.address].label) for item in blank]
    return tuple(
        Related(cell_place(fit.table, item.cell, label.rpartition("／")[2]), label)
        for item, label in labels
    )


def _blanks(fit: Fit) -> Iterator[Diagnostic]:
    """Cells that are empty or hold a mark instead of a figure: one finding for the table."""
    blank = [reading for reading in fit.readings.values() if is_mark(reading.text)]
    if not blank:
        return
    marks = "”“".join(dict.fromkeys(reading.text for reading in blank if reading.text))
    first = blank[0]
    cell = fit.table.cells[first.address]
    yield diagnose(
        "GX606",
        cell_place(fit.table, first.cell, cell.label.rpartition("／")[2]),
        address=first.address,
        label=cell.label,
        case="mark" if marks else "blank",
        table=fit.table.short,
        count=len(blank),
        total=len(fit.table.cells),
        marks=marks,
        related=_others(fit, blank[1:]),
    )


def _labels(fit: Fit) -> Iterator[Diagnostic]:
    """Labels that are not the official ones: each misprint, and one finding for mere signs."""
    misprints = [item for item in fit.relabelled if item.alike < 1]
    for item in misprints:
        yield diagnose(
            "GX605",
            cell_place(fit.table, item.cell),
            address=fit.table.key,
            case="word",
            table=fit.table.short,
            found=item.found,
            expected=item.expected,
        )
    signs = [item for item in fit.relabelled if item.alike == 1]
    if signs:
        first = signs[0]
        yield diagnose(
            "GX605",
            cell_place(fit.table, first.cell),
            address=fit.table.key,
            case="signs",
            table=fit.table.short,
            found=first.found,
            expected=first.expected,
            count=len(signs),
        )


def _mixed(published: Published) -> Iterator[Diagnostic]:
    """Parts of a table that follow another edition, and figures that no edition has a cell for."""
    told: set[int] = set()
    for rival in published.rivals:
        edition = edition_named(rival.edition)
        places = [_stray_place(published, stray.cell) for stray in rival.strays]
        told.update(id(stray.cell) for stray in rival.strays)
        yield diagnose(
            "GX603",
            places[0],
            case="mixed",
            used=published.spec.edition.title,
            other=edition.title if edition else rival.edition,
            what="／".join(rival.strays[0].labels),
            count=len(rival.strays),
            related=tuple(Related(place, "也是") for place in places[1:]),
        )
    for key, fit in published.fits.items():
        strays = [stray for stray in fit.strays if id(stray.cell) not in told]
        if strays:
            yield diagnose(
                "GX608",
                _stray_place(published, strays[0].cell),
                address=key,
                table=fit.table.short,
                what="／".join(strays[0].labels) or "没有行列名",
                text=strays[0].text,
                count=len(strays),
                case="figures",
            )
    for foreign in published.foreign:
        yield diagnose("GX608", foreign.place, case="table", rows=foreign.grid.rows)


def _stray_place(published: Published, cell: object) -> Place:
    for fit in published.fits.values():
        for stray in fit.strays:
            if stray.cell is cell:
                return cell_place(fit.table, stray.cell)
    return whole_file(published.raw.file)
