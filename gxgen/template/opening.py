"""Opening a template: package read, parts parsed, forbidden content refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from gxgen.diag import Diagnostic, Result, diagnose, whole_file
from gxgen.template.fit import TARGET
from gxgen.template.forbidden import forbidden_content
from gxgen.template.package import Package, PackageError, read_package
from gxgen.template.parts import STYLES, Part, check_dialect, content_types, read_parts
from gxgen.template.styles import Styles

SHOWN = 3
"""Pieces of forbidden content of one kind that a finding names."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A template that may be worked on: its package, its parts with tags, its styles."""

    package: Package
    parts: tuple[Part, ...]
    styles: Styles

    @property
    def main(self) -> Part:
        """The document itself."""
        return self.parts[0]


def open_template(data: bytes, file: str) -> Result[Opened]:
    """A template's bytes opened; GX131 for an unsound file, GX132 for forbidden content."""
    try:
        package = read_package(data)
        types = content_types(package)
        parts = read_parts(package, types)
        found = _forbidden(package, types, parts, file)
        if not found:
            check_dialect(parts)
    except PackageError as error:
        code = "GX132" if error.case == "doctype" else "GX131"
        facts: dict[str, Any] = {"member": "", **error.facts}
        return Result(None, (diagnose(code, whole_file(file), case=error.case, **facts),))
    if found:
        return Result(None, tuple(found))
    styles = Styles(next((part.root for part in parts if part.type == STYLES), None))
    tagged = tuple(part for part in parts if part.label)
    for part in tagged:
        _drop_own_marks(part)
    return Result(Opened(package, tagged, styles))


def _forbidden(
    package: Package, types: Mapping[str, str], parts: tuple[Part, ...], file: str
) -> list[Diagnostic]:
    """One finding for each kind of forbidden content."""
    kinds: dict[str, list[str]] = {}
    for case, member, what in forbidden_content(package, types, parts):
        kinds.setdefault(case, []).append(what or member)
    return [
        diagnose(
            "GX132",
            whole_file(file),
            case=case,
            member="、".join(list(dict.fromkeys(what))[:SHOWN]),
        )
        for case, what in kinds.items()
    ]


def _drop_own_marks(part: Part) -> None:
    """Removes what looks like a mark of ours: only stamping may set them."""
    for mark in list(part.root.iter(etree.ProcessingInstruction)):
        parent = mark.getparent()
        if getattr(mark, "target", "") == TARGET and parent is not None:
            parent.remove(mark)
