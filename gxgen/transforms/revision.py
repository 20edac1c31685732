"""Last year's prose made ready to be revised: marked, years moved on where that is certain, and
figures turned into places to be filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gxgen.report.expression import TAG
from gxgen.report.prose import block_of

MARK = "【待改】"
"""Opens every paragraph of last year's text; deleting it says that the paragraph is revised."""
OPEN, CLOSE = "【上年", "】"
"""Around a figure of last year's: to be replaced by this year's."""
_COUNTED = "件条个次宗份项人期场篇家例起户批"
_NUMBER = re.compile(
    r"(?<![\d０-９.．第〔\[（(A-Za-z\-—～~/“‘【上年])(?<![\d０-９][,，])"
    r"[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?"
    rf"(?=\s*(?:余|多|万余|万)?\s*(?:[{_COUNTED}％%]|万元|亿元|元|个百分点|人次|场次))"
)
_YEAR = re.compile(r"(?<![\d〔（(《“])(20\d{2})(?=\s*年)")
_DAY = re.compile(r"\s*年\s*\d{1,2}\s*月")
_EDGE = re.compile(r"\s*年\s*(?:1\s*月\s*1\s*日|12\s*月\s*31\s*日)")
_LOOKS_BACK = re.compile(r"(?:较|比|同比|与|于|自|从|截至|截止|至|到|以来|来自|《[^》]*)$")


@dataclass(frozen=True, slots=True)
class Binding:
    """Characters `start` up to `end` of a passage that equal a cell, and the tag that names it."""

    start: int
    end: int
    tag: str


def with_next_year(text: str, year: int, new: int) -> str:
    """`text` of a title, a period or a preamble: the report's year becomes the new one, whatever
    stands around it; the year after (of publication) moves on, too."""
    moved = {str(year): str(new), str(year + 1): str(new + 1)}
    return re.sub(r"(?<![\d〔])20\d{2}(?!\d|〕)", lambda hit: moved.get(hit[0], hit[0]), text)


def revised(text: str, bindings: Sequence[Binding], year: int, new: int) -> Iterator[str]:
    """The non-blank lines of a passage, ready to be revised. A line that is only a sub-heading is
    left as it is."""
    start = 0
    for line in text.split("\n"):
        inside = [
            item for item in bindings if start <= item.start and item.end <= start + len(line)
        ]
        if line.strip():
            made = _line(
                line, [(item.start - start, item.end - start, item.tag) for item in inside]
            )
            made = _years(made, year, new).strip()
            yield made if _is_heading(made) else MARK + made
        start += len(line) + 1


def _is_heading(line: str) -> bool:
    block = block_of(line)
    return bool(block.title) and not block.text


def _line(line: str, bound: Sequence[tuple[int, int, str]]) -> str:
    """The line with certain figures bound and all others shown as last year's."""
    parts, at = [], 0
    for start, end, tag in sorted(bound):
        if start >= at:
            parts += [_places(line[at:start]), tag]
            at = end
    return "".join([*parts, _places(line[at:])])


def _places(text: str) -> str:
    """Figures as 【上年225】; figures in tags are bound already."""
    parts, at = [], 0
    for tag in TAG.finditer(text):
        parts += [_marked(text[at : tag.start()]), tag.group()]
        at = tag.end()
    return "".join([*parts, _marked(text[at:])])


def _marked(text: str) -> str:
    return _NUMBER.sub(lambda found: f"{OPEN}{found.group()}{CLOSE}", text)


def _years(text: str, year: int, new: int) -> str:
    """The report's year moved on where it says when this report's work was done.

    A year in a name, in a date, or after words that look back stays: whether it still belongs
    there only a person can tell.
    """

    def move(found: re.Match[str]) -> str:
        stated, behind = int(found[1]), text[found.end() :]
        if stated == year and _EDGE.match(behind):
            return str(new)
        before = text[: found.start()]
        if stated not in (year, year + 1) or _DAY.match(behind) or _LOOKS_BACK.search(before):
            return found[0]
        return str(stated - year + new)

    return _YEAR.sub(move, text)
