"""Growth against last year (T12), recomputed from last year's report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from gxgen.diag import Diagnostic, diagnose
from gxgen.rules.mentions.claims import Growth, Meaning, Reading
from gxgen.rules.mentions.figures import Table, is_short_for, show_decimal


def judge_growth(reading: Reading, table: Table, last: Table | None) -> Iterator[Diagnostic]:
    """Findings on rates and differences that neither last year's figures give nor those that the
    sentence itself names. `last` is None where there is no report of last year."""
    for growth in reading.growths:
        finding = _judge(growth, table, last)
        if finding is not None:
            yield finding


def _judge(growth: Growth, table: Table, last: Table | None) -> Diagnostic | None:
    growth = _in_percent(growth, table.vocabulary.mentions.settings.times)
    rate = growth.quantity.unit == "%"
    pairs = _pairs(growth, table, last)
    if not pairs or (rate and not all(then for _, then in pairs)):
        return None
    changes = [_change(now, then, rate) for now, then in pairs]
    if any(_agrees(growth, change, rate) for change in changes):
        return None
    return _finding(growth, table, *pairs[0], changes[0], rate)


def _in_percent(growth: Growth, times: tuple[str, ...]) -> Growth:
    """增长1.6倍 is a rate, too."""
    stated = growth.quantity
    if stated.unit not in times:
        return growth
    value, step = stated.value * 100, stated.step * 100
    return replace(growth, quantity=stated._replace(value=value, step=step, unit="%"))


def _pairs(growth: Growth, table: Table, last: Table | None) -> list[tuple[Decimal, Decimal]]:
    """What it may be now and may have been last year; empty where nobody knows."""
    subject, quantity = growth.subject, growth.quantity
    if isinstance(subject, Meaning):
        return _of_words(subject, table, last)
    if quantity.unit not in ("%", subject.quantity.unit):
        return []
    now = subject.quantity.value
    pairs = [(now, subject.then.quantity.value)] if subject.then is not None else []
    if last is None or subject.meaning is None or not (subject.judged or pairs):
        return pairs
    before = last.candidates(subject.meaning) or ()
    return pairs + [(now, total) for one in before for total in one.totals]


def _of_words(meaning: Meaning, table: Table, last: Table | None) -> list[tuple[Decimal, Decimal]]:
    """Every figure that the words may stand for, beside the same one of last year."""
    now, then = table.candidates(meaning), last.candidates(meaning) if last else None
    if not now or not then or len(now) != len(then):
        return []
    return [(one.value, before.value) for one, before in zip(now, then, strict=True)]


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
