"""From Jinja2's syntax tree of a whole part to its flat plan.

The part has been linted: every name and filter is known. What remains to be judged is the part as
a whole: that no loop or condition tears the XML, whatever the data.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gxgen.template.docxtpl_door import unmark
from gxgen.template.environment import nodes
from gxgen.template.evaluate import Compiler
from gxgen.template.fit import Fit, SizeSlot, fit_before, plain
from gxgen.template.paths import steps_of
from gxgen.template.placed import PlacedTag
from gxgen.template.plan import Branch, Choose, Loop, Operation, Show, Slots, Static
from gxgen.template.skeleton import is_neutral

_LISTING = re.compile("<w:t(?: [^>]*)?>[^<]*[\n\t\a\f]")
_TABLE_START, _TABLE_END = re.compile("<w:tbl[ >]"), "</w:tbl>"
_TABLE_INSIDE = re.compile("<w:(?:p|tr|tc)[ >]")
_PICTURE = "<wp:docPr"


class TornError(Exception):
    """A loop or condition that opens and closes at different depths of the XML; `tag` its index."""

    def __init__(self, tag: int) -> None:
        super().__init__(tag)
        self.tag = tag


class MisreadError(Exception):
    """docxtpl reads the part as a whole otherwise than its tags read one by one."""


@dataclass(slots=True)
class Traits:
    """What a plan may do to the XML, so that only the post steps it needs are run.

    `listing`: a static text holds line breaks or tabs. `tables`: rows, cells or a cell's
    paragraphs depend on the data. `pictures`: a picture may be repeated.
    """

    listing: bool = False
    tables: bool = False
    pictures: bool = False


@dataclass(slots=True)
class _Pending:
    """Static text and plain look-ups not yet made into an operation."""

    texts: list[str] = field(default_factory=lambda: [""])
    paths: list[tuple[str | int, ...]] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)


class Planner:
    """Builds the plan of one part; `traits`, `skeleton` and `tags` are complete afterwards.

    `expected` are the tags with an expression as they were judged. `skeleton` is the XML with
    every loop and condition once and "x" for every value; `tags` counts the expressions.
    """

    def __init__(
        self, compiler: Compiler, slots: Sequence[SizeSlot], expected: Sequence[PlacedTag]
    ) -> None:
        self._compiler = compiler
        self._slots = slots
        self._expected = expected
        self._depth = 0
        self.tags = 0
        self.traits = Traits()
        self.skeleton = ""

    def build(self, body: Sequence[nodes.Node]) -> list[Operation]:
        """The operations of a whole part; raises TornError and MisreadError."""
        operations, self.skeleton = self._sequence(body)
        if self.tags != len(self._expected):
            raise MisreadError
        self.traits.listing = _LISTING.search(self.skeleton) is not None
        return operations

    def _sequence(self, body: Sequence[nodes.Node]) -> tuple[list[Operation], str]:
        done: list[Operation] = []
        skeleton: list[str] = []
        pending = _Pending()
        for node in body:
            if isinstance(node, nodes.Output):
                for item in node.nodes:
                    pending = self._output(item, pending, done, skeleton)
                continue
            self._flush(pending, done)
            pending = _Pending()
            assert isinstance(node, (nodes.If, nodes.For))
            operation, inside = self._block(node)
            done.append(operation)
            skeleton.append(inside)
        self._flush(pending, done)
        return done, "".join(skeleton)

    def _output(
        self, item: nodes.Node, pending: _Pending, done: list[Operation], skeleton: list[str]
    ) -> _Pending:
        if isinstance(item, nodes.TemplateData):
            text = unmark(item.data)
            self._depth += len(_TABLE_START.findall(text)) - text.count(_TABLE_END)
            pending.texts[-1] += text
            skeleton.append(plain(text, self._slots))
            return pending
        assert isinstance(item, nodes.Expr)
        skeleton.append("x")
        tag = self._next_tag(item)
        steps = steps_of(item)
        if steps is not None:
            pending.paths.append(steps)
            pending.tags.append(tag)
            pending.texts.append("")
            return pending
        self._flush(pending, done)
        done.append(Show(self._compiler.compile(item), tag))
        return _Pending()

    def _flush(self, pending: _Pending, done: list[Operation]) -> None:
        """Makes what is pending into one operation."""
        frame: list[bytes] = []
        fits: list[tuple[int, Fit]] = []
        for index, text in enumerate(pending.texts[:-1]):
            text, fit = fit_before(text, self._slots)
            if fit is not None:
                fits.append((index, fit))
            frame += (text.encode(), b"")
        frame.append(plain(pending.texts[-1], self._slots).encode())
        size = sum(map(len, frame))
        if pending.paths:
            paths, tags = tuple(pending.paths), tuple(pending.tags)
            done.append(Slots(frame, paths, tags, tuple(fits), size))
        elif size:
            done.append(Static(frame[0]))

    def _next_tag(self, *found: nodes.Node | None) -> int:
        """The index of the next tag; raises MisreadError for another one than was judged."""
        tag = self.tags
        if tag >= len(self._expected) or self._expected[tag].nodes != found:
            raise MisreadError
        self.tags += 1
        return tag

    def _block(self, node: nodes.If | nodes.For) -> tuple[Operation, str]:
        depth = self._depth
        operation, inside = self._loop(node) if isinstance(node, nodes.For) else self._choice(node)
        if depth > 0 and _TABLE_INSIDE.search(inside):
            self.traits.tables = True
        if _PICTURE in inside:
            self.traits.pictures = True
        return operation, inside

    def _body(self, body: Sequence[nodes.Node], tag: int) -> tuple[list[Operation], str]:
        operations, skeleton = self._sequence(body)
        if not is_neutral(skeleton):
            raise TornError(tag)
        return operations, skeleton

    def _loop(self, node: nodes.For) -> tuple[Operation, str]:
        tag = self._next_tag(node.target, node.iter, node.test)
        assert isinstance(node.target, nodes.Name)
        items = self._compiler.compile(node.iter)
        test = self._compiler.compile(node.test) if node.test is not None else None
        counted = any(name.name == "loop" for name in node.find_all(nodes.Name))
        body, inside = self._body(node.body, tag)
        otherwise, other = self._body(node.else_, tag)
        loop = Loop(items, node.target.name, test, body, otherwise, tag, counted)
        return loop, inside + other

    def _choice(self, node: nodes.If) -> tuple[Operation, str]:
        branches, skeletons = [], []
        first = self.tags
        for part in (node, *node.elif_):
            tag = self._next_tag(part.test)
            test = self._compiler.compile(part.test)
            body, inside = self._body(part.body, tag)
            branches.append(Branch(test, tag, body))
            skeletons.append(inside)
        otherwise, other = self._body(node.else_, first)
        return Choose(tuple(branches), otherwise), "".join(skeletons) + other
