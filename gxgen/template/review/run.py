"""Runs every judgement over one template file."""

from __future__ import annotations

from collections.abc import Sequence

from gxgen.diag import Diagnostic, DocPlace, Severity
from gxgen.spec.norm import Norm
from gxgen.spec.shape import Record
from gxgen.spec.table import Table
from gxgen.template.compiler import PartCompiler
from gxgen.template.contract import find_cells
from gxgen.template.environment import DEFAULT_FILTERS, Filters
from gxgen.template.fragments import paragraph_places
from gxgen.template.opening import Opened, examine
from gxgen.template.review.coverage import judge_coverage
from gxgen.template.review.foreign import judge_foreign
from gxgen.template.review.looks import judge_looks
from gxgen.template.review.outline import Outline
from gxgen.template.stamp import stamp


def review_template(
    data: bytes,
    file: str,
    shape: Record,
    tables: Sequence[Table],
    outline: Outline,
    norm: Norm | None = None,
    filters: Filters = DEFAULT_FILTERS,
) -> tuple[Diagnostic, ...]:
    """Every finding on the .docx bytes of a template, part by part in document order.

    `shape`, `tables` and `filters` are what the compiler gets; `outline` what the template has
    to print; `norm` the looks it is compared with (None: not compared).
    """
    examined = examine(data, file)
    template = examined.value
    if template is None:
        return examined.diagnostics
    found = list(judge_foreign(template, file))
    main = template.main
    place = DocPlace(file, main.shown)
    drawn = find_cells(main.root, tables, place)
    found += judge_coverage(main.root, place, outline, drawn)
    if norm is not None:
        found += judge_looks(template, file, outline, norm)
    places = list(paragraph_places(main.root, place).values())
    found += _tags(template, file, shape, tables, filters)
    return tuple(sorted(found, key=_Order(template, places)))


def _tags(
    template: Opened, file: str, shape: Record, tables: Sequence[Table], filters: Filters
) -> list[Diagnostic]:
    """What compiling would find. The trees are changed by it, so it comes last."""
    main = template.main
    place = DocPlace(file, main.shown)
    stamped = stamp(main.root, tables, place, template.styles)
    found = list(stamped.diagnostics)
    compiler = PartCompiler(file, shape, filters)
    for part in template.parts:
        _, faults = compiler.compile(part, stamped.slots if part.is_main else ())
        found += faults
    return found


class _Order:
    """The key that puts findings into the order an author works through them.

    The file as a whole first, then part by part as it is read; advice after all else.
    """

    def __init__(self, template: Opened, places: Sequence[DocPlace]) -> None:
        self.parts = [part.shown for part in template.parts]
        self.index: dict[tuple[int, ...], int] = {}
        for at, place in enumerate(places):
            steps = (place.table, place.row, place.column, place.paragraph)
            for length in range(1, len(steps) + 1):
                self.index.setdefault(steps[:length], at)

    def __call__(self, found: Diagnostic) -> tuple[bool, int, int]:
        place, advice = found.place, found.severity is Severity.ADVICE
        if not isinstance(place, DocPlace) or place.part not in self.parts:
            return advice, -1, -1
        part = self.parts.index(place.part)
        steps = (place.table, place.row, place.column, place.paragraph)
        if part or not any(steps):
            return advice, part, place.paragraph or -1
        known = (steps[:length] for length in range(len(steps), 0, -1))
        return advice, part, next((self.index[one] for one in known if one in self.index), -1)
