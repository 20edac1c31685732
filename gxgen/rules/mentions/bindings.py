"""Which literals of a report's prose certainly are one of its cells: they could be bound to it."""

from __future__ import annotations

from gxgen.report.model import Report
from gxgen.rules.mentions.bindable import binding_of
from gxgen.rules.mentions.figures import Table
from gxgen.rules.mentions.run import read_report
from gxgen.rules.mentions.vocabulary import vocabulary_of

Spans = tuple[tuple[int, int, str], ...]
"""(first character, past the last one, tag) of numbers in the text of a passage."""


def bindings_of(report: Report) -> dict[tuple[str | int, ...], Spans]:
    """Path of a passage → the numbers in it that equal the cell they obviously speak of."""
    vocabulary = vocabulary_of(report)
    if vocabulary is None or not report.year:
        return {}
    reading = read_report(report, vocabulary)
    table = Table(report, vocabulary, report.figures)
    found: dict[tuple[str | int, ...], list[tuple[int, int, str]]] = {}
    for item in reading.items:
        tag = binding_of(item, table)
        if tag is not None:
            start = item.quantity.start
            words = item.line.text[start : item.quantity.end]
            number = words.removesuffix(item.quantity.unit)
            span = item.line.typed_span(start, start + len(number))
            found.setdefault(item.line.passage.path, []).append((*span, tag))
    return {path: tuple(spans) for path, spans in found.items()}
