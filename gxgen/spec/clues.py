"""By which words the title, the agency and its contact are known in a published report.

Read from a pack's `published.yaml`: plain words, never expressions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gxgen.spec.spec import Spec

STEM = "published"
UNKNOWN = "不定"
"""A level that the name alone does not tell."""
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgencyKind:
    """Names that end in one of `endings` belong to agencies of this kind and level ("": any);
    `scope` is what their reports cover ("": not known from the name)."""

    endings: Words
    kind: str
    level: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class ContactClue:
    """What people call one item of the contact, and how its value is written (one of FORMS)."""

    words: Words
    form: str


PLAIN, POSTCODE, PHONE, MAIL = "文字", "邮编", "电话", "邮箱"
FORMS = (PLAIN, POSTCODE, PHONE, MAIL)


@dataclass(frozen=True, slots=True)
class Clues:
    """`title_names` may stand before a title, as in a table of data about the page; a preamble that
    runs on behind it begins with one of `after_title`. `contact`: field of the contact → how it is
    known; an office stands between words of `before_office` and `after_office`.
    """

    title_ends: Words = ()
    topics: Words = ()
    title_names: Words = ()
    after_title: Words = ()
    contact: Mapping[str, ContactClue] = field(default_factory=dict)
    before_office: Words = ()
    after_office: Words = ()
    attachments: Words = ()
    aggregates: Words = ()
    agencies: tuple[AgencyKind, ...] = ()

    def kind_of(self, agency: str) -> AgencyKind | None:
        """The kind of an agency by the end of its name: the longest ending decides."""
        fitting = [
            (len(ending), kind)
            for kind in self.agencies
            for ending in kind.endings
            if agency.endswith(ending) and len(agency) > len(ending)
        ]
        return max(fitting, key=lambda item: item[0])[1] if fitting else None


def clues_of(spec: Spec) -> Clues:
    """The clues of a spec's pack; empty ones where it has none."""
    data = spec.files.data.get(STEM)
    if not isinstance(data, Mapping):
        return Clues()
    title, office = _part(data, "标题"), _part(data, "联系机构")
    return Clues(
        title_ends=_words(title, "结尾"),
        topics=_words(title, "主题"),
        title_names=_words(title, "前缀"),
        after_title=_words(title, "后接"),
        contact={
            key: ContactClue(_words(entry, "叫法"), str(entry["写法"]))
            for key, entry in _part(data, "联系方式").items()
        },
        before_office=_words(office, "前"),
        after_office=_words(office, "后"),
        attachments=_words(data, "附件"),
        aggregates=_words(data, "汇总"),
        agencies=tuple(_kind(entry) for entry in data.get("机关") or ()),
    )


def _kind(entry: Mapping[str, Any]) -> AgencyKind:
    level = str(entry["级别"])
    known = "" if level == UNKNOWN else level
    return AgencyKind(_words(entry, "结尾"), str(entry["类型"]), known, str(entry.get("范围", "")))


def _part(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key)
    return value if isinstance(value, Mapping) else {}


def _words(data: Mapping[str, Any], key: str) -> Words:
    return tuple(str(word) for word in data.get(key) or ())
