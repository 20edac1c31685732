"""The flat plan of a part: what is left of a template once it is compiled.

A list of operations over bytes. Nearly all of a report is `Slots`: static UTF-8 with plain
look-ups between; loops, conditions and computed values are the exceptions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from gxgen.template.fit import Fit
from gxgen.template.operators import Evaluator, look_up
from gxgen.template.state import EXPECTED, State
from gxgen.template.values import as_text, encode_all


class Operation(Protocol):
    """One step of a plan: appends bytes to `out`."""

    def run(self, out: list[bytes], state: State) -> None: ...


@dataclass(frozen=True, slots=True)
class Static:
    """Bytes that are the same in every document."""

    data: bytes

    def run(self, out: list[bytes], state: State) -> None:
        state.meter.output(len(self.data))
        out.append(self.data)


@dataclass(frozen=True, slots=True)
class Slots:
    """Static bytes with plain look-ups between them.

    `frame` alternates static bytes and places for values, static first and last; `paths` and
    `tags` go with the places; `fits` are the places whose value must fit a table cell.
    """

    frame: list[bytes]
    paths: tuple[tuple[str | int, ...], ...]
    tags: tuple[int, ...]
    fits: tuple[tuple[int, Fit], ...]
    size: int

    def run(self, out: list[bytes], state: State) -> None:
        texts = self._texts(state)
        encoded, post_steps = encode_all(texts)
        state.post_steps |= post_steps
        frame = self.frame.copy()
        frame[1::2] = encoded
        for index, fit in self.fits:
            if len(texts[index]) > fit.safe:
                frame[2 * index] = fit.static(texts[index])
        state.meter.step(len(texts) + 1)
        state.meter.output(self.size + sum(map(len, encoded)))
        out += frame

    def _texts(self, state: State) -> list[str]:
        texts: list[str] = []
        append = texts.append
        scope: Any = state.scope
        try:
            for path in self.paths:
                value = scope
                for step in path:
                    value = value[step]
                append(value if type(value) is str else as_text(value))
        except (LookupError, TypeError):
            return self._one_by_one(state)
        return texts

    def _one_by_one(self, state: State) -> list[str]:
        """The same with a finding for every value that is missing, "" in its place."""
        texts = []
        for path, tag in zip(self.paths, self.tags, strict=True):
            try:
                texts.append(as_text(look_up(state.scope, path)))
            except EXPECTED as error:
                state.fail(tag, error)
                texts.append("")
        return texts


@dataclass(frozen=True, slots=True)
class Show:
    """A computed value."""

    value: Evaluator
    tag: int

    def run(self, out: list[bytes], state: State) -> None:
        try:
            text = as_text(self.value(state.scope, state.meter))
        except EXPECTED as error:
            state.fail(self.tag, error)
            return
        encoded, post_steps = encode_all([text])
        state.post_steps |= post_steps
        state.meter.output(len(encoded[0]))
        out += encoded


@dataclass(frozen=True, slots=True)
class Branch:
    """A condition with what it prints."""

    test: Evaluator
    tag: int
    body: Sequence[Operation]


@dataclass(frozen=True, slots=True)
class Choose:
    """The first branch whose condition holds, or `otherwise`."""

    branches: tuple[Branch, ...]
    otherwise: Sequence[Operation]

    def run(self, out: list[bytes], state: State) -> None:
        state.meter.step()
        for branch in self.branches:
            try:
                holds = bool(branch.test(state.scope, state.meter))
            except EXPECTED as error:
                state.fail(branch.tag, error)
                return
            if holds:
                run_all(branch.body, out, state)
                return
        run_all(self.otherwise, out, state)


@dataclass(frozen=True, slots=True)
class Loop:
    """A body once for each item of a list; `otherwise` when there is none.

    `counted` says that the body asks for `loop.index` and the like.
    """

    items: Evaluator
    name: str
    test: Evaluator | None
    body: Sequence[Operation]
    otherwise: Sequence[Operation]
    tag: int
    counted: bool

    def run(self, out: list[bytes], state: State) -> None:
        try:
            items = self._chosen(state)
        except EXPECTED as error:
            state.fail(self.tag, error)
            return
        if not items:
            run_all(self.otherwise, out, state)
            return
        outer, state.scope = state.scope, dict(state.scope)
        for index, item in enumerate(items):
            state.tag = self.tag
            state.meter.step()
            state.scope[self.name] = item
            if self.counted:
                state.scope["loop"] = _counters(index, len(items))
            run_all(self.body, out, state)
        state.scope = outer

    def _chosen(self, state: State) -> list[Any]:
        """The items that pass the loop's own condition."""
        found = self.items(state.scope, state.meter)
        if not isinstance(found, (list, tuple)):
            str(found)
            raise TypeError
        if self.test is None:
            return list(found)
        state.tag = self.tag
        chosen = []
        for item in found:
            state.meter.step()
            if self.test({**state.scope, self.name: item}, state.meter):
                chosen.append(item)
        return chosen


def _counters(index: int, length: int) -> dict[str, object]:
    return {
        "index": index + 1,
        "index0": index,
        "first": index == 0,
        "last": index == length - 1,
        "length": length,
    }


def run_all(operations: Sequence[Operation], out: list[bytes], state: State) -> None:
    """Runs operations in order."""
    for operation in operations:
        operation.run(out, state)
