"""The chapters of a report: their headings, and the sections of the narrative ones.

Read from a pack's `chapters.yaml`. A chapter either holds prose (一、五、六) or shows one
statutory table (二、三、四).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Section:
    """A narrative item of a chapter.

    `heading` is printed without its number ("" prints none); `aliases` are other headings that
    mean the same; `help` is shown by `new`; `required` ones must be written.
    """

    key: str
    heading: str = ""
    aliases: tuple[str, ...] = ()
    help: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """One of the chapters, in order. `numeral` is printed before the title (一、总体情况).

    `table` is the key of the statutory table it shows, "" for a narrative chapter. `limit` is
    the guide for its length in characters (0: none). `numbering` and `heading_form` are this
    chapter's own style for its sections ("" leaves it to the pack).
    """

    key: str
    numeral: str
    title: str
    table: str = ""
    aliases: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    limit: int = 0
    help: str = ""
    numbering: str = ""
    heading_form: str = ""

    @property
    def heading(self) -> str:
        """The heading as printed."""
        return f"{self.numeral}、{self.title}"

    @property
    def is_prose(self) -> bool:
        return not self.table

    def section(self, key: str) -> Section | None:
        """The section named `key`, or None (an agency's own section)."""
        return next((section for section in self.sections if section.key == key), None)


def read_chapters(data: Fields) -> tuple[Chapter, ...]:
    """`chapters.yaml` as chapters, in its order."""
    return tuple(_chapter(key, fields) for key, fields in data.items())  # type: ignore[arg-type]


def _chapter(key: str, fields: Fields) -> Chapter:
    sections = fields.get("小节") or {}
    assert isinstance(sections, Mapping)
    return Chapter(
        key=key,
        numeral=_text(fields, "序号"),
        title=_text(fields, "标题"),
        table=_text(fields, "表"),
        aliases=_texts(fields, "别名"),
        sections=tuple(_section(name, value) for name, value in sections.items()),
        limit=int(_text(fields, "字数") or 0),
        help=_text(fields, "说明"),
        numbering=_text(fields, "小节编号"),
        heading_form=_text(fields, "小节标题"),
    )


def _section(key: str, value: object) -> Section:
    if not isinstance(value, Mapping):
        return Section(key, heading=str(value or ""))
    return Section(
        key=key,
        heading=_text(value, "标题"),
        aliases=_texts(value, "别名"),
        help=_text(value, "说明"),
        required=value.get("必填") == "是",
    )


def _text(fields: Fields, name: str) -> str:
    value = fields.get(name)
    return "" if value is None else str(value)


def _texts(fields: Fields, name: str) -> tuple[str, ...]:
    value = fields.get(name)
    return tuple(str(item) for item in value) if isinstance(value, list) else ()
