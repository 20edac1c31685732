"""Stamping and previewing: documents made from a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gxgen.app.loading import load
from gxgen.app.packs.sample import sample_data
from gxgen.app.packs.target import Target, target_of
from gxgen.app.rendering import context, write
from gxgen.app.templates import template_bytes, with_annexes
from gxgen.diag import Result, diagnose, whole_file
from gxgen.readers.yaml import PackChoice, read_tree, tree_of
from gxgen.report.model import Report
from gxgen.source.tree import MappingNode
from gxgen.spec.packzip import shown
from gxgen.spec.spec import Spec, edition_named, editions, load_spec
from gxgen.template.engine import stamp_copy
from gxgen.template.review import printed_cells

SAMPLE = "样例"


@dataclass(slots=True)
class Preview:
    """A rendered sample; `lost` are the addresses of cells whose figure is not printed."""

    document: bytes
    report: Report
    cells: int = 0
    lost: list[str] = field(default_factory=list)


def spec_for(target: Target, edition: str = "") -> Result[Spec]:
    """The spec of a target for an edition, the newest by default."""
    key = edition or editions()[-1].key
    if edition_named(key) is None:
        return Result(None, (diagnose("GX103", whole_file(key), name=key),))
    return load_spec(key, target.pack, folders=target.folders)


def opened(text: str, edition: str = "") -> Result[tuple[Target, Spec, bytes]]:
    """What a name, folder, zip or Word file means, its spec, and the bytes of its template."""
    found = target_of(text)
    if found.value is None:
        return Result(None, found.diagnostics)
    loaded = spec_for(found.value, edition)
    if loaded.value is None:
        return Result(None, loaded.diagnostics)
    read = template_bytes(loaded.value, found.value.word)
    if read.value is None:
        return Result(None, read.diagnostics)
    return Result((found.value, loaded.value, read.value))


def stamped(text: str, edition: str = "") -> Result[bytes]:
    """The template of a target with explicit tags in its statutory cells."""
    found = opened(text, edition)
    if found.value is None:
        return Result(None, found.diagnostics)
    target, spec, data = found.value
    path = target.word or spec.report_docx
    name = shown(path) if path is not None else text
    drawn = with_annexes(data, name, spec)
    if drawn.value is None:
        return drawn
    return stamp_copy(drawn.value, name, spec.tables)


def preview(
    text: str, edition: str = "", data: str = "", *, sentinel: bool = False
) -> Result[Preview]:
    """The template of a target filled with a sample, with sentinels, or with the report `data`."""
    found = target_of(text)
    if found.value is None:
        return Result(None, found.diagnostics)
    read = _report(found.value, edition, data, sentinel)
    if read.value is None:
        return Result(None, read.diagnostics)
    written = write(read.value, found.value.word)
    if written.value is None:
        return Result(None, written.diagnostics)
    made = Preview(written.value, read.value)
    printed = printed_cells(written.value, read.value.spec.tables)
    expected = dict(_shown(context(read.value), read.value.spec))
    made.cells = len(expected)
    made.lost = [one for one, value in expected.items() if printed.get(one) != value]
    return Result(made, written.diagnostics)


def _report(target: Target, edition: str, data: str, sentinel: bool) -> Result[Report]:
    """The report that a preview prints."""
    if data:
        loaded = load(data, None if target.word else target.shown)
        return loaded if not loaded.errors else Result(None, loaded.diagnostics)
    spec = spec_for(target, edition)
    if spec.value is None:
        return Result(None, spec.diagnostics)
    tree = tree_of(sample_data(spec.value, sentinel=sentinel))
    assert isinstance(tree, MappingNode)
    choice = PackChoice(target.pack, None, target.folders)
    made = read_tree(tree, SAMPLE, None, choice)
    errors = tuple(one for one in made.diagnostics if one.is_error)
    return Result(made.value, errors)


def _shown(values: Mapping[str, object], spec: Spec) -> list[tuple[str, str]]:
    """Address → what the context has for it, for all cells."""
    found = []
    for address in spec.cells:
        value: object = values
        for step in address.split("."):
            value = value[step] if isinstance(value, Mapping) else ""
        found.append((address, str(value)))
    return found


def sample_name(target: str) -> str:
    """The stem of a preview's files."""
    return f"{Path(target).stem}-预览"
