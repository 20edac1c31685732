"""The tree as typed → normalised data: every scalar read by the kind of the field it stands in.

Comes in: the tree of texts. Goes out: dicts, lists, int, str and None in the same structure, fit
for the JSON Schema (money stays a decimal text). A text that cannot be read as its kind becomes
None, its path goes into `faulty`, and nobody judges that place again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from gxgen.diag import Diagnostic, TextPlace, diagnose
from gxgen.source.tree import MappingNode, Node, Scalar, SequenceNode, plain_data
from gxgen.spec import kinds
from gxgen.spec.field import Field, FieldKind
from gxgen.spec.group import Group
from gxgen.spec.spec import Spec
from gxgen.spec.table import Cell

Path = tuple[str | int, ...]
LONGEST_FIGURE = 25
"""A longer text in a table is no figure that was mistyped but prose in the wrong place."""


@dataclass(slots=True)
class Normalised:
    """`data` for the schema, `faulty` paths not to be judged again, and what was noticed."""

    data: dict[str, object]
    faulty: set[Path] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def normalise(root: MappingNode, spec: Spec, file: str) -> Normalised:
    """Reads every field of a report's tree; unknown keys are kept for the schema to judge."""
    reader = _Normaliser(file)
    fields = {item.key: item for item in spec.fields}
    data = reader.out.data
    for key, node in root.items.items():
        if key in spec.groups:
            data[key] = reader.group(node, spec.groups[key], (key,))
        elif key in fields:
            data[key] = reader.field(node, fields[key], (key,))
        else:
            data[key] = plain_data(node)
    return reader.out


class _Normaliser:
    def __init__(self, file: str) -> None:
        self.file = file
        self.out = Normalised({})

    def group(self, node: Node, group: Group, path: Path) -> object:
        """A group or record of a table: mapping, list, or one value for all of it."""
        if type(node) is MappingNode:
            return {
                key: self._child(child, group.children.get(key), (*path, key))
                for key, child in node.items.items()
            }
        first = next(group.cells())
        if isinstance(node, SequenceNode):
            prose = next((item for item in node.items if _is_prose(item)), None)
            if len(path) == 1 and isinstance(prose, Scalar):
                return self._prose_in_table(prose, group, path)
            cells = group.record.cells if group.record else ()
            return [
                self._child(item, cells[index] if index < len(cells) else first, (*path, index))
                for index, item in enumerate(node.items)
            ]
        assert isinstance(node, Scalar)
        if node.block or len(node.text) > LONGEST_FIGURE or (len(path) == 1 and _is_prose(node)):
            return self._prose_in_table(node, group, path)
        return self.number(node, first.kind, path, group.address, group.label)

    def _prose_in_table(self, node: Scalar, group: Group, path: Path) -> object:
        """A chapter's text under the key of its table."""
        if not node.is_blank:
            self.out.faulty.add(path)
            facts: dict[str, Any] = {"case": "table_text", "name": path[-1], "text": shown(node)}
            place = place_of(node, self.file)
            self.out.diagnostics.append(
                diagnose("GX203", place, address=group.address, label=group.label, **facts)
            )
        return None

    def _child(self, node: Node, child: Group | Cell | None, path: Path) -> object:
        if type(child) is Group:
            return self.group(node, child, path)
        if type(child) is Cell and type(node) is Scalar:
            # Nearly all leaves of a report are a bare 0, so that this way is kept short.
            if node.text == "0" and node.plain:
                return 0 if child.kind != kinds.MONEY else "0"
            return self.number(node, child.kind, path, child.address, child.label)
        return plain_data(node)

    def number(self, node: Scalar, kind: str, path: Path, address: str, label: str) -> object:
        """A figure; int for counts, decimal text for money, None when blank or unreadable."""
        if node.is_blank:
            return None
        reading = kinds.read(kind, node.text, quoted=not node.plain)
        if reading.fault:
            self._refuse(node, reading.fault, path, address, label)
            return None
        if reading.note:
            self._note(node, reading, address, label)
        value = reading.value
        return kinds.show(value) if isinstance(value, Decimal) else value

    def _note(self, node: Scalar, reading: kinds.Reading, address: str, label: str) -> None:
        assert isinstance(reading.value, int | Decimal)
        facts: dict[str, Any] = {
            "case": reading.note,
            "text": node.text.strip(),
            "value": kinds.show(reading.value),
        }
        self.out.diagnostics.append(
            diagnose("GX207", place_of(node, self.file), address=address, label=label, **facts)
        )

    def _refuse(self, node: Scalar, fault: str, path: Path, address: str, label: str) -> None:
        self.out.faulty.add(path)
        self.out.diagnostics.append(
            diagnose(
                "GX205",
                place_of(node, self.file),
                address=address,
                label=label,
                case=fault,
                text=shown(node),
            )
        )

    def field(self, node: Node, spec: Field, path: Path) -> object:
        """A field around the tables."""
        if isinstance(node, Scalar):
            return self._scalar(node, spec, path)
        if isinstance(node, SequenceNode):
            return [self._item(item, spec, (*path, at)) for at, item in enumerate(node.items)]
        if spec.kind is FieldKind.NUMBERS:
            return {key: self._own(key, item, path) for key, item in node.items.items()}
        made = {}
        for key, item in node.items.items():
            child = spec.child(key) if spec.kind is FieldKind.GROUP else None
            made[key] = self.field(item, child, (*path, key)) if child else plain_data(item)
        return made

    def _item(self, node: Node, spec: Field, path: Path) -> object:
        if isinstance(node, MappingNode) and spec.children:
            group = Field(spec.key, FieldKind.GROUP, children=spec.children)
            return self.field(node, group, path)
        return plain_data(node)

    def _own(self, key: str, node: Node, path: Path) -> object:
        if not isinstance(node, Scalar):
            return plain_data(node)
        return self.number(node, kinds.FREE, (*path, key), ".".join((*map(str, path), key)), key)

    def _scalar(self, node: Scalar, spec: Field, path: Path) -> object:
        if node.is_blank:
            return None
        if spec.kind not in (FieldKind.YEAR, FieldKind.DATE):
            return node.text.strip() if spec.kind is FieldKind.CHOICE else node.text
        reading = kinds.read(spec.kind.value, node.text)
        if reading.fault:
            self._refuse(node, reading.fault, path, ".".join(map(str, path)), spec.label)
            return None
        return reading.value.isoformat() if isinstance(reading.value, date) else reading.value


def _is_prose(node: Node) -> bool:
    """True for words where a whole table belongs: nobody mistypes a figure that way."""
    return (
        isinstance(node, Scalar)
        and not node.is_blank
        and kinds.read(kinds.COUNT, node.text).fault == "words"
    )


def shown(node: Node) -> str:
    """A text on one line, shortened, to be quoted in a message."""
    if not isinstance(node, Scalar):
        return ""
    text = " ".join(node.text.split())
    return text if len(text) <= 20 else text[:20] + "…"


def place_of(node: Node, file: str) -> TextPlace:
    """Where a node stands; for a text of several lines, its first line."""
    if not isinstance(node, Scalar):
        return TextPlace(file, node.line, node.column, node.column + 1)
    end = node.end_column if node.end_line == node.line else node.column + 1
    return TextPlace(file, node.line, node.column, end)


def decimals(value: object) -> Mapping[str, Decimal]:
    """An agency's own figures as numbers, the blank ones left out."""
    if not isinstance(value, Mapping):
        return {}
    return {key: Decimal(str(item)) for key, item in value.items() if isinstance(item, int | str)}
