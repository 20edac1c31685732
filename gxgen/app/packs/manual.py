"""The manual that lies in a new pack: every tag and filter, derived from the spec."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gxgen.report.context import shape_of
from gxgen.spec.group import Group
from gxgen.spec.locate import TEMPLATES, data_root
from gxgen.spec.shape import ListOf, Number, Record, Shape
from gxgen.spec.spec import Spec
from gxgen.spec.table import Cell

FILTERS: Mapping[str, str] = {
    "default": "`{{ 文号|default('无') }}`：没有这一项时印“无”；加 `, true` 空着时也印",
    "join": "`{{ 编制依据|join('、') }}`：把一列文字用顿号连起来",
    "length": "`{%p if 附件|length > 1 %}`：有几项，或者有几个字",
    "trim": "`{{ 文号|trim }}`：去掉两头的空格",
}
"""What each filter of the engine is for."""
WORDS = "start/manual.md.in"


def manual(spec: Spec, name: str) -> str:
    """The manual of a pack made from `spec`, as Markdown."""
    text = (data_root() / TEMPLATES / WORDS).read_text(encoding="utf-8")
    places = {
        "name": name,
        "filters": "\n".join(f"- `{key}`  {said}" for key, said in FILTERS.items()),
        "names": "\n".join(_names(shape_of(spec), spec)),
        "cells": "\n".join(_cells(spec)),
        "chapters": "\n".join(
            f"- {one.heading}" + ("" if one.is_prose else "（表）") for one in spec.chapters
        ),
    }
    for key, value in places.items():
        text = text.replace(f"[[{key}]]", value)
    return text


def _names(root: Record, spec: Spec) -> Iterator[str]:
    """One line for each thing beside the tables: a tag that prints it, or the loop over it."""
    for key, shape in root.fields.items():
        if key not in spec.groups:
            yield from _tag(key, shape)


def _tag(name: str, shape: Shape) -> Iterator[str]:
    label = f"  {shape.label}" if shape.label else ""
    match shape:
        case Record(open_=True):
            yield f"- `{{{{ {name}.名字 }}}}`  名字照填报文件里写的"
        case Record(fields=fields):
            for key, below in fields.items():
                yield from _tag(f"{name}.{key}", below)
        case ListOf(item=Record(fields=fields)):
            inside = "、".join(_inside(key, below) for key, below in fields.items())
            yield f"- `{{%p for 项 in {name} %}}` … `{{%p endfor %}}`{label}，中间可写 {inside}"
        case ListOf():
            yield f"- `{{%p for 项 in {name} %}}` … `{{%p endfor %}}`{label}，中间写 `{{{{ 项 }}}}`"
        case Number():
            yield f"- `{{{{ {name} }}}}`{label}（整数，可以比较大小）"
        case _:
            yield f"- `{{{{ {name} }}}}`{label}"


def _inside(key: str, shape: Shape) -> str:
    """How a field of a loop's item is printed."""
    if isinstance(shape, ListOf):
        return f"`{{%p for 段 in 项.{key} %}}` … `{{%p endfor %}}`"
    return f"`{{{{ 项.{key} }}}}`"


def _cells(spec: Spec) -> Iterator[str]:
    """Every cell of every table under its official labels."""
    for table in spec.tables:
        yield f"\n### {table.short or ''} {table.title}".replace("  ", " ")
        yield ""
        yield from _group(spec.groups[table.key])


def _group(group: Group) -> Iterator[str]:
    for child in group.children.values():
        if isinstance(child, Cell):
            yield f"- `{{{{ {child.address} }}}}`  {child.label}"
        else:
            yield from _group(child)
