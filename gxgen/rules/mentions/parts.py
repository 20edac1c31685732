"""共N，其中a、b、c: parts against their whole (T11), and channels (T6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gxgen.diag import Diagnostic, Related, Severity, diagnose
from gxgen.rules.mentions.claims import Item, Reading
from gxgen.rules.mentions.figures import Table, show_decimal
from gxgen.rules.mentions.lexer import SOFT
from gxgen.spec.mention import Settings

MAX_SHOWN = 6
MAX_PARTS = 60
"""Parts of one list that are added up."""
NEAR = "near"
"""Parts that nearly make up the whole: perhaps one was forgotten, so this is advice only."""


def judge_parts(reading: Reading, table: Table) -> Iterator[Diagnostic]:
    """Findings on lists of parts: one that is more than the whole, or all of them together."""
    settings = table.vocabulary.mentions.settings
    for index, item in enumerate(reading.items):
        if item.listed and item.parent is not None:
            parts = list(_list_from(reading.items, index))
            if _adds_up(item.parent, reading.items[index:]):
                continue
            yield from _judge_list(item.parent, parts, settings, table)


def _list_from(items: list[Item], index: int) -> Iterator[Item]:
    """The parts of one list: same whole, same unit, same kind; a clause of its own ends it."""
    first = last = items[index]
    for place in range(index, len(items)):
        item = items[place]
        if place > index and item.parent is last:
            continue  # a part of a part, in brackets
        if item.parent is not first.parent or item.quantity.unit != first.quantity.unit:
            return
        if place > index and (item.listed or _kind(item) != _kind(first)):
            return
        if place > index and item.clause and not first.clause:
            return
        last = item
        yield item


def _adds_up(whole: Item, items: Sequence[Item]) -> bool:
    """Whether the parts up to one of them are exactly the whole, whatever kinds they are of: what
    follows then divides it another way (网络9件、信函6件，公开10件…)."""
    added = Decimal(0)
    for index, item in enumerate(items[:MAX_PARTS]):
        if item.parent is not whole or item.quantity.unit != whole.quantity.unit:
            break
        added += item.quantity.value
        if added == whole.quantity.value:
            return not _goes_on(items, index)
    return False


def _goes_on(items: Sequence[Item], index: int) -> bool:
    """Whether the next number is one more part of the same list."""
    this, after = items[index], items[index + 1] if index + 1 < len(items) else None
    if after is None or after.parent is not this.parent or after.level > max(this.level, SOFT):
        return False
    return bool(_kind(this)) and _kind(after) == _kind(this) and after.quantity.value > 0


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
    if _says(parts[-1], settings.overlap):
        return
    if (whole.beside or parts[0].rivals) and _sum(parts) <= max(_wholes(whole, parts[0])):
        yield from _short_of_all(whole, parts, settings, table)
        return
    worst = next((part for part in parts if part.quantity.value > whole.quantity.value), None)
    if worst is not None:
        yield _finding(settings.sums, whole, [worst], table, "more")
    elif len(parts) > 1:
        case = _case(whole, parts, settings)
        if case:
            yield _finding(settings.sums, whole, parts, table, case)


def _wholes(whole: Item, part: Item) -> list[Decimal]:
    """The numbers that the parts may be of: 新收9件，上年结转1件，其中…: of both of them."""
    row = _sum([one for one in whole.row if one.quantity.unit == whole.quantity.unit])
    rivals = [one.quantity.value for one in part.rivals]
    both = [
        one.quantity.value + whole.quantity.value
        for one in part.rivals
        if _kind(one) != _kind(whole)
    ]
    return [whole.quantity.value, row, *rivals, *both]


def _short_of_all(
    whole: Item, parts: Sequence[Item], settings: Settings, table: Table
) -> Iterator[Diagnostic]:
    """收到37件，答复33件。其中当面4件、网上10件、信函22件: all channels, but no number's."""
    wholes = (one for one in (*parts[0].rivals, whole) if _kind(one) == settings.whole_kind)
    nearest = next(wholes, None)
    if nearest is None or len(parts) < 2 or _sum(parts) in _wholes(whole, parts[0]):
        return
    if _case(nearest, parts, settings) == "short":
        yield _finding(settings.sums, nearest, parts, table, "short")


def _says(part: Item, words: tuple[str, ...]) -> bool:
    """Whether one of `words` stands behind a list, in its sentence."""
    text, start = part.line.text, part.quantity.end
    stop = text.find("。", start)
    after = text[start : stop if stop >= 0 else len(text)]
    return any(word in after for word in words)


def _case(whole: Item, parts: Sequence[Item], settings: Settings) -> str:
    """Parts that are too much, that leave a rest where none may be, or a very small rest."""
    total, added = whole.quantity.value, _sum(parts)
    if added > total:
        return "over"
    if added == total or any(part.open_list for part in parts):
        return ""
    if _says(parts[-1], settings.rest):
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
