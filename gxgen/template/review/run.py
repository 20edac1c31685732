"""Runs every judgement over one template file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gxgen.diag import Diagnostic, DocPlace
from gxgen.spec.norm import Norm
from gxgen.spec.shape import Record
from gxgen.spec.table import Table
from gxgen.template.compiler import PartCompiler
from gxgen.template.contract import find_cells
from gxgen.template.environment import DEFAULT_FILTERS, Filters
from gxgen.template.opening import Opened, examine
from gxgen.template.review.coverage import judge_coverage
from gxgen.template.review.foreign import judge_foreign
from gxgen.template.review.looks import judge_looks
from gxgen.template.review.outline import Outline
from gxgen.template.stamp import stamp

_RANK: Mapping[str, int] = {"error": 0, "warning": 1, "advice": 2}


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
    found += _tags(template, file, shape, tables, filters)
    parts = [part.shown for part in template.parts]
    return tuple(sorted(found, key=lambda one: _order(one, parts)))


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


def _order(found: Diagnostic, parts: Sequence[str]) -> tuple[int, int, int]:
    """The whole file first, then part by part; advice after all else."""
    place = found.place
    part = parts.index(place.part) if isinstance(place, DocPlace) and place.part in parts else -1
    return (_RANK[str(found.severity)] // 2, part, 0)
