"""The JSON Schema of a report, derived from the spec.

It admits every form the reader accepts (a record as a mapping, a list, or one 0), carries the
official labels and 填报说明 as titles and descriptions for editors, and judges the normalised
data. Keywords are used instead of `anyOf`, which would hide which key is unknown. Draft 7 words
only, because the editors' YAML language servers read those.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from gxgen.spec.chapter import Chapter, Section
from gxgen.spec.field import Field, FieldKind
from gxgen.spec.group import Group
from gxgen.spec.kinds import AMOUNT, CHANGE, MONEY
from gxgen.spec.table import Cell

Schema = dict[str, object]

_TEXT = ["string", "number", "null"]
SECTION_TITLE, SECTION_TEXT = "标题", "正文"
"""Inside a section written as a mapping: its own heading, and its text."""


def report_schema(
    fields: Sequence[Field], chapters: Sequence[Chapter], groups: Sequence[Group], name: str
) -> Schema:
    """The schema of a whole report; `name` is `<edition>-<pack>`."""
    prose = [chapter for chapter in chapters if chapter.is_prose]
    own = [field for field in fields if not field.fixed]
    properties: dict[str, object] = {field.key: field_schema(field) for field in own}
    properties |= {chapter.key: chapter_schema(chapter) for chapter in prose}
    properties |= {group.address: group_schema(group) for group in groups}
    required = [field.key for field in own if field.required]
    required += [group.address for group in groups] + [chapter.key for chapter in prose]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": f"report-{quote(name)}.schema.json",
        "title": "政府信息公开工作年度报告",
        "type": "object",
        "additionalProperties": False,
        "required": required,
        "properties": properties,
    }


def field_schema(field: Field) -> Schema:
    """The schema of one field around the tables."""
    schema: Schema = {"title": field.label}
    if field.help:
        schema["description"] = field.help
    match field.kind:
        case FieldKind.YEAR:
            schema |= {"type": ["integer", "string", "null"]}
        case FieldKind.CHOICE:
            schema |= {"enum": _choices(field.choices)}
        case FieldKind.LIST | FieldKind.TEXT_OR_LIST | FieldKind.PROSE:
            if field.children:
                schema |= {"type": ["array", "null"], "items": _object(field)}
            else:
                schema |= {"type": [*_TEXT, "array"], "items": {"type": _TEXT}}
        case FieldKind.NUMBERS:
            schema |= {"type": ["object", "null"], "additionalProperties": {"type": _TEXT}}
            if field.children:
                schema["properties"] = {one.key: _figure(one) for one in field.children}
                schema["required"] = [one.key for one in field.children if one.required]
                schema["type"] = ["object"] if schema["required"] else ["object", "null"]
        case FieldKind.GROUP:
            schema |= _object(field)
        case _:
            schema |= {"type": _TEXT}
    return schema


def _figure(field: Field) -> Schema:
    """A figure that the pack wants, with its unit."""
    schema: Schema = {"title": f"{field.label}（{field.unit}）", "type": _TEXT}
    return schema | ({"description": field.help} if field.help else {})


def _choices(words: Sequence[str]) -> list[object]:
    numbers: list[object] = [int(word) for word in words if word.isdecimal()]
    return [*words, *numbers, None]


def _object(field: Field) -> Schema:
    schema: Schema = {
        "type": ["object", "null"],
        "additionalProperties": False,
        "required": [child.key for child in field.children if child.required],
        "properties": {child.key: field_schema(child) for child in field.children},
    }
    if field.choices:
        schema |= {"type": ["object", "string", "null"], "pattern": _one_of(field.choices)}
    return schema


def _one_of(words: Sequence[str]) -> str:
    return "^(" + "|".join(words) + ")$"


def chapter_schema(chapter: Chapter) -> Schema:
    """A narrative chapter: one text, texts, or sections; an agency may add its own."""
    sections = {section.key: section_schema(section) for section in chapter.sections}
    schema: Schema = {
        "title": chapter.heading,
        "type": [*_TEXT, "array", "object"],
        "items": {"type": _TEXT},
        "properties": sections,
        "additionalProperties": section_schema(Section("")),
    }
    return schema | ({"description": chapter.help} if chapter.help else {})


def section_schema(section: Section) -> Schema:
    """A section: a text, texts, or its own heading with the text."""
    schema: Schema = {
        "type": [*_TEXT, "array", "object"],
        "items": {"type": _TEXT},
        "additionalProperties": False,
        "required": [SECTION_TEXT],
        "properties": {
            SECTION_TITLE: {"type": _TEXT},
            SECTION_TEXT: {"type": [*_TEXT, "array"], "items": {"type": _TEXT}},
        },
    }
    if section.heading:
        schema["title"] = section.heading
    return schema | ({"description": section.help} if section.help else {})


def group_schema(group: Group) -> Schema:
    """A group or record of a table: a mapping, one 0 for all of it, or (a record) a list."""
    schema: Schema = {
        "title": group.label,
        "type": ["object", "integer", "string", "null"],
        "minimum": 0,
        "maximum": 0,
        "pattern": "^\\s*[0０]\\s*$",
        "additionalProperties": False,
        "required": [key for key, child in group.children.items() if _is_required(child)],
        "properties": {key: _child_schema(child) for key, child in group.children.items()},
    }
    if group.help:
        schema["description"] = group.help
    if group.record is not None:
        cells = group.record.cells
        least = sum(not cell.is_total for cell in cells) or len(cells)
        schema |= {
            "type": ["object", "array", "integer", "string", "null"],
            "minItems": least,
            "maxItems": len(cells),
            "items": _any_cell(cells),
        }
    return schema


def _any_cell(cells: Sequence[Cell]) -> Schema:
    """What an item of a record written as a list may be: any of its cells.

    One schema for all items, because draft 7 and 2020-12 write a schema for each differently.
    """
    schema = {key: value for key, value in cell_schema(cells[0]).items() if key != "title"}
    schemas = [cell_schema(cell) for cell in cells]
    if any(item["type"] != schema["type"] for item in schemas):
        schema["type"] = ["number", "string", "null"]
    if any("minimum" not in item for item in schemas):
        schema.pop("minimum", None)
    return schema


def _child_schema(child: Group | Cell) -> Schema:
    return cell_schema(child) if isinstance(child, Cell) else group_schema(child)


def _is_required(child: Group | Cell) -> bool:
    """A total is computed and a leaf with a default may be left out; all else must be written."""
    if isinstance(child, Cell):
        return not child.is_total and child.default is None
    return not all(cell.is_total for cell in child.cells())


def cell_schema(cell: Cell) -> Schema:
    """One value cell: a number, or the text of one as clerks type it."""
    last = cell.label.rpartition("／")[2]
    schema: Schema = {"title": last}
    if cell.help:
        schema["description"] = cell.help
    number = "number" if cell.kind in (MONEY, AMOUNT) else "integer"
    schema |= {"type": [number, "string", "null"]}
    return schema if cell.kind == CHANGE else schema | {"minimum": 0}
