"""Growth against last year (T12), recomputed from last year's report."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gxgen.diag import Diagnostic, diagnose
from gxgen.rules.mentions.claims import Growth, Reading
from gxgen.rules.mentions.figures import Table, is_short_for, show_decimal


def judge_growth(reading: Reading, table: Table, last: Table | None) -> Iterator[Diagnostic]:
    """Findings on rates and differences that neither last year's figures give nor those that the
    sentence itself names. `last` is None where there is no report of last year."""
    for growth in reading.growths:
        finding = _judge(growth, table, last)
        if finding is not None:
            yield finding


def _judge(growth: Growth, table: Table, last: Table | None) -> Diagnostic | None:
    subject, quantity = growth.subject, growth.quantity
    rate = quantity.unit == "%"
    if not rate and quantity.unit != subject.quantity.unit:
        return None
    now = subject.quantity.value
    pairs = _before(growth, last)
    if not pairs or (rate and not all(pairs)):
        return None
    changes = [_change(now, then, rate) for then in pairs]
    if any(_agrees(growth, change, rate) for change in changes):
        return None
    return _finding(growth, table, now, pairs[0], changes[0], rate)


def _before(growth: Growth, last: Table | None) -> list[Decimal]:
    """What it may have been last year; empty where nobody knows."""
    subject = growth.subject
    stated = [subject.then.quantity.value] if subject.then is not None else []
    if last is None or subject.meaning is None or not (subject.judged or stated):
        return stated
    return stated + [total for one in last.candidates(subject.meaning) or () for total in one.totals]


def _change(now: Decimal, then: Decimal, rate: bool) -> Decimal:
    return (now - then) * 100 / then if rate else now - then


def _agrees(growth: Growth, change: Decimal, rate: bool) -> bool:
    quantity = growth.quantity
    signed = change * growth.sign
    if not rate and quantity.step == 1:
        return signed == quantity.value
    return signed >= 0 and is_short_for(quantity.value, quantity.step, signed)


def _finding(
    growth: Growth, table: Table, now: Decimal, then: Decimal, change: Decimal, rate: bool
) -> Diagnostic:
    quantity = growth.quantity
    path = growth.line.passage.path
    right = change.quantize(Decimal("0.01")) if rate else change
    return diagnose(
        table.vocabulary.mentions.settings.growth,
        growth.line.place(quantity.start, quantity.end),
        address=".".join(map(str, path)),
        label=table.report.label(path),
        text=growth.line.text[quantity.start : quantity.end],
        now=show_decimal(now),
        then=show_decimal(then),
        right=show_decimal(right) + ("%" if rate else ""),
    )
