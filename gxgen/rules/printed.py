"""The texts of a report that are printed, as passages: read once for all rules that ask.

Rules are asked one after the other about the same report, so the last two reports asked about (one
and last year's) keep their passages. Nothing that a rule finds is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gxgen.report import header
from gxgen.report.figures import Path
from gxgen.report.model import Report
from gxgen.rules.prose import Prose, without_tags
from gxgen.source.tree import Scalar, walk

_NO_PROSE = frozenset(
    (
        header.PACK,
        header.EDITION,
        header.LAST_YEAR,
        header.LEXICON,
        header.WAIVERS,
        header.OWN_FIGURES,
    )
)
"""Fields that are not printed as they are typed."""


class _Shelf:
    """What was read of one report, kept while several rules ask for it one after the other."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._passages = report.passages
        self._data = report.data
        self.chapters: dict[str, list[Prose]] = {}
        self.preface: list[Prose] | None = None
        self.others: list[Prose] | None = None
        self.joined: dict[bool, str] = {}

    def is_of(self, report: Report) -> bool:
        return (
            self._report is report
            and self._passages is report.passages
            and self._data is report.data
        )


_shelves: list[_Shelf] = []
_MOST_SHELVES = 2
"""A report and the one of last year."""


def _shelf(report: Report) -> _Shelf:
    for shelf in _shelves:
        if shelf.is_of(report):
            return shelf
    made = _Shelf(report)
    _shelves[:] = [made, *_shelves[: _MOST_SHELVES - 1]]
    return made


def narrative(report: Report, *chapters: str) -> list[Prose]:
    """The passages of the chapters named, of all narrative chapters without names."""
    kept = _shelf(report).chapters
    made: list[Prose] = []
    for key in chapters or report.passages:
        proses = kept.get(key)
        if proses is None:
            proses = kept[key] = [
                Prose(report, key, item.section, item.heading, item.path, without_tags(item.text))
                for item in report.passages.get(key, ())
            ]
        made += proses
    return made


def preface(report: Report) -> list[Prose]:
    """The agency's own preamble; none where the pack's is printed."""
    shelf = _shelf(report)
    if shelf.preface is None:
        shelf.preface = _preface(report)
    return shelf.preface


def _preface(report: Report) -> list[Prose]:
    value = report.data.get(header.PREFACE)
    if value in (None, header.BY_TEMPLATE, header.NONE):
        return []
    items = list(enumerate(value)) if isinstance(value, list) else [(-1, value)]
    return [
        Prose(report, "", "", None, _below(header.PREFACE, index), without_tags(text))
        for index, text in items
        if isinstance(text, str) and text.strip()
    ]


def _below(key: str, index: int) -> Path:
    return (key,) if index < 0 else (key, index)


def sections(report: Report) -> Mapping[tuple[str, str], list[Prose]]:
    """The narrative passages of each section, by chapter and section, in file order."""
    made: dict[tuple[str, str], list[Prose]] = {}
    for prose in narrative(report):
        made.setdefault((prose.chapter, prose.section), []).append(prose)
    return made


def joined(report: Report, *, others: bool = False) -> str:
    """Preamble and chapters (with all `others` that are printed) in one text, a line break between
    passages: what is not in here need not be looked for passage by passage."""
    kept = _shelf(report).joined
    if others not in kept:
        proses = [*preface(report), *narrative(report), *(other_texts(report) if others else ())]
        kept[others] = "\n".join(prose.text for prose in proses)
    return kept[others]


def other_texts(report: Report) -> list[Prose]:
    """Every text outside the narrative chapters and tables, as a passage without chapter."""
    shelf = _shelf(report)
    if shelf.others is None:
        shelf.others = list(_other_texts(report))
    return shelf.others


def _other_texts(report: Report) -> Iterator[Prose]:
    for key, root in report.root.items.items():
        if key in report.passages or key in report.spec.groups or key in _NO_PROSE:
            continue
        for path, node in walk(root, (key,)):
            if isinstance(node, Scalar) and node.text.strip():
                yield Prose(report, "", "", None, path, node.text)
