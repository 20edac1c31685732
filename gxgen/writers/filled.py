"""A filled report as YAML, pleasant to go on with by hand; and from where each line of it came.

The order is that of the form. Long texts stand as blocks, one paragraph a line; a record is one
line; a row that is zero throughout is one 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gxgen.diag import Place
from gxgen.report import header
from gxgen.report.filling import ChapterEntry, Entry, Filling, SectionEntry
from gxgen.spec.field import Field, FieldKind
from gxgen.spec.group import Group
from gxgen.spec.schema import SECTION_TEXT, SECTION_TITLE
from gxgen.spec.table import Cell, Record
from gxgen.writers.yaml import described, note_of, quoted

STEP = "  "
_LISTS = (FieldKind.LIST, FieldKind.TEXT_OR_LIST)
_LONG = 60
"""Characters of a text that still stands behind its name on one line."""
CLOSING = (header.ATTACHMENTS, header.SIGNATURE, header.UNPLACED)
"""Fields that stand at the end of the file."""


@dataclass(slots=True)
class Written:
    """`text` is the file; `lines`: its line (from 1) → the place its content came from."""

    text: str
    lines: dict[int, Place]


@dataclass(slots=True)
class _Page:
    """The lines written so far."""

    rows: list[str] = field(default_factory=list)
    origins: dict[int, Place] = field(default_factory=dict)

    def add(self, line: str, place: Place | None = None) -> None:
        self.rows.append(line.rstrip())
        if place is not None:
            self.origins[len(self.rows)] = place


def filled_report(filling: Filling) -> Written:
    """The whole file of a filled report."""
    page = _Page()
    for line in filling.opening:
        page.add(f"# {line}" if line else "")
    page.add("")
    for each in filling.spec.fields:
        if each.key not in CLOSING:
            _field(page, filling, each, "", each.key)
    for chapter in filling.spec.chapters:
        page.add("")
        page.add(f"# ———— {chapter.heading} ————")
        if chapter.is_prose:
            entry = filling.chapters.get(chapter.key, ChapterEntry())
            _chapter(page, chapter.key, entry)
        else:
            group = filling.spec.groups[chapter.table]
            page.add(f"{group.address}:")
            _children(page, filling, group, STEP)
    page.add("")
    for each in filling.spec.fields:
        if each.key in CLOSING and each.key != header.UNPLACED:
            _field(page, filling, each, "", each.key)
    _unplaced(page, filling)
    return Written("\n".join(page.rows).rstrip("\n") + "\n", page.origins)


def _field(page: _Page, filling: Filling, spec: Field, indent: str, address: str) -> None:
    """A field that has a text, or a group of which some item has one."""
    if spec.kind is FieldKind.GROUP:
        given = any(key.startswith(address + ".") for key in filling.fields)
        if given or spec.required:
            page.add(f"{indent}{spec.key}:")
            for child in spec.children:
                _field(page, filling, child, indent + STEP, f"{address}.{child.key}")
        return
    if spec.kind is FieldKind.NUMBERS:
        _numbers(page, filling, indent, address)
        return
    entries = filling.fields.get(address)
    if not entries:
        if spec.required:
            page.add(f"{indent}{spec.key}:{_comment(note_of(spec))}")
        return
    note = _comment(entries[0].note or filling.notes.get(address, ""))
    if spec.kind in _LISTS and len(entries) > 1:
        page.add(f"{indent}{spec.key}:{note}")
        for entry in entries:
            page.add(f"{indent}{STEP}- {quoted(entry.text)}", entry.place)
    elif len(entries) > 1 or "\n" in entries[0].text or len(entries[0].text) > _LONG:
        _block(page, f"{indent}{spec.key}", entries, indent + STEP)
    else:
        text = quoted(entries[0].text)
        item = f"[{text}]" if spec.kind is FieldKind.LIST else text
        page.add(f"{indent}{spec.key}: {item}{note}", entries[0].place)


def _numbers(page: _Page, filling: Filling, indent: str, address: str) -> None:
    """An agency's own figures, one a line."""
    own = {key: texts for key, texts in filling.fields.items() if key.startswith(address + ".")}
    if own:
        page.add(f"{indent}{address}:")
    for key, entries in own.items():
        name = quoted(key.removeprefix(address + "."))
        page.add(f"{indent}{STEP}{name}: {entries[0].text}{_comment(entries[0].note)}")


def _comment(note: str) -> str:
    return f"  # {' '.join(note.split())}" if note else ""


def _block(page: _Page, key: str, entries: Sequence[Entry], indent: str) -> None:
    """`key: |` and the paragraphs below it, a line each; their notes above, as comments."""
    for entry in entries:
        if entry.note:
            page.add(f"{indent[: -len(STEP)]}# {entry.note}")
    page.add(f"{key}: |", entries[0].place if entries else None)
    for entry in entries:
        for line in entry.text.split("\n"):
            page.add(indent + _tidy(line), entry.place)


def _tidy(line: str) -> str:
    """A paragraph as a line of a YAML block: without edges, without what YAML does not take."""
    kept = (sign if sign.isprintable() or sign in "\u3000\u00a0" else " " for sign in line)
    return "".join(kept).strip(" \t\u3000\u00a0")


def _chapter(page: _Page, key: str, entry: ChapterEntry) -> None:
    for note in entry.notes:
        page.add(f"# {note}")
    if entry.sections:
        page.add(f"{key}:", entry.place)
        for section in entry.sections:
            _section(page, section)
    elif entry.paragraphs:
        _block(page, key, entry.paragraphs, STEP)
    else:
        page.add(f"{key}:", entry.place)


def _section(page: _Page, section: SectionEntry) -> None:
    if section.heading is None:
        if section.paragraphs:
            _block(page, STEP + quoted(section.key), section.paragraphs, STEP * 2)
        else:
            page.add(f"{STEP}{quoted(section.key)}:", section.place)
        return
    page.add(f"{STEP}{quoted(section.key)}:", section.place)
    page.add(f"{STEP * 2}{SECTION_TITLE}: {quoted(section.heading) or chr(34) * 2}", section.place)
    if section.paragraphs:
        _block(page, STEP * 2 + SECTION_TEXT, section.paragraphs, STEP * 3)
    else:
        page.add(f"{STEP * 2}{SECTION_TEXT}:")


def _children(page: _Page, filling: Filling, group: Group, indent: str) -> None:
    for key, child in group.children.items():
        if isinstance(child, Cell):
            entry = filling.cells.get(child.address, Entry())
            label = "" if child.label == key or filling.guided else child.label
            if filling.guided:
                page.add(f"{indent}# {described(child.label, child.help)}")
            note = _comment(_joined(label, entry.note, filling.notes.get(child.address, "")))
            page.add(f"{indent}{key}: {entry.text}{note}", entry.place)
        elif child.record is not None:
            _record(page, filling, (key, child.record, child.help), indent)
        else:
            page.add(f"{indent}# {child.label}")
            page.add(f"{indent}{key}:")
            _children(page, filling, child, indent + STEP)


def _record(page: _Page, filling: Filling, named: tuple[str, Record, str], indent: str) -> None:
    """One line: the notes in a comment behind the figures, the official label there or above."""
    key, record, help_ = named
    entries = {cell.address: filling.cells.get(cell.address, Entry()) for cell in record.cells}
    texts = [entry.text for entry in entries.values()]
    notes = [entry.note for entry in entries.values() if entry.note]
    label = record.label.rpartition("／")[2]
    if filling.guided:
        page.add(f"{indent}# {described(label, help_)}")
    label = "" if label == key or filling.guided else label
    note = _comment(_joined(label, *dict.fromkeys(notes), filling.notes.get(record.address, "")))
    place = next((entry.place for entry in entries.values() if entry.place), None)
    if all(text == "0" for text in texts):
        page.add(f"{indent}{key}: 0{note}", place)
        return
    cells = ", ".join(
        f"{address.rpartition('.')[2]}: {entry.text}" for address, entry in entries.items()
    )
    page.add(f"{indent}{key}: {{{cells}}}{note}", place)


def _joined(*parts: str) -> str:
    return "；".join(part for part in parts if part)


def _unplaced(page: _Page, filling: Filling) -> None:
    if not filling.unplaced:
        return
    page.add("")
    page.add("# 下面的数字在这一版格式里没有格子，照原文记在这里；核对以后可以删去。")
    page.add(f"{header.UNPLACED}:")
    for item in filling.unplaced:
        parts = zip(header.UNPLACED_ITEMS, (item.labels, item.text, item.where), strict=True)
        inner = ", ".join(f"{key}: {_double(text)}" for key, text in parts if text)
        page.add(f"{STEP}- {{{inner}}}", item.place)


def _double(text: str) -> str:
    """A text in double quotes, safe inside braces."""
    tidy = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{tidy}"'
