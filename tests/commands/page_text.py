"""Markdown pages as text: blocks, expected output with `…`, and edits of files. Runs nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

ANY = "…"
"""A line of its own in expected output: any lines, or none."""
PROMPT = "$ "
ACTIONS = ("取", "在 Word 里改", "打开", "关闭")
_FENCE = re.compile(r"^(?P<indent> *)```(?P<info>.*)$")
_ACTION = re.compile(rf"^ *<!-- (?P<verb>{'|'.join(ACTIONS)}) (?P<file>\S+) -->$")
_HIDDEN = re.compile(r"^<!-- (?P<info>改 \S+)$")
_HIDDEN_END = "-->"
Lines = list[str]


@dataclass
class Step:
    """A fenced block, or an action in a comment. `start`: index of the first line inside."""

    info: list[str]
    start: int
    lines: Lines = field(default_factory=list)
    indent: str = ""

    @property
    def kind(self) -> str:
        """The words that say what to do with it, the file's name left out."""
        return " ".join(self.info[:2]) if len(self.info) > 1 else "".join(self.info)


def steps_of(text: str) -> Iterator[Step]:
    """The blocks and actions of a page in order. Raises ValueError for a block without an end."""
    step: Step | None = None
    end = ""
    for index, line in enumerate(text.splitlines()):
        if step is not None:
            if line.strip() == end:
                yield step
                step = None
            else:
                step.lines.append(line.removeprefix(step.indent))
        elif (fence := _FENCE.match(line)) is not None:
            step, end = Step(fence["info"].split(), index + 1, indent=fence["indent"]), "```"
        elif (hidden := _HIDDEN.match(line)) is not None:
            step, end = Step(["diff", *hidden["info"].split()], index + 1), _HIDDEN_END
        elif (action := _ACTION.match(line)) is not None:
            yield Step([action["verb"], action["file"]], index)
    if step is not None:
        raise ValueError(f"line {step.start}: the block is not closed")


def runs(text: str) -> bool:
    """Whether a page has anything to run."""
    return any(step.info[:1] in (["console"], ["python"]) for step in steps_of(text))


def commands_of(step: Step) -> Iterator[tuple[int, str, Lines]]:
    """(index of the first expected line, command, expected lines) of a console block."""
    starts = [at for at, line in enumerate(step.lines) if line.startswith(PROMPT)]
    for start, end in zip(starts, [*starts[1:], len(step.lines)], strict=True):
        expected = [line.rstrip() for line in step.lines[start + 1 : end]]
        yield step.start + start + 1, step.lines[start].removeprefix(PROMPT), expected


def matches(expected: Lines, actual: Lines) -> bool:
    """Whether `actual` is what a page expects; `…` stands for any lines."""
    first, *others = _parts(expected)
    if not others:
        return first == actual
    if actual[: len(first)] != first:
        return False
    *middle, last = others
    position = len(first)
    for part in middle:
        starts = range(position, len(actual) - len(part) + 1)
        at = next((at for at in starts if actual[at : at + len(part)] == part), None)
        if at is None:
            return False
        position = at + len(part)
    end = len(actual) - len(last)
    return end >= position and actual[end:] == last


def elided(expected: Lines, actual: Lines) -> Lines:
    """`actual`, shortened where `expected` was: each part where it is most like the old one."""
    first, *others = _parts(expected)
    if not others:
        return actual
    made = actual[: len(first)]
    position = len(made)
    for number, part in enumerate(others, 1):
        latest = max(position, len(actual) - len(part))
        starts = range(latest if number == len(others) else position, latest + 1)
        best = max(starts, key=lambda at: _likeness(part, actual[at : at + len(part)]))
        made += [ANY, *actual[best : best + len(part)]]
        position = best + len(part)
    return made


def _parts(lines: Lines) -> list[Lines]:
    """The runs of lines between the `…`."""
    parts: list[Lines] = [[]]
    for line in lines:
        if line.strip() == ANY:
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def _likeness(one: Lines, other: Lines) -> float:
    return SequenceMatcher(None, "\n".join(one), "\n".join(other), autojunk=False).ratio()


def edited(text: str, change: Lines) -> str:
    """`text` after a change written with `-`, `+` and, for lines that stay, a space.

    Raises ValueError unless the lines to be changed are in the text exactly once.
    """
    lines = text.splitlines()
    for part in _parts(change):
        old = [line[1:] for line in part if not line.startswith("+")]
        new = [line[1:] for line in part if not line.startswith("-")]
        found = [at for at in range(len(lines)) if lines[at : at + len(old)] == old]
        if not old or len(found) != 1:
            raise ValueError(f"to be changed, found {len(found)} times:\n" + "\n".join(old))
        lines[found[0] : found[0] + len(old)] = new
    return "\n".join(lines) + "\n"


def filled(text: str, sections: Lines) -> str:
    """`text` with its sections (`名称:` at the left edge) replaced by those of `sections`.

    A section that is only there as a comment is replaced too, one that is not there is added.
    """
    lines = text.splitlines()
    for section in _sections(sections):
        name = section[0].partition(":")[0]
        at = next((at for at, line in enumerate(lines) if _opens(line, name)), len(lines))
        end = at + 1
        while end < len(lines) and _belongs(lines[end], lines[at]):
            end += 1
        while end > at + 1 and end <= len(lines) and not lines[end - 1].strip():
            end -= 1
        lines[at:end] = section
    return "\n".join(lines) + "\n"


def _sections(lines: Lines) -> Iterator[Lines]:
    section: Lines = []
    for line in lines:
        if line[:1].strip() and section:
            yield section
            section = []
        section.append(line)
    if section:
        yield section


def _opens(line: str, name: str) -> bool:
    return line.removeprefix("# ").startswith(f"{name}:")


def _belongs(line: str, opening: str) -> bool:
    """Whether `line` still belongs to the section that `opening` opens."""
    if opening.startswith("# "):
        return line.startswith("#   ")
    return not line[:1].strip()
