"""Breaches of the report schema → findings with a place, an official name and a remedy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gxgen.diag import Diagnostic, TextPlace, diagnose
from gxgen.report.nearest import nearest
from gxgen.report.normal import Path, place_of, shown
from gxgen.source.tree import MappingNode, Node, Scalar, key_at, node_at
from gxgen.source.validate import SchemaFault
from gxgen.spec.group import Group
from gxgen.spec.spec import Spec
from gxgen.spec.table import Cell

_COUNTS = ("minItems", "maxItems")
MANY = 10
"""Unknown keys of one mapping that are told one by one; more are told as a number."""


@dataclass(slots=True)
class ShapeFindings:
    """What is wrong with the shape, and the paths that nobody judges again."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    faulty: set[Path] = field(default_factory=set)


def judge_shape(
    data: Mapping[str, object], root: MappingNode, spec: Spec, file: str, faulty: set[Path]
) -> ShapeFindings:
    """Judges normalised `data` by the schema; places in `faulty` are left alone."""
    judge = _ShapeJudge(root, spec, file)
    seen: set[tuple[Path, str]] = set()
    # Unknown keys first: a missing key that a misspelt one stands for is not told again.
    for fault in sorted(spec.judge(data), key=lambda item: item.keyword == "required"):
        mark = (fault.path, fault.keyword)
        if mark in seen or fault.path in faulty:
            continue
        seen.add(mark)
        if fault.keyword in _COUNTS and any(path[:-1] == fault.path for path in faulty):
            judge.out.faulty.add(fault.path)
            continue
        judge.take(fault)
    return judge.out


class _ShapeJudge:
    def __init__(self, root: MappingNode, spec: Spec, file: str) -> None:
        self.root = root
        self.spec = spec
        self.file = file
        self.out = ShapeFindings()
        self.meant: set[Path] = set()

    def take(self, fault: SchemaFault) -> None:
        schema = self._schema_at(fault.path)
        if fault.keyword == "required":
            self._missing(fault, schema)
        elif fault.keyword == "additionalProperties":
            self._unknown(fault, schema)
        else:
            self.out.faulty.add(fault.path)
            self.out.diagnostics.append(self._form(fault, schema))

    def _missing(self, fault: SchemaFault, schema: Mapping[str, object]) -> None:
        given = fault.value if isinstance(fault.value, Mapping) else {}
        if not given and isinstance(self._spec_at(fault.path), Group):
            # A table or group of nothing but braces is told as one that is not filled in.
            return
        properties = _mapping(schema, "properties")
        for key in _strings(schema, "required"):
            if key in given:
                continue
            path = (*fault.path, key)
            in_table = path[0] in self.spec.groups
            address = ".".join(map(str, path))
            label = self._label(path) or str(_mapping(properties, key).get("title", key))
            self.out.faulty.add(path)
            if path in self.meant:
                continue
            self.out.diagnostics.append(
                diagnose(
                    "GX204" if in_table and len(path) > 1 else "GX202",
                    self._key_place(fault.path),
                    address=address,
                    label=label,
                    name=key,
                    **self._missing_facts(path, label),
                )
            )

    def _missing_facts(self, path: Path, label: str) -> dict[str, Any]:
        """How the missing thing would be written."""
        child = self._spec_at(path)
        last = label.rpartition("／")[2]
        if isinstance(child, Group):
            return {"what": last, "line": f"{path[-1]}: 0"}
        return {"what": last, "line": f"{path[-1]}: …" if child is None else f"{path[-1]}: 0"}

    def _unknown(self, fault: SchemaFault, schema: Mapping[str, object]) -> None:
        given = fault.value if isinstance(fault.value, Mapping) else {}
        known = _mapping(schema, "properties")
        unknown = [key for key in given if key not in known]
        child = self._spec_at(fault.path)
        if _is_record(child):
            # Whose figure it is cannot be told, so that the record is not added up either.
            self.out.faulty.add(fault.path)
        if isinstance(child, Group) and self._wrong_level(fault.path, child, unknown):
            return
        for key in unknown[:MANY]:
            path = (*fault.path, key)
            self.out.faulty.add(path)
            key_node = key_at(self.root, path)
            place = place_of(key_node, self.file) if key_node else self._key_place(fault.path)
            near, why = nearest(key, known)
            case = "near" if near else "list"
            self.meant.add((*fault.path, near))
            listed = "、".join(list(known)[:12])
            self.out.diagnostics.append(
                diagnose(
                    "GX201",
                    place,
                    address=".".join(map(str, path)),
                    name=key,
                    case=case,
                    near=near,
                    why=why,
                    known=listed,
                )
            )
        if len(unknown) > MANY:
            rest = len(unknown) - MANY
            self.out.diagnostics.append(
                diagnose(
                    "GX201", self._key_place(fault.path), name=unknown[MANY], case="many", rest=rest
                )
            )

    def _wrong_level(self, path: Path, group: Group, unknown: list[str]) -> bool:
        """Columns written where the rows of a group belong: one finding for all of it."""
        record = next((item for item in group.children.values() if _is_record(item)), None)
        columns = record.children if isinstance(record, Group) and not _is_record(group) else {}
        if not unknown or not all(key in columns for key in unknown):
            return False
        self.out.faulty.add(path)
        self.meant.update((*path, key) for key in group.children)
        facts: dict[str, Any] = {"known": "、".join(group.children), "column": unknown[0]}
        place = place_of(key_at(self.root, (*path, unknown[0])) or self.root, self.file)
        self.out.diagnostics.append(
            diagnose(
                "GX203",
                place,
                address=".".join(map(str, path)),
                label=group.label,
                case="level",
                name=path[-1],
                **facts,
            )
        )
        return True

    def _form(self, fault: SchemaFault, schema: Mapping[str, object]) -> Diagnostic:
        node, _ = node_at(self.root, fault.path)
        place = place_of(node, self.file)
        address = ".".join(map(str, fault.path))
        child = self._spec_at(fault.path)
        facts: dict[str, Any] = {"text": shown(node), "name": _last_name(fault.path)}
        code, case = "GX203", "form"
        match fault.keyword:
            case "pattern" if child is None and schema.get("properties"):
                case = "group_or"
                facts["known"] = "、".join(_mapping(schema, "properties"))
                facts["words"] = str(schema.get("pattern", "")).strip("^$()")
            case "enum" | "pattern" if isinstance(node, Scalar) and not isinstance(child, Group):
                code, case = "GX208", "choice"
                words = [str(word) for word in _list(schema, "enum") if isinstance(word, str)]
                facts["known"] = "、".join(words) or str(schema.get("pattern", "")).strip("^$()")
                facts["near"], _ = nearest(node.text.strip(), dict.fromkeys(words))
                case = "near_choice" if facts["near"] else case
            case "maximum" | "pattern":
                code, case = "GX211", "record" if _is_record(child) else "group"
                facts |= _parts(child)
            case "minItems" | "maxItems":
                code, case = "GX210", "record"
                facts |= _list_facts(child, fault.value)
            case "type":
                case = _wrong_form(node, child)
                facts["known"] = "、".join(_mapping(schema, "properties"))
                case = "fields" if facts["known"] and child is None else case
        return diagnose(
            code, place, address=address, label=self._label(fault.path), case=case, **facts
        )

    def _schema_at(self, path: Path) -> Mapping[str, object]:
        schema: Mapping[str, object] = self.spec.schema
        for step in path:
            if isinstance(step, int):
                schema = _mapping(schema, "items")
            else:
                properties = _mapping(schema, "properties")
                schema = (
                    _mapping(properties, step)
                    if step in properties
                    else _mapping(schema, "additionalProperties")
                )
        return schema

    def _spec_at(self, path: Path) -> Group | Cell | None:
        node: Group | Cell | None = self.spec.groups.get(str(path[0])) if path else None
        for step in path[1:]:
            node = node.children.get(str(step)) if isinstance(node, Group) else None
        return node

    def _label(self, path: Path) -> str:
        child = self._spec_at(path)
        if isinstance(child, Cell):
            return child.label
        if isinstance(child, Group):
            return child.record.label if child.record else child.label
        return str(self._schema_at(path).get("title", ""))

    def _key_place(self, path: Path) -> TextPlace:
        """Where the thing at `path` is introduced; the head of the file for the report itself."""
        key = key_at(self.root, path)
        if key is not None:
            return place_of(key, self.file)
        if not path:
            return TextPlace(self.file, 1 if self.root.line else 0, 1, 2)
        return place_of(node_at(self.root, path)[0], self.file)


def _wrong_form(node: Node, child: Group | Cell | None) -> str:
    if isinstance(child, Cell):
        return "cell"
    if isinstance(child, Group):
        return "table_text" if isinstance(node, Scalar) else "group_list"
    return "mapping" if isinstance(node, MappingNode) else "form"


def _is_record(child: Group | Cell | None) -> bool:
    return isinstance(child, Group) and child.record is not None


def _parts(child: Group | Cell | None) -> dict[str, Any]:
    """What can be written below a group, totals left out, and the first of it as an example."""
    if not isinstance(child, Group):
        return {}
    names = [
        key
        for key, item in child.children.items()
        if not (isinstance(item, Cell) and item.is_total)
    ]
    return {"known": "、".join(names), "first": names[0] if names else ""}


def _list_facts(child: Group | Cell | None, value: object) -> dict[str, object]:
    cells = child.record.cells if isinstance(child, Group) and child.record else ()
    names = "、".join(cell.address.rpartition(".")[2] for cell in cells)
    count = len(value) if isinstance(value, list) else 0
    least = sum(not cell.is_total for cell in cells)
    both = (
        f"{least} 个（不写总计）或 {len(cells)} 个"
        if 0 < least < len(cells)
        else f"{len(cells)} 个"
    )
    return {"expected": both, "count": count, "known": names}


def _last_name(path: Path) -> str:
    names = [str(step) for step in path if isinstance(step, str)]
    return names[-1] if names else ""


def _mapping(value: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = value.get(key)
    return found if isinstance(found, Mapping) else {}


def _list(value: Mapping[str, object], key: str) -> list[object]:
    found = value.get(key)
    return found if isinstance(found, list) else []


def _strings(value: Mapping[str, object], key: str) -> Iterator[str]:
    return (str(item) for item in _list(value, key))
