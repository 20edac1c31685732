"""Words without a number of their own: that there was none, that it was all, what a number was."""

from __future__ import annotations

from collections.abc import Sequence

from gxgen.rules.mentions.claims import Item, Reading
from gxgen.rules.mentions.denials import denial_of
from gxgen.rules.mentions.everything import all_are, all_done, all_is_done, says_all
from gxgen.rules.mentions.guard import Guard
from gxgen.rules.mentions.pieces import Piece, touches, words_of
from gxgen.rules.mentions.state import State
from gxgen.rules.mentions.typed import Typed
from gxgen.spec.mention import YEARS, Role


class SayingReader:
    """Reads the pieces of one sentence that hold no number; `items` are the numbers before them."""

    def __init__(
        self, line: Typed, guard: Guard, state: State, items: Sequence[Item], reading: Reading
    ) -> None:
        self._line = line
        self._guard = guard
        self._state = state
        self._items = items
        self._reading = reading
        self._settings = guard.vocabulary.mentions.settings

    def take(self, piece: Piece) -> None:
        """What the words of a piece say."""
        if not piece.roles and not piece.concepts:
            return
        if piece.fresh and not (piece.has(*YEARS) and self._denied_of_another_year(piece)):
            self._tell_what_it_was(piece)
            self._state.absorb(piece)
            if piece.has(Role.NOT, Role.NONE) and self._state.speaks_of_us_now:
                self._deny(piece, [])
        if says_all(piece, self._guard):
            self._all(piece)

    def _all(self, piece: Piece) -> None:
        guard, state = self._guard, self._state
        subject = self._items[-1] if self._items else None
        kind = self._settings.whole_kind
        wholes = (one for one in reversed(self._items) if one.meaning and one.meaning.kind == kind)
        # 新收18件，连同上年结转的2件，均已办结; 受理29件，其中网络25件，全部办结.
        known = subject is not None and (subject.meaning or subject.root.meaning)
        whole = next(wholes, None) if known else None
        self._reading.denials += all_done(piece, whole, guard, state, self._line)
        if subject is None:
            self._reading.denials += all_is_done(piece, guard, state, self._line)
        elif piece.fresh:
            self._reading.implied += all_are(piece, piece.start, subject, guard, state)

    def _tell_what_it_was(self, piece: Piece) -> None:
        """另有4件未到答复期限，结转2025年办理: the words after a number that nobody understood."""
        item = self._items[-1] if self._items else None
        if item is None or item.meaning is not None or item.past or not piece.concepts:
            return
        if item.quantity.unit not in self._guard.vocabulary.counts or item.quantity.about:
            return
        known = item.about or any(one.meaning and one.meaning.kind for one in self._items[:-1])
        first = piece.concepts[0]
        if not (known and self._state.speaks_of_us_now and item.parent is None):
            return
        if piece.has(Role.NOT, Role.NOISE) or not touches(piece.words, piece.start, first.start):
            return
        names = [word.concept for word in piece.concepts]
        names += [word.role.value for word in words_of(piece.words) if word.role in YEARS]
        context = frozenset(self._state.context)
        meaning = self._guard.vocabulary.meanings.of(names, context)
        if meaning is not None and meaning.kind in self._settings.told_after:
            item.meaning = meaning

    def _denied_of_another_year(self, piece: Piece) -> bool:
        """没有上年结转: the other year belongs to what is denied."""
        years = [word.role.value for word in words_of(piece.words) if word.role in YEARS]
        return bool(years) and self._deny(piece, years)

    def _deny(self, piece: Piece, years: list[str]) -> bool:
        denial = denial_of(piece, years, self._guard, self._state, self._line)
        if denial is not None:
            self._reading.denials.append(denial)
        return denial is not None
