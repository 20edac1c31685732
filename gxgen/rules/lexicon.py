"""Wording that must be replaced (GX561): the pack's own list and the lexicon the user gives.

The lists come in as data; nobody claims they are complete.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gxgen.diag import Diagnostic
from gxgen.report import header
from gxgen.rules.inquiry import Inquiry
from gxgen.rules.printed import narrative, other_texts
from gxgen.rules.prose import Prose, at_most, block_for, tell
from gxgen.spec.content import Block, Span

Index = Mapping[str, list[tuple[str, str]]]


def judge_wording(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Every place of a listed wording, longest entry first, unless the right wording holds it."""
    report = inquiry.report
    block = block_for(report, header.LEXICON)
    if block is None:
        return
    entries = {**block.table("说法"), **inquiry.lexicon}
    if entries:
        index = _index(entries)
        proses = [*narrative(report), *other_texts(report)]
        yield from at_most(item for prose in proses for item in _found(block, prose, index))


def _index(entries: Mapping[str, str]) -> Index:
    """Entries by their first two characters, so that a text is read once for all of them."""
    index: dict[str, list[tuple[str, str]]] = {}
    for wrong in sorted(entries, key=len, reverse=True):
        index.setdefault(wrong[:2], []).append((wrong, entries[wrong]))
    return index


def _found(block: Block, prose: Prose, index: Index) -> Iterator[Diagnostic]:
    text, at = prose.text, 0
    while at < len(text):
        candidates = [*index.get(text[at : at + 2], ()), *index.get(text[at], ())]
        hit = next((item for item in candidates if text.startswith(item[0], at)), None)
        if hit is None:
            at += 1
            continue
        wrong, right = hit
        if not _is_right(text, at, wrong, right):
            span = Span(at, at + len(wrong), wrong)
            case = "" if right else "forbidden"
            yield tell(block, "GX561", prose, span, case=case, text=wrong, right=right)
        at += len(wrong)


def _is_right(text: str, at: int, wrong: str, right: str) -> bool:
    """True where the right wording, which holds the wrong one, already stands."""
    inside = right.find(wrong)
    return inside >= 0 and text.startswith(right, at - inside) and at >= inside
