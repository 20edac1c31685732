"""A sentence → items: which number speaks of which cells, and what is said to be none.

The reader is strict: between the words of a mention and its number only words of no weight may
stand, every known word in the piece must belong to the mention, and another year, another agency,
a plan or an estimate silences it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from gxgen.rules.mentions.changes import ChangeReader
from gxgen.rules.mentions.claims import How, Item, Meaning, Reading
from gxgen.rules.mentions.denials import denial_of
from gxgen.rules.mentions.everything import all_are, all_done, all_is_done
from gxgen.rules.mentions.guard import Guard
from gxgen.rules.mentions.lexer import Quantity, Token, Word
from gxgen.rules.mentions.pieces import (
    Piece,
    are_joined,
    has_role,
    is_among,
    pieces_of,
    touches,
    unknown_after,
    words_of,
)
from gxgen.rules.mentions.scope import Scope
from gxgen.rules.mentions.shares import ShareReader
from gxgen.rules.mentions.state import Paragraph, State
from gxgen.rules.mentions.typed import Typed
from gxgen.spec.mention import YEARS, Role

MAX_PIECES = 400
"""Pieces of one sentence that are read."""
_REFUSED: tuple[Role, ...] = (
    Role.NOT,
    Role.NONE,
    Role.MORE,
    Role.LESS,
    Role.COMPARED,
    Role.PLAN,
    Role.SHARE,
    Role.ARTICLE,
)
"""With such words a number is no figure of the year; 按照第（四）项答复的34件 are those under one
provision only."""


class SentenceReader:
    """Reads one sentence of `line` into `reading`, knowing its paragraph so far."""

    def __init__(self, line: Typed, guard: Guard, paragraph: Paragraph, reading: Reading) -> None:
        self.line = line
        self.guard = guard
        self.vocabulary = guard.vocabulary
        self.paragraph = paragraph
        self.state = State(paragraph.context, self.vocabulary.aggregate)
        self.reading = reading
        last = paragraph.last
        self.scope = Scope(
            paragraph.roots, last is not None and _is_one_of_several(last, reading.items)
        )
        self.before: Piece | None = None
        self.queue: list[Meaning] = []
        self.items: list[Item] = []
        self.shares = ShareReader(line, guard, self.items, reading)
        self.changes = ChangeReader(line, guard, self.items, reading)

    def read(self, tokens: Sequence[Token], start: int, end: int) -> None:
        """Reads the sentence; its last number stays in mind for a 其中 that opens the next one."""
        carried = self.vocabulary.mentions.carried
        causes = self.vocabulary.prepared.causes
        meant = self.vocabulary.as_meant(tokens, self.line.text)
        sentence = causes.as_words(meant, not causes.meant.isdisjoint(self.state.context))
        self.line.concepts |= _told(sentence)
        self.guard.unrelated = any(has_role(token, Role.UNRELATED) for token in sentence)
        for piece in islice(pieces_of(sentence, start, end), MAX_PIECES):
            piece.settle(self.vocabulary.context_of(piece, self.state.context))
            if piece.quantity is None:
                self._words_only(piece)
            else:
                self._number(piece, piece.quantity)
            for word in piece.named:
                if word.concept in carried and self.guard.stands_alone(piece, word):
                    self.state.context.add(word.concept)
            self.before = piece
        self.shares.close()
        self.changes.close()
        self.paragraph.last, self.paragraph.roots = self.scope.last, self.scope.roots

    def _number(self, piece: Piece, quantity: Quantity) -> None:
        if self.changes.take(piece, quantity, self.state):
            return
        if quantity.unit == "%":
            self.state.absorb(piece)
            self.shares.take(piece, quantity, self.state)
            return
        self.shares.close()
        item = Item(self.line, quantity, level=piece.level)
        item.clause = self.vocabulary.opens_clause(self.line.text[piece.start : quantity.start])
        item.open_list = _leaves_some_out(piece, quantity)
        self.scope.enter(item, piece)
        item.past = self.changes.is_past(piece, quantity)
        item.meaning = self._meaning(piece, quantity, item.past)
        item.past |= self.state.year is Role.LAST_YEAR
        item.judged = not item.past
        self.changes.set_against(item, piece)
        said = any(word.concept == self.vocabulary.mentions.matter for word in piece.concepts)
        explicit = said or piece.has(Role.OURS)
        item.leans = not explicit
        item.about = any(word.concept in self.vocabulary.close for word in piece.named)
        if item.meaning is None and quantity.unit in self.vocabulary.counts:
            # Applications of a kind that was not understood: what follows may be about them.
            close = self.vocabulary.close
            self.state.silent |= any(word.concept in close for word in piece.concepts)
        self.scope.settle(item, explicit)
        self._place(item)
        self.reading.items.append(item)
        self.items.append(item)
        if piece.after:
            self.reading.implied += all_are(piece, quantity.end, item, self.guard, self.state)
        settings = self.vocabulary.mentions.settings
        if is_among(piece, self.line.text, settings.among, self.vocabulary.close):
            self.scope.among()
        elif _divides_after(piece, self.line.text):
            self.scope.among(complete=True)

    def _place(self, item: Item) -> None:
        """Rows that are spoken of stay in mind; columns that stand alone may be meant in them."""
        meaning = item.meaning
        if meaning is None or not item.judged:
            return
        if not all(mention.columns for mention in meaning.mentions):
            if not meaning.named_columns:
                self.paragraph.rows |= dict.fromkeys(meaning.row_options)
        elif not meaning.rows and self.paragraph.rows:
            rows = dict.fromkeys(self.vocabulary.mentions.settings.rows) | self.paragraph.rows
            item.meaning = replace(meaning, rows=tuple(rows))

    def _meaning(self, piece: Piece, quantity: Quantity, past: bool) -> Meaning | None:
        plain = touches(piece.words, piece.start, quantity.start)
        if self.queue and not piece.concepts and plain:
            return self.queue.pop(0)
        self.queue = []
        if piece.has(Role.TOGETHER):
            return self._together() if plain else None
        if past:
            return None if self.state.is_closed else self._found(piece, quantity, [])
        if piece.has(Role.BECOME):
            return self._became(piece, quantity)
        years = [word.role.value for word in words_of(piece.words) if word.role in YEARS]
        if years and piece.concepts:
            found = self._found(piece, quantity, years)
            if found is not None:
                return found
        self.state.absorb(piece)
        return None if self._is_of_others() else self._found(piece, quantity, [])

    def _is_of_others(self) -> bool:
        """Whether the words speak of another year than this one and the last, or of others."""
        years = (Role.THIS_YEAR, Role.LAST_YEAR)
        return self.state.is_closed or self.state.year not in years

    def _became(self, piece: Piece, quantity: Quantity) -> Meaning | None:
        """由6件增至9件: this year's number of what was counted last year."""
        self.state.year = Role.THIS_YEAR
        self.state.absorb(piece)
        past = next((item for item in reversed(self.items[-2:]) if item.past), None)
        if past is not None and not piece.concepts and not self._is_of_others():
            return past.meaning
        return None if self._is_of_others() else self._found(piece, quantity, [])

    def _together(self) -> Meaning | None:
        """甲1件、乙2件，两项合计3件."""
        both = [item.meaning for item in self.items[-2:] if item.judged and item.meaning]
        if len(both) < 2 or not both[0].kind or both[0].kind != both[1].kind:
            return None
        if any(meaning.how is not How.ANY or len(meaning.mentions) > 1 for meaning in both):
            return None
        return Meaning(both[0].mentions + both[1].mentions, How.SUM)

    def _found(self, piece: Piece, quantity: Quantity, years: list[str]) -> Meaning | None:
        if quantity.about or self.state.is_closed or piece.has(Role.ABOUT, *_REFUSED):
            return None
        if any(has_role(token, *_REFUSED) for token in piece.after):
            return None
        if piece.after and has_role(piece.after[0], Role.ABOUT):
            return None
        if piece.concepts:
            found = self._from_before(piece, quantity.start, years)
        else:
            found = self._from_after(piece, quantity)
        if found is None or not self.guard.unit_fits(found, piece, quantity):
            return None
        return None if self._is_adrift(found, piece) else self._shared_out(found, piece)

    def _is_adrift(self, found: Meaning, piece: Piece) -> bool:
        """热线352件，办结351件: the number before is of something else, and this one goes on with it,
        as nothing here says that it is about applications."""
        near = self.items[-1].root if self.items else None
        if near is None or near.meaning is not None or near.past or near.about:
            return False
        if found.kind in self.vocabulary.mentions.settings.all_kinds:
            return False
        whole = self.scope.whole
        if whole is not None and whole.meaning is not None:
            return False
        names = {word.concept for word in piece.named}
        needed = self.vocabulary.close & self.vocabulary.mentions.carried
        patterns = [pattern for one in found.mentions for pattern in one.patterns]
        return names.isdisjoint(needed) and all(needed & pattern.needed for pattern in patterns)

    def _from_before(self, piece: Piece, end: int, years: list[str]) -> Meaning | None:
        """收到申请3件, or 收到3件申请, where the number stands inside the mention."""
        words = piece.concepts
        if self.guard.belongs_to_others(piece, words[0]):
            self.state.silent = True
            return None
        if not self.guard.is_safe(piece, words, end, years=bool(years)):
            return None
        if not self.guard.is_about_this(piece):
            return None
        names = [word.concept for word in words if not _is_example(word, words, piece)]
        after = self.guard.concepts_after(piece)
        # 制发3份规范性文件: what follows the number says what it counts, not what was told before.
        both = self._of([*names, *years, *after]) if after else None
        if both is not None and both.how is How.ANY:
            return both
        found = self._of([*names, *years])
        # 经复议后提起的诉讼1件 are not both of them together.
        joined = found is None or found.how is not How.SUM or are_joined(piece.words, words)
        return found if joined else None

    def _from_after(self, piece: Piece, quantity: Quantity) -> Meaning | None:
        """3件予以公开, or 收到申请，共3件: nothing before the number says what it counts."""
        if not touches(piece.words, piece.start, quantity.start):
            return None
        after = self.guard.concepts_after(piece)
        if after:
            found = self._of(after)
            # 3件申请当场答复: who tells of some applications does not tell of all.
            whole = self.vocabulary.mentions.settings.whole_kind
            return None if found is not None and found.kind == whole else found
        before = self.before
        if after is None or piece.after or before is None or not piece.fresh:
            return None
        if before.quantity is not None or not before.concepts or before.has(*_REFUSED):
            return None
        if unknown_after(piece, self.line.text):
            return None
        return self._from_before(before, before.end, [])

    def _of(self, names: list[str]) -> Meaning | None:
        return self.vocabulary.meanings.of(names, frozenset(self.state.context))

    def _shared_out(self, found: Meaning, piece: Piece) -> Meaning:
        """甲、乙分别为1件、2件; 甲、乙均为0件; 甲、乙共3件."""
        if found.how is How.SUM and piece.has(Role.RESPECTIVELY):
            meanings = [Meaning((mention,)) for mention in found.mentions]
            self.queue = meanings[1:]
            return meanings[0]
        if found.how is How.SUM and piece.has(Role.EACH):
            return Meaning(found.mentions, How.EACH)
        return found

    def _words_only(self, piece: Piece) -> None:
        if not piece.roles:
            return
        subject = self.items[-1] if self.items else None
        if piece.fresh and not (piece.has(*YEARS) and self._denied_of_another_year(piece)):
            self.state.absorb(piece)
            if piece.has(Role.NOT, Role.NONE) and self.state.speaks_of_us_now:
                self._deny(piece, [])
        if piece.has(Role.ALL, Role.EACH):
            self._all(piece, subject)

    def _all(self, piece: Piece, subject: Item | None) -> None:
        kind = self.vocabulary.mentions.settings.whole_kind
        wholes = (one for one in reversed(self.items) if one.meaning and one.meaning.kind == kind)
        # 新收18件，连同上年结转的2件，均已办结; 受理29件，其中网络25件，全部办结.
        known = subject is not None and (subject.meaning or subject.root.meaning)
        whole = next(wholes, None) if known else None
        self.reading.denials += all_done(piece, whole, self.guard, self.state, self.line)
        if subject is None:
            self.reading.denials += all_is_done(piece, self.guard, self.state, self.line)
        elif piece.fresh:
            self.reading.implied += all_are(piece, piece.start, subject, self.guard, self.state)

    def _denied_of_another_year(self, piece: Piece) -> bool:
        """没有上年结转: the other year belongs to what is denied."""
        years = [word.role.value for word in words_of(piece.words) if word.role in YEARS]
        return bool(years) and self._deny(piece, years)

    def _deny(self, piece: Piece, years: list[str]) -> bool:
        denial = denial_of(piece, years, self.guard, self.state, self.line)
        if denial is not None:
            self.reading.denials.append(denial)
        return denial is not None


def _is_one_of_several(last: Item, items: Sequence[Item]) -> bool:
    """Whether the number before `last` counts another part of the same kind."""
    other = items[-2] if len(items) > 1 and items[-1] is last else None
    if other is None or other.line is not last.line or not (other.meaning and last.meaning):
        return False
    return bool(last.meaning.under) and other.meaning.kind == last.meaning.kind


def _told(sentence: Sequence[Token]) -> set[str]:
    """The concepts of a sentence; 延至2025年 carries nothing in."""
    words = words_of(sentence)
    nexts = [*words[1:], None]
    return {
        word.concept
        for word, after in zip(words, nexts, strict=False)
        if word.concept and not (after is not None and after.role is Role.NEXT_YEAR)
    }


def _is_example(word: Word, words: Sequence[Word], piece: Piece) -> bool:
    """因本机关不掌握等原因无法提供: what 等 follows is one of the reasons."""
    last = words[-1].start
    listed = (one for one in piece.words if word.end <= one.start < last)
    return any(has_role(one, Role.AND_SO_ON) for one in listed)


def _divides_after(piece: Piece, text: str) -> bool:
    """9件申请的渠道分别为：…: the words after a number that begin the list of all its parts."""
    last = piece.after[-1] if piece.after else None
    return (
        last is not None
        and has_role(last, Role.RESPECTIVELY, Role.WHOLE)
        and text.startswith(":", last.end)
    )


def _leaves_some_out(piece: Piece, quantity: Quantity) -> bool:
    """其中主要涉及征地6件, 网站36条等: words that say the list is not complete."""
    after = piece.after[0] if piece.after else None
    if after is not None and after.start == quantity.end and has_role(after, Role.AND_SO_ON):
        return True
    return any(has_role(token, Role.AND_SO_ON) for token in piece.words[:2])
