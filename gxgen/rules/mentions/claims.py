"""What the reader hands to the rules: numbers with what they speak of, shares, growth, lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from gxgen.rules.mentions.lexer import Quantity
from gxgen.rules.mentions.typed import Typed
from gxgen.spec.mention import Mention


class How(StrEnum):
    """How several mentions share one number: any of them, their sum, or each of them."""

    ANY = "any"
    SUM = "sum"
    EACH = "each"


@dataclass(frozen=True, slots=True)
class Meaning:
    """The mentions that a number speaks of."""

    mentions: tuple[Mention, ...]
    how: How = How.ANY

    @property
    def kind(self) -> str:
        """The kind of all of them, "" where they differ."""
        kinds = {mention.kind for mention in self.mentions}
        return kinds.pop() if len(kinds) == 1 else ""

    @property
    def key(self) -> str:
        """The same for numbers that speak of the same cells."""
        return self.how + "".join(mention.name for mention in self.mentions)

    @property
    def under(self) -> frozenset[str]:
        """The kinds this may be a part of."""
        return frozenset.intersection(*(mention.under for mention in self.mentions))


@dataclass(slots=True)
class Item:
    """A number in a sentence, read or not.

    `meaning` is None for a number of which nobody knows what it counts. `parent` is the number it
    is a part of (其中), `listed` true for the first of the parts. `level` is the widest separator
    since the number before it. `open_list`: words like 等 say that parts are left out. `clause`:
    the words before it begin a new clause. `judged`: what it means is safe enough to be judged.
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
    """A change against last year of what `subject` counts; `sign` is +1 or -1."""

    line: Typed
    quantity: Quantity
    subject: Item
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
