"""因政府信息公开申请引发的…: what stands between a cause and its effect says why, not what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gxgen.rules.mentions.lexer import COMMA, Break, Quantity, Token, Word
from gxgen.rules.mentions.pieces import has_role
from gxgen.spec.mention import YEARS, Mentions, Role

_TIMES = (*YEARS, Role.OTHER_YEAR, Role.PERIOD)
MAX_CAUSE = 40
"""Characters from the word of a cause to that of its effect."""
MAX_SAID = 3
"""Unknown characters that do not make another cause of it (因此引发)."""


@dataclass(frozen=True, slots=True)
class Causes:
    """What a cause may be: the `matter` of the report, or `meant` (applications), which is the same
    matter; `strange` is what has its own cases (因行政处罚引发的). `disputes` are effects."""

    matter: str
    meant: frozenset[str]
    strange: frozenset[str]
    disputes: frozenset[str]

    @classmethod
    def of(cls, mentions: Mentions) -> Causes:
        """The causes that a pack's words speak of."""
        close, carried = mentions.close, mentions.carried
        return cls(mentions.matter, close & carried, close - carried, mentions.disputes)

    def as_words(self, tokens: Sequence[Token], is_known: bool) -> list[Token]:
        """The tokens with every cause as one word: the matter, or noise where it is another cause
        (因征地补偿引发的). `is_known`: applications were spoken of, so that 引发行政复议 is about
        them without saying so."""
        if not any(type(token) is Word and token.role is Role.EFFECT for token in tokens):
            return list(tokens)
        kept: list[Token] = []
        opened = -1
        for index, token in enumerate(tokens):
            kept.append(token)
            is_known |= type(token) is Word and token.concept in self.meant
            if type(token) is Word and (token.role is Role.CAUSE or token.concept == self.matter):
                if opened < 0 or token.role is Role.CAUSE:
                    opened = len(kept) - 1
            elif _parts(token):
                opened = -1
            elif not has_role(token, Role.EFFECT):
                continue
            elif opened >= 0:
                if token.end - kept[opened].start <= MAX_CAUSE:
                    kept[opened:] = self._said(kept[opened:])
                opened = -1
            elif is_known and self._begins_dispute(token, tokens[index + 1 : index + 2]):
                kept[-1] = Word(token.start, token.end, None, self.matter)
        return kept

    def _begins_dispute(self, token: Token, after: Sequence[Token]) -> bool:
        return any(
            isinstance(one, Word) and one.start == token.end and one.concept in self.disputes
            for one in after
        )

    def _said(self, cause: list[Token]) -> list[Token]:
        first, last = cause[0], cause[-1]
        if any(has_role(token, *_TIMES) for token in cause):
            return cause
        concepts = {token.concept for token in cause if type(token) is Word and token.concept}
        if concepts and concepts <= self.meant | {self.matter}:
            return [Word(first.start, last.end, None, self.matter)]
        known = sum(token.end - token.start for token in cause)
        unknown = 0 if concepts else last.end - first.start - known
        if concepts & self.strange or unknown > MAX_SAID:
            return [Word(first.start, last.end, Role.NOISE)]
        return cause


def _parts(token: Token) -> bool:
    """申请以及有关的举报: what stands before such a token is no part of the cause."""
    wide = isinstance(token, Break) and token.level >= COMMA
    return wide or isinstance(token, Quantity) or has_role(token, Role.JOIN)
