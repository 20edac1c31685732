"""较上年增加5件, 由6件增至9件: numbers of last year, and changes against them."""

from __future__ import annotations

from collections.abc import Sequence

from gxgen.rules.mentions.claims import Growth, Item, Meaning, Reading
from gxgen.rules.mentions.guard import Guard
from gxgen.rules.mentions.lexer import Quantity
from gxgen.rules.mentions.pieces import Piece, has_role, touches, words_of
from gxgen.rules.mentions.state import State
from gxgen.rules.mentions.typed import Typed
from gxgen.spec.mention import Role


class ChangeReader:
    """Reads the changes of one sentence; `items` are the numbers before them."""

    def __init__(self, line: Typed, guard: Guard, items: Sequence[Item], reading: Reading) -> None:
        self._line = line
        self._guard = guard
        self._items = items
        self._reading = reading
        self._become = guard.vocabulary.mentions.roles.get(Role.BECOME, ())
        self._sign = 1
        self._named: tuple[int, Meaning] | None = None
        self._row: list[Item] = []
        self._listed: list[Quantity] = []

    def is_past(self, piece: Piece, quantity: Quantity) -> bool:
        """由2023年的6件增至…, 比上年15件…: whether the number is last year's."""
        if not piece.has(Role.BASE, Role.COMPARED) or piece.has(Role.MORE, Role.LESS):
            return False
        if self._line.text.startswith(self._become, quantity.end):
            return True
        words = words_of(piece.words)
        last = [word for word in words if has_role(word, Role.LAST_YEAR, Role.COMPARED)]
        # 由2023年结转的11件 are this year's.
        return bool(last) and all(word.end <= last[-1].start for word in piece.concepts)

    def set_against(self, item: Item, piece: Piece) -> None:
        """收到12件，比2023年的15件…, 由6件增至9件: two numbers of one thing."""
        near = self._items[-1] if self._items else None
        if near is None or near.quantity.unit != item.quantity.unit or near.past == item.past:
            return
        if item.past and not piece.concepts:
            near.then = item
        elif piece.has(Role.BECOME):
            item.then = near

    def take(self, piece: Piece, quantity: Quantity, state: State) -> bool:
        """Whether the number is a change; any other "more" or "less" is not read at all."""
        state.compared |= piece.has(Role.COMPARED)
        if self._row and touches(piece.words, piece.start, quantity.start):
            self._listed.append(quantity)
            return True
        self.close()
        change = [word for word in words_of(piece.words) if has_role(word, Role.MORE, Role.LESS)]
        if not change:
            return False
        past = any(item.past for item in self._items[-2:])
        versus = state.compared or past or piece.has(Role.LAST_YEAR)
        verbs = [word for word in piece.concepts if word.start >= change[-1].end]
        near = touches(piece.words, verbs[-1].end if verbs else change[-1].end, quantity.start)
        if versus and near and not quantity.about and not piece.has(Role.ABOUT):
            state.compared = True
            self._sign = 1 if change[-1].role is Role.MORE else -1
            named = [word.concept for word in piece.concepts]
            if not self._guard.vocabulary.prepared.causes.meant.issuperset(named):
                self._of_words(piece, named, quantity, state)
            else:
                self._stated(quantity, piece.has(Role.RESPECTIVELY))
        return True

    def close(self) -> None:
        """甲58件、乙23件，同比分别下降9.4%和14.8%: as many numbers as there are changes."""
        row, self._row = self._row, []
        listed, self._listed = self._listed, []
        if row and len(row) == len(listed):
            for quantity, subject in zip(listed, row, strict=True):
                self._add(quantity, subject)

    def _of_words(self, piece: Piece, names: list[str], quantity: Quantity, state: State) -> None:
        """新收申请同比下降18.87%: the figure behind the words, now and last year."""
        first, last = piece.concepts[0], piece.concepts[-1]
        meaning = self._guard.vocabulary.meanings.of(names, frozenset(state.context))
        safe = self._guard.is_safe(piece, piece.concepts, last.end, years=False)
        others = state.is_closed or self._guard.belongs_to_others(piece, first)
        if meaning is not None and safe and not others and not piece.has(Role.RESPECTIVELY):
            self._named = len(self._items), meaning
            self._reading.growths.append(Growth(self._line, quantity, meaning, self._sign))

    def _stated(self, quantity: Quantity, several: bool) -> None:
        if self._named is not None and self._named[0] == len(self._items):
            growth = Growth(self._line, quantity, self._named[1], self._sign)
            self._reading.growths.append(growth)
            return
        now = [item for item in self._items if not item.past]
        last = self._items[-1] if self._items else None
        if last is not None and last.past and last.meaning is not None:
            # 办结20件（含结转1件），办结量比上年的15件多5件: of what the words of last year's say.
            now = [item for item in now if item.meaning and item.meaning.key == last.meaning.key]
            if now:
                now[-1].then = last
        if not now:
            return
        if several:
            self._row, self._listed = list(reversed(now[-1].row)), [quantity]
        else:
            self._add(quantity, now[-1])

    def _add(self, quantity: Quantity, subject: Item) -> None:
        if subject.meaning is not None or subject.then is not None:
            self._reading.growths.append(Growth(self._line, quantity, subject, self._sign))
