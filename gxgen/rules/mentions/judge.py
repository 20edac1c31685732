"""Claims against cells (T1–T10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from gxgen.diag import Diagnostic, Related, Severity, diagnose
from gxgen.rules.mentions.claims import Denial, How, Item, Meaning, Reading
from gxgen.rules.mentions.figures import Candidate, Table, fitting
from gxgen.rules.mentions.lexer import Quantity
from gxgen.spec.mention import Mention
from gxgen.spec.relation import LEVELS

MAX_ALIKE = 8


def judge_claims(reading: Reading, table: Table) -> Iterator[Diagnostic]:
    """Findings on every number and every "none" that was read."""
    alike = _alike(reading)
    wrong: list[Quantity] = []
    for item in reading.items:
        if item.meaning is not None and item.judged:
            same = alike[id(item.line), item.meaning.key]
            others = [other for other in same if other is not item]
            for finding in _judge_item(item, item.meaning, table, others):
                wrong.append(item.quantity)
                yield finding
    for item in reading.implied:
        # 9件，全部来自自然人: a number that is wrong itself is told once.
        if item.meaning is not None and item.quantity not in wrong:
            yield from _judge_item(item, item.meaning, table, [])
    for denial in reading.denials:
        yield from _judge_denial(denial, table)
    yield from _contradictions(reading)


def _alike(reading: Reading) -> dict[tuple[int, str], list[Item]]:
    """Numbers of one paragraph that speak of the same cells, the first few of them."""
    found: dict[tuple[int, str], list[Item]] = {}
    for item in reading.items:
        if item.meaning is not None and item.judged:
            same = found.setdefault((id(item.line), item.meaning.key), [])
            if len(same) < MAX_ALIKE:
                same.append(item)
    return found


def _judge_item(
    item: Item, meaning: Meaning, table: Table, others: list[Item]
) -> Iterator[Diagnostic]:
    if meaning.how is How.EACH:
        for mention in meaning.mentions:
            one = replace(meaning, mentions=(mention,), how=How.ANY)
            yield from _judge_item(item, one, table, others)
        return
    candidates = table.candidates(_narrowed(item, meaning, table))
    if candidates is None:
        return
    money = table.vocabulary.mentions.money
    text = item.line.text
    candidates = [one for one in candidates if not one.only or any(w in text for w in one.only)]
    fits = list(fitting(item.quantity, candidates, money))
    if not fits:
        if not _is_some_of(item, others, candidates, money):
            yield _wrong(item, candidates, table)
        return
    if not any(one.is_said(item.line.concepts) for one in fits):
        yield _unsaid(item, fits[0], candidates[0], table)


def _narrowed(item: Item, meaning: Meaning, table: Table) -> Meaning:
    """新收12件，其中自然人10件: of several rows the one that the whole is said to be."""
    whole = item.parent
    if len(meaning.rows) < 2 or whole is None or whole.meaning is None or item.rivals:
        return meaning
    columns = whole.meaning.named_columns
    rows = tuple(row for row in meaning.rows if table.holds(row, columns, whole.quantity))
    return replace(meaning, rows=rows) if rows else meaning


def _is_some_of(
    item: Item, others: list[Item], candidates: list[Candidate], money: Mapping[str, Decimal]
) -> bool:
    """以甲名义制发2件、以乙名义制发1件: several numbers of one thing, none more than all of it."""
    if not others:
        return False
    together = sum((one.quantity.value for one in (item, *others)), Decimal(0))
    whole = item.quantity._replace(value=together)
    if any(fitting(whole, candidates, money)):
        return True
    named = any(True for other in others for _ in fitting(other.quantity, candidates, money))
    return named and item.quantity.value < max(one.value for one in candidates)


def _wrong(item: Item, candidates: list[Candidate], table: Table) -> Diagnostic:
    quantity = item.quantity
    first = candidates[0]
    flows = dict.fromkeys(table.flow(candidate) for candidate in candidates)
    return _finding(
        first.mention,
        first.mention.code,
        item,
        table,
        first,
        text=item.line.text[quantity.start : quantity.end],
        table="，或".join(flows),
        case="wrong",
    )


def _unsaid(item: Item, fit: Candidate, plain: Candidate, table: Table) -> Diagnostic:
    quantity = item.quantity
    return _finding(
        fit.mention,
        fit.mention.code,
        item,
        table,
        plain,
        text=item.line.text[quantity.start : quantity.end],
        table=table.flow(fit),
        case="unsaid",
    )


def _finding(
    mention: Mention,
    code: str,
    item: Item | Denial,
    figures: Table,
    candidate: Candidate,
    **facts: object,
) -> Diagnostic:
    start, end = _span(item)
    report = figures.report
    address = candidate.cells[0]
    related = tuple(
        Related(
            report.cell_place(cell),
            f"{report.spec.cells[cell].label} {figures.shown(cell)}",
            cell,
        )
        for cell in candidate.cells[:3]
    )
    path = item.line.passage.path
    return diagnose(
        code,
        item.line.place(start, end),
        address=".".join(map(str, path)),
        label=report.label(path),
        related=related,
        severity=_level(mention),
        name=mention.name,
        cell=address,
        basis=mention.basis,
        **facts,
    )


def _level(mention: Mention) -> Severity | None:
    """The pack's level, at most a warning; None leaves it to the code book."""
    level = LEVELS.get(mention.level, "")
    return Severity(level) if level and level != Severity.ERROR else None


def _span(item: Item | Denial) -> tuple[int, int]:
    if isinstance(item, Denial):
        return item.start, item.end
    return item.quantity.start, item.quantity.end


def _judge_denial(denial: Denial, table: Table) -> Iterator[Diagnostic]:
    """ "None" is wrong where no reading of it is 0."""
    for mention in denial.meaning.mentions:
        candidates = table.candidates(Meaning((mention,)))
        if candidates is None or any(0 in one.totals for one in candidates):
            continue
        code = mention.code if denial.by_all else mention.denial_code or mention.code
        flow = table.flow(candidates[0])
        words = denial.line.text[denial.start : denial.end]
        case = "all" if denial.by_all else "denied"
        yield _finding(
            mention, code, denial, table, candidates[0], text=words, table=flow, case=case
        )


def _contradictions(reading: Reading) -> Iterator[Diagnostic]:
    """ "None", or an amount of 0, in one place and an amount in another."""
    denied: list[tuple[Denial | Item, Mention]] = [
        (one, mention) for one in reading.denials for mention in one.meaning.mentions
    ]
    denied += [
        (one, mention)
        for one in reading.items
        if one.meaning is not None and one.judged and not one.quantity.value
        for mention in one.meaning.mentions
    ]
    for one, mention in denied:
        if mention.consistent:
            yield from _contradicted(one, mention, reading)


def _contradicted(none: Denial | Item, mention: Mention, reading: Reading) -> Iterator[Diagnostic]:
    start, end = _span(none)
    path = none.line.passage.path
    for item in reading.items:
        meaning = item.meaning
        if meaning and mention in meaning.mentions and item.quantity.value > 0 and item.judged:
            quantity = item.quantity
            yield diagnose(
                mention.code,
                none.line.place(start, end),
                address=".".join(map(str, path)),
                label=none.line.report.label(path),
                related=(Related(item.line.place(quantity.start, quantity.end), "这里写了数额"),),
                severity=_level(mention),
                text=none.line.text[start:end],
                other=item.line.text[quantity.start : quantity.end],
                basis=mention.basis,
            )
            return
