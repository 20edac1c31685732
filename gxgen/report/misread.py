"""Names that YAML took for text: rows and sections typed with a Chinese colon or without a space.

    新收:
      自然人：2

is readable YAML, a text under 新收. Only the spec knows that 自然人 is a name there, so these slips
are found when the spec is known. What was told is marked as broken and judged by nobody else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gxgen.diag import Diagnostic, TextPlace, diagnose
from gxgen.source.mending import in_braces, mended_line
from gxgen.source.text import SourceText
from gxgen.source.tree import MappingNode, Node, Scalar, SequenceNode
from gxgen.spec.chapter import Chapter
from gxgen.spec.field import Field, FieldKind
from gxgen.spec.group import Group
from gxgen.spec.schema import SECTION_TEXT, SECTION_TITLE
from gxgen.spec.spec import Spec

_NAMED = re.compile(
    r"^(?P<lead>\s*)(?P<name>[^\s:：；;{}\[\]，,。]{1,30})\s*(?P<colon>[：:；;])(?P<rest>.*)$"
)
_WIDE_BRACKETS = re.compile(r"[｛［【].*[｝］】]")
_BARE = re.compile(r"(?P<name>[^\W\d]\w*?)\s*[=＝:：]?\s*\d+\s*(?:[,，、;；]\s*|\s+|$)")
LONGEST_ROW = 300
"""Characters of a row with all its names; a longer text is none, and would take long to match."""
_WIDE_COMMAS = re.compile(r"\s*\d+(?:\s*[，,]\s*\d+)+\s*")


def names_of(spec: Spec) -> Iterator[str]:
    """Every name that a report may hold, without the agency's own sections and figures."""
    yield from _field_names(spec.fields)
    for chapter in spec.chapters:
        yield chapter.key
        yield from _section_names(chapter)
    for key, group in spec.groups.items():
        yield key
        yield from _group_names(group)
    yield from (SECTION_TITLE, SECTION_TEXT)


def _field_names(fields: tuple[Field, ...]) -> Iterator[str]:
    for field in fields:
        yield field.key
        yield from _field_names(field.children)


def _section_names(chapter: Chapter) -> Iterator[str]:
    for section in chapter.sections:
        yield from filter(None, (section.key, section.heading, *section.aliases))


def _group_names(group: Group) -> Iterator[str]:
    for key, child in group.children.items():
        yield key
        if isinstance(child, Group):
            yield from _group_names(child)


def mend_misread(root: MappingNode, spec: Spec, source: SourceText) -> list[Diagnostic]:
    """The slips of names that became text; the tree is mended, or marked where it cannot be."""
    known = {*spec.groups, *(field.key for field in spec.fields)}
    known.update(chapter.key for chapter in spec.chapters)
    mender = _Mender(source, known, [])
    owner = ""
    for key, node in list(root.items.items()):
        if mender.outside(root, owner, key, spec):
            continue
        owner = key
        group = spec.groups.get(key)
        if group is not None:
            mender.table(root, key, node, group)
        elif isinstance(node, Scalar) and node.plain and node.text:
            _mend_text(mender, root, key, node, spec)
    return mender.found


def _mend_text(mender: _Mender, root: MappingNode, key: str, node: Scalar, spec: Spec) -> None:
    chapter = next((item for item in spec.chapters if item.key == key and item.is_prose), None)
    field = spec.field(key)
    if chapter is not None:
        mender.chapter(root, key, node, chapter)
    elif field is not None and field.kind is FieldKind.GROUP:
        names = {child.key for child in field.children}
        if not mender.rows(root, key, node, names.__contains__):
            mender.brackets(root, key, node)
    elif field is not None and field.kind is FieldKind.NUMBERS:
        mender.rows(root, key, node, lambda name: True)


@dataclass(slots=True)
class _Mender:
    """`known` are the names at the left edge."""

    source: SourceText
    known: set[str]
    found: list[Diagnostic]

    def table(self, parent: MappingNode, key: str, node: Node, group: Group) -> None:
        if isinstance(node, MappingNode):
            for name, child in list(node.items.items()):
                below = group.children.get(name)
                if isinstance(below, Group):
                    self.table(node, name, child, below)
        elif isinstance(node, Scalar):
            # Nearly all of them are a bare 0, which hides no name.
            if node.plain and node.text and not node.text.isdecimal():
                names = set(_group_names(group))
                if not self.rows(parent, key, node, names.__contains__):
                    self.brackets(parent, key, node) or self._pairs(parent, key, node, names)
        elif node.flow and len(node.items) == 1:
            self._commas(node)

    def rows(
        self, parent: MappingNode, key: str, node: Scalar, known: Callable[[str], bool]
    ) -> bool:
        """True when every line of a text is a row with a wrong colon; it is marked then."""
        lines = [(number, _NAMED.match(text)) for number, text in self._lines(node)]
        if not all(found is not None and known(found["name"]) for _, found in lines):
            return False
        if parent.keys[key].line == node.line:
            place = TextPlace(self.source.file, node.line, node.column, node.column + 1)
            fixed = f"{key}: {in_braces(node.text)}"
            self.found.append(diagnose("GX018", place, case="nested", fixed=fixed))
        else:
            for number, found in lines:
                if found is not None:
                    self._tell(number, found)
        _mark(parent, key, node)
        return True

    def chapter(self, parent: MappingNode, key: str, node: Scalar, chapter: Chapter) -> None:
        """Sections of a chapter whose first line opens with the name of one."""
        names = set(_section_names(chapter))
        if parent.keys[key].line == node.line:
            # A chapter in one text, which may open with the name of a section.
            return
        made = MappingNode(node.line, node.column)
        at = ""
        for number, text in self._lines(node):
            found = _NAMED.match(text)
            if found is not None and found["name"] in names:
                self._tell(number, found)
                at, rest = found["name"], found["rest"].strip()
                start, end = found.start("name") + 1, found.end("name") + 1
                made.keys[at] = Scalar(at, number, start, number, end)
                made.items[at] = Scalar(rest, number, end + 1, number, len(text) + 1)
            elif not at:
                return
            else:
                value = made.items[at]
                assert isinstance(value, Scalar)
                value.text += "\n" + text.strip()
        parent.items[key] = made

    def outside(self, root: MappingNode, owner: str, key: str, spec: Spec) -> bool:
        """A row or section at the left edge below its empty chapter: moved back into it."""
        above = root.items.get(owner)
        if key in self.known or not isinstance(above, Scalar | MappingNode):
            return False
        inside = set(_group_names(spec.groups[owner])) if owner in spec.groups else set()
        chapter = next((item for item in spec.chapters if item.key == owner), None)
        inside |= set(_section_names(chapter)) if chapter is not None else set()
        if key not in inside or not (isinstance(above, MappingNode) or above.is_blank):
            return False
        name, value = root.keys.pop(key), root.items.pop(key)
        place = TextPlace(self.source.file, name.line, name.column, name.end_column)
        self.found.append(diagnose("GX019", place, case="outside", own=key, name=owner))
        if not isinstance(above, MappingNode):
            above = root.items[owner] = MappingNode(name.line, name.column)
        above.keys.setdefault(key, name)
        above.items.setdefault(key, value)
        return True

    def _pairs(self, parent: MappingNode, key: str, node: Scalar, names: set[str]) -> bool:
        """`自然人 2，商业企业 1`: names and figures without colons and braces."""
        if len(node.text) > LONGEST_ROW:
            return False
        found = list(_BARE.finditer(node.text))
        whole = "".join(one.group() for one in found)
        if not found or whole != node.text or not names.issuperset(one["name"] for one in found):
            return False
        place = TextPlace(self.source.file, node.line, node.column, node.column + 1)
        shown = " ".join(node.text.split())
        fixed = f"{key}: {in_braces('，'.join(one.group() for one in found))}"
        self.found.append(diagnose("GX019", place, case="pairs", text=shown, fixed=fixed))
        _mark(parent, key, node)
        return True

    def brackets(self, parent: MappingNode, key: str, node: Scalar) -> bool:
        """`［2, 1, 0］`: full-width brackets make a text of a row."""
        if _WIDE_BRACKETS.fullmatch(node.text) is None:
            return False
        fixed = mended_line(self.source.line(node.line) or "")
        place = TextPlace(self.source.file, node.line, node.column, node.column + 1)
        self.found.append(diagnose("GX025", place, fixed=fixed))
        _mark(parent, key, node)
        return True

    def _commas(self, node: SequenceNode) -> None:
        """`[2，1，0]`: one text between full-width commas, taken apart."""
        (item,) = node.items
        if not isinstance(item, Scalar) or _WIDE_COMMAS.fullmatch(item.text) is None:
            return
        at = item.column + item.text.index("，")
        place = TextPlace(self.source.file, item.line, at, at + 1)
        fixed = mended_line(self.source.line(item.line) or "")
        self.found.append(diagnose("GX012", place, fixed=fixed))
        node.items = []
        for found in re.finditer(r"\d+", item.text):
            start, end = item.column + found.start(), item.column + found.end()
            node.items.append(Scalar(found.group(), item.line, start, item.line, end))

    def _lines(self, node: Scalar) -> Iterator[tuple[int, str]]:
        """The lines of a text with their numbers; what stands before it is blanked out."""
        for number in range(node.line, node.end_line + 1):
            text = self.source.line(number) or ""
            if number == node.line:
                text = " " * (node.column - 1) + text[node.column - 1 :]
            if text.strip():
                yield number, text

    def _tell(self, number: int, found: re.Match[str]) -> None:
        fixed, at = mended_line(found.group()), found.start("colon") + 1
        if found["colon"] == "：":
            place = TextPlace(self.source.file, number, at, at + 1)
            self.found.append(diagnose("GX010", place, name=found["name"], fixed=fixed))
        elif found["colon"] in "；;":
            start = found.start("name") + 1
            place = TextPlace(self.source.file, number, start, at + 1)
            self.found.append(diagnose("GX019", place))
        else:
            place = TextPlace(self.source.file, number, found.start("name") + 1, at + 1)
            shown = found.group().strip()[:20]
            self.found.append(diagnose("GX011", place, text=shown, fixed=fixed))


def _mark(parent: MappingNode, key: str, node: Scalar) -> None:
    """Puts a blank in the place of what was told, so that nobody judges it again."""
    blank = Scalar("", node.line, node.column, node.line, node.column)
    blank.broken = True
    parent.items[key] = blank
