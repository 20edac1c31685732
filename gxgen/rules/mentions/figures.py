"""A number in prose against the figures of the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal

from gxgen.report.figures import Figures
from gxgen.report.model import Report
from gxgen.rules.mentions.claims import How, Meaning
from gxgen.rules.mentions.lexer import Quantity
from gxgen.rules.mentions.vocabulary import Vocabulary
from gxgen.spec.amount import Amount
from gxgen.spec.kinds import Value, show
from gxgen.spec.mention import Mention, Option


@dataclass(frozen=True, slots=True)
class Candidate:
    """One figure a number may stand for: its cells, its value, and the words that it needs.

    `totals` are all values it may have: what is stated and what the parts add up to, which differ
    only where the table itself is wrong (and that is told elsewhere).
    """

    mention: Mention
    expression: str
    cells: tuple[str, ...]
    totals: tuple[Decimal, ...]
    said: frozenset[str]
    only: tuple[str, ...] = ()
    negative: bool = False

    @property
    def value(self) -> Decimal:
        return self.totals[0]

    def is_said(self, concepts: Set[str]) -> bool:
        """Whether a paragraph that names `concepts` says what this reading needs."""
        return not self.said or not self.said.isdisjoint(concepts)


class Table:
    """The figures of one report as a reader of prose asks for them."""

    def __init__(self, report: Report, vocabulary: Vocabulary, figures: Figures) -> None:
        self.report = report
        self.vocabulary = vocabulary
        self.figures = figures

    def holds(self, row: Option, columns: tuple[str, ...], quantity: Quantity) -> bool:
        """Whether a row, or `columns` of it, is just what a number says."""
        option = row.in_columns(columns) if columns else row
        cells = self.vocabulary.prepared.cells_of(option)
        values = [self._counted(self.figures.claimed(cell)) for cell in cells]
        return sum((value or Decimal(0) for value in values), Decimal(0)) == quantity.value

    def candidates(self, meaning: Meaning) -> list[Candidate] | None:
        """Every figure that `meaning` may stand for; None while one of them is not known.

        Rows in mind that have no such columns (disputes have no applicants) are passed over.
        """
        found: list[Candidate] = []
        for mention in meaning.mentions:
            for option in meaning.options_of(mention):
                if meaning.rows and not self.vocabulary.prepared.cells_of(option):
                    continue
                candidate = self._candidate(mention, option)
                if candidate is None:
                    return None
                found.append(candidate)
        several = len(meaning.mentions) > 1
        if meaning.how is How.SUM and several:
            return self._sum(meaning, found)
        if meaning.how is How.EITHER and several:
            return found + (self._sum(meaning, found) or [])
        return found or None

    def _sum(self, meaning: Meaning, found: list[Candidate]) -> list[Candidate] | None:
        """The mentions counted together; only where each of them is one figure."""
        found = [one for one in found if not one.only]
        if len(found) != len(meaning.mentions):
            return None
        first = found[0]
        return [
            Candidate(
                first.mention,
                " + ".join(item.expression for item in found),
                tuple(cell for item in found for cell in item.cells),
                tuple(dict.fromkeys((sum((item.value for item in found), Decimal(0)),))),
                frozenset(),
            )
        ]

    def _candidate(self, mention: Mention, option: Option) -> Candidate | None:
        cells = self.vocabulary.prepared.cells_of(option)
        if not cells:
            return None
        totals = []
        for source in (self.figures.claimed, self.figures.values.get):
            values = [self._counted(source(cell)) for cell in cells]
            if None in values:
                return None
            total = sum((value for value in values if value is not None), Decimal(0))
            totals.append(-total if option.negative else total)
        unique = tuple(dict.fromkeys(totals))
        return Candidate(
            mention, option.expression, cells, unique, option.said, option.only, option.negative
        )

    def _counted(self, value: Value | None) -> Decimal | None:
        """A figure as it is compared: money in 万元, None where nobody knows its unit."""
        if not isinstance(value, Amount):
            return None if value is None else Decimal(value)
        worth = self.vocabulary.mentions.money.get(value.unit)
        return None if worth is None else Decimal(value) * worth

    def flow(self, candidate: Candidate) -> str:
        """`新收2＋上年结转1＝3`, or `新收2`: the arithmetic of a candidate."""
        names = [self._name(cell) for cell in candidate.cells]
        values = [self.figures.claimed(cell) for cell in candidate.cells]
        shown = [
            f"{name}{show(value)}"
            for name, value in zip(names, values, strict=True)
            if value is not None
        ]
        if len(shown) == 1:
            return shown[0]
        kept = shown if len(shown) <= 3 else [*shown[:2], "…"]
        return "＋".join(kept) + f"＝{show_decimal(candidate.value)}"

    def shown(self, cell: str) -> str:
        """The figure of a cell as printed, "" while it is not known."""
        value = self.figures.claimed(cell)
        return "" if value is None else show(value)

    def _name(self, address: str) -> str:
        """The row and column that people know a cell by, without table, totals and signs."""
        steps = address.split(".")[1:]
        if len(steps) > 1 and self.report.spec.cells[address].is_total:
            steps = steps[:-1]
        return "·".join(steps[-2:]) or address


def show_decimal(value: Decimal) -> str:
    """A figure without trailing zeros and without an exponent."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def agrees(quantity: Quantity, figure: Decimal, money: Mapping[str, Decimal]) -> bool:
    """Whether a number as written can stand for `figure`: exact counts, rounded or cut amounts."""
    worth = money.get(quantity.unit, Decimal(1))
    value, step = quantity.value * worth, quantity.step * worth
    if quantity.step == 1 and quantity.unit not in money:
        return value == figure
    return is_short_for(value, step, figure)


def is_short_for(value: Decimal, step: Decimal, figure: Decimal) -> bool:
    """Whether `value`, whose last digit is worth `step`, is `figure` rounded or cut off."""
    return abs(value - figure) * 2 <= step or 0 <= figure - value < step


def fitting(
    quantity: Quantity, candidates: list[Candidate], money: Mapping[str, Decimal]
) -> Iterator[Candidate]:
    """Those of `candidates` that the number agrees with."""
    for candidate in candidates:
        if any(agrees(quantity, total, money) for total in candidate.totals):
            yield candidate
