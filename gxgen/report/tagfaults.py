"""What is wrong with the figures bound in prose: faulty tags, names that are not there, braces."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from gxgen.diag import Diagnostic, TextPlace, diagnose, in_order
from gxgen.report.binding import NotYetError, bound_passages, group_at, shown
from gxgen.report.expression import BRACE, TAG, UnreadableError
from gxgen.report.figures import Path
from gxgen.report.model import Report
from gxgen.spec.spec import Spec

_NAME_FAULTS = ("unknown", "nowhere", "group", "own", "own_none", "scope", "double")
_CODES = ("GX501", "GX502")
MOST_PLACES = 300
"""Faults of one text that are each shown at their own place; looking a place up reads the text."""
MOST_NAMES = 50
"""Different unknown names in one report for which the nearest one is looked for."""


def compare_with(report: Report, previous: Report) -> None:
    """Gives `report` last year's report, and judges the figures in its prose anew with it."""
    report.previous = previous
    kept = [item for item in report.findings if item.code not in _CODES]
    report.findings = in_order([*kept, *judge_bindings(report)])


def judge_bindings(report: Report) -> list[Diagnostic]:
    """Faulty tags and stray braces in prose."""
    found: list[Diagnostic] = []
    names: set[str] = set()
    for text, path in bound_passages(report):
        if BRACE.search(text):
            judge = _TextJudge(report, text, path, names)
            found += [*judge.tags(), *judge.braces()]
    return found


class _TextJudge:
    """One text of a report. `names` are the unknown names told so far."""

    def __init__(self, report: Report, text: str, path: Path, names: set[str]) -> None:
        self.report = report
        self.text = text
        self.path = path
        self.names = names
        self.told = 0
        self.facts: dict[str, Any] = {
            "label": report.label(path),
            "address": ".".join(map(str, path)),
        }

    def tags(self) -> Iterator[Diagnostic]:
        seen: dict[str, int] = {}
        for tag in TAG.finditer(self.text):
            typed = tag.group()
            occurrence = seen.get(typed, 0)
            seen[typed] = occurrence + 1
            try:
                shown(self.report, tag["inside"])
            except NotYetError:
                continue
            except UnreadableError as why:
                code = "GX501" if why.case in _NAME_FAULTS else "GX502"
                case, facts = why.case, why.facts
                if case == "nowhere":
                    near = self._near(str(facts["name"]))
                    case, facts = ("unknown" if near else case), {**facts, "near": near}
                place = self._place(typed, occurrence)
                yield diagnose(code, place, **self.facts, tag=typed, case=case, **facts)

    def braces(self) -> Iterator[Diagnostic]:
        """The first brace of each line that belongs to no tag."""
        plain = TAG.sub(lambda found: " " * len(found.group()), self.text)
        start = 0
        for line in plain.split("\n"):
            stray = BRACE.search(line)
            if stray is not None:
                at = start + stray.start()
                needle = self.text[at : start + len(line)][:12]
                before = self.text.count(needle, 0, at) if self.told < MOST_PLACES else 0
                place = self._place(needle, before)
                yield diagnose("GX502", place, **self.facts, tag=needle, case="brace")
            start += len(line) + 1

    def _near(self, name: str) -> str:
        self.names.add(name)
        return _near(self.report.spec, name) if len(self.names) <= MOST_NAMES else ""

    def _place(self, needle: str, occurrence: int) -> TextPlace:
        self.told += 1
        if self.told > MOST_PLACES:
            return self.report.place(self.path)
        return self.report.text_place(self.path, needle, occurrence)


@lru_cache(maxsize=1024)
def _near(spec: Spec, name: str) -> str:
    """The address most likely meant: one that ends like `name`, else one spelt like it."""
    from difflib import get_close_matches

    ends = [address for address in spec.cells if address.endswith("." + name)]
    if not ends and "." not in name:
        records = (key for table in spec.tables for key in table.records)
        record = next((key for key in records if key.endswith("." + name)), None)
        group = group_at(spec, record) if record else None
        ends = [cell.address for cell in group.cells() if cell.is_total] if group else []
    close = ends or get_close_matches(name[:80], list(spec.cells), n=1, cutoff=0.6)
    return close[0] if close else ""
