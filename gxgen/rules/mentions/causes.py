"""因政府信息公开申请引发的…: what stands between a cause and its effect says why, not what."""

from __future__ import annotations

from collections.abc import Sequence

from gxgen.rules.mentions.lexer import COMMA, Break, Quantity, Token, Word
from gxgen.rules.mentions.pieces import has_role
from gxgen.spec.mention import YEARS, Role

_TIMES = (*YEARS, Role.OTHER_YEAR, Role.PERIOD)
MAX_CAUSE = 40
"""Characters from the word of a cause to that of its effect."""
MAX_SAID = 3
"""Unknown characters that do not make another cause of it (因此引发)."""


def without_causes(
    tokens: Sequence[Token], matter: str, meant: frozenset[str], strange: frozenset[str]
) -> list[Token]:
    """The tokens with every cause as one word: `matter` where it is about that or about `meant`
    (applications), noise where it is about something else (因征地补偿引发的) or about what is
    `strange` to it (因行政处罚引发的)."""
    kept: list[Token] = []
    opened = -1
    for token in tokens:
        kept.append(token)
        if type(token) is Word and (token.role is Role.CAUSE or token.concept == matter):
            if opened < 0 or token.role is Role.CAUSE:
                opened = len(kept) - 1
        elif _parts(token):
            opened = -1
        elif type(token) is Word and token.role is Role.EFFECT and opened >= 0:
            cause = kept[opened:]
            if token.end - cause[0].start <= MAX_CAUSE:
                kept[opened:] = _said(cause, matter, meant, strange)
            opened = -1
    return kept


def _parts(token: Token) -> bool:
    """申请以及有关的举报: what stands before such a token is no part of the cause."""
    wide = isinstance(token, Break) and token.level >= COMMA
    return wide or isinstance(token, Quantity) or has_role(token, Role.JOIN)


def _said(
    cause: list[Token], matter: str, meant: frozenset[str], strange: frozenset[str]
) -> list[Token]:
    first, last = cause[0], cause[-1]
    if any(has_role(token, *_TIMES) for token in cause):
        return cause
    concepts = {token.concept for token in cause if type(token) is Word and token.concept}
    if concepts and concepts <= meant | {matter}:
        return [Word(first.start, last.end, None, matter)]
    known = sum(token.end - token.start for token in cause)
    if concepts & strange:
        return [Word(first.start, last.end, Role.NOISE)]
    if not concepts and last.end - first.start - known > MAX_SAID:
        return [Word(first.start, last.end, Role.NOISE)]
    return cause
