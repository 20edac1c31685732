"""A number and the words around it → what it speaks of.

Strict: between the words of a mention and its number only words of no weight may stand, every
known word in the piece must belong to the mention, and another year, another agency, a plan or an
estimate silences it.
"""

from __future__ import annotations

from collections.abc import Sequence

from gxgen.rules.mentions.claims import How, Item, Meaning
from gxgen.rules.mentions.guard import Guard
from gxgen.rules.mentions.lexer import Quantity, Word
from gxgen.rules.mentions.pieces import (
    Piece,
    are_joined,
    has_role,
    touches,
    unknown_after,
    words_of,
)
from gxgen.rules.mentions.scope import Scope
from gxgen.rules.mentions.state import State
from gxgen.spec.mention import YEARS, Role

_REFUSED: tuple[Role, ...] = (
    Role.NOT,
    Role.NONE,
    Role.MORE,
    Role.LESS,
    Role.PLAN,
    Role.SHARE,
    Role.ARTICLE,
)
"""With such words a number is no figure of the year; 按照第（四）项答复的34件 are those under one
provision only."""


class Finder:
    """Finds the meanings of the numbers of one sentence. `items` are the numbers before, `before`
    is the piece before the one that is asked about."""

    def __init__(self, guard: Guard, state: State, scope: Scope, items: Sequence[Item]) -> None:
        self._guard = guard
        self._vocabulary = guard.vocabulary
        self._state = state
        self._scope = scope
        self._items = items
        self._queue: list[Meaning] = []
        self.before: Piece | None = None

    def meaning(self, piece: Piece, quantity: Quantity, past: bool) -> Meaning | None:
        """What a number means; `past`: it is said to be last year's."""
        plain = touches(piece.words, piece.start, quantity.start)
        if self._queue and not piece.concepts and plain:
            return self._queue.pop(0)
        self._queue = []
        if piece.has(Role.TOGETHER):
            return self._together() if plain else None
        if past:
            closed = self._is_closed(quantity) or piece.has(*_REFUSED)
            return None if closed else self._around(piece, quantity, [], past=True)
        if piece.has(Role.BECOME):
            return self._became(piece, quantity)
        years = [word.role.value for word in words_of(piece.words) if word.role in YEARS]
        if years and piece.concepts:
            found = self._found(piece, quantity, years)
            if found is not None:
                return found
        self._state.absorb(piece)
        return None if self._is_of_others(quantity) else self._found(piece, quantity, [])

    def _is_closed(self, quantity: Quantity) -> bool:
        """Whether it is of others or of a part of the year only; amounts are paid on some day."""
        amount = quantity.unit in self._vocabulary.mentions.money
        return self._state.silent or (self._state.partial and not amount)

    def _is_of_others(self, quantity: Quantity) -> bool:
        """Whether the words speak of another year than this one and the last, or of others."""
        years = (Role.THIS_YEAR, Role.LAST_YEAR)
        return self._is_closed(quantity) or self._state.year not in years

    def _became(self, piece: Piece, quantity: Quantity) -> Meaning | None:
        """由6件增至9件: this year's number of what was counted last year."""
        self._state.year = Role.THIS_YEAR
        self._state.absorb(piece)
        if self._is_of_others(quantity):
            return None
        past = next((item for item in reversed(self._items[-2:]) if item.past), None)
        if past is not None and not piece.concepts:
            return past.meaning
        return self._found(piece, quantity, [])

    def _together(self) -> Meaning | None:
        """甲1件、乙2件，两项合计3件."""
        both = [item.meaning for item in self._items[-2:] if item.judged and item.meaning]
        if len(both) < 2 or not both[0].kind or both[0].kind != both[1].kind:
            return None
        if any(meaning.how is not How.ANY or len(meaning.mentions) > 1 for meaning in both):
            return None
        return Meaning(both[0].mentions + both[1].mentions, How.SUM)

    def _found(self, piece: Piece, quantity: Quantity, years: list[str]) -> Meaning | None:
        if self._is_closed(quantity) or piece.has(Role.COMPARED, *_REFUSED):
            return None
        return self._around(piece, quantity, years)

    def _around(
        self, piece: Piece, quantity: Quantity, years: list[str], past: bool = False
    ) -> Meaning | None:
        if quantity.about or piece.has(Role.ABOUT):
            return None
        if any(has_role(token, *_REFUSED) for token in piece.after):
            return None
        if piece.after and has_role(piece.after[0], Role.ABOUT):
            return None
        if piece.concepts:
            found = self._from_before(piece, quantity.start, years, past)
        else:
            found = self._from_after(piece, quantity)
        if found is None or not self._guard.unit_fits(found, piece, quantity):
            return None
        return None if self._is_adrift(found, piece) else self._shared_out(found, piece)

    def _is_adrift(self, found: Meaning, piece: Piece) -> bool:
        """热线352件，办结351件: the number before is of something else, and this one goes on with
        it, as nothing here says that it is about applications."""
        near = self._items[-1].root if self._items else None
        if near is None or near.past:
            return False
        if not near.narrow and (near.meaning is not None or near.about):
            return False
        if found.kind in self._vocabulary.mentions.settings.all_kinds:
            return False
        whole = self._scope.whole
        if whole is not None and whole.meaning is not None and not near.narrow:
            return False
        names = {word.concept for word in piece.named}
        needed = self._vocabulary.prepared.causes.meant
        patterns = [pattern for one in found.mentions for pattern in one.patterns]
        return names.isdisjoint(needed) and all(needed & pattern.needed for pattern in patterns)

    def is_narrow(self, meaning: Meaning | None, piece: Piece) -> bool:
        """Whether applications of one kind only are said to have been received."""
        whole = self._vocabulary.mentions.settings.whole_kind
        if meaning is None or meaning.kind == whole or not meaning.under:
            return False
        names = {word.concept for word in piece.named}
        return not names.isdisjoint(self._vocabulary.prepared.verbs)

    def _from_before(
        self, piece: Piece, end: int, years: list[str], past: bool = False
    ) -> Meaning | None:
        """收到申请3件, or 收到3件申请, where the number stands inside the mention."""
        words = piece.concepts
        if self._guard.belongs_to_others(piece, words[0]):
            self._state.silent = True
            return None
        if not self._guard.is_safe(piece, words, end, years=past or bool(years)):
            return None
        if not self._guard.is_about_this(piece):
            return None
        names = [word.concept for word in words if not _is_example(word, words, piece)]
        after = self._guard.concepts_after(piece)
        # 制发3份规范性文件: what follows the number says what it counts, not what was told before.
        both = self._of([*names, *years, *after]) if after else None
        if both is not None and both.how is How.ANY:
            return both
        found = self._of([*names, *years]) or self._of_the_last(piece, words, years)
        # 经复议后提起的诉讼1件 are not both of them together.
        joined = found is None or found.how is not How.SUM or are_joined(piece.words, words)
        return found if joined else None

    def _of_the_last(self, piece: Piece, words: Sequence[Word], years: list[str]) -> Meaning | None:
        """通过网络、邮寄表格等渠道受理申请8件: words of several channels before the mention."""
        first = len(words) - 1
        while first and touches(piece.words, words[first - 1].end, words[first].start):
            first -= 1
        before = [self._of([word.concept]) for word in words[:first]]
        listed = self._vocabulary.mentions.settings.complete_kinds
        if len(before) < 2 or any(one is None or one.kind not in listed for one in before):
            return None
        found = self._of([word.concept for word in words[first:]] + years)
        whole = self._vocabulary.mentions.settings.whole_kind
        return found if found is not None and found.kind == whole else None

    def _from_after(self, piece: Piece, quantity: Quantity) -> Meaning | None:
        """3件予以公开, or 收到申请，共3件: nothing before the number says what it counts."""
        if not touches(piece.words, piece.start, quantity.start):
            return None
        after = self._guard.concepts_after(piece)
        if after:
            found = self._of(after)
            # 3件申请当场答复: who tells of some applications does not tell of all.
            whole = self._vocabulary.mentions.settings.whole_kind
            return None if found is not None and found.kind == whole else found
        before = self.before
        if after is None or piece.after or before is None or not piece.fresh:
            return None
        if before.quantity is not None or not before.concepts or before.has(*_REFUSED):
            return None
        if unknown_after(piece, self._guard.text):
            return None
        return self._from_before(before, before.end, [])

    def _of(self, names: list[str]) -> Meaning | None:
        return self._vocabulary.meanings.of(names, frozenset(self._state.context))

    def _shared_out(self, found: Meaning, piece: Piece) -> Meaning:
        """甲、乙分别为1件、2件; 甲、乙均为0件; 甲、乙共3件."""
        if found.how is How.SUM and piece.has(Role.RESPECTIVELY):
            meanings = [Meaning((mention,)) for mention in found.mentions]
            self._queue = meanings[1:]
            return meanings[0]
        if found.how is How.SUM and piece.has(Role.EACH):
            return Meaning(found.mentions, How.EACH)
        return found


def _is_example(word: Word, words: Sequence[Word], piece: Piece) -> bool:
    """因本机关不掌握等原因无法提供: what 等 follows is one of the reasons."""
    last = words[-1].start
    listed = (one for one in piece.words if word.end <= one.start < last)
    return any(has_role(one, Role.AND_SO_ON) for one in listed)
