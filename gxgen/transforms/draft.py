"""Next year's draft from this year's report: what certainly stays is kept, what the year brings is
left empty with last year's figure beside it, and last year's prose is marked as not yet revised.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from gxgen.report import header
from gxgen.report.figures import Path
from gxgen.report.filling import ChapterEntry, Entry, Filling, SectionEntry
from gxgen.report.model import Passage, Report
from gxgen.spec.amount import Amount
from gxgen.spec.chapter import Chapter
from gxgen.spec.crosswalk import Crosswalk
from gxgen.spec.field import Field, FieldKind
from gxgen.spec.kinds import Value, show
from gxgen.spec.relation import LAST, Equation, Term
from gxgen.spec.spec import Spec
from gxgen.spec.table import Cell, Record
from gxgen.transforms.revision import Binding, revised, with_next_year

DROPPED = frozenset(
    (
        header.YEAR,
        header.EDITION,
        header.LAST_YEAR,
        header.WAIVERS,
        header.UNPLACED,
        header.NUMBER,
    )
)
"""Fields that belong to one year's report only."""
_SIGNED = f"{header.SIGNATURE}.{header.SIGN_DATE}"
_NAME = f"{header.AGENCY}.{header.AGENCY_NAME}"
_OF_THE_AGENCY = (
    f"{header.AGENCY}.{header.AGENCY_SHORT}",
    f"{header.AGENCY}.{header.AGENCY_OFFICE}",
    f"{header.AGENCY}.{header.CONTACT}",
    header.SIGNATURE,
)
"""What another agency has of its own: not taken over when the draft is for another one."""
_YEARLY = frozenset((header.TITLE, header.PERIOD, header.PREFACE, header.BASES))
"""Fields in which last year's number stands for the year itself."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the draft is for: `year`; `agency` replaces the name ("" keeps it); `last_file` is what
    the new file calls last year's; `bindings`: path of a passage → literals that equal a cell."""

    year: int
    agency: str = ""
    last_file: str = ""
    bindings: Mapping[Path, tuple[Binding, ...]] = field(default_factory=dict)


def draft_of(last: Report, spec: Spec, wish: Wish, crosswalk: Crosswalk | None = None) -> Filling:
    """The filling of a new report of `spec` from `last`.

    `crosswalk` leads from the edition of `last` to that of `spec`, None where they are the same.
    """
    filling = Filling(spec, guided=True)
    filling.fields = dict(_fields(last, spec, wish))
    old = _old_figures(last, crosswalk)
    if last.year == wish.year - 1:
        _carry(filling, spec, old)
    _notes(filling, spec, old)
    for chapter in spec.chapters:
        if chapter.is_prose:
            filling.chapters[chapter.key] = _chapter(last, chapter, wish)
    return filling


def _old_figures(last: Report, crosswalk: Crosswalk | None) -> dict[str, Value]:
    """Last year's figures by the addresses of the new edition."""
    claimed = {key: last.figures.claimed(key) for key in last.spec.cells}
    known = {key: value for key, value in claimed.items() if value is not None}
    if crosswalk is None:
        return known
    return {new: known[old] for old, new in crosswalk.same() if old in known}


def _carry(filling: Filling, spec: Spec, old: Mapping[str, Value]) -> None:
    """Cells that a relation of the pack sets equal to one cell of last year (上年结转)."""
    for equation in spec.equations:
        pair = _pair(equation)
        if pair is None:
            continue
        own, before = pair
        cell = spec.cells[own.address]
        if before.address in old and not cell.is_total:
            text = shown(old[before.address])
            filling.cells[own.address] = Entry(text)
            filling.notes.setdefault(_record_of(cell, spec), "按上年年报填的，请核对")


def _pair(equation: Equation) -> tuple[Term, Term] | None:
    """(own cell, last year's cell) of a relation that says no more than that they are equal."""
    if equation.rule.operator != "==" or len(equation.left) != 1 or len(equation.right) != 1:
        return None
    for own, before in (
        (equation.left[0], equation.right[0]),
        (equation.right[0], equation.left[0]),
    ):
        if not own.scope and before.scope == LAST and own.sign == before.sign == 1:
            return own, before
    return None


def _record_of(cell: Cell, spec: Spec) -> str:
    table = spec.table(cell.table)
    assert table is not None
    parent = cell.address.rpartition(".")[0]
    return parent if parent in table.records else cell.address


def _notes(filling: Filling, spec: Spec, old: Mapping[str, Value]) -> None:
    """Last year's figures beside each record, and how a stock follows from them."""
    for table in spec.tables:
        for record in table.records.values():
            said = [_last_year(record, old), *_stocks(record, spec, old)]
            if record.address in filling.notes:
                said.insert(0, filling.notes[record.address])
            filling.notes[record.address] = "；".join(part for part in said if part)


def _last_year(record: Record, old: Mapping[str, Value]) -> str:
    """上年：自然人80、总计81; 上年0 where all were zero, "" where nothing is known."""
    known = [(cell, old[cell.address]) for cell in record.cells if cell.address in old]
    if not known:
        return ""
    if record.single or all(not value for _, value in known):
        return f"上年{shown(known[0][1])}"
    parts = [f"{cell.label.rpartition('／')[2]}{shown(value)}" for cell, value in known if value]
    return "上年：" + "、".join(parts)


def _stocks(record: Record, spec: Spec, old: Mapping[str, Value]) -> Iterator[str]:
    """现行有效＝上年470＋制发－废止, for cells that the pack relates to last year's own."""
    cells = {cell.address for cell in record.cells}
    for equation in spec.equations:
        single = len(equation.left) == 1 and not equation.left[0].scope
        if not single or equation.left[0].address not in cells or equation.rule.operator != "==":
            continue
        lasting = [term for term in equation.right if term.scope == LAST]
        if len(equation.right) < 2 or len(lasting) != 1 or lasting[0].address not in old:
            continue
        name = spec.cells[equation.left[0].address].label.rpartition("／")[2]
        parts = [_term(term, spec, old) for term in equation.right]
        yield f"{name}＝" + "".join(parts).removeprefix("＋")


def _term(term: Term, spec: Spec, old: Mapping[str, Value]) -> str:
    sign = "＋" if term.sign > 0 else "－"
    if term.scope == LAST:
        return f"{sign}上年{shown(old[term.address])}"
    return sign + spec.cells[term.address].label.rpartition("／")[2]


def shown(value: Value) -> str:
    """A figure as it is typed."""
    return value.text if isinstance(value, Amount) else show(value)


def _fields(last: Report, spec: Spec, wish: Wish) -> Iterator[tuple[str, list[Entry]]]:
    """The fields around the tables: last year's, as far as they are not of that year alone."""
    yield header.YEAR, [Entry(str(wish.year))]
    name = header.text(last.data, header.AGENCY, header.AGENCY_NAME).strip()
    for each in spec.fields:
        if each.key not in DROPPED and each.key in last.data:
            for address, entries in _field(each, last.data[each.key], each.key, last.year, wish):
                if not wish.agency:
                    yield address, entries
                elif not address.startswith(_OF_THE_AGENCY):
                    yield address, [_renamed(entry, name, wish.agency) for entry in entries]
    if wish.agency:
        yield _NAME, [Entry(wish.agency)]
    if wish.last_file:
        yield header.LAST_YEAR, [Entry(wish.last_file)]


def _renamed(entry: Entry, name: str, new: str) -> Entry:
    """The text for another agency: its name in the place of the old one."""
    return replace(entry, text=entry.text.replace(name, new)) if name else entry


def _field(
    spec: Field, value: object, address: str, year: int, wish: Wish
) -> Iterator[tuple[str, list[Entry]]]:
    if spec.kind is FieldKind.NUMBERS:
        if isinstance(value, Mapping):
            for name, number in value.items():
                yield f"{address}.{name}", [Entry("", note=f"上年{number}")]
    elif isinstance(value, Mapping):
        for child in spec.children:
            if child.key in value:
                inner = f"{address}.{child.key}"
                yield from _field(child, value[child.key], inner, year, wish)
    elif address == _SIGNED:
        yield address, [Entry("", note=spec.help)]
    else:
        entries = [_moved(text, spec.key, year, wish) for text in _texts(value)]
        if entries:
            yield address, entries


def _moved(text: str, key: str, year: int, wish: Wish) -> Entry:
    if key in _YEARLY:
        return Entry(with_next_year(text, year, wish.year))
    return Entry(text)


def _texts(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [str(item).strip("\n") for item in items if item is not None and str(item).strip()]


def _chapter(last: Report, chapter: Chapter, wish: Wish) -> ChapterEntry:
    """Last year's prose, each paragraph marked; sections that the chapter has besides, empty."""
    passages = last.passages.get(chapter.key, ())
    notes = [chapter.help] if chapter.help else []
    if passages and not any(passage.section for passage in passages):
        paragraphs = [entry for passage in passages for entry in _paragraphs(last, passage, wish)]
        return ChapterEntry(paragraphs, notes=notes)
    sections: dict[str, SectionEntry] = {}
    for passage in passages:
        made = sections.setdefault(
            passage.section, SectionEntry(passage.section, _own_heading(passage, chapter))
        )
        made.paragraphs += _paragraphs(last, passage, wish)
    for known in chapter.sections:
        if known.key not in sections and (known.required or not passages):
            sections[known.key] = SectionEntry(known.key)
    return ChapterEntry(sections=list(sections.values()), notes=notes)


def _own_heading(passage: Passage, chapter: Chapter) -> str | None:
    """The heading where it is not the one that the section's name brings; None where it is."""
    known = chapter.section(passage.section)
    usual = (known.heading or None) if known else passage.section
    return None if passage.heading == usual else passage.heading or ""


def _paragraphs(last: Report, passage: Passage, wish: Wish) -> Iterator[Entry]:
    bindings = wish.bindings.get(passage.path, ())
    for line in revised(passage.text, bindings, last.year, wish.year):
        yield Entry(line)
