"""Forbidden content, each piece with its place (GX132)."""

from __future__ import annotations

from collections.abc import Iterator

from gxgen.diag import Diagnostic, DocPlace, Place, diagnose, whole_file
from gxgen.template.forbidden import Finding
from gxgen.template.fragments import paragraph_places
from gxgen.template.opening import Opened
from gxgen.template.parts import Part
from gxgen.template.wordxml import Element

MOST = 20
"""Pieces told of one kind: a template of a thousand linked pictures is told once and for all."""


def judge_foreign(template: Opened, file: str) -> Iterator[Diagnostic]:
    """Every piece of forbidden content, once for each thing and place."""
    told: set[tuple[str, str, Place]] = set()
    counted: dict[str, int] = {}
    linked = {(one.case, _owner(one)) for one in template.forbidden if one.relation}
    for found in template.forbidden:
        if not found.relation and (found.case, _owner(found)) in linked:
            # The relation names what is linked to; its user is looked up for the place.
            continue
        place = _place(found, template.parts, file)
        key = (found.case, found.what, place)
        counted[found.case] = counted.get(found.case, 0) + (key not in told)
        if key not in told and counted[found.case] <= MOST:
            yield diagnose("GX132", place, case=found.case, member=found.what or found.part)
        told.add(key)


def _owner(found: Finding) -> str:
    """The part a piece belongs to; a relation to the part that has it."""
    return found.part.replace("_rels/", "", 1).removesuffix(".rels")


def _place(found: Finding, parts: tuple[Part, ...], file: str) -> Place:
    """The paragraph of a piece; its part for one that is only linked from there."""
    part = next((one for one in parts if one.name == _owner(found)), None)
    if part is None:
        return whole_file(file)
    place = DocPlace(file, part.shown)
    element = found.element if found.element is not None else _user(part.root, found.relation)
    if element is None:
        return place
    places = paragraph_places(part.root, place)
    above = [element, *element.iterancestors()]
    return next((places[one] for one in above if one in places), place)


def _user(root: Element, relation: str) -> Element | None:
    """The element that uses a relation (r:embed, r:id …)."""
    if not relation:
        return None
    return next((one for one in root.iter() if relation in one.attrib.values()), None)
