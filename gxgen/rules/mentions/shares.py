"""占12.5%: percentages, and what they are shares of."""

from __future__ import annotations

from dataclasses import replace

from gxgen.rules.mentions.claims import Item, Meaning, Reading, Share
from gxgen.rules.mentions.guard import Guard
from gxgen.rules.mentions.lexer import Quantity, Word
from gxgen.rules.mentions.pieces import Piece, touches, words_of
from gxgen.rules.mentions.state import State
from gxgen.rules.mentions.typed import Typed
from gxgen.spec.mention import Role

MAX_WHOLES = 12
"""Numbers before a percentage that it may be a share of."""


class ShareReader:
    """Reads the percentages of one sentence; `items` are the numbers before them."""

    def __init__(self, line: Typed, guard: Guard, items: list[Item], reading: Reading) -> None:
        self._line = line
        self._guard = guard
        self._items = items
        self._reading = reading
        self._listed: list[Quantity] = []
        self._named: list[Meaning] = []

    def take(self, piece: Piece, quantity: Quantity, state: State) -> None:
        """A percentage with the words before it; of something else (占全市的) it is not read."""
        share = next((word for word in words_of(piece.words) if word.role is Role.SHARE), None)
        if quantity.about or piece.has(Role.ABOUT):
            self._listed = []
        elif share is None:
            if self._listed and touches(piece.words, piece.start, quantity.start):
                self._listed.append(quantity)
        elif touches(piece.words, share.end, quantity.start):
            self._stated(piece, share, quantity, state)

    def close(self) -> None:
        """甲1件、乙2件，分别占10%、20%: as many numbers before as there are percentages."""
        listed, self._listed = self._listed, []
        named, self._named = self._named, []
        count = len(listed)
        if named:
            near = tuple(reversed(self._items[-MAX_WHOLES:]))
            pairs = zip(listed, named, strict=True) if count == len(named) else ()
            self._reading.shares += [Share(self._line, one, part, near) for one, part in pairs]
            return
        if count < 2 or count > len(self._items):
            return
        parts = self._items[-count:]
        others = list(reversed(self._items[-count - MAX_WHOLES : -count]))
        for quantity, part in zip(listed, parts, strict=True):
            self._add(quantity, part, others)

    def _stated(self, piece: Piece, share: Word, quantity: Quantity, state: State) -> None:
        self._listed, self._named = [], []
        if piece.has(Role.TOGETHER):
            self._together(quantity)
        elif not touches(piece.words, piece.start, share.start):
            self._without_number(piece, share, quantity, state)
        elif piece.has(Role.RESPECTIVELY):
            self._listed = [quantity]
        elif self._items:
            near = self._items[-1 - MAX_WHOLES : -1]
            self._add(quantity, self._items[-1], list(reversed(near)))

    def _together(self, quantity: Quantity) -> None:
        """甲1件、乙2件，两项合计占30%."""
        both = self._items[-2:]
        if len(both) < 2 or both[0].quantity.unit != both[1].quantity.unit:
            return
        value = both[0].quantity.value + both[1].quantity.value
        last = both[1]
        part = replace(last, quantity=last.quantity._replace(value=value))
        self._add(quantity, part, list(reversed(self._items[-2 - MAX_WHOLES : -2])))

    def _add(self, quantity: Quantity, part: Item, others: list[Item]) -> None:
        others = [item for item in others if item is not part.parent]
        wholes = [part.parent, *part.rivals, *others] if part.parent else others
        self._reading.shares.append(Share(self._line, quantity, part, tuple(wholes)))

    def _without_number(self, piece: Piece, share: Word, quantity: Quantity, state: State) -> None:
        """予以公开占27.16%: the figure behind the words, in parts of the whole."""
        words = [word for word in piece.concepts if word.end <= share.start]
        if not words or not state.speaks_of_us_now or piece.has(Role.NOT, Role.LAST_YEAR):
            return
        if not self._guard.is_safe(piece, words, share.start, years=False):
            return
        vocabulary = self._guard.vocabulary
        names = [word.concept for word in words]
        meaning = vocabulary.meanings.of(names, frozenset(state.context))
        if meaning is None or meaning.kind not in vocabulary.share_kinds:
            return
        if piece.has(Role.RESPECTIVELY):
            self._listed = [quantity]
            self._named = [Meaning((mention,)) for mention in meaning.mentions]
        else:
            near = tuple(reversed(self._items[-MAX_WHOLES:]))
            self._reading.shares.append(Share(self._line, quantity, meaning, near))
