"""A blank report as YAML, pleasant to fill in by hand: official labels and 填报说明 as comments.

Everything stands in the order of the form. What must be filled in is empty, so that nothing that
was forgotten can pass as a zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gxgen.report import header
from gxgen.spec.chapter import Chapter
from gxgen.spec.field import Field, FieldKind
from gxgen.spec.group import Group
from gxgen.spec.spec import Spec
from gxgen.spec.table import Cell, Record

STEP = "  "
_PLAIN = re.compile(r"[^\W\d][\w（）《》〔〕、，。；：“”]*")
_WORDS = frozenset(("yes", "no", "true", "false", "null", "on", "off", "y", "n"))
Values = dict[str, str]

LEADING = (header.TITLE, header.BASES, header.PREFACE)
OMITTED = frozenset(
    (
        header.EDITION,
        header.LAST_YEAR,
        header.LEXICON,
        header.WAIVERS,
        header.UNPLACED,
        header.NOTES,
    )
)
"""Fields that a blank report does not open with: they are for special cases."""


def blank_report(spec: Spec, values: Values) -> str:
    """A whole blank report. `values`: field address → text that is already known."""
    lines = [
        f"# {spec.edition.title}政府信息公开工作年度报告（{spec.edition.basis}）",
        "# 填写说明：冒号用英文冒号，后面空一格；没有发生的写 0；“#”后面是说明，不会印出来。",
        "# 填好后检查：gxgen check 本文件；生成 Word：gxgen render 本文件",
        "",
    ]
    closing = [
        field for field in spec.fields if field.key in (header.ATTACHMENTS, header.SIGNATURE)
    ]
    for field in spec.fields:
        if field.key not in OMITTED and field not in closing and not field.fixed:
            lines += _field(field, values, "", field.key)
    for chapter in spec.chapters:
        lines += ["", f"# ———— {chapter.heading} ————"]
        lines += _chapter(chapter) if chapter.is_prose else _table(spec, spec.groups[chapter.table])
        for table in spec.tables:
            if table.chapter == chapter.key:
                lines += ["", f"# —— {table.short or ''} {table.title} ——".replace("  ", " ")]
                lines += _table(spec, spec.groups[table.key])
    lines += ["", "# ———— 附件和落款 ————"]
    for field in closing:
        lines += _field(field, values, "", field.key)
    return "\n".join(lines) + "\n"


def _field(field: Field, values: Values, indent: str, address: str) -> Iterator[str]:
    note = note_of(field)
    value = quoted(values.get(address, ""))
    optional = not field.required and not value and not _has_value(address, values)
    mark = "# " if optional else ""
    if field.kind is FieldKind.NUMBERS and field.children:
        yield f"{indent}{field.key}:" + (f" # {note}" if note else "")
        yield from (line for child in field.children for line in _figure(child, indent + STEP))
        return
    if field.kind is FieldKind.GROUP:
        yield f"{indent}{mark}{field.key}:" + (f" # {note}" if note and not optional else "")
        for child in field.children:
            for line in _field(child, values, STEP, f"{address}.{child.key}"):
                yield f"{indent}{mark}{line.replace('# ', '', 1) if optional else line}"
        return
    shown = value or ("{}" if field.kind is FieldKind.NUMBERS else "")
    comment = f"  # {note}" if note else ""
    yield f"{indent}{mark}{field.key}:{' ' + shown if shown else ''}{comment}"


def _figure(field: Field, indent: str) -> Iterator[str]:
    """A figure that the pack wants: its label and unit, and an empty place."""
    yield f"{indent}# {described(f'{field.label}（{field.unit}）', field.help)}"
    yield f"{indent}{'' if field.required else '# '}{field.key}:"


def note_of(field: Field) -> str:
    """What a field is to be filled in with, as a comment."""
    words = "｜".join(field.choices) if field.kind is FieldKind.CHOICE else ""
    return "：".join(
        part
        for part in (field.label if field.label != field.key else "", words or field.help)
        if part
    )


def _has_value(address: str, values: Values) -> bool:
    return any(key.startswith(address + ".") for key in values)


def _chapter(chapter: Chapter) -> Iterator[str]:
    if chapter.help:
        yield f"# {chapter.help}"
    yield f"{chapter.key}:"
    for section in chapter.sections:
        if section.help:
            yield f"{STEP}# {section.help}"
        yield f"{STEP}{section.key}: |"
        yield ""


def _table(spec: Spec, group: Group) -> Iterator[str]:
    yield "# 一项全部为零，可以只写一个 0，例如“名称: 0”。"
    if any(cell.is_total for cell in group.cells()):
        yield "# 合计的格子可以空着，由程序计算；填上就与各分项核对，还能指出是哪一格填错了。"
    yield f"{group.address}:"
    yield from _children(spec, group, STEP)


def _children(spec: Spec, group: Group, indent: str) -> Iterator[str]:
    for key, child in group.children.items():
        if isinstance(child, Cell):
            yield f"{indent}# {described(child.label, child.help)}"
            yield f"{indent}{key}:"
        elif child.record is not None:
            yield from _record(key, child.record, child.help, indent)
        else:
            yield f"{indent}# {child.label}"
            yield f"{indent}{key}:"
            yield from _children(spec, child, indent + STEP)


def _record(key: str, record: Record, help_: str, indent: str) -> Iterator[str]:
    """One line a record: the cells that must be filled are empty, totals invite a cross-check."""
    if all(cell.is_total for cell in record.cells):
        return
    yield f"{indent}# {described(record.label.rpartition('／')[2], help_)}"
    cells = ", ".join(f"{cell.address.rpartition('.')[2]}: " for cell in record.cells)
    yield f"{indent}{key}: {{{cells}}}"


def described(label: str, help_: str) -> str:
    """An official label with its 填报说明."""
    return f"{label}（{help_}）" if help_ else label


def quoted(text: str) -> str:
    """`text` as a YAML scalar on one line: plain where that is safe, else in double quotes."""
    if not text or (_PLAIN.fullmatch(text) and text.lower() not in _WORDS) or _is_count(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", " ")
    return f'"{escaped}"'


def _is_count(text: str) -> bool:
    """Digits that stay what they are without quotes: editors read 0123 as another number."""
    return text.isdecimal() and (text == "0" or not text.startswith("0"))
