"""Opening a template: package read, parts parsed, forbidden content refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from gxgen.diag import Diagnostic, Result, diagnose, whole_file
from gxgen.template.fit import TARGET
from gxgen.template.forbidden import Finding, forbidden_content
from gxgen.template.package import Package, PackageError, read_package
from gxgen.template.pagekinds import entitled
from gxgen.template.parts import STYLES, Part, check_dialect, content_types, read_parts
from gxgen.template.styles import Styles

SHOWN = 3
"""Pieces of forbidden content of one kind that a finding names."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A template that may be worked on: its package, its parts with tags, its styles.

    `forbidden` is what it may not carry; only `examine` hands out templates that carry any.
    """

    package: Package
    parts: tuple[Part, ...]
    styles: Styles
    forbidden: tuple[Finding, ...] = ()

    @property
    def main(self) -> Part:
        """The document itself."""
        return self.parts[0]


def open_template(data: bytes, file: str) -> Result[Opened]:
    """A template's bytes opened; GX131 for an unsound file, GX132 for forbidden content."""
    examined = examine(data, file)
    if examined.value is None or not examined.value.forbidden:
        return examined
    return Result(None, tuple(_kinds(examined.value.forbidden, file)))


def examine(data: bytes, file: str) -> Result[Opened]:
    """A template's bytes opened, whatever it carries; no value only for an unsound file."""
    try:
        package = read_package(data)
        types = content_types(package)
        parts = read_parts(package, types)
        forbidden = tuple(forbidden_content(package, types, parts))
        if not forbidden:
            check_dialect(parts)
    except PackageError as error:
        code = "GX132" if error.case == "doctype" else "GX131"
        facts: dict[str, Any] = {"member": "", **error.facts}
        return Result(None, (diagnose(code, whole_file(file), case=error.case, **facts),))
    if not _is_usual(parts):
        return Result(None, tuple(_kinds(forbidden, file)))
    styles = Styles(next((part.root for part in parts if part.type == STYLES), None))
    tagged = entitled(tuple(part for part in parts if part.label), package)
    for part in tagged:
        _drop_own_marks(part)
    return Result(Opened(package, tagged, styles, forbidden))


def _is_usual(parts: tuple[Part, ...]) -> bool:
    """Whether the parts can be worked on although the file carries what it may not."""
    try:
        check_dialect(parts)
    except PackageError:
        return False
    return True


def _kinds(forbidden: tuple[Finding, ...], file: str) -> Iterator[Diagnostic]:
    """One finding for each kind of forbidden content."""
    kinds: dict[str, list[str]] = {}
    for found in forbidden:
        kinds.setdefault(found.case, []).append(found.what or found.part)
    for case, what in kinds.items():
        member = "、".join(list(dict.fromkeys(what))[:SHOWN])
        yield diagnose("GX132", whole_file(file), case=case, member=member)


def _drop_own_marks(part: Part) -> None:
    """Removes what looks like a mark of ours: only stamping may set them."""
    for mark in list(part.root.iter(etree.ProcessingInstruction)):
        parent = mark.getparent()
        if getattr(mark, "target", "") == TARGET and parent is not None:
            parent.remove(mark)
