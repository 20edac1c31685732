"""A table whose cells were run together in one text: cut again at the labels of its rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from gxgen.spec.grid import Grid, GridCell
from gxgen.spec.outline import outline_leaves
from gxgen.spec.recognise.sheet import Sheet
from gxgen.spec.table import Table

_FIGURE = re.compile(r"(?<![\d.])[-−]?\d[\d,，]*(?:\.\d+)?(?:\s*(?:亿元|万元|元|件))?(?![\d.])")
_MARK = re.compile(r"(?<![^\s|])(?:[/／]|[-—–－]{1,2})(?![^\s|])")
"""A mark for nothing that stands alone where a figure should."""
_GAP = r"[\s|\t]*"
_SIGNS = {"（": "[（(]", "）": "[）)]", "，": "[，,]", "：": "[：:]", "“": '[“"]', "”": '[”"]'}
LONGEST = 20_000
"""Characters that the tables of a report can take when run together."""


PlaceOf = Callable[[int], object]
"""Offset in the text → the place of what stands there."""
Piece = tuple[str, int]
"""A label or a figure, and its offset."""


def sheet_of_stream(text: str, table: Table, place_of: PlaceOf) -> Sheet | None:
    """The rows of `table` that `text` holds, each a label and the figures behind it; None where it
    holds fewer than half of its labels."""
    text = text[:LONGEST]
    labels = list(_labels(table))
    rows = _rows(text, labels) if labels else _unlabelled(text, table)
    if not rows or 2 * len(rows) < len(labels):
        return None
    cells = [
        GridCell(index, column, text=part, ref=place_of(at))
        for index, row in enumerate(rows)
        for column, (part, at) in enumerate(row)
    ]
    return Sheet(Grid(len(rows), max(map(len, rows)), tuple(cells)), exact=False)


def _labels(table: Table) -> Iterable[str]:
    for block in table.blocks:
        if block.caption:
            yield block.caption
        for leaf in outline_leaves(block.rows):
            if leaf.labels:
                yield leaf.labels[-1]


def _pattern(label: str) -> re.Pattern[str]:
    """A label with anything that wrapping may have put between its characters."""
    return re.compile(_GAP.join(_SIGNS.get(sign, re.escape(sign)) for sign in label))


def _rows(text: str, labels: Sequence[str]) -> list[list[Piece]]:
    """[label, figure, …] for each label that stands in `text` in the order of the form."""
    found: list[tuple[int, int, str]] = []
    start = 0
    for label in labels:
        match = _pattern(label).search(text, start)
        if match is not None:
            found.append((match.start(), match.end(), label))
            start = match.end()
    ends = [*(begin for begin, _, _ in found), len(text)][1:]
    return [
        [(label, begin), *_figures(text, end, stop)]
        for (begin, end, label), stop in zip(found, ends, strict=True)
    ]


def _figures(text: str, start: int, stop: int) -> list[Piece]:
    """The figures, or marks for nothing, right behind a label; words end them."""
    figures: list[Piece] = []
    at = start
    found = [*_FIGURE.finditer(text, start, stop), *_MARK.finditer(text, start, stop)]
    for match in sorted(found, key=lambda match: match.start()):
        if re.search(r"\w", text[at : match.start()]):
            break
        figures.append((match.group().strip(), match.start()))
        at = match.end()
    return figures


def _unlabelled(text: str, table: Table) -> list[list[Piece]]:
    """The one row of a table without row labels: the figures behind its last heading."""
    leaves = [leaf for block in table.blocks for leaf in outline_leaves(block.columns)]
    start = 0
    for leaf in leaves:
        match = _pattern(leaf.labels[-1]).search(text, start)
        if match is None:
            return []
        start = match.end()
    figures = _figures(text, start, len(text))
    return [figures] if figures else []
