"""A sentence → items: which number speaks of which cells, and what is said to be none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from gxgen.rules.mentions.changes import ChangeReader
from gxgen.rules.mentions.claims import Item, Reading
from gxgen.rules.mentions.everything import all_are
from gxgen.rules.mentions.finder import Finder
from gxgen.rules.mentions.guard import Guard
from gxgen.rules.mentions.lexer import SEMICOLON, Break, Quantity, Token, Word
from gxgen.rules.mentions.pieces import Piece, has_role, is_among, pieces_of
from gxgen.rules.mentions.sayings import SayingReader
from gxgen.rules.mentions.scope import Scope
from gxgen.rules.mentions.shares import ShareReader
from gxgen.rules.mentions.state import Paragraph, State
from gxgen.rules.mentions.typed import Typed
from gxgen.spec.mention import Role

MAX_PIECES = 400
"""Pieces of one sentence that are read."""


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
        several = last is not None and _is_one_of_several(last, reading.items)
        self.scope = Scope(paragraph.roots, several)
        self.items: list[Item] = []
        self.pauses: set[int] = set()
        self.finder = Finder(guard, self.state, self.scope, self.items)
        self.shares = ShareReader(line, guard, self.items, reading)
        self.changes = ChangeReader(line, guard, self.items, reading)
        self.sayings = SayingReader(line, guard, self.state, self.items, reading)

    def read(self, tokens: Sequence[Token], start: int, end: int) -> None:
        """Reads the sentence; its last number stays in mind for a 其中 that opens the next one."""
        carried = self.vocabulary.mentions.carried
        causes = self.vocabulary.prepared.causes
        meant = self.vocabulary.as_meant(tokens, self.line.text)
        sentence = causes.as_words(meant, not causes.meant.isdisjoint(self.state.context))
        self._look_over(sentence)
        for piece in islice(pieces_of(sentence, start, end), MAX_PIECES):
            piece.settle(self.vocabulary.context_of(piece, self.state.context))
            if piece.quantity is None:
                self.sayings.take(piece)
            else:
                self._number(piece, piece.quantity)
            for word in piece.named:
                if word.concept in carried and self.guard.stands_alone(piece, word):
                    self.state.context.add(word.concept)
            self.finder.before = piece
        self.shares.close()
        self.changes.close()
        self.paragraph.last, self.paragraph.roots = self.scope.last, self.scope.roots

    def _look_over(self, sentence: Sequence[Token]) -> None:
        """What is to be known of a whole sentence before its first number: the concepts it tells of
        (延至2025年 carries nothing in), whether it is about something unrelated, its pauses."""
        among = self.vocabulary.mentions.settings.among
        self.guard.unrelated = False
        told = ""
        for token in sentence:
            if type(token) is Word:
                if told and token.role is not Role.NEXT_YEAR:
                    self.line.concepts.add(told)
                told = token.concept
                self.guard.unrelated |= token.role is Role.UNRELATED
            elif type(token) is Break and token.sign in among:
                self.pauses.add(token.start)
        if told:
            self.line.concepts.add(told)

    def _number(self, piece: Piece, quantity: Quantity) -> None:
        if self.changes.take(piece, quantity, self.state):
            return
        if quantity.unit == "%":
            self.state.absorb(piece)
            self.shares.take(piece, quantity, self.state)
            return
        self.shares.close()
        item = self._item(piece, quantity)
        self.reading.items.append(item)
        self.items.append(item)
        if piece.after:
            self.reading.implied += all_are(piece, quantity.end, item, self.guard, self.state)
        among = self.vocabulary.mentions.settings.among
        if is_among(piece, self.line.text, among, self.vocabulary.close, self.pauses):
            self.scope.among()
        elif _divides_after(piece, self.line.text):
            self.scope.among(complete=True)

    def _item(self, piece: Piece, quantity: Quantity) -> Item:
        item = Item(self.line, quantity, level=piece.level)
        item.clause = self.vocabulary.opens_clause(self.line.text[piece.start : quantity.start])
        if piece.concepts and piece.level >= SEMICOLON:
            item.clause |= piece.concepts[0].concept in self.vocabulary.prepared.verbs
        item.open_list = _leaves_some_out(piece, quantity)
        self.scope.enter(item, piece)
        item.past = self.changes.is_past(piece, quantity)
        item.meaning = self.finder.meaning(piece, quantity, item.past)
        item.past |= self.state.year is Role.LAST_YEAR
        item.judged = not item.past
        self.changes.set_against(item, piece)
        matter = self.vocabulary.mentions.matter
        explicit = piece.has(Role.OURS) or any(word.concept == matter for word in piece.concepts)
        item.leans = not explicit
        subjects = self.vocabulary.prepared.subjects
        open_now = self.state.speaks_of_us_now
        item.about = open_now and any(word.concept in subjects for word in piece.named)
        item.narrow = self.finder.is_narrow(item.meaning, piece)
        if item.meaning is None and not item.parent and quantity.unit in self.vocabulary.counts:
            # Applications of a kind that was not understood: what follows may be about them.
            close = self.vocabulary.close
            self.state.silent |= any(word.concept in close for word in piece.concepts)
        self.scope.settle(item, explicit)
        self._place(item)
        return item

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


def _is_one_of_several(last: Item, items: Sequence[Item]) -> bool:
    """Whether the number before `last` counts another part of the same kind."""
    other = items[-2] if len(items) > 1 and items[-1] is last else None
    if other is None or other.line is not last.line or not (other.meaning and last.meaning):
        return False
    return bool(last.meaning.under) and other.meaning.kind == last.meaning.kind


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
