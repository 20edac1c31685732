"""Percentages against the numbers and figures that they are shares of (T5)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gxgen.diag import Diagnostic, diagnose
from gxgen.rules.mentions.claims import Item, Meaning, Reading, Share
from gxgen.rules.mentions.figures import Table, is_short_for, show_decimal


def judge_shares(reading: Reading, table: Table) -> Iterator[Diagnostic]:
    """Percentages that fit no whole in the sentence and not all that was dealt with."""
    for share in reading.shares:
        part = share.part
        values = _values(part, table) if isinstance(part, Meaning) else _value(part)
        wholes = _wholes(share, table)
        pairs = [(value, whole) for value in values for whole in wholes if whole >= value]
        exact = [value * 100 / whole for value, whole in pairs]
        stated = share.quantity
        if exact and not any(is_short_for(stated.value, stated.step, one) for one in exact):
            yield _wrong_share(share, *pairs[0], table)


def _value(part: Item) -> list[Decimal]:
    """What a counted part is; nothing for one that does not claim to be exact."""
    quantity = part.quantity
    return [] if quantity.about or quantity.step != 1 else [quantity.value]


def _values(part: Meaning, table: Table) -> list[Decimal]:
    """Every figure that a part without a number may stand for."""
    found = table.candidates(part) or ()
    return [total for candidate in found for total in candidate.totals]


def _wholes(share: Share, table: Table) -> list[Decimal]:
    """Every number the percentage may be a share of, the likeliest first; empty: not safe.

    The whole that it is said to be part of (其中) settles it. Else, for a part that is known, any
    number before it and all totals; for a part that nobody knows, none.
    """
    part = share.part
    if isinstance(part, Meaning):
        known, items, unit = True, share.wholes, None
    else:
        given = (part.parent, *part.rivals)
        stated = tuple(item for item in share.wholes if item in given)
        known = not stated and part.meaning is not None and part.judged
        items, unit = share.wholes if known else stated, part.quantity.unit
    values = [
        item.quantity.value
        for item in items
        if unit in (None, item.quantity.unit) and not item.quantity.about
    ]
    if known:
        values += _all_wholes(table)
    return [value for value in values if value > 0]


def _all_wholes(table: Table) -> list[Decimal]:
    """The totals that parts of applications are shares of."""
    kind = table.vocabulary.mentions.settings.whole_kind
    mentions = [one for one in table.vocabulary.mentions.mentions if one.kind == kind]
    found: dict[Decimal, None] = {}
    for mention in mentions:
        for candidate in table.candidates(Meaning((mention,))) or ():
            found |= dict.fromkeys(candidate.totals)
    return list(found)


def _wrong_share(share: Share, part: Decimal, whole: Decimal, table: Table) -> Diagnostic:
    quantity = share.quantity
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
