"""From the tree of a file to a report: read by kind, judge the shape, expand, bind the prose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gxgen.diag import Diagnostic, Result, diagnose, in_order
from gxgen.report import header
from gxgen.report.figures import Figures, Path, expand_figures
from gxgen.report.model import Report
from gxgen.report.normal import normalise
from gxgen.report.passages import blank_prose, passages_of
from gxgen.report.shape import judge_shape
from gxgen.report.tagfaults import judge_bindings
from gxgen.source.text import SourceText
from gxgen.source.tree import MappingNode, Scalar, node_at
from gxgen.spec.field import Field, FieldKind
from gxgen.spec.group import Group
from gxgen.spec.schema import SECTION_TEXT
from gxgen.spec.spec import Spec, edition_for
from gxgen.spec.table import Cell


def build_report(
    root: MappingNode,
    spec: Spec,
    file: str,
    source: SourceText | None = None,
    refused: Iterable[Path] = (),
) -> Result[Report]:
    """The report of a tree. There is always a value; faults are told in the diagnostics.

    `refused` are places that the parser has already told about.
    """
    read = normalise(root, spec, file)
    read.faulty.update(refused)
    shape = judge_shape(read.data, root, spec, file, read.faulty)
    faulty = read.faulty | shape.faulty
    figures = expand_figures(read.data, spec, faulty)
    year = read.data.get(header.YEAR)
    report = Report(
        file=file,
        spec=spec,
        year=year if isinstance(year, int) else 0,
        data=read.data,
        figures=figures,
        passages={
            chapter.key: tuple(passages_of(read.data, chapter, faulty))
            for chapter in spec.chapters
            if chapter.is_prose
        },
        root=root,
        source=source,
        faulty=faulty,
    )
    found = [*read.diagnostics, *shape.diagnostics, *_blanks(report, figures), *_edition(report)]
    found += [_only_total(report, path, group) for path, group in figures.only_totals]
    found += judge_bindings(report)
    return Result(report, in_order(found))


def _only_total(report: Report, path: Path, group: Group) -> Diagnostic:
    """A record of which only the total was given: nobody can tell whose figure it is."""
    total = next(cell for cell in group.cells() if cell.is_total)
    key = total.address.rpartition(".")[2]
    names = [name for name, child in group.children.items() if name != key]
    node, _ = node_at(report.root, (*path, key))
    return diagnose(
        "GX212",
        report.place((*path, key)),
        address=total.address,
        label=total.label,
        name=path[-1],
        stated=node.text if isinstance(node, Scalar) else "",
        known="、".join(names),
    )


def _blanks(report: Report, figures: Figures) -> list[Diagnostic]:
    """One finding for each record, table, chapter or section that is left empty."""
    empty: dict[Path, set[str]] = {}
    for path, child in figures.blank:
        whole = path if isinstance(child, Group) or len(path) <= 2 else path[:-1]
        cells = child.cells() if isinstance(child, Group) else (child,)
        empty.setdefault(whole, set()).update(cell.address for cell in cells if not cell.is_total)
    for key, group in report.spec.groups.items():
        inside = [path for path in empty if path[0] == key]
        if len(inside) < 2:
            continue
        fillable = {cell.address for cell in group.cells() if not cell.is_total}
        if fillable <= set().union(*(empty[path] for path in inside)):
            for path in inside:
                del empty[path]
            empty[(key,)] = fillable
    found = [_blank(report, path, addresses) for path, addresses in empty.items()]
    for path in blank_prose(report.data, report.spec.chapters):
        if path not in report.faulty and (*path, SECTION_TEXT) not in report.faulty:
            case = "chapter" if len(path) == 1 else "section"
            address = ".".join(map(str, path))
            facts: dict[str, Any] = {"case": case, "label": report.label(path)}
            found.append(diagnose("GX206", report.key_place(path), address=address, **facts))
    return [*found, *_blank_fields(report)]


def _blank(report: Report, path: Path, addresses: set[str]) -> Diagnostic:
    """The finding for one record or table of which `addresses` are empty."""
    address = ".".join(map(str, path))
    record = next((t.records[address] for t in report.spec.tables if address in t.records), None)
    fillable = sum(not cell.is_total for cell in record.cells) if record else 0
    if len(path) == 1:
        case = "table"
    elif len(addresses) == fillable:
        case = "one" if fillable == 1 else "whole"
    else:
        case = "record" if len(addresses) > 1 else "one"
    place = (
        report.key_place(path)
        if case in ("table", "whole")
        else report.place(_first(report, path, addresses))
    )
    return diagnose(
        "GX206", place, address=address, label=report.label(path), case=case, count=len(addresses)
    )


def _first(report: Report, path: Path, addresses: set[str]) -> Path:
    """Where the first of the empty cells of a record stands."""
    for at, child in report.figures.blank:
        if isinstance(child, Cell) and child.address in addresses:
            return at
    return path


def _blank_fields(report: Report) -> list[Diagnostic]:
    """Required fields around the tables that are there but empty."""
    found = []
    pending: list[tuple[Path, Field, Mapping[str, object]]] = [
        ((field.key,), field, report.data) for field in report.spec.fields
    ]
    while pending:
        path, field, data = pending.pop(0)
        if path in report.faulty or field.key not in data:
            continue
        value = data[field.key]
        if field.kind is FieldKind.NUMBERS:
            found += _blank_own(report, field.key, value)
        elif isinstance(value, dict):
            pending += [((*path, child.key), child, value) for child in field.children]
        elif isinstance(value, list) and field.children:
            pending += [
                ((*path, index, child.key), child, item)
                for index, item in enumerate(value)
                if isinstance(item, dict)
                for child in field.children
            ]
        elif field.required and (value is None or not str(value).strip()):
            found.append(
                diagnose(
                    "GX206",
                    report.key_place(path),
                    address=".".join(map(str, path)),
                    label=field.label,
                    case="field",
                    name=field.key,
                )
            )
    return found


def _blank_own(report: Report, key: str, value: object) -> list[Diagnostic]:
    """An agency's own figures that have a name but no number."""
    names = (
        [name for name, number in value.items() if number is None]
        if isinstance(value, dict)
        else []
    )
    return [
        diagnose(
            "GX206", report.key_place((key, name)), address=f"{key}.{name}", case="field", name=name
        )
        for name in names
        if (key, name) not in report.faulty
    ]


def _edition(report: Report) -> list[Diagnostic]:
    """The edition must be the one in force for the year.

    Source: 国办公开办函〔2021〕30号 applies from the reports for 2021 on.
    """
    due = edition_for(report.year) if report.year else None
    used = report.spec.edition
    if not report.year or (due is not None and due.key == used.key):
        return []
    stated = report.data.get(header.EDITION) is not None
    path = (header.EDITION,) if stated else (header.YEAR,)
    case = "none" if due is None else "edition"
    facts: dict[str, Any] = {
        "year": report.year,
        "used": used.title,
        "due": due.title if due else "",
        "case": case,
    }
    basis = due.basis if due else used.basis
    return [diagnose("GX209", report.place(path), address=path[0], basis=basis, **facts)]
