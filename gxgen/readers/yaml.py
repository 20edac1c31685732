"""The clerk's YAML file → a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path as FilePath

from gxgen.diag import Diagnostic, Result, TextPlace, diagnose, in_order, whole_file
from gxgen.report import header
from gxgen.report.build import build_report
from gxgen.report.misread import mend_misread, names_of
from gxgen.report.model import Report
from gxgen.report.normal import Path, place_of
from gxgen.source.commented import find_commented
from gxgen.source.problems import in_chinese
from gxgen.source.slips import find_slips
from gxgen.source.text import SourceText, illegal_in, without_illegal
from gxgen.source.tree import MappingNode, Node, Scalar, SequenceNode, walk
from gxgen.source.treeslips import folded_lines, lost_comment, mend_slips
from gxgen.source.yamltree import MAX_DEPTH, Parsed, parse_yaml
from gxgen.spec import kinds
from gxgen.spec.field import FieldKind
from gxgen.spec.pack import BASE
from gxgen.spec.spec import Spec, edition_for, edition_named, editions, load_spec


@dataclass(frozen=True, slots=True)
class PackChoice:
    """Which pack to use: `name` overrides the file's own; packs are looked for `beside` it."""

    name: str = ""
    beside: FilePath | None = None
    folders: tuple[FilePath, ...] = ()


def read_yaml(source: SourceText, choice: PackChoice | None = None) -> Result[Report]:
    """The report in `source`; no value only where the text is no YAML or no report at all."""
    parsed = parse_yaml(source)
    if parsed.root is None or parsed.syntax_error is not None:
        return Result(None, in_order(_unreadable(parsed)))
    if not isinstance(parsed.root, MappingNode):
        place = TextPlace(source.file, parsed.root.line, parsed.root.column, parsed.root.column + 1)
        if isinstance(parsed.root, Scalar) and not parsed.root.text:
            return Result(None, (diagnose("GX007", whole_file(source.file)),))
        return Result(None, find_slips(source, _known_names()) or (diagnose("GX008", place),))
    told = [*parsed.diagnostics, *mend_slips(parsed.root, source)]
    told += [found for found, _ in find_commented(source, _known_names())]
    result = read_tree(parsed.root, source.file, source, choice, told=bool(told))
    found = [*told, *result.diagnostics]
    if result.value is not None:
        found += _silent_slips(parsed.root, result.value.spec, source)
    return Result(result.value, in_order(found))


def read_tree(
    root: MappingNode,
    file: str,
    source: SourceText | None = None,
    choice: PackChoice | None = None,
    *,
    told: bool = False,
) -> Result[Report]:
    """The report of a tree that is already parsed (or made from data).

    `told` when something in the tree was refused before, so that its places are looked for.
    """
    spec, found = _choose_spec(root, file, choice or PackChoice())
    if spec is None:
        return Result(None, tuple(found))
    slips = mend_misread(root, spec, source) if source is not None else []
    found += slips
    built = build_report(root, spec, file, source, _refused(root) if told or slips else ())
    return Result(built.value, in_order([*found, *built.diagnostics]))


def _refused(root: MappingNode) -> list[Path]:
    """What was refused and told before: nobody judges those places again."""
    return [path for path, node in walk(root) if node.broken]


def _unreadable(parsed: Parsed) -> list[Diagnostic]:
    """Why the text is no YAML: the slips its lines show, else the parser's place in Chinese."""
    if parsed.syntax_error is None:
        return parsed.diagnostics or [diagnose("GX007", whole_file(parsed.source.file))]
    found = find_slips(parsed.source, _known_names())
    if found or parsed.diagnostics:
        return [*found] or parsed.diagnostics
    problem, line, column = parsed.syntax_error
    place = _told_place(parsed.source, min(line, len(parsed.source.lines)), column)
    return [diagnose("GX005", place, problem=in_chinese(problem))]


def _told_place(source: SourceText, line: int, column: int) -> TextPlace:
    """The parser's place; where that is a comment or blank, the line above that it gave up on."""
    written = line
    while written > 1 and (source.line(written) or "").split("#")[0].strip() == "":
        written -= 1
    if written == line:
        return TextPlace(source.file, line, column, column + 1)
    text = (source.line(written) or "").rstrip()
    start = len(text) - len(text.lstrip()) + 1
    return TextPlace(source.file, written, start, len(text) + 1)


@lru_cache(maxsize=1)
def _known_names() -> frozenset[str]:
    """Every name that a report of the base pack may hold, whatever its edition."""
    names: set[str] = set()
    for edition in editions():
        spec = load_spec(edition.key, BASE).value
        if spec is not None:
            names.update(names_of(spec))
    return frozenset(names)


def _choose_spec(
    root: MappingNode, file: str, choice: PackChoice
) -> tuple[Spec | None, list[Diagnostic]]:
    """The spec the file asks for; a wrong pack or edition is told and the nearest one is used."""
    found: list[Diagnostic] = []
    edition = _edition_key(root)
    name = choice.name or _text(root, header.PACK) or BASE
    loaded = load_spec(edition, name, choice.beside, choice.folders)
    if loaded.value is not None:
        return loaded.value, found
    node = root.items.get(header.PACK)
    for item in loaded.diagnostics:
        ours = item.code == "GX101" and not choice.name and isinstance(node, Scalar)
        place = place_of(node, file) if ours and node is not None else item.place
        found.append(replace(item, place=place))
    if choice.name:
        return None, found
    return load_spec(edition, BASE, choice.beside, choice.folders).value, found


def _edition_key(root: MappingNode) -> str:
    """The edition stated, else that of the year, else the newest."""
    stated = edition_named(_text(root, header.EDITION))
    if stated is not None:
        return stated.key
    reading = kinds.read(kinds.YEAR, _text(root, header.YEAR))
    due = edition_for(reading.value) if isinstance(reading.value, int) else None
    return (due or editions()[-1]).key


def _text(root: MappingNode, key: str) -> str:
    node = root.items.get(key)
    return node.text.strip() if isinstance(node, Scalar) else ""


def _silent_slips(root: MappingNode, spec: Spec, source: SourceText) -> Iterator[Diagnostic]:
    """Texts of which YAML dropped a part without a word."""
    for name, node in _texts(root, spec):
        lost = lost_comment(node, source)
        if lost is not None:
            yield lost
        folded = folded_lines(node, name, source)
        if folded is not None:
            yield folded


_NOT_TEXT = (FieldKind.YEAR, FieldKind.DATE, FieldKind.CHOICE, FieldKind.NUMBERS)


def _texts(root: MappingNode, spec: Spec) -> Iterator[tuple[str, Scalar]]:
    """Scalars that stand in text fields and chapters, with the key they belong to."""
    pending: list[tuple[str, Node]] = []
    for key, node in root.items.items():
        field = spec.field(key)
        if key not in spec.groups and not (field and field.kind in _NOT_TEXT):
            pending.append((key, node))
    while pending:
        name, node = pending.pop()
        if isinstance(node, Scalar):
            yield name, node
        elif isinstance(node, SequenceNode):
            pending += [(name, item) for item in node.items]
        else:
            agency = spec.field(header.AGENCY)
            pending += [
                (key, item)
                for key, item in node.items.items()
                if not (agency and (child := agency.child(key)) and child.kind in _NOT_TEXT)
            ]


def read_data(data: object, file: str, choice: PackChoice | None = None) -> Result[Report]:
    """The report in plain data; findings carry the name `file` and no lines."""
    try:
        root = tree_of(data)
    except RecursionError:
        return Result(None, (diagnose("GX004", whole_file(file), case="depth"),))
    if not isinstance(root, MappingNode):
        return Result(None, (diagnose("GX008", whole_file(file)),))
    bad = list(_illegal_data(root, file))
    return Result(None, tuple(bad)) if bad else read_tree(root, file, None, choice)


def _illegal_data(root: MappingNode, file: str) -> Iterator[Diagnostic]:
    """Names and texts of plain data that hold characters no document can hold."""
    for path, node in walk(root):
        name = str(path[-1]) if path else ""
        for text in (name, node.text if isinstance(node, Scalar) else ""):
            bad = illegal_in(text)
            if bad is not None:
                shown = without_illegal(name)
                yield diagnose("GX006", whole_file(file), case="data", name=shown, **bad[1])


def tree_of(data: object, depth: int = 0) -> Node:
    """Plain data (dicts, lists, str, numbers, None, dates) as a tree without places.

    Raises RecursionError for data that is deeper than any report, or holds itself.
    """
    if depth > MAX_DEPTH:
        raise RecursionError
    if isinstance(data, Mapping):
        node = MappingNode()
        for key, value in data.items():
            node.keys[str(key)] = Scalar(str(key))
            node.items[str(key)] = tree_of(value, depth + 1)
        return node
    if isinstance(data, Sequence) and not isinstance(data, str | bytes):
        made = SequenceNode()
        made.items = [tree_of(item, depth + 1) for item in data]
        return made
    if data is None:
        return Scalar("")
    text = str(data).lower() if isinstance(data, bool) else str(data)
    return Scalar(text)
