"""All findings about the tags of one part, each at its place, in one pass.

Goes through the part's fragments in document order, keeps track of open loops and conditions and
of the loop variables they bring, and asks reader and checker about each tag. A faulty tag gives
one finding and the pass goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from gxgen.diag import Diagnostic, DocPlace, Related, diagnose
from gxgen.template.checker import LOOP, UNKNOWN, Checker, Scope
from gxgen.template.faults import TagError, UnjudgedError
from gxgen.template.fragments import Fragment
from gxgen.template.placed import PlacedTag, placed_tag
from gxgen.template.placing import check_placing
from gxgen.template.reader import WORDS, TagReader, word_fault
from gxgen.template.recover import meant_by
from gxgen.template.tags import Scanner, Slip, Tag

MAX_NESTING = 30
"""Loops and conditions inside each other."""


@dataclass(slots=True)
class _Open:
    """A loop or condition whose end has not come yet; `scope` holds inside it."""

    tag: PlacedTag
    word: str
    scope: Scope
    closed_by: str = field(init=False)
    has_else: bool = False

    def __post_init__(self) -> None:
        self.closed_by = "end" + self.word


class Linter:
    """One pass over one part; afterwards `diagnostics` and `expressions` are complete.

    `expressions` lists the tags that print, choose or loop in document order: the order in which
    Jinja2's tree of the whole part has them.
    """

    def __init__(self, reader: TagReader, checker: Checker) -> None:
        self._reader = reader
        self._checker = checker
        self._open: list[_Open] = []
        self._faulty: set[int] = set()
        self._found: dict[tuple[str, DocPlace, str], tuple[int, Diagnostic]] = {}
        self.expressions: list[PlacedTag] = []
        self.tags: list[PlacedTag] = []

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """The findings in document order."""
        return [found for _, found in sorted(self._found.values(), key=lambda pair: pair[0])]

    def run(self, fragments: Iterable[Fragment]) -> None:
        """Judges all tags of a part."""
        scanner = Scanner()
        items = [
            (fragment.piece_at(item.start).order, item.start, item, fragment)
            for fragment in fragments
            for item in scanner.scan(fragment.text)
        ]
        items.sort(key=lambda entry: entry[:2])
        for order, (_, _, item, fragment) in enumerate(items):
            placed = placed_tag(item, fragment, order)
            self._item(item, fragment, placed)
            if item is scanner.raw_since:
                self._report(TagError("GX112", "unended", word="raw", end="endraw"), placed)
        for block in self._open:
            fault = TagError("GX112", "unended", word=block.word, end=block.closed_by)
            self._report(fault, block.tag)

    def _item(self, item: Tag | Slip, fragment: Fragment, placed: PlacedTag) -> None:
        try:
            check_placing(item, fragment)
        except TagError as fault:
            self._report(fault, placed)
        if isinstance(item, Tag) and fragment.kind != "other":
            self._judge(placed)
        elif isinstance(item, Slip):
            self._recover(placed)

    def _judge(self, placed: PlacedTag) -> None:
        """Reads and checks one tag."""
        item = placed.tag
        self.tags.append(placed)
        try:
            if item.kind == "output":
                node = self._reader.output(item)
                self.expressions.append(replace(placed, nodes=(node,)))
                self._checker.printed(node, self._scope)
            elif item.kind == "block":
                self._block(placed)
        except TagError as fault:
            self._report(fault, placed)
        except UnjudgedError:
            return

    @property
    def _scope(self) -> Scope:
        return self._open[-1].scope if self._open else {}

    def _block(self, placed: PlacedTag) -> None:
        tag = placed.tag
        if tag.word not in WORDS:
            self._recover(placed)
            raise word_fault(tag)
        if tag.word in ("for", "if") and len(self._open) >= MAX_NESTING:
            raise TagError("GX112", "nested", most=MAX_NESTING)
        if tag.word == "for":
            self._loop(placed)
        elif tag.word == "if":
            self._open.append(_Open(placed, "if", self._scope))
            self._condition(placed)
        elif tag.word in ("elif", "else"):
            self._middle(placed)
        elif tag.word == "raw":
            self._reader.bare(tag)
        else:
            self._end(placed)

    def _recover(self, placed: PlacedTag) -> None:
        """Opens or ends the block that a tag at fault was meant to open or end."""
        meant = meant_by(placed.tag.raw)
        if meant is None:
            return
        if meant.word in ("for", "if") and len(self._open) < MAX_NESTING:
            inside = {meant.name: UNKNOWN, "loop": LOOP} if meant.word == "for" else {}
            self._open.append(_Open(placed, meant.word, {**self._scope, **inside}))
        elif self._open and self._open[-1].closed_by == meant.word:
            self._open.pop()

    def _condition(self, placed: PlacedTag) -> None:
        node = self._reader.condition(placed.tag)
        self.expressions.append(replace(placed, nodes=(node,)))
        self._checker.shape(node, self._scope)

    def _loop(self, placed: PlacedTag) -> None:
        """Opens a loop; its variable is UNKNOWN when the loop itself is at fault."""
        outer = self._scope
        block = _Open(placed, "for", {**outer, "loop": LOOP})
        self._open.append(block)
        node = self._reader.loop(placed.tag)
        found = replace(placed, nodes=(node.target, node.iter, node.test))
        self.expressions.append(found)
        name = node.target.name  # type: ignore[attr-defined]
        block.scope = {**block.scope, name: UNKNOWN}
        item = self._checker.looped(node.iter, outer)
        block.scope = {**block.scope, name: item}
        if node.test is not None:
            self._checker.shape(node.test, {**outer, name: item})

    def _middle(self, placed: PlacedTag) -> None:
        tag = placed.tag
        block = self._open[-1] if self._open else None
        if block is None or block.has_else or (tag.word == "elif" and block.word == "for"):
            raise TagError("GX112", "unopened", word=tag.word)
        if tag.word == "elif":
            self._condition(placed)
            return
        block.has_else = True
        if block.word == "for":
            block.scope = self._open[-2].scope if len(self._open) > 1 else {}
        self._reader.bare(tag)

    def _end(self, placed: PlacedTag) -> None:
        """Closes the innermost block of its kind; blocks left open inside it are reported."""
        word = placed.tag.word
        if not any(block.closed_by == word for block in self._open):
            raise TagError("GX112", "unopened", word=word)
        while self._open[-1].closed_by != word:
            block = self._open.pop()
            fault = TagError("GX112", "unended", word=block.word, end=block.closed_by)
            self._report(fault, block.tag, related=placed)
        self._open.pop()
        self._reader.bare(placed.tag)

    def _report(self, fault: TagError, where: PlacedTag, related: PlacedTag | None = None) -> None:
        if where.order in self._faulty:
            return
        self._faulty.add(where.order)
        facts: dict[str, Any] = {"tag": where.tag.raw, **fault.facts}
        notes = (Related(related.place, related.tag.raw),) if related else ()
        found = diagnose(fault.code, where.place, related=notes, **facts)
        # A text box stands twice in the XML, for newer and for older programs.
        self._found.setdefault((fault.code, where.place, where.tag.raw), (where.order, found))
