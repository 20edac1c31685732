"""What a paragraph and a sentence have said so far that changes how the next number is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gxgen.rules.mentions.claims import Item
from gxgen.rules.mentions.lexer import Word
from gxgen.rules.mentions.pieces import Piece, words_of
from gxgen.spec.mention import Option, Role

_ABSORBED = frozenset(
    (
        Role.THIS_YEAR,
        Role.LAST_YEAR,
        Role.NEXT_YEAR,
        Role.OTHER_YEAR,
        Role.OURS,
        Role.WHOLE_AREA,
        Role.OTHERS,
        Role.PERIOD,
        Role.SINCE,
        Role.FULL,
    )
)
_COMPARING = (Role.BASE, Role.CAUSE)
_SILENCING = frozenset((Role.PERIOD, Role.SINCE))


@dataclass(slots=True)
class Paragraph:
    """`context` are concepts in mind, `rows` the rows of applications that were spoken of; both
    grow. `last` is the last number of the sentence before, `roots` are those of it that are parts
    of nothing."""

    context: set[str]
    rows: dict[Option, None] = field(default_factory=dict)
    last: Item | None = None
    roots: Sequence[Item] = ()


@dataclass(slots=True)
class State:
    """A sentence. `context` is that of its paragraph.

    `year` is the year the words speak of; `silent` while they speak of somebody else, `partial` of
    a part of the year or of all years together; `compared` once a comparison with last year began.
    """

    context: set[str]
    aggregate: bool
    year: Role = Role.THIS_YEAR
    silent: bool = False
    partial: bool = False
    compared: bool = False

    @property
    def speaks_of_us_now(self) -> bool:
        return not self.is_closed and self.year is Role.THIS_YEAR

    @property
    def is_closed(self) -> bool:
        """Whether the words speak of something else, whatever the year."""
        return self.silent or self.partial

    def absorb(self, piece: Piece) -> None:
        """Years, other agencies and the like hold until the next of them or the sentence ends."""
        if _ABSORBED.isdisjoint(piece.roles):
            return
        this = False
        words = words_of(piece.words)
        others = _others(words)
        for before, word in zip([None, *words], words, strict=False):
            role = word.role
            if role is Role.LAST_YEAR and before is not None and _compares(before, word):
                self.compared = True  # 与2023年持平 does not speak of 2023
            elif role is Role.THIS_YEAR:
                self.year, self.partial, this = role, False, True
                self.silent &= others
            elif role in (Role.LAST_YEAR, Role.NEXT_YEAR, Role.OTHER_YEAR):
                self.year = role
            elif role is Role.OURS:
                self.silent = False
            elif role is Role.FULL:
                self.partial = False
            else:
                area = role is Role.WHOLE_AREA and not self.aggregate
                ever = role is Role.SINCE and this
                self.silent |= area or (role is Role.OTHERS and others)
                self.partial |= role in _SILENCING and not ever


def _others(words: Sequence[Word]) -> bool:
    """Whether a piece speaks of others; 全镇各部门 are not."""
    roles = [word.role for word in words if word.role in (Role.OURS, Role.OTHERS)]
    return Role.OTHERS in roles and roles[0] is Role.OTHERS


def _compares(before: Word, year: Word) -> bool:
    return before.end == year.start and before.role in _COMPARING
