"""What the reader hands to the rules: numbers with what they speak of, shares, growth, lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from gxgen.rules.mentions.lexer import Quantity
from gxgen.rules.mentions.typed import Typed
from gxgen.spec.mention import Mention, Option

MAX_BESIDE = 8
"""Numbers on one line that are looked at together."""


class How(StrEnum):
    """How several mentions share one number: any of them, their sum, each of them, or any of them
    or their sum."""

    ANY = "any"
    SUM = "sum"
    EACH = "each"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Meaning:
    """The mentions that a number speaks of.

    A mention of columns speaks of them in `rows` (empty: in its own), any other one in `columns`
    (empty: in the total of all): 予以公开7件（自然人6件） is one cell.
    """

    mentions: tuple[Mention, ...]
    how: How = How.ANY
    rows: tuple[Option, ...] = ()
    columns: tuple[str, ...] = ()

    @property
    def named_columns(self) -> tuple[str, ...]:
        """The columns that are spoken of, those of its mentions included."""
        if self.columns or not all(mention.columns for mention in self.mentions):
            return self.columns
        return tuple(column for mention in self.mentions for column in mention.columns)

    @property
    def row_options(self) -> tuple[Option, ...]:
        """The rows that are spoken of, all columns taken together."""
        if self.named_columns and not self.columns:
            return self.rows
        return tuple(option for mention in self.mentions for option in mention.options)

    def options_of(self, mention: Mention) -> tuple[Option, ...]:
        """The figures that one of the mentions may stand for here."""
        if mention.columns and self.rows:
            return tuple(row.in_columns(mention.columns) for row in self.rows)
        if self.columns and not mention.columns:
            return tuple(option.in_columns(self.columns) for option in mention.options)
        return mention.options

    @property
    def kind(self) -> str:
        """The kind of all of them, "" where they differ."""
        kinds = {mention.kind for mention in self.mentions}
        return kinds.pop() if len(kinds) == 1 else ""

    @property
    def key(self) -> str:
        """The same for numbers that speak of the same cells."""
        names = [mention.name for mention in self.mentions]
        rows = [row.expression for row in self.rows]
        return "/".join((self.how, *names, *self.columns, *rows))

    @property
    def under(self) -> frozenset[str]:
        """The kinds this may be a part of."""
        return frozenset.intersection(*(mention.under for mention in self.mentions))


@dataclass(slots=True, eq=False)
class Item:
    """A number in a sentence, read or not.

    `meaning` is None for a number of which nobody knows what it counts. `parent` is the number it
    is a part of (其中), `listed` true for the first of the parts. `level` is the widest separator
    since the number before it. `open_list`: words like 等 say that parts are left out. `clause`:
    the words before it begin a new clause. `judged`: what it means is safe enough to be judged.
    `beside` is the number before it that it stands on one line with (复议2件、诉讼7件). `past`:
    it is last year's; `then` is the number of last year that the sentence sets it against
    (由6件增至9件). `rivals` are other numbers that it may be a part of (收到81件，办结80件，其中…).
    `leans`: only the words before its own have said what it is about. `about`: its own say that it
    counts applications; `narrow`: only some of those that were received (受理线上申请65件), so that
    what goes on is about these.
    """

    line: Typed
    quantity: Quantity
    meaning: Meaning | None = None
    parent: Item | None = None
    listed: bool = False
    complete: bool = False
    open_list: bool = False
    level: int = 0
    judged: bool = True
    clause: bool = False
    beside: Item | None = None
    past: bool = False
    then: Item | None = None
    rivals: tuple[Item, ...] = ()
    leans: bool = False
    about: bool = False
    narrow: bool = False

    @property
    def row(self) -> list[Item]:
        """This number and those beside it, the last one first."""
        found = [self]
        while found[-1].beside is not None and len(found) < MAX_BESIDE:
            found.append(found[-1].beside)
        return found

    @property
    def root(self) -> Item:
        """The whole of the wholes that this is a part of."""
        item = self
        while item.parent is not None:
            item = item.parent
        return item


@dataclass(frozen=True, slots=True)
class Denial:
    """ "There was none": `meaning` should be 0. The words stand from `start` to `end` of a line."""

    line: Typed
    start: int
    end: int
    meaning: Meaning
    by_all: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage of `part` in some whole of the same sentence (`wholes`, nearest first).

    Where no number stands for the part, `part` is what the words mean (予以公开占27.16%).
    """

    line: Typed
    quantity: Quantity
    part: Item | Meaning
    wholes: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Growth:
    """A change against last year of what `subject` counts; `sign` is +1 or -1.

    Where no number stands for it, `subject` is what the words mean (新收申请同比下降18.87%).
    """

    line: Typed
    quantity: Quantity
    subject: Item | Meaning
    sign: int


@dataclass(slots=True)
class Reading:
    """Everything read from a report's prose. `implied` are numbers that words refer back to (3件，
    均予以公开)."""

    items: list[Item] = field(default_factory=list)
    denials: list[Denial] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    growths: list[Growth] = field(default_factory=list)
    implied: list[Item] = field(default_factory=list)
