"""Compile a Word template once, render many documents from it.

`compile_template` judges everything a template could be wrong about and tells all of it at once;
what it returns renders a context in about a millisecond and cannot run code.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from gxgen.diag import Diagnostic, DocPlace, Result, diagnose, whole_file
from gxgen.spec.shape import Leaf, Record
from gxgen.spec.table import Table
from gxgen.template.archive import Member, pack, write
from gxgen.template.budget import BudgetError, Meter
from gxgen.template.compiler import CompiledPart, PartCompiler
from gxgen.template.environment import DEFAULT_FILTERS, Filters
from gxgen.template.opening import Opened, open_template
from gxgen.template.parts import CORE, Part
from gxgen.template.stamp import stamp
from gxgen.template.wordxml import DECLARATION, parse

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_TITLE_NAME = "gxgen_title"
"""The name under which the title property is filled in; templates cannot use it."""


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A template ready to render.

    `named` are the members by name in the order of the package: packed bytes that never change,
    or parts.
    `titled` is the core properties part that takes the document's title, if there is one.
    `addresses` are the cells of statutory tables that the template has.
    """

    file: str
    named: tuple[tuple[str, Member | CompiledPart], ...]
    titled: CompiledPart | None
    addresses: tuple[str, ...]

    def render(self, context: Mapping[str, object], title: str = "") -> Result[bytes]:
        """The document of `context` as .docx bytes; the same context gives the same bytes.

        `title` becomes the title among the document's properties. Without a value, the findings
        say which tags have no value in this report (GX116) or that the budget ran out (GX133).
        """
        meter = Meter()
        members: list[Member] = []
        found: list[Diagnostic] = []
        for name, member in self._members(title):
            if isinstance(member, Member):
                members.append(member)
                continue
            scope = {**context, _TITLE_NAME: title}
            try:
                data, faults = member.render(scope, meter)
            except BudgetError as error:
                return Result(None, (self._over_budget(member, error),))
            for fault in faults:
                tag = member.tags[fault.tag]
                facts: dict[str, Any] = {"case": fault.case, "name": fault.name, "tag": tag.tag.raw}
                found.append(diagnose("GX116", tag.place, **facts))
            members.append(pack(name, data))
        return Result(None if found else write(members), tuple(found))

    def _members(self, title: str) -> Sequence[tuple[str, Member | CompiledPart]]:
        """The members by name, the core properties with a place for the title if there is one."""
        titled = self.titled if title else None
        return [
            (name, titled if titled is not None and name == titled.name else member)
            for name, member in self.named
        ]

    def _over_budget(self, part: CompiledPart, error: BudgetError) -> Diagnostic:
        if error.tag < 0:
            return diagnose("GX133", whole_file(self.file), case=error.case, tag="")
        tag = part.tags[error.tag]
        return diagnose("GX133", tag.place, case=f"{error.case}_at", tag=tag.tag.raw)


def compile_template(
    data: bytes,
    file: str,
    shape: Record,
    tables: Sequence[Table],
    filters: Filters = DEFAULT_FILTERS,
) -> Result[CompiledTemplate]:
    """The .docx bytes of a template compiled, or every finding about it.

    `file` is the name findings give; `shape` what tags may name; `tables` whose value cells are
    found and filled by position; `filters` what tags may pipe values through.
    """
    opened = open_template(data, file)
    template = opened.value
    if template is None:
        return Result(None, opened.diagnostics)
    stamped = stamp(template.main.root, tables, _place(file, template.main), template.styles)
    found = list(stamped.diagnostics)
    compiler = PartCompiler(file, shape, filters)
    members: dict[str, Member | CompiledPart] = dict(template.package.packed)
    for part in template.parts:
        compiled, faults = compiler.compile(part, stamped.slots if part.is_main else ())
        found += faults
        if compiled is not None:
            members[part.name] = _settled(compiled, template)
    if found:
        return Result(None, tuple(found))
    titled = _titled(template, file, shape, filters)
    named = tuple(members.items())
    return Result(CompiledTemplate(file, named, titled, tuple(stamped.addresses)))


def _settled(part: CompiledPart, template: Opened) -> Member | CompiledPart:
    """A part without tags as packed bytes: the template's own where nothing changed."""
    if not part.is_static:
        return part
    data, _ = part.render({}, Meter())
    before = parse(template.package.data[part.name])
    if etree.tostring(before, method="c14n") == etree.tostring(parse(data), method="c14n"):
        return template.package.packed[part.name]
    return pack(part.name, data)


def _titled(template: Opened, file: str, shape: Record, filters: Filters) -> CompiledPart | None:
    """The core properties with a tag for the title in place of the template's own title."""
    core = next((part for part in template.parts if part.type == CORE), None)
    if core is None:
        return None
    root = copy.deepcopy(core.root)
    element = root.find(_TITLE)
    if element is None:
        element = etree.SubElement(root, _TITLE)
    element.text = f"{{{{ {_TITLE_NAME} }}}}"
    wider = replace(shape, fields={**shape.fields, _TITLE_NAME: Leaf()})
    compiled, _ = PartCompiler(file, wider, filters).compile(Part(core.name, core.type, root))
    return compiled


def stamp_copy(data: bytes, file: str, tables: Sequence[Table]) -> Result[bytes]:
    """A copy of a template with explicit tags in its statutory cells, for users of docxtpl."""
    opened = open_template(data, file)
    template = opened.value
    if template is None:
        return Result(None, opened.diagnostics)
    main = template.main
    stamped = stamp(main.root, tables, _place(file, main))
    if stamped.diagnostics:
        return Result(None, tuple(stamped.diagnostics))
    members = dict(template.package.packed)
    xml = etree.tostring(main.root, encoding="UTF-8")
    members[main.name] = pack(main.name, DECLARATION + xml)
    return Result(write(list(members.values())))


def _place(file: str, part: Part) -> DocPlace:
    return DocPlace(file, part.shown)
