"""A published report → what its YAML file is filled in with; nothing doubtful without a mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain, islice

from gxgen.diag import Place
from gxgen.report import header
from gxgen.report.filling import ChapterEntry, Entry, Filling, SectionEntry, Unplaced
from gxgen.report.published.model import ChapterFound, Piece, Published, SectionFound
from gxgen.report.published.places import cell_place, heading_place
from gxgen.spec import kinds
from gxgen.spec.amount import Amount
from gxgen.spec.chapter import Chapter
from gxgen.spec.recognise import Reading, Sheet, Stray
from gxgen.spec.recognise.fit import ADRIFT, ALIKE_COLUMN
from gxgen.spec.recognise.rows import BY_PLACE
from gxgen.spec.recognise.sheet import is_label
from gxgen.spec.spec import edition_for
from gxgen.spec.table import Cell, Table

MARK = "【待核】"
_WHY = {
    BY_PLACE: "原文这一行没有行名，按它的位置读入",
    ALIKE_COLUMN: "原文的列名认不出，按列的次序读入",
    ADRIFT: "原文印在格式里没有的一项下面",
}
MOST_UNPLACED = 200
"""Figures without a cell that a file keeps: more are no figures of a report."""
LEADING = "开头"
"""What text before the first heading is called, in a chapter that has no section for it."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that was not read beyond doubt: `text` as published, `why` in Chinese; `kept` when
    the figure was written into the file nevertheless, marked."""

    cell: Cell
    text: str
    why: str
    kept: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the cells of one table: counts and doubts."""

    table: Table
    read: int
    blank: int
    absent: int
    doubts: tuple[Doubt, ...]


def filling_of(published: Published) -> tuple[Filling, tuple[Tally, ...]]:
    """(what to write, what became of the cells of each table)."""
    filling = Filling(published.spec)
    _fields(filling, published)
    tallies = tuple(_table(filling, published, table) for table in published.spec.tables)
    for key, found in published.chapters.items():
        if found.chapter.is_prose:
            filling.chapters[key] = _chapter(found)
    filling.unplaced = list(islice(chain(_unplaced(published), _foreign(published)), MOST_UNPLACED))
    return filling, tallies


def _fields(filling: Filling, published: Published) -> None:
    anywhere = published.raw.items[0].place if published.raw.items else None
    if published.year:
        filling.fields[header.YEAR] = [Entry(str(published.year), anywhere)]
    due = edition_for(published.year) if published.year else None
    edition = published.spec.edition
    if due is None or due.key != edition.key:
        note = f"原文用的是{edition.title}的表"
        filling.fields[header.EDITION] = [Entry(edition.key, anywhere, note)]
    for address, pieces in published.header.items():
        filling.fields[address] = [_entry(piece) for piece in pieces]
    style = _numbering(published)
    if style:
        filling.fields[header.NUMBERING] = [Entry(style, anywhere)]


def _numbering(published: Published) -> str:
    """How the document numbers its sections, "" where that is the pack's own way.

    A file can say it for all chapters only: where they differ, the pack's way stays.
    """
    styles = set()
    for found in published.chapters.values():
        usual = found.chapter.numbering or published.spec.style.get(header.NUMBERING)
        if found.sections and found.numbering:
            styles.add("" if found.numbering == usual else found.numbering)
    return styles.pop() if len(styles) == 1 else ""


def _entry(piece: Piece) -> Entry:
    return Entry(piece.text, piece.place, "按名称推断的，请核对" if piece.inferred else "")


def _table(filling: Filling, published: Published, table: Table) -> Tally:
    fit = published.fits[table.key]
    doubts: list[Doubt] = []
    read = blank = absent = 0
    for address, cell in table.cells.items():
        reading = fit.readings.get(address)
        if reading is None:
            absent += 1
            continue
        entry, doubt = _cell(table, cell, reading)
        filling.cells[address] = entry
        if doubt is not None:
            doubts.append(doubt)
        if entry.text:
            read += 1
        elif doubt is None:
            blank += 1
    for record in table.records.values():
        missing = [cell for cell in record.cells if cell.address not in fit.readings]
        if fit.readings and missing and len(missing) == len(record.cells):
            filling.notes[record.address] = "原文没有这一行"
    return Tally(table, read, blank, absent, tuple(doubts))


def _cell(table: Table, cell: Cell, reading: Reading) -> tuple[Entry, Doubt | None]:
    """What is written into a cell, and why it is in doubt (None: it is not)."""
    column = cell.label.rpartition("／")[2]
    place = cell_place(table, reading.cell, column)
    text = " ".join(reading.text.split())
    if not text or not any(map(str.isalnum, text)):
        note = f"{MARK}{column}原文为“{text}”" if text else ""
        doubt = Doubt(cell, text, "原文不是数字", False, place) if text else None
        return Entry("", place, note), doubt
    value = kinds.read(cell.kind, text)
    if value.fault:
        note = f"{MARK}{column}原文为“{text}”"
        return Entry("", place, note), Doubt(cell, text, "原文不能当作数字", False, place)
    shown = _shown(value.value, text)
    why = _WHY.get(reading.doubt, "")
    if not why:
        return Entry(shown, place), None
    return Entry(shown, place, f"{MARK}{why}"), Doubt(cell, text, why, True, place)


def _shown(value: object, text: str) -> str:
    if isinstance(value, Amount):
        return value.text
    if isinstance(value, int | Decimal):
        return kinds.show(value)
    return value.isoformat() if isinstance(value, date) else text


def _chapter(found: ChapterFound) -> ChapterEntry:
    place = heading_place(found)
    if not found.sections:
        return ChapterEntry([_entry(piece) for piece in found.pieces], place=place)
    taken: set[str] = set()
    sections = [_section(section, found.chapter, taken) for section in found.sections]
    return ChapterEntry(sections=sections, place=place)


def _section(section: SectionFound, chapter: Chapter, taken: set[str]) -> SectionEntry:
    """A section under its own name, its heading only where it is not the usual one."""
    known = chapter.section(section.key)
    paragraphs = [_entry(piece) for piece in section.pieces]
    if section.heading is None:
        silent = next((item.key for item in chapter.sections if not item.heading), "")
        return SectionEntry(silent or LEADING, None if silent else "", paragraphs)
    key = known.key if known else _free(section.heading, taken)
    taken.add(key)
    same = section.heading == (known.heading if known else key)
    return SectionEntry(key, None if same else section.heading, paragraphs, section.place)


def _free(heading: str, taken: set[str]) -> str:
    """A name for an agency's own section: its heading, shortened, unlike the others."""
    name = "".join(sign for sign in heading if sign.isalnum())[:20] or LEADING
    number, made = 2, name
    while made in taken:
        made, number = f"{name}{number}", number + 1
    return made


def _unplaced(published: Published) -> Iterator[Unplaced]:
    """Figures of the tables that have no cell in this edition."""
    for key, fit in published.fits.items():
        table = published.spec.table(key)
        assert table is not None
        for stray in fit.strays:
            place = cell_place(table, stray.cell)
            yield Unplaced(_labels(stray), stray.text, str(place).partition("：")[2], place)


def _foreign(published: Published) -> Iterator[Unplaced]:
    """The rows with figures of tables that are none of the report's, a row an entry."""
    for number, table in enumerate(published.foreign, 1):
        for row in Sheet(table.grid, table.exact).rows:
            figures = [cell.text.strip() for cell in row.cells if not is_label(cell)]
            if any(figures):
                names = [" ".join(cell.text.split()) for cell in row.cells if is_label(cell)]
                labels = "／".join(names) or "没有行列名"
                text = "、".join(figure for figure in figures if figure)
                place = row.cells[0].ref
                where = f"另外的第{number}张表"
                yield Unplaced(labels, text, where, place if isinstance(place, Place) else None)


def _labels(stray: Stray) -> str:
    return "／".join(" ".join(label.split()) for label in stray.labels) or "没有行列名"


def doubts_of(tallies: Sequence[Tally]) -> tuple[Doubt, ...]:
    """All doubts, in the order of the form."""
    return tuple(doubt for tally in tallies for doubt in tally.doubts)
