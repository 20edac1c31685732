"""A sentence → pieces: the words before each number, the number, and what follows it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from gxgen.rules.mentions.lexer import CLOSE, COMMA, OPEN, SOFT, Break, Quantity, Token, Word
from gxgen.spec.mention import Role

MAX_WORDS = 60
"""Known words of one piece that are looked at; no sentence that can be read has more."""

NEUTRAL = frozenset(
    (
        Role.FILLER,
        Role.EACH,
        Role.RESPECTIVELY,
        Role.ALL,
        Role.THIS_YEAR,
        Role.OURS,
        Role.WHOLE_AREA,
        Role.PART,
        Role.WHOLE,
        Role.AND_SO_ON,
        Role.ABOUT,
        Role.TOTAL,
        Role.TOGETHER,
        Role.BASE,
        Role.CAUSE,
        Role.EFFECT,
        Role.JOIN,
        Role.FULL,
        Role.BECOME,
    )
)
"""Roles of words that may stand between a mention and its number."""
_CHANGES = (Role.MORE, Role.LESS)


@dataclass(slots=True)
class Piece:
    """Words up to a number (`quantity` None: up to the end of the segment).

    `level` is the widest separator before it, `closed` true where a bracket ended there. `after`
    are the tokens that follow within the segment, up to any separator; empty where another number
    follows first. `opened`: it begins with a bracket; `attached`: the bracket follows the number
    before it; `fresh`: at the beginning of a segment. `roles` and `concepts` are those of the words
    once they are settled.
    """

    start: int
    end: int
    words: list[Token] = field(default_factory=list)
    roles: frozenset[Role] | set[Role] = frozenset()
    concepts: list[Word] = field(default_factory=list)
    quantity: Quantity | None = None
    after: list[Token] = field(default_factory=list)
    level: int = 0
    opened: bool = False
    closed: bool = False
    fresh: bool = False
    attached: bool = False

    def settle(self, context: Container[str]) -> None:
        """Takes the words as they are meant here: a bare word whose concept is not yet in `context`
        is about something else."""
        end = self.quantity.start if self.quantity else self.end
        self.words = _as_meant(self.words, context, end)
        self.after = _as_meant(self.after, context, -1)
        known = [word for word in self.words if type(word) is Word]
        self.roles = {word.role for word in known if word.role is not None}
        self.concepts = [word for word in known if word.concept]

    @property
    def named(self) -> list[Word]:
        """The words that name a concept, those after the number included."""
        return [*self.concepts, *(word for word in words_of(self.after) if word.concept)]

    def has(self, *roles: Role) -> bool:
        """Whether a word before the number plays one of `roles`."""
        return not self.roles.isdisjoint(roles)


def _as_meant(tokens: list[Token], context: Container[str], end: int) -> list[Token]:
    found: list[Token] = []
    for index, token in enumerate(tokens):
        if type(token) is Word:
            if token.bare and token.concept not in context:
                token = Word(token.start, token.end, Role.NOISE)
            elif token.role in _CHANGES and _is_stray(token, tokens[index + 1 : index + 2], end):
                continue
        found.append(token)
    return found


def _is_stray(token: Word, then: Sequence[Token], end: int) -> bool:
    """多 and 少 tell of a change only directly before a number, or before its verb (多办结20件)."""
    if token.end - token.start > 1 or token.end == end:
        return False
    return not any(isinstance(one, Word) and one.concept and one.end == end for one in then)


def words_of(tokens: Sequence[Token]) -> list[Word]:
    """Those of `tokens` that are words."""
    return [token for token in tokens if type(token) is Word]


def has_role(token: Token, *roles: Role) -> bool:
    """Whether a token is a word that plays one of `roles`."""
    return type(token) is Word and token.role in roles


def is_neutral(token: Token, also: frozenset[Role] = frozenset()) -> bool:
    """Whether a token may stand between a mention and its number."""
    if type(token) is Word:
        return token.role in NEUTRAL or token.role in also
    return type(token) is Break and token.level <= SOFT


def touches(
    tokens: Sequence[Token], start: int, end: int, also: frozenset[Role] = frozenset()
) -> bool:
    """Whether nothing but neutral words (and those of the roles `also`) is between two places."""
    at = start
    for token in tokens:
        if token.end <= start or token.start >= end:
            continue
        if token.start != at or not is_neutral(token, also):
            return False
        at = token.end
    return at == end


def are_joined(tokens: Sequence[Token], words: Sequence[Word]) -> bool:
    """Whether nothing but neutral words stands between those of a list (复议、诉讼共3件)."""
    return all(touches(tokens, one.end, after.start) for one, after in pairwise(words))


def pieces_of(sentence: Sequence[Token], start: int, end: int) -> Iterator[Piece]:
    """The pieces of a sentence that begins at `start` and ends at `end` of its line."""
    tokens = _without_plain_brackets(sentence)
    piece = Piece(start, end, fresh=True)
    counted = -1  # where the number of the piece before ends
    for index, token in enumerate(tokens):
        if isinstance(token, Break) and index and _is_pause(token, tokens[index - 1]):
            piece.words.append(token._replace(level=SOFT))
        elif isinstance(token, Break) and (token.level >= COMMA or _ends(token, piece)):
            piece.end = token.start
            attached = token.sign == OPEN and _is_solid(piece.words, counted, token.start)
            counted = -1
            yield _shortened(piece)
            level = max(token.level, piece.level if piece.quantity is None else 0)
            after_bracket = piece.closed and piece.quantity is None
            piece = Piece(token.end, end, level=level, fresh=True)
            piece.opened, piece.attached = token.sign == OPEN, attached
            piece.closed = token.sign == CLOSE or after_bracket
        elif isinstance(token, Quantity):
            piece.quantity, piece.end = token, token.end
            piece.after = _after(tokens, index + 1)
            yield _shortened(piece)
            piece = Piece(token.end, end)
            counted = token.end
        elif isinstance(token, Break):
            if not piece.fresh and not piece.level:
                # What stood before the first pause belongs to the number before it.
                piece.start, piece.words = token.start, []
            piece.level = max(piece.level, token.level)
            piece.words.append(token)
        else:
            piece.words.append(token)
    yield _shortened(piece)


def _ends(token: Break, piece: Piece) -> bool:
    """办理结果分布如下：予以公开…: a colon after words that nobody knows ends what they say."""
    at = piece.words[-1].end if piece.words else piece.start
    return token.sign == ":" and piece.fresh and token.start > at


def _is_pause(token: Break, before: Token) -> bool:
    """其中，网络9件: the comma ends nothing."""
    opens = has_role(before, Role.PART, Role.WHOLE) and before.end == token.start
    return opens and token.sign not in (OPEN, CLOSE)


def _is_solid(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether words that are known fill the text between two places."""
    at = start
    for token in tokens:
        if type(token) is not Word or token.start != at or token.role is Role.NOISE:
            return False
        at = token.end
    return at == end


def _shortened(piece: Piece) -> Piece:
    if len(piece.words) > MAX_WORDS:
        piece.words = piece.words[-MAX_WORDS:]
        piece.start = piece.words[0].start
    return piece


def _after(tokens: Sequence[Token], index: int) -> list[Token]:
    found: list[Token] = []
    for place in range(index, min(index + MAX_WORDS, len(tokens))):
        token = tokens[place]
        if isinstance(token, Break):
            return found
        if isinstance(token, Quantity):
            return []
        found.append(token)
    return found


def _without_plain_brackets(sentence: Sequence[Token]) -> list[Token]:
    """Brackets without a number inside are no more than a pause."""
    kept: list[Token] = []
    opened = -1
    for token in sentence:
        kept.append(token)
        if isinstance(token, Break) and token.sign == OPEN:
            opened = len(kept) - 1
        elif isinstance(token, Quantity):
            opened = -1
        elif isinstance(token, Break) and token.sign == CLOSE and opened >= 0:
            first = kept[opened]
            del kept[opened:]
            kept.append(Break(first.start, token.end, SOFT, ""))
            opened = -1
    return kept


def is_among(
    piece: Piece, text: str, endings: tuple[str, ...], also: frozenset[str], ends: Container[int]
) -> bool:
    """办结的11件申请中，: whether only neutral words and the concepts `also` stand between the
    number of a piece and one of `endings`, and a pause follows. `ends` are places where one
    is a pause by itself."""
    if piece.quantity is None:
        return False
    at = piece.quantity.end
    for token in piece.after:
        named = isinstance(token, Word) and token.concept in also
        if token.start != at or not (named or is_neutral(token)):
            break
        at = token.end
    ending = next((word for word in endings if text.startswith(word, at)), "")
    pause = text[at + len(ending) : at + len(ending) + 1] in ("，", ",", ":")
    return bool(ending) and (pause or at in ends)


def unknown_after(piece: Piece, text: str) -> str:
    """The unknown text that directly follows the number of a piece ("" where a token follows)."""
    if piece.quantity is None:
        return ""
    at = piece.quantity.end
    stop = piece.after[0].start if piece.after else _next_break(text, at)
    return text[at:stop]


def _next_break(text: str, at: int) -> int:
    end = at
    while end < len(text) and end - at < 2 and text[end] not in "、:，,；;。！？!?()":
        end += 1
    return end
