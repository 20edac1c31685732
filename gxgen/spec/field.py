"""The fields around the tables and chapters: title, agency, signature and the like.

Read from `base/fields.yaml`. Their keys are data; the few that code must know are mapped to
English names in `gxgen.report.header`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Fields = Mapping[str, object]


class FieldKind(StrEnum):
    """How a field's text is read; the values are the words of the spec files."""

    TEXT = "文本"
    LINES = "多行文本"
    PROSE = "正文"
    YEAR = "年"
    DATE = "日期"
    CHOICE = "选项"
    LIST = "列表"
    TEXT_OR_LIST = "文本或列表"
    GROUP = "组"
    NUMBERS = "数字组"


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `choices` are the words it admits (for a group: words instead of the group).

    `children` are the fields of a group, of each item when a list holds groups, or the figures
    that a pack wants among an agency's own; those have a `unit` ("" for none). A `fixed` field is
    the pack's alone: an agency may not write it.
    """

    key: str
    kind: FieldKind
    label: str = ""
    help: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    children: tuple[Field, ...] = ()
    unit: str = ""
    fixed: bool = False

    def child(self, key: str) -> Field | None:
        return next((field for field in self.children if field.key == key), None)


EDITIONS, EACH_TABLE = "版式", "各表"
"""In the spec: "the known editions" as choices, and "one prose field for each table"."""


def read_fields(
    data: Fields, editions: tuple[str, ...], tables: Mapping[str, str]
) -> tuple[Field, ...]:
    """`fields.yaml` as fields; `tables` maps table keys to their titles."""
    return tuple(_field(str(key), value, editions, tables) for key, value in data.items())


def _field(key: str, value: object, editions: tuple[str, ...], tables: Mapping[str, str]) -> Field:
    assert isinstance(value, Mapping)
    choices = value.get("选项", value.get("或", ()))
    children = value.get("子", {})
    wanted = value.get("要报", {})
    if wanted:
        made = tuple(_figure(str(name), fields) for name, fields in wanted.items())
    elif children == EACH_TABLE:
        made = tuple(Field(name, FieldKind.PROSE, title) for name, title in tables.items())
    else:
        made = read_fields(children, editions, tables)
    return Field(
        key=key,
        kind=FieldKind(str(value["类型"])),
        label=str(value.get("标签") or key),
        help=str(value.get("说明") or ""),
        required=value.get("必填") == "是" or any(one.unit and one.required for one in made),
        choices=editions if choices == EDITIONS else tuple(str(choice) for choice in choices),
        children=made,
        fixed=value.get("固定") == "是",
    )


def _figure(key: str, value: object) -> Field:
    """A figure that a pack wants from every agency."""
    assert isinstance(value, Mapping)
    return Field(
        key,
        FieldKind.TEXT,
        label=str(value.get("标签") or key),
        help=str(value.get("说明") or ""),
        required=value.get("必填") == "是",
        unit=str(value.get("单位") or "件"),
    )
