"""未收到…, 没有…, …均为零: words that say a figure is 0."""

from __future__ import annotations

from collections.abc import Sequence

from gxgen.rules.mentions.claims import Denial, How, Meaning
from gxgen.rules.mentions.guard import Guard
from gxgen.rules.mentions.lexer import Break, Token, Word
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
    if found is None or state.is_closed:
        return None
    start, end, concepts = found
    meaning = _denied(piece, start, [*concepts, *years], guard, state)
    if meaning is None or any(mention.follows for mention in meaning.mentions):
        return None
    how = How.EACH if meaning.how is How.SUM else meaning.how
    return Denial(line, start, end, Meaning(meaning.mentions, how))


def _denied(
    piece: Piece, start: int, names: list[str], guard: Guard, state: State
) -> Meaning | None:
    """What is denied: 科研机构没有提出申请 denies those of the columns before it."""
    meanings, context = guard.vocabulary.meanings, frozenset(state.context)
    before = [word.concept for word in piece.concepts if word.end <= start]
    subject = meanings.of([*before, *names], context, denied=True) if before else None
    if subject is not None and subject.named_columns:
        return subject
    return meanings.of(names, context, denied=True)


def _denied_words(piece: Piece, guard: Guard) -> tuple[int, int, list[str]] | None:
    """From where to where the denial goes, and the concepts it denies."""
    no, none = first_of(piece.words, Role.NOT), first_of(piece.words, Role.NONE)
    if (no is None) == (none is None):
        return None
    if none is not None and not any(word.end <= none.start for word in piece.concepts):
        no, none = none, None  # 均无行政复议, not 行政复议均无
    start = no.end if no is not None else piece.start
    tail = [token for token in piece.words if token.start >= start]
    end = piece.end
    if no is not None:
        tail, end = _without_others(tail, end, guard.vocabulary.mentions.matter)
    concepts = [word for word in words_of(tail) if word.concept]
    if not concepts or any(has_role(token, *_REFUSED) for token in tail):
        return None
    first, last = concepts[0], concepts[-1]
    if no is not None and not touches(piece.words, no.end, first.start):
        return None
    if no is not None and not guard.is_about_this(piece):
        return None
    unknown = _unknown(piece.words, last.end, end)
    if unknown > MAX_TAIL or not all(guard.stands_alone(piece, word) for word in concepts):
        return None
    names = [word.concept for word in concepts]
    return no.start if no else first.start, none.end if none else last.end, names


def _without_others(tail: list[Token], end: int, matter: str) -> tuple[list[Token], int]:
    """未收到申请以及有关的举报: what is denied beside it and is nothing of the tables is left out.

    行政复议、行政诉讼败诉 is not cut: the noise is about the last of what the tables know.
    """
    foreign = False
    for index in range(len(tail) - 1, 0, -1):
        token = tail[index]
        if type(token) is Word and token.concept not in ("", matter):
            return tail, end
        foreign |= has_role(token, Role.NOISE)
        joins = isinstance(token, Break) or has_role(token, Role.JOIN)
        before = tail[:index]
        if foreign and joins and not any(has_role(one, Role.NOISE) for one in before):
            return before, token.start
    return tail, end


def first_of(tokens: Sequence[Token], role: Role) -> Word | None:
    """The first of `tokens` that plays `role`."""
    for token in tokens:
        if type(token) is Word and token.role is role:
            return token
    return None


def _unknown(tokens: Sequence[Token], start: int, end: int) -> int:
    """How many characters between two positions belong to no token."""
    known = sum(token.end - token.start for token in tokens if start <= token.start < end)
    return end - start - known
