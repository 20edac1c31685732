"""Numbers that are right and could be bound to their cells: advice, one finding a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gxgen.diag import Diagnostic, Related, diagnose
from gxgen.rules.mentions.claims import How, Item, Reading
from gxgen.rules.mentions.figures import Candidate, Table, agrees, fitting
from gxgen.spec.amount import Amount

MAX_CELLS = 3
"""A tag that adds up more cells than this would be harder to read than the number."""
MAX_SHOWN = 12
_Right = tuple[Item, Candidate]


def judge_bindable(reading: Reading, table: Table) -> Iterator[Diagnostic]:
    """Literal numbers that equal their cells exactly and could follow them by themselves."""
    found: dict[tuple[int, int], list[_Right]] = {}
    for item in reading.items:
        fit = _fit(item, table)
        if fit is not None:
            sentence = item.line.text.rfind("。", 0, item.quantity.start)
            found.setdefault((id(item.line), sentence), []).append((item, fit))
    for numbers in found.values():
        yield _advice(numbers, table)


def binding_of(item: Item, table: Table) -> str | None:
    """The tag that a literal number could be replaced by, None where that is not certain."""
    fit = _fit(item, table)
    return None if fit is None else _tag(fit)


def _fit(item: Item, table: Table) -> Candidate | None:
    meaning, quantity = item.meaning, item.quantity
    if meaning is None or not item.judged or meaning.how is How.EACH:
        return None
    if item.line.is_bound(quantity.start, quantity.end):
        return None
    text = item.line.text
    candidates = table.candidates(meaning) or []
    candidates = [one for one in candidates if not one.only or any(w in text for w in one.only)]
    for fit in fitting(quantity, candidates, table.vocabulary.mentions.money):
        if fit.is_said(item.line.concepts):
            return fit if _is_exact(item, fit, table) else None
    return None


def _is_exact(item: Item, fit: Candidate, table: Table) -> bool:
    """Whether a tag for the cell would print just the number that stands there."""
    quantity = item.quantity
    money = table.vocabulary.mentions.money
    if money.get(quantity.unit, 1) != 1 or quantity.value != fit.value:
        return False
    if len(fit.cells) > MAX_CELLS or fit.negative or not agrees(quantity, fit.value, money):
        return False
    # An amount would print its unit, too.
    return not any(isinstance(table.figures.values.get(cell), Amount) for cell in fit.cells)


def _tag(fit: Candidate) -> str:
    return "{{ " + fit.expression + " }}"


def _advice(numbers: Sequence[_Right], table: Table) -> Diagnostic:
    """One finding at the first number of a sentence; the others are told beside it."""
    (item, fit), *others = numbers
    quantity = item.quantity
    path = item.line.passage.path
    related = tuple(
        Related(one.line.place(one.quantity.start, one.quantity.end), f"可以写成 {_tag(its)}")
        for one, its in others[:MAX_SHOWN]
    )
    return diagnose(
        table.vocabulary.mentions.settings.advice,
        item.line.place(quantity.start, quantity.end),
        address=".".join(map(str, path)),
        label=table.report.label(path),
        related=related,
        case="many" if others else "",
        count=len(others),
        text=item.line.text[quantity.start : quantity.end],
        tag=_tag(fit),
        flow=table.flow(fit),
    )
