"""其中: which number a number is a part of."""

from __future__ import annotations

from dataclasses import dataclass

from gxgen.rules.mentions.claims import How, Item, Meaning
from gxgen.rules.mentions.lexer import SOFT
from gxgen.rules.mentions.pieces import Piece, touches
from gxgen.spec.mention import Role


@dataclass(slots=True)
class _List:
    """A list of parts that is being read: it lasts until a wider separator than stood between its
    first two parts (`width`), or the bracket it stands in, ends it."""

    whole: Item
    bracketed: bool
    among: bool = False
    width: int = 0


class Scope:
    """Follows the numbers of a sentence. `last` is the one before, `counted` whether it was one of
    several of its kind: a 其中 that opens the sentence then speaks of their whole, wherever that
    stands (自然人2件，法人2件。其中3件…)."""

    def __init__(self, last: Item | None, counted: bool = False) -> None:
        self.last = last
        self._unclear = counted
        self._lists: list[_List] = []
        self._among = False

    def enter(self, item: Item, piece: Piece) -> None:
        """Sets the parent of `item`, the number of `piece`."""
        if piece.closed and self._lists and self._lists[-1].bracketed:
            # 6件（含结转3件），其中5件…: of the number before the bracket.
            self.last = self._lists.pop().whole
        if self._opens(piece) and self._unclear:
            self._lists.clear()
        elif self._opens(piece) and self.last is not None:
            if not piece.opened:
                self._lists.clear()
            self._lists.append(_List(self.last, piece.opened, self._among))
            item.listed, item.complete = True, piece.has(Role.WHOLE)
        elif piece.has(Role.TOGETHER) or _is_total(piece, item):
            self._lists.clear()
        elif self._lists:
            self._go_on(item)
        item.parent = self._lists[-1].whole if self._lists else None
        self._among = self._unclear = False
        self.last = item

    def among(self) -> None:
        """What follows are parts of the number before: 11件申请中，…"""
        self._among = True

    def _opens(self, piece: Piece) -> bool:
        return self._among or piece.has(Role.PART, Role.WHOLE)

    def _go_on(self, item: Item) -> None:
        current = self._lists[-1]
        if not current.width:
            current.width = max(item.level, 1)
        elif item.level > current.width:
            self._lists.pop()

    def settle(self, item: Item) -> None:
        """A mention that is part of nothing ends the list; a part needs a whole that it fits."""
        whole, meaning = item.parent, item.meaning
        if meaning is not None and any(mention.follows for mention in meaning.mentions):
            item.meaning = meaning = _following(meaning, whole)
        if whole is None or meaning is None:
            return
        if self._lists[-1].among and any(mention.options for mention in meaning.mentions):
            item.listed = False  # its figure is judged, that is enough
        if item.listed and whole.meaning is not None and whole.meaning.key == meaning.key:
            # 收到328件，其中区政府办公室受理61件: the same of one office.
            item.meaning = None
        elif whole.meaning is None or not whole.judged:
            # 办结的11件申请中，6件予以公开: the whole says by itself what its parts are.
            item.judged = self._lists[-1].among
            if not item.judged and item.level <= SOFT:
                # 公开2602条，其中行政许可40条、…: one of a list of kinds that nobody here knows.
                item.meaning = None
        elif meaning.under:
            item.judged = whole.meaning.kind in meaning.under
        else:
            self._lists.clear()
            item.parent = None


def _is_total(piece: Piece, item: Item) -> bool:
    """甲1件、乙2件，合计3件: no part of the list any more."""
    plain = touches(piece.words, piece.start, item.quantity.start)
    return plain and not piece.concepts and piece.has(Role.TOTAL)


def _following(meaning: Meaning, whole: Item | None) -> Meaning | None:
    """Mentions that depend on what they are a part of (维持5件 of reviews, or of lawsuits)."""
    stated = whole.meaning.mentions if whole is not None and whole.meaning is not None else ()
    names = {mention.name for mention in stated}
    kept = tuple(one for one in meaning.mentions if not one.follows or one.follows & names)
    if meaning.how is How.SUM and len(kept) != len(meaning.mentions):
        return None
    return Meaning(kept, meaning.how) if kept else None
