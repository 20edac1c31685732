"""未收到…, 没有…, …均为零, 全部办结: words that say a figure is 0."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gxgen.rules.mentions.claims import Denial, How, Item, Meaning
from gxgen.rules.mentions.guard import MAX_BEFORE_OBJECT, Guard
from gxgen.rules.mentions.lexer import Token, Word
from gxgen.rules.mentions.pieces import Piece, has_role, touches, words_of
from gxgen.rules.mentions.state import State
from gxgen.rules.mentions.typed import Typed
from gxgen.spec.mention import Role

MAX_TAIL = 6
"""Unknown characters allowed after what is denied."""
_REFUSED = (Role.MORE, Role.LESS, Role.COMPARED, Role.PLAN, Role.SHARE, Role.NOISE)


def denial_of(
    piece: Piece, years: list[str], guard: Guard, state: State, line: Typed
) -> Denial | None:
    """What the words of a piece without a number say is none; None where they do not say so."""
    found = _denied_words(piece, guard)
    if found is None or state.silent:
        return None
    start, end, concepts = found
    meanings = guard.vocabulary.meanings
    meaning = meanings.of([*concepts, *years], frozenset(state.context), denied=True)
    if meaning is None:
        return None
    how = How.EACH if meaning.how is How.SUM else meaning.how
    return Denial(line, start, end, Meaning(meaning.mentions, how))


def _denied_words(piece: Piece, guard: Guard) -> tuple[int, int, list[str]] | None:
    """From where to where the denial goes, and the concepts it denies."""
    no, none = _first(piece.words, Role.NOT), _first(piece.words, Role.NONE)
    if (no is None) == (none is None):
        return None
    start = no.end if no is not None else piece.start
    concepts = [word for word in piece.concepts if word.start >= start]
    tail = [token for token in piece.words if token.start >= start]
    if not concepts or any(has_role(token, *_REFUSED) for token in tail):
        return None
    first, last = concepts[0], concepts[-1]
    if no is not None and not touches(piece.words, no.end, first.start):
        return None
    unknown = _unknown(piece.words, last.end, piece.end)
    if unknown > MAX_TAIL or not all(guard.stands_alone(piece, word) for word in concepts):
        return None
    names = [word.concept for word in concepts]
    return no.start if no else first.start, none.end if none else last.end, names


def all_done(
    piece: Piece, subject: Item | None, guard: Guard, state: State, line: Typed
) -> Iterator[Denial]:
    """全部办结 after a number of applications: nothing is left over."""
    settings = guard.vocabulary.mentions.settings
    every = _first(piece.words, Role.ALL) or _first(piece.words, Role.EACH)
    if every is None or piece.has(Role.NOT, Role.NOISE, Role.PART) or not state.speaks_of_us_now:
        return
    done = next((word for word in piece.concepts if word.start >= every.end), None)
    if done is None or subject is None or done.start - every.end > MAX_BEFORE_OBJECT:
        return
    meaning = subject.meaning
    if meaning is None or meaning.kind != settings.whole_kind or not subject.judged:
        return
    for mention in guard.vocabulary.mentions.mentions:
        if done.concept in mention.zero_when_all:
            one = Meaning((mention,))
            yield Denial(line, every.start, done.end, one, by_all=True)


def _first(tokens: Sequence[Token], role: Role) -> Word | None:
    return next((word for word in words_of(tokens) if word.role is role), None)


def _unknown(tokens: Sequence[Token], start: int, end: int) -> int:
    """How many characters between two positions belong to no token."""
    known = sum(token.end - token.start for token in tokens if start <= token.start < end)
    return end - start - known
