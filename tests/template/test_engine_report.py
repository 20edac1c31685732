"""The standard report templates: they compile, fill every cell, and equal docxtpl's."""

from __future__ import annotations

from itertools import count

import pytest
from docx_kit import by_docxtpl, canonical, member

from gxgen.report.context import shape_of
from gxgen.spec.shape import Leaf, ListOf, Number, Record, Shape
from gxgen.spec.spec import load_spec
from gxgen.template.builder.report import build_report_template
from gxgen.template.engine import compile_template, stamp_copy


def value_of(shape: Shape, numbers: count[int], steps: tuple[str, ...]) -> object:
    """A value of any shape; every text is different and short enough for its cell."""
    if isinstance(shape, Leaf):
        return str(next(numbers) % 999)
    if isinstance(shape, Number):
        return len(steps) % 3
    if isinstance(shape, ListOf):
        return [value_of(shape.item, numbers, (*steps, str(item))) for item in range(3)]
    assert isinstance(shape, Record)
    return {key: value_of(below, numbers, (*steps, key)) for key, below in shape.fields.items()}


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_standard_report_equals_docxtpl_s(edition: str) -> None:
    spec = load_spec(edition).value
    assert spec is not None
    shape = shape_of(spec)
    data = build_report_template(spec.tables, spec.chapters)
    template = compile_template(data, "report.docx", shape, spec.tables).value
    stamped = stamp_copy(data, "report.docx", spec.tables).value
    assert template is not None and stamped is not None
    assert len(template.addresses) == sum(len(table.cells) for table in spec.tables)
    context = value_of(shape, count(1), ())
    assert isinstance(context, dict)
    done = template.render(context)
    assert done.value is not None, done.diagnostics
    theirs = by_docxtpl(stamped, context)
    for name, part in template.named:
        if hasattr(part, "render") and name.startswith("word/"):
            assert canonical(member(done.value, name)) == canonical(member(theirs, name)), name
