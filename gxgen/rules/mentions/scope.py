"""其中: which number a number is a part of."""

from __future__ import annotations

from gxgen.rules.mentions.claims import Item
from gxgen.rules.mentions.pieces import Piece
from gxgen.spec.mention import Role


class Scope:
    """Follows the numbers of a sentence. `last` is the one before; a list of parts lasts until a
    wider separator than stood between its first two parts, or the bracket it stands in, ends it.
    """

    def __init__(self, last: Item | None) -> None:
        self.last = last
        self._whole: Item | None = None
        self._width = 0
        self._bracketed = False

    def enter(self, item: Item, piece: Piece) -> None:
        """Sets the parent of `item`, the number of `piece`."""
        if piece.closed and self._bracketed:
            self._whole, self._bracketed = None, False
        if piece.has(Role.PART, Role.WHOLE) and self.last is not None:
            self._whole, self._width, self._bracketed = self.last, 0, piece.opened
            item.listed, item.complete = True, piece.has(Role.WHOLE)
        elif self._whole is not None:
            if not self._width:
                self._width = max(item.level, 1)
            elif item.level > self._width:
                self._whole = None
        item.parent = self._whole
        self.last = item

    def settle(self, item: Item) -> None:
        """A mention that is part of nothing ends the list; a part needs a whole that it fits."""
        whole, meaning = item.parent, item.meaning
        if whole is None or meaning is None:
            return
        if whole.meaning is None or not whole.judged:
            item.judged = False
        elif meaning.under:
            item.judged = whole.meaning.kind in meaning.under
        else:
            self._whole = item.parent = None
