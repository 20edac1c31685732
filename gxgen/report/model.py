"""The report as the rules, transforms and writers see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from gxgen.diag import Diagnostic, Place, TextPlace
from gxgen.report.figures import Figures, Path
from gxgen.report.normal import place_of
from gxgen.source.text import SourceText
from gxgen.source.tree import MappingNode, Scalar, key_at, node_at
from gxgen.spec.group import Group
from gxgen.spec.spec import Spec
from gxgen.spec.table import Cell


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of prose as typed. `path` is where it stands in the data.

    `section` is the key of its section ("" for a chapter in one text), `heading` what the
    section is called (None: no heading is printed).
    """

    section: str
    heading: str | None
    text: str
    path: Path


@dataclass(slots=True)
class Report:
    """One report: normalised `data`, `figures` by address, prose by chapter, and places.

    `year` is 0 when the file does not say. `source` is None for data that came without a text.
    `findings` are what loading noticed. `previous` is last year's report once somebody gave it:
    figures in prose may then name its cells (上年.地址). `origin` tells for a report that was read
    from a document where a place of its text stands in the document.
    """

    file: str
    spec: Spec
    year: int
    data: Mapping[str, object]
    figures: Figures
    passages: Mapping[str, tuple[Passage, ...]]
    root: MappingNode
    source: SourceText | None = None
    faulty: set[Path] = field(default_factory=set)
    findings: tuple[Diagnostic, ...] = ()
    previous: Report | None = None
    origin: Callable[[TextPlace], Place] | None = None

    def place(self, path: Path) -> TextPlace:
        """Where the value at `path` stands, or the key nearest above it."""
        node, depth = node_at(self.root, path)
        if depth < len(path) or (isinstance(node, Scalar) and node.is_blank and not node.text):
            for length in range(depth, 0, -1):
                key = key_at(self.root, path[:length])
                if key is not None:
                    return place_of(key, self.file)
            return TextPlace(self.file, min(self.root.line, 1), 1, 2)
        return place_of(node, self.file)

    def printed_place(self, place: TextPlace) -> Place:
        """A place of this report as its reader finds it: in the document, where it is one."""
        return self.origin(place) if self.origin is not None else place

    def key_place(self, path: Path) -> TextPlace:
        """Where the key of `path` stands; the value's place where it has no key."""
        key = key_at(self.root, path)
        return place_of(key, self.file) if key else self.place(path)

    def cell_place(self, address: str) -> TextPlace:
        """Where a cell was given: its own value, or the shorthand or record that gives it."""
        path = self.figures.paths.get(address) or tuple(address.split("."))
        return self.place(path)

    def text_place(self, path: Path, needle: str, occurrence: int = 0) -> TextPlace:
        """The place of the `occurrence`-th `needle` within the prose at `path`."""
        node, _ = node_at(self.root, path)
        start = place_of(node, self.file)
        if not isinstance(node, Scalar) or self.source is None:
            return start
        lines = self.source.lines[node.line - 1 : max(node.end_line, node.line)]
        for offset, line in enumerate(lines):
            column = line.find(needle, node.column - 1 if not offset else 0)
            while column >= 0:
                if not occurrence:
                    end = column + 1 + len(needle)
                    return TextPlace(self.file, node.line + offset, column + 1, end)
                occurrence -= 1
                column = line.find(needle, column + 1)
        return start

    def label(self, path: Path) -> str:
        """What people call the place at `path`, from the official labels."""
        child: Group | Cell | None = self.spec.groups.get(str(path[0])) if path else None
        for step in path[1:]:
            child = child.children.get(str(step)) if isinstance(child, Group) else None
        if isinstance(child, Cell):
            return child.label
        if isinstance(child, Group):
            return child.record.label if child.record else child.label
        chapter = next((item for item in self.spec.chapters if path and item.key == path[0]), None)
        if chapter is None:
            return ""
        section = chapter.section(str(path[1])) if len(path) > 1 else None
        name = section.heading or section.key if section else "".join(map(str, path[1:2]))
        return chapter.heading + (f"／{name}" if name else "")
