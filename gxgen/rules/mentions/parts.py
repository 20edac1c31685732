"""共N，其中a、b、c: parts against their whole (T11), channels (T6), and shares (T5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gxgen.diag import Diagnostic, Related, Severity, diagnose
from gxgen.rules.mentions.claims import Item, Meaning, Reading, Share
from gxgen.rules.mentions.figures import Table, is_short_for, show_decimal
from gxgen.spec.mention import Settings

MAX_SHOWN = 6
NEAR = "near"
"""Parts that nearly make up the whole: perhaps one was forgotten, so this is advice only."""


def judge_parts(reading: Reading, table: Table) -> Iterator[Diagnostic]:
    """Findings on lists of parts: one that is more than the whole, or all of them together."""
    settings = table.vocabulary.mentions.settings
    for index, item in enumerate(reading.items):
        if item.listed and item.parent is not None:
            parts = list(_list_from(reading.items, index))
            yield from _judge_list(item.parent, parts, settings, table)


def _list_from(items: list[Item], index: int) -> Iterator[Item]:
    """The parts of one list: same whole, same unit, same kind; a clause of its own ends it."""
    first = items[index]
    for place in range(index, len(items)):
        item = items[place]
        if item.parent is not first.parent or item.quantity.unit != first.quantity.unit:
            return
        if place > index and (item.listed or _kind(item) != _kind(first)):
            return
        if place > index and item.clause and not first.clause:
            return
        yield item


def _kind(item: Item) -> str:
    return item.meaning.kind if item.meaning else ""


def _judge_list(
    whole: Item, parts: Sequence[Item], settings: Settings, table: Table
) -> Iterator[Diagnostic]:
    numbers = [part.quantity for part in (whole, *parts)]
    if len({number.unit for number in numbers}) > 1:
        return
    if any(number.about or number.step != 1 for number in numbers):
        return
    worst = next((part for part in parts if part.quantity.value > whole.quantity.value), None)
    if worst is not None:
        yield _finding(settings.sums, whole, [worst], table, "more")
    elif len(parts) > 1:
        case = _case(whole, parts, settings)
        if case:
            yield _finding(settings.sums, whole, parts, table, case)


def _case(whole: Item, parts: Sequence[Item], settings: Settings) -> str:
    """Parts that are too much, that leave a rest where none may be, or a very small rest."""
    total, added = whole.quantity.value, _sum(parts)
    if added > total:
        return "over"
    if added == total or any(part.open_list for part in parts):
        return ""
    if parts[0].complete or _kind(parts[0]) in settings.complete_kinds:
        return "short"
    return NEAR if added >= settings.near * total else ""


def _sum(parts: Sequence[Item]) -> Decimal:
    return sum((part.quantity.value for part in parts), Decimal(0))


def _finding(code: str, whole: Item, parts: Sequence[Item], table: Table, case: str) -> Diagnostic:
    added = _sum(parts)
    shown = [show_decimal(part.quantity.value) for part in parts]
    flow = "＋".join(shown if len(shown) <= MAX_SHOWN else [*shown[:MAX_SHOWN], "…"])
    path = whole.line.passage.path
    related = tuple(
        Related(part.line.place(part.quantity.start, part.quantity.end), "其中的一项")
        for part in parts[:MAX_SHOWN]
    )
    return diagnose(
        code,
        whole.line.place(whole.quantity.start, whole.quantity.end),
        address=".".join(map(str, path)),
        label=table.report.label(path),
        related=related,
        severity=Severity.ADVICE if case == NEAR else None,
        case=case,
        text=whole.line.text[whole.quantity.start : whole.quantity.end],
        flow=flow if len(parts) == 1 else f"{flow}＝{show_decimal(added)}",
        difference=show_decimal(abs(added - whole.quantity.value)),
    )


def judge_shares(reading: Reading, table: Table) -> Iterator[Diagnostic]:
    """Percentages that fit no whole in the sentence and not all that was dealt with."""
    for share in reading.shares:
        wholes = _wholes(share, table)
        part = share.part.quantity
        if part.about or part.step != 1 or not wholes:
            continue
        exact = [part.value * 100 / whole for whole in wholes]
        if not any(is_short_for(share.quantity.value, share.quantity.step, one) for one in exact):
            yield _wrong_share(share, wholes[0], table)


def _wholes(share: Share, table: Table) -> list[Decimal]:
    """Every number the percentage may be a share of, the likeliest first; empty: not safe.

    The whole that it is said to be part of (其中) settles it. Else, for a part that is known, any
    number before it and all totals; for a part that nobody knows, none.
    """
    part = share.part
    stated = tuple(item for item in share.wholes if item is part.parent)
    known = not stated and part.meaning is not None and part.judged
    items = share.wholes if known else stated
    values = [
        item.quantity.value
        for item in items
        if item.quantity.unit == part.quantity.unit and not item.quantity.about
    ]
    if known:
        values += _all_wholes(table)
    return [value for value in values if value > 0 and value >= part.quantity.value]


def _all_wholes(table: Table) -> list[Decimal]:
    """The totals that parts of applications are shares of."""
    kind = table.vocabulary.mentions.settings.whole_kind
    mentions = [one for one in table.vocabulary.mentions.mentions if one.kind == kind]
    found: dict[Decimal, None] = {}
    for mention in mentions:
        for candidate in table.candidates(Meaning((mention,))) or ():
            found |= dict.fromkeys(candidate.totals)
    return list(found)


def _wrong_share(share: Share, whole: Decimal, table: Table) -> Diagnostic:
    quantity = share.quantity
    part = share.part.quantity.value
    places = max(-int(quantity.step.as_tuple().exponent), 0)
    right = (part * 100 / whole).quantize(Decimal(1).scaleb(-max(places, 2)))
    path = share.line.passage.path
    return diagnose(
        table.vocabulary.mentions.settings.shares,
        share.line.place(quantity.start, quantity.end),
        address=".".join(map(str, path)),
        label=table.report.label(path),
        case="share",
        text=share.line.text[quantity.start : quantity.end],
        flow=f"{show_decimal(part)}÷{show_decimal(whole)}＝{show_decimal(right)}%",
    )
