"""Content no template may carry: anything that runs, loads or links to something else.

A template travels between offices; what it brings must be text and looks only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gxgen.template.package import Package
from gxgen.template.parts import Part
from gxgen.template.wordxml import Element, W, attribute, w


@dataclass(frozen=True, slots=True)
class Finding:
    """A piece of forbidden content: the case of its message, its part, what exactly it is.

    `element` is where it stands; one that a relation brings has that relation's id instead.
    """

    case: str
    part: str
    what: str
    element: Element | None = None
    relation: str = ""


_MACROS = re.compile(r"macroEnabled|vbaProject|vbaData", re.IGNORECASE)
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_RELATIONS: Mapping[str, str] = {
    "oleObject": "embedded",
    "package": "embedded",
    "control": "active_x",
    "activeXControlBinary": "active_x",
    "aFChunk": "alt_chunk",
    "attachedTemplate": "attached",
    "subDocument": "external",
    "vbaProject": "macro",
    "wordVbaData": "macro",
    "mailMergeSource": "mail_merge",
    "frame": "external",
}
_MEMBERS = re.compile(r"(?:^|/)(?:(embeddings)|(activeX)|(vbaProject\.bin))(?:/|$)", re.IGNORECASE)
_ELEMENTS: Mapping[str, str] = {
    w("object"): "embedded",
    "{urn:schemas-microsoft-com:office:office}OLEObject": "embedded",
    w("control"): "active_x",
    w("altChunk"): "alt_chunk",
    w("subDoc"): "external",
    w("attachedTemplate"): "attached",
    w("mailMerge"): "mail_merge",
}
_FIELDS = "DDE DDEAUTO INCLUDETEXT INCLUDEPICTURE INCLUDE IMPORT LINK EMBED DATABASE RD"
_VML = "{urn:schemas-microsoft-com:vml}"
_NESTED = "\x00"
"""Stands in a field's code for a field inside it."""


def forbidden_content(
    package: Package, types: Mapping[str, str], parts: Iterable[Part]
) -> Iterator[Finding]:
    """Every piece of forbidden content, member by member."""
    for name, kind in types.items():
        if _MACROS.search(kind):
            yield Finding("macro", name, kind.rpartition(".")[2])
        match = _MEMBERS.search(name)
        if match:
            case = "embedded" if match[1] else "active_x" if match[2] else "macro"
            yield Finding(case, name, name.rpartition("/")[2])
    for part in parts:
        if part.name.endswith(".rels"):
            yield from _relations(part)
        else:
            yield from _elements(part)


def _relations(part: Part) -> Iterator[Finding]:
    """External targets other than hyperlinks, and relations to what runs or embeds."""
    for relation in part.root.iter(_RELATION):
        kind = (relation.get("Type") or "").rpartition("/")[2]
        target, name = relation.get("Target") or "", relation.get("Id") or ""
        if kind in _RELATIONS:
            yield Finding(_RELATIONS[kind], part.name, target, relation=name)
        elif relation.get("TargetMode") == "External" and kind != "hyperlink":
            yield Finding("external", part.name, target, relation=name)


def _elements(part: Part) -> Iterator[Finding]:
    if W not in part.root.nsmap.values():
        return
    for element in part.root.iter():
        case = _ELEMENTS.get(str(element.tag))
        if case:
            yield Finding(case, part.name, str(element.tag).rpartition("}")[2], element)
        if str(element.tag).startswith(_VML) and _is_remote(element.get("src") or ""):
            yield Finding("external", part.name, element.get("src") or "", element)
    for name, element in _fields(part.root):
        yield Finding("field", part.name, name, element)


def _is_remote(source: str) -> bool:
    return "://" in source or source.startswith("\\\\")


def _fields(root: Element) -> Iterator[tuple[str, Element]]:
    """The names of forbidden fields with their elements; a computed name as "{ }"."""
    for field in root.iter(w("fldSimple")):
        yield from ((name, field) for name in _judge(attribute(field, "instr")))
    for code, element in _field_codes(root):
        yield from ((name, element) for name in _judge(code))


def _judge(code: str) -> Iterator[str]:
    words = code.replace('"', " ").split()
    if words and (words[0].upper() in _FIELDS.split() or words[0].startswith(_NESTED)):
        yield words[0].upper().replace(_NESTED, "{ }")


def _field_codes(root: Element) -> Iterator[tuple[str, Element]]:
    """The codes of complex fields, each joined over its runs, a field inside it as one mark."""
    open_codes: list[list[str]] = []
    element = root
    for element in root.iter(w("fldChar"), w("instrText"), w("delInstrText")):
        if element.tag != w("fldChar"):
            if open_codes:
                open_codes[-1].append(element.text or "")
            else:
                yield element.text or "", element
            continue
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            if open_codes:
                open_codes[-1].append(_NESTED)
            open_codes.append([])
        elif kind == "end" and open_codes:
            yield "".join(open_codes.pop()), element
    yield from (("".join(code), element) for code in open_codes)
