"""Which pages a header or footer stands on, so that its author can find it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lxml import etree

from gxgen.template.package import Package
from gxgen.template.parts import Part
from gxgen.template.wordxml import Element, R, attribute, parse, w

_KINDS = {"even": "偶数页", "first": "首页"}


def entitled(parts: Sequence[Part], package: Package) -> tuple[Part, ...]:
    """The parts with headers and footers called by their pages: 页眉（偶数页）, 页脚（第2节）."""
    main = next(part for part in parts if part.is_main)
    targets = _targets(main.name, package)
    names: dict[str, str] = {}
    sections = list(main.root.iter(w("sectPr")))
    for number, section in enumerate(sections, 1):
        for reference in section.iter(w("headerReference"), w("footerReference")):
            target = targets.get(str(reference.get(f"{{{R}}}id")), "")
            words = _words(reference, section, number if len(sections) > 1 else 0)
            names.setdefault(target, words)
    return tuple(
        replace(part, title=f"{part.label}（{names[part.name]}）") if names.get(part.name) else part
        for part in parts
    )


def _words(reference: Element, section: Element, number: int) -> str:
    """The pages of one reference in words; "" where it stands on all pages."""
    kind = attribute(reference, "type") or "default"
    others = {attribute(one, "type") for one in section.iterfind(str(reference.tag))}
    if kind == "default":
        page = "奇数页" if "even" in others else "首页以外" if "first" in others else ""
    else:
        page = _KINDS.get(kind, "")
    return "，".join(word for word in (f"第{number}节" if number else "", page) if word)


def _targets(name: str, package: Package) -> Mapping[str, str]:
    """Relation id → member name, for the main document."""
    folder, _, file = name.rpartition("/")
    relations = package.data.get(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
    if relations is None:
        return {}
    found = {}
    for relation in parse(relations).iter(etree.Element):
        target = relation.get("Target") or ""
        inside = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
        found[relation.get("Id") or ""] = inside
    return found
