"""YAML text to a tree with places: the only door to PyYAML.

libyaml's events are read one by one; anchors, aliases, tags, merge keys, duplicate keys and
further documents are refused, because each is a way for a file to mean what it does not show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from gxgen.diag import Diagnostic, Related, TextPlace, diagnose, whole_file
from gxgen.source.text import SourceText, illegal_in, without_illegal
from gxgen.source.tree import MappingNode, Node, Scalar, SequenceNode

MAX_DEPTH = 32
_TOO_DEEP = "exceeded maximum nesting depth"
"""What newer libyaml says before it yields any event of a text that is nested that deep."""
MAX_NODES = 30_000
"""A full report has under 1,000 nodes; these bounds end hostile files in one message."""

MAX_REFERENCES = 20
"""References that are told one by one; a file with more was made by a program, not by a clerk."""

_OPENED = ("while scanning a quoted", "while parsing a flow")
"""Contexts of errors that are better shown where the quote or bracket was opened."""
_REFUSED = "\x00"
"""Opens the text of a key that was refused; its value is read and dropped."""
_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Parsed:
    """`root` is None when the text is not readable YAML; the reason is in `diagnostics`.

    `syntax_error` carries the parser's own words and place for the slip finder.
    """

    source: SourceText
    root: Node | None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    syntax_error: tuple[str, int, int] | None = None


class _TooMuchError(Exception):
    """Ends the reading of a file that is deeper or larger than any report."""

    def __init__(self, case: str, code: str = "GX004", found: Sequence[Diagnostic] = ()) -> None:
        super().__init__(case)
        first = next((item.place for item in found if item.code == code), None)
        self.case, self.code, self.place = case, code, first


def parse_yaml(source: SourceText) -> Parsed:
    """Reads the whole text; never raises for what a file contains."""
    builder = _TreeBuilder(source.file)
    parsed = Parsed(source, None, builder.found)
    try:
        parser = _Parser(source.text)
        try:
            parsed.root = builder.build(parser)
        finally:
            parser.dispose()
    except _TooMuchError as stop:
        place = stop.place or whole_file(source.file)
        facts: dict[str, Any] = {"case": stop.case, "most": MAX_REFERENCES}
        parsed.diagnostics[:] = [diagnose(stop.code, place, **facts)]
    except yaml.MarkedYAMLError as error:
        if (error.problem or "").startswith(_TOO_DEEP):
            parsed.diagnostics[:] = [diagnose("GX004", whole_file(source.file), case="depth")]
            return parsed
        opened = (error.context or "").startswith(_OPENED)
        mark = error.context_mark if opened else error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        parsed.syntax_error = (f"{error.context or ''} {error.problem or ''}".strip(), line, column)
    except yaml.YAMLError as error:
        parsed.syntax_error = (str(error), 0, 0)
    return parsed


class _TreeBuilder:
    """Turns events into nodes without recursion, so that depth costs no stack."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Diagnostic] = []
        self.count = 0
        self.references = 0

    def build(self, parser: Any) -> Node | None:
        root: Node | None = None
        stack: list[tuple[MappingNode | SequenceNode | None, Scalar | None]] = []
        container: MappingNode | SequenceNode | None = None
        key: Scalar | None = None
        get_event = parser.get_event
        while True:
            event = get_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                node: Node = self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                node = self._container(event, len(stack))
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                container, key = stack.pop() if stack else (None, None)
                continue
            elif kind is yaml.AliasEvent:
                self._refuse_reference(event, "*" + event.anchor)
                node = self._empty(event)
            elif kind is yaml.StreamEndEvent:
                return root
            else:
                if kind is yaml.DocumentStartEvent and root is not None:
                    # What follows is not read, so that nothing of the whole can be judged.
                    self._refuse("GX023", event)
                    return None
                continue
            if container is None:
                root = node
            elif isinstance(container, SequenceNode):
                container.items.append(node)
            elif key is None:
                key = self._key(container, node)
            else:
                if not key.text.startswith(_REFUSED):
                    container.items[key.text] = node
                key = None
            if not isinstance(node, Scalar):
                stack.append((container, key))
                container, key = node, None

    def _scalar(self, event: Any) -> Scalar:
        self.count += 1
        if self.count > MAX_NODES:
            raise _TooMuchError("nodes")
        start, end, style = event.start_mark, event.end_mark, event.style
        value = self._legal(event) if style == '"' else event.value
        made = Scalar(
            value,
            start.line + 1,
            start.column + 1,
            end.line + 1,
            end.column + 1,
            style is None or style == "",
            style == "|" or style == ">",
        )
        if event.anchor is not None or event.tag is not None:
            self._refuse_decoration(event, made)
        return made

    def _legal(self, event: Any) -> str:
        """A text in double quotes without what an escape (`\\a`) smuggled past the first look."""
        value = str(event.value)
        bad = illegal_in(value)
        if bad is None:
            return value
        self._refuse("GX006", event, case="escape", **bad[1])
        return without_illegal(value)

    def _container(self, event: Any, depth: int) -> MappingNode | SequenceNode:
        self.count += 1
        if depth >= MAX_DEPTH:
            raise _TooMuchError("depth")
        mark = event.start_mark
        flow = bool(event.flow_style)
        kind = MappingNode if isinstance(event, yaml.MappingStartEvent) else SequenceNode
        made = kind(mark.line + 1, mark.column + 1, flow)
        if event.anchor is not None or event.tag is not None:
            self._refuse_decoration(event, made)
        return made

    def _empty(self, event: Any) -> Scalar:
        start, end = event.start_mark, event.end_mark
        made = Scalar("", start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        made.broken = True
        return made

    def _key(self, container: MappingNode, node: Node) -> Scalar:
        """The key to wait with for its value; a faulty one gets a text that nothing equals."""
        if not isinstance(node, Scalar):
            place = TextPlace(self.file, node.line, node.column, node.column + 1)
            self.found.append(diagnose("GX024", place))
            container.broken = True
            return Scalar(_REFUSED, node.line, node.column)
        if node.text == "<<":
            self.found.append(diagnose("GX021", self._place(node), name="<<"))
            container.broken = True
            return Scalar(_REFUSED, node.line, node.column)
        first = container.keys.get(node.text)
        if first is not None:
            earlier = Related(self._place(first), "上一次出现在这里")
            self.found.append(
                diagnose(
                    "GX020", self._place(node), name=node.text, line=first.line, related=(earlier,)
                )
            )
            return Scalar(_REFUSED, node.line, node.column)
        container.keys[node.text] = node
        return node

    def _place(self, node: Scalar) -> TextPlace:
        end = node.end_column if node.end_line == node.line else node.column + 1
        return TextPlace(self.file, node.line, node.column, end)

    def _refuse_decoration(self, event: Any, node: Node) -> None:
        """Told here: what an anchor stands at can still be read, what a tag stands at cannot."""
        if event.anchor is not None:
            self._refuse_reference(event, "&" + event.anchor)
        if event.tag is not None:
            node.broken = True
            self._refuse("GX022", event, name=event.tag)

    def _refuse_reference(self, event: Any, name: str) -> None:
        self.references += 1
        if self.references > MAX_REFERENCES:
            raise _TooMuchError("references", "GX021", self.found)
        self._refuse("GX021", event, name=name)

    def _refuse(self, code: str, event: Any, **facts: Any) -> None:
        mark = event.start_mark
        place = TextPlace(self.file, mark.line + 1, mark.column + 1, mark.column + 2)
        self.found.append(diagnose(code, place, **facts))
