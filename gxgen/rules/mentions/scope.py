"""其中: which number a number is a part of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gxgen.rules.mentions.claims import How, Item, Meaning
from gxgen.rules.mentions.lexer import SEMICOLON, SOFT
from gxgen.rules.mentions.pieces import Piece, touches, words_of
from gxgen.spec.mention import YEARS, Role

_NO_PART = (*YEARS, Role.OTHER_YEAR, Role.COMPARED, Role.BASE)
"""2602条（上年2380条）: a bracket with such words holds no parts."""


@dataclass(slots=True)
class _List:
    """A list of parts that is being read: it lasts until a wider separator than stood between its
    first two parts (`width`), or the bracket it stands in, ends it."""

    whole: Item
    bracketed: bool
    among: bool = False
    width: int = 0


class Scope:
    """Follows the numbers of a sentence. `roots` are the numbers of the sentence before that are
    parts of nothing, `counted` whether its last was one of several of its kind: a 其中 that opens
    the sentence then speaks of their whole, wherever that stands (自然人2件，法人2件。其中3件…)."""

    def __init__(self, roots: Sequence[Item], counted: bool = False) -> None:
        self.last = roots[-1] if roots else None
        self._roots = list(roots)
        self._unclear = counted
        self._lists: list[_List] = []
        self._among = self._complete = False
        self._seen: list[Item] = []

    def enter(self, item: Item, piece: Piece) -> None:
        """Sets the parent of `item`, the number of `piece`."""
        before = self.last
        if piece.closed and self._lists and self._lists[-1].bracketed:
            # 6件（含结转3件），其中5件…: of the number before the bracket.
            self.last = self._lists.pop().whole
        if self._opens(piece) and self._unclear:
            self._lists.clear()
        elif self._opens(piece) and self.last is not None:
            if not piece.opened:
                self._lists.clear()
            self._lists.append(_List(self.last, piece.opened, self._among))
            if not piece.opened and not self._among:
                same = (one for one in self._roots if one.quantity.unit == item.quantity.unit)
                item.rivals = tuple(one for one in same if one is not self.last)
            item.listed = True
            item.complete = self._complete or piece.has(Role.WHOLE) or self._divides(piece)
        elif piece.has(Role.TOGETHER) or _is_total(piece, item):
            self._lists.clear()
        elif self._lists:
            self._go_on(item)
        item.parent = self._lists[-1].whole if self._lists else None
        if item.parent is None:
            if item.level >= SEMICOLON:
                self._roots.clear()
            self._roots.append(item)
        elif not item.listed:
            item.rivals = before.rivals if before else ()
        near = before is not None and bool(self._seen) and before is self._seen[-1]
        if near and not item.listed and item.level <= SOFT:
            item.beside = before if before and before.parent is item.parent else None
        self._among = self._complete = self._unclear = False
        self._seen.append(item)
        self.last = item

    @property
    def whole(self) -> Item | None:
        """The number whose parts are being listed."""
        return self._lists[-1].whole if self._lists else None

    def among(self, complete: bool = False) -> None:
        """What follows are parts of the number before: 11件申请中，…; 11件，渠道分别为：…"""
        self._among, self._complete = True, complete

    @property
    def roots(self) -> list[Item]:
        """The numbers of the sentence that are parts of nothing; without any, those before it."""
        return [one for one in self._seen if one.parent is None] or self._roots

    def _opens(self, piece: Piece) -> bool:
        attached = piece.attached and not piece.has(*_NO_PART)
        opens = attached or piece.has(Role.PART, Role.WHOLE) or self._divides(piece)
        return self._among or opens

    def _divides(self, piece: Piece) -> bool:
        """9件申请分别来自网络6件、…: not 甲、乙分别为6件、3件, where the number follows."""
        if not self._seen or not piece.has(Role.RESPECTIVELY):
            return False
        word = next(one for one in words_of(piece.words) if one.role is Role.RESPECTIVELY)
        return any(one.start >= word.end for one in piece.concepts)

    def _go_on(self, item: Item) -> None:
        current = self._lists[-1]
        if not current.width:
            current.width = max(item.level, 1)
        elif item.level > current.width:
            self._lists.pop()

    def settle(self, item: Item, explicit: bool) -> None:
        """A mention that is part of nothing ends the list; a part needs a whole that it fits.

        `explicit`: the words of the part say themselves what or whose it is; the whole, which did
        not, then counts more than that (复议6件，其中因政府信息公开引发2件).
        """
        self._unsettle(item, explicit)
        meaning = item.meaning
        if meaning is not None and any(mention.follows for mention in meaning.mentions):
            item.meaning = meaning = self._following(meaning, item)
        whole = item.parent
        if whole is None or meaning is None:
            return
        item.meaning = meaning = part_of(meaning, [*whole.row, *item.rivals])
        if item.listed and whole.meaning is not None and whole.meaning.key == meaning.key:
            # 收到328件，其中区政府办公室受理61件: the same of one office.
            item.meaning = None
        elif not any(one.meaning and one.judged for one in (whole, *item.rivals)):
            # 办结的11件申请中，6件予以公开: the whole says by itself what its parts are.
            rows = not all(mention.columns for mention in meaning.mentions)
            item.judged = rows and (self._lists[-1].among or whole.about)
            if not item.judged and item.level <= SOFT:
                # 公开2602条，其中行政许可40条、…: one of a list of kinds that nobody here knows.
                item.meaning = None
        elif meaning.under:
            wholes = (*whole.row, *item.rivals)
            kinds = {one.meaning.kind for one in wholes if one.meaning}
            crossed = bool(meaning.rows or meaning.columns)
            item.judged = crossed or not kinds.isdisjoint(meaning.under)
        else:
            # 收到47件，其中申请人撤销9件，答复38件: one of the parts is something else.
            item.judged = not self._beside_unknown(item)
            self._lists.clear()
            item.parent = None

    def _beside_unknown(self, item: Item) -> bool:
        others = [one for one in self._seen if one.parent is item.parent and one is not item]
        unit = item.quantity.unit
        return not item.listed and any(
            one.meaning is None and one.quantity.unit == unit for one in others
        )

    def _unsettle(self, item: Item, explicit: bool) -> None:
        if explicit and item.listed and item.parent is not None:
            for one in item.parent.row:
                one.judged = one.judged and not one.leans

    def _following(self, meaning: Meaning, item: Item) -> Meaning | None:
        """Mentions that depend on what they are a part of (维持5件 of reviews, or of lawsuits).

        Without 其中 it is the nearest number that they can be a part of (9件复议案件，维持5件).
        """
        wanted = frozenset(name for mention in meaning.mentions for name in mention.follows)
        whole = item.parent
        if whole is None:
            near = (one for one in reversed(self._seen[:-1]) if _names(one) & wanted)
            whole = next(near, None)
        row = whole.row if whole is not None else []
        stated = frozenset(name for one in row for name in _names(one))
        kept = tuple(one for one in meaning.mentions if not one.follows or one.follows & stated)
        if meaning.how is How.SUM and len(kept) != len(meaning.mentions):
            return None
        if not kept:
            return None
        # 复议2宗、诉讼1宗，其中2宗维持: of either, or of both.
        both = meaning.how is How.ANY and len(kept) > 1
        return Meaning(kept, How.EITHER if both else meaning.how)


def _names(item: Item) -> frozenset[str]:
    return frozenset(one.name for one in item.meaning.mentions) if item.meaning else frozenset()


def part_of(meaning: Meaning, items: Sequence[Item]) -> Meaning:
    """予以公开7件（自然人6件）, 企业2件，其中予以公开1件: the row of one in the other's column."""
    wholes = [one.meaning for one in items if one.meaning and one.judged]
    if meaning.rows or meaning.columns or not wholes:
        return meaning
    if all(mention.columns for mention in meaning.mentions):
        rows = (option for one in wholes for option in one.row_options)
        return replace(meaning, rows=tuple(dict.fromkeys(rows)))
    columns = wholes[0].named_columns
    if len(wholes) > 1 or not columns or any(one.columns for one in meaning.mentions):
        return meaning
    return replace(meaning, columns=columns)


def _is_total(piece: Piece, item: Item) -> bool:
    """甲1件、乙2件，合计3件: no part of the list any more."""
    plain = touches(piece.words, piece.start, item.quantity.start)
    return plain and not piece.concepts and piece.has(Role.TOTAL)
