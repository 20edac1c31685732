"""未收到…, 没有…, …均为零: words that say a figure is 0."""

from __future__ import annotations

from collections.abc import Sequence

from gxgen.rules.mentions.claims import Denial, How, Meaning
from gxgen.rules.mentions.guard import Guard
from gxgen.rules.mentions.lexer import Break, Mask, Token, Word
from gxgen.rules.mentions.pieces import Piece, has_role, touches, words_of
from gxgen.rules.mentions.state import State
from gxgen.rules.mentions.typed import Typed
from gxgen.spec.mention import Role

MAX_TAIL = 6
"""Unknown characters allowed after what is denied."""
SAYS_ITSELF = 3
"""Characters of a word like 未发生, which may stand behind what did not happen."""
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
    no, none = _negation(piece)
    if no is not None:
        return _denied_after(piece, no, guard)
    if none is None:
        return None
    concepts = [word for word in piece.concepts if word.end <= none.start]
    if not concepts or any(has_role(token, *_REFUSED) for token in piece.words):
        return None
    alone = all(guard.stands_alone(piece, word) for word in concepts)
    if not alone or _unknown(piece.words, none.end, piece.end) > MAX_TAIL:
        return None
    return concepts[0].start, none.end, [word.concept for word in concepts]


def _negation(piece: Piece) -> tuple[Word | None, Word | None]:
    """The word that denies what follows it, or the one that denies what stands before it.

    Each may do what the other is for: 均无行政复议, 行政处罚未发生. Both: nobody knows.
    """
    no, none = first_of(piece.words, Role.NOT), first_of(piece.words, Role.NONE)
    if no is not None and none is not None:
        return None, None
    word = no or none
    if word is None:
        return None, None
    before = any(one.end <= word.start for one in piece.concepts)
    after = any(one.start >= word.end for one in piece.concepts)
    if no is not None:
        swapped = before and not after and word.end - word.start >= SAYS_ITSELF
        return (None, word) if swapped else (word, None)
    return (word, None) if after and not before else (None, word)


def _denied_after(piece: Piece, no: Word, guard: Guard) -> tuple[int, int, list[str]] | None:
    tail = [token for token in piece.words if token.start >= no.end]
    tail, end = _without_others(tail, piece.end, guard.vocabulary.mentions.matter)
    concepts = [word for word in words_of(tail) if word.concept]
    if not concepts or any(has_role(token, *_REFUSED) for token in tail):
        return None
    if tail[0].start == no.end and has_role(tail[0], Role.CAUSE):
        concepts = concepts[-1:]  # 未对公民的申请收取费用
    elif not touches(piece.words, no.end, concepts[0].start):
        return None
    first, last = concepts[0], concepts[-1]
    if any(type(token) is Mask and first.start < token.start < last.start for token in tail):
        return None
    alone = all(guard.stands_alone(piece, word) for word in concepts)
    if not alone or not guard.is_about_this(piece):
        return None
    if _unknown(piece.words, last.end, end) > MAX_TAIL:
        return None
    return no.start, last.end, [word.concept for word in concepts]


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
