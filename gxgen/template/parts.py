"""Which members of a package are parts with tags, and what people call them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from gxgen.template.package import CONTENT_TYPES, Package, PackageError
from gxgen.template.wordxml import STRICT, Element, ForbiddenDoctypeError, W, parse

MAX_PART = 20 * 1024 * 1024
"""Bytes of XML of one part with tags; a report has a hundredth of it."""
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN = _WORD + "document.main+xml"
TEMPLATE = _WORD + "template.main+xml"
CORE = "application/vnd.openxmlformats-package.core-properties+xml"
STYLES = _WORD + "styles+xml"

LABELS: Mapping[str, str] = {
    MAIN: "正文",
    _WORD + "header+xml": "页眉",
    _WORD + "footer+xml": "页脚",
    _WORD + "footnotes+xml": "脚注",
    _WORD + "endnotes+xml": "尾注",
    CORE: "文档属性",
    _OFFICE + "extended-properties+xml": "文档属性",
    _OFFICE + "custom-properties+xml": "文档属性",
}
"""Content type of a part with tags → what people call it, in the order findings are told."""

_BLANKS_KEPT = (_WORD + "footnotes+xml", _WORD + "endnotes+xml")
"""docxtpl reads these as text, all others through python-docx, which drops blanks."""


@dataclass(frozen=True, slots=True)
class Part:
    """An XML member: its name in the package, content type, and root element.

    `title` tells it from others of its kind (页眉（偶数页）); "" where the kind says enough.
    """

    name: str
    type: str
    root: Element
    title: str = ""

    @property
    def label(self) -> str:
        """What people call the part; "" for one without tags."""
        return LABELS.get(self.type, "")

    @property
    def shown(self) -> str:
        """What a finding calls the part."""
        return self.title or self.label

    @property
    def is_main(self) -> bool:
        return self.type == MAIN


def read_parts(package: Package, types: Mapping[str, str]) -> tuple[Part, ...]:
    """All XML parts of a package, the main document first; raises PackageError for broken XML."""
    parts = [Part(name, types[name], root) for name, root in _roots(package, types)]
    known = list(LABELS)
    parts.sort(key=lambda part: known.index(part.type) if part.type in known else len(known))
    return tuple(parts)


def content_types(package: Package) -> Mapping[str, str]:
    """Member name → content type, as [Content_Types].xml declares it."""
    root = _parsed(CONTENT_TYPES, package.data[CONTENT_TYPES], keep_blanks=True)
    defaults, overrides = {}, {}
    for entry in root:
        kind = entry.get("ContentType") or ""
        if entry.tag == f"{_TYPES}Default":
            defaults[(entry.get("Extension") or "").casefold()] = kind
        elif entry.tag == f"{_TYPES}Override":
            overrides[(entry.get("PartName") or "").lstrip("/").casefold()] = kind
    return {
        name: overrides.get(name.casefold()) or defaults.get(name.rpartition(".")[2].casefold(), "")
        for name in package.data
    }


def _roots(package: Package, types: Mapping[str, str]) -> Iterator[tuple[str, Element]]:
    for name, data in package.data.items():
        kind = types[name]
        if kind in LABELS and len(data) > MAX_PART:
            raise PackageError("limits")
        if kind.endswith(("+xml", "/xml")) or name.endswith((".rels", ".xml", ".vml")):
            yield name, _parsed(name, data, keep_blanks=kind in _BLANKS_KEPT)


def _parsed(name: str, data: bytes, *, keep_blanks: bool) -> Element:
    try:
        return parse(data, keep_blanks=keep_blanks)
    except ForbiddenDoctypeError as error:
        raise PackageError("doctype", member=name) from error
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PackageError("broken_xml", member=name) from error


def check_dialect(parts: Sequence[Part]) -> None:
    """Raises PackageError unless there is one Word document in the usual dialect of the format."""
    if any(part.type == TEMPLATE for part in parts):
        raise PackageError("dotx")
    if sum(part.is_main for part in parts) != 1:
        raise PackageError("not_word")
    for part in parts:
        names = part.root.nsmap
        if part.label and STRICT in names.values():
            raise PackageError("strict")
        if part.label and W in names.values() and names.get("w") != W:
            raise PackageError("not_word")
