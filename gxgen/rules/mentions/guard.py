"""What must be so before words and a number are taken to belong together."""

from __future__ import annotations

from collections.abc import Sequence

from gxgen.rules.mentions.claims import Meaning
from gxgen.rules.mentions.lexer import Quantity, Token, Word
from gxgen.rules.mentions.pieces import Piece, has_role, is_neutral, touches, unknown_after
from gxgen.rules.mentions.typed import Typed
from gxgen.rules.mentions.vocabulary import Vocabulary
from gxgen.spec.mention import YEARS, Role

MAX_INSIDE, MAX_BEFORE_OBJECT = 24, 12
"""Unknown characters allowed within a mention, and between a number and its object."""
MAX_STRANGE = 1
"""Unknown characters allowed before disputes of which it is not said what they are about."""


_YEARS = YEARS | {Role.COMPARED}
_PASSED = (Role.FILLER, Role.RESPECTIVELY, Role.EACH)


class Guard:
    """Judges the surroundings of mentions in one line."""

    def __init__(self, vocabulary: Vocabulary, line: Typed) -> None:
        self.vocabulary = vocabulary
        self.text = line.text
        self.unrelated = False
        """Whether the sentence says that something of it has nothing to do with the matter."""

    def is_safe(self, piece: Piece, words: Sequence[Word], end: int, *, years: bool) -> bool:
        """Nothing foreign stands among the words of a mention, or between them and `end`."""
        if not touches(piece.words, words[-1].end, end, _YEARS if years else frozenset()):
            return False
        at = words[0].start
        for token in piece.words:
            if token.start >= words[0].start:
                if token.start - at > MAX_INSIDE or has_role(token, Role.NOISE):
                    return False
                at = token.end
        return not self._follows_noise(piece, words[0]) and all(
            self.stands_alone(piece, word) for word in words
        )

    def is_about_this(self, piece: Piece) -> bool:
        """另有征地补偿方面的行政复议3件: disputes of which something is said, but not that they are
        about the matter of the report."""
        mentions = self.vocabulary.mentions
        dispute = next((word for word in piece.concepts if word.concept in mentions.disputes), None)
        if dispute is None or any(word.concept == mentions.matter for word in piece.concepts):
            return True
        known = sum(
            token.end - token.start
            for token in piece.words
            if token.end <= dispute.start and not has_role(token, Role.NOISE)
        )
        return not self.unrelated and dispute.start - piece.start - known <= MAX_STRANGE

    def belongs_to_others(self, piece: Piece, first: Word) -> bool:
        """县教育局收到…, 甲局、乙局分别收到…: another office stands before the mention."""
        at = first.start
        for token in reversed(piece.words):
            if token.end == at and has_role(token, *_PASSED):
                at = token.start
        before = self.text[piece.start : at]
        if not before.endswith(self.vocabulary.office_ends) or self._is_ours(piece, at):
            return False
        if self._is_inside(piece, before):
            return False
        # 单位全年收到…, 2024年街道收到…: without a name it is this one.
        return self._named_office(piece, at) not in self.vocabulary.office_ends

    def _named_office(self, piece: Piece, end: int) -> str:
        """The unknown words that end at a place: the name of an office."""
        tokens = [token for token in piece.words if token.end <= end]
        if tokens and has_role(tokens[-1], Role.EACH, Role.OTHERS, Role.NOISE):
            return ""
        return self.text[tokens[-1].end if tokens else piece.start : end]

    def _is_inside(self, piece: Piece, before: str) -> bool:
        """镇党政办: a part of the agency, where no other office is named before it."""
        inside = next((one for one in self.vocabulary.own_offices if before.endswith(one)), "")
        if not inside or piece.has(Role.OTHERS, Role.WHOLE_AREA):
            return False
        return not before.removesuffix(inside)[:-1].endswith(self.vocabulary.office_ends)

    def _is_ours(self, piece: Piece, end: int) -> bool:
        """我局, or a part of the agency's own name."""
        ours = any(token.end == end and has_role(token, Role.OURS) for token in piece.words)
        tail = self.text[max(end - 3, 0) : end]
        return ours or any(tail in name for name in self.vocabulary.own_names)

    def stands_alone(self, piece: Piece, word: Word) -> bool:
        """低保申请: some words mean something else with a strange noun before them."""
        if word.concept not in self.vocabulary.close:
            return True
        clear = word.concept in self.vocabulary.mentions.carried and not word.bare
        return clear or not self._unknown_before(piece, word)

    def unit_fits(self, meaning: Meaning, piece: Piece, quantity: Quantity) -> bool:
        """Money for amounts, pieces for counts; a bare number only where nothing follows it."""
        money = {mention.money for mention in meaning.mentions}
        if len(money) > 1:
            return False
        if money.pop():
            return quantity.unit in self.vocabulary.mentions.money
        if not quantity.unit:
            return self._bare_number(piece, quantity)
        if quantity.unit in self.vocabulary.vague and unknown_after(piece, self.text):
            return False
        return quantity.unit in self.vocabulary.counts

    def concepts_after(self, piece: Piece) -> list[str] | None:
        """Concepts after the number, years that belong to them included; None: not safe."""
        at = piece.quantity.end if piece.quantity else piece.end
        unknown = 0
        names: list[str] = []
        for token in piece.after:
            unknown += 0 if names else token.start - at
            end, at = at, token.end
            if has_role(token, Role.NOISE):
                if names and token.start > end:
                    break
                return None
            if names and has_role(token, Role.EACH, Role.ALL):
                break  # 收到的66件申请全部办结: what follows is said of them
            if isinstance(token, Word) and token.concept:
                names.append(token.concept)
            elif isinstance(token, Word) and token.role in YEARS:
                names.append(token.role.value)
        return None if unknown > MAX_BEFORE_OBJECT else names

    def _bare_number(self, piece: Piece, quantity: Quantity) -> bool:
        """申请数量为3。"""
        before = piece.words[-1] if piece.words else None
        near = before is not None and before.end == quantity.start and is_neutral(before)
        return near and not piece.after and not unknown_after(piece, self.text)

    def _follows_noise(self, piece: Piece, word: Word) -> bool:
        before = _before(piece, word)
        return before is not None and before.end == word.start and has_role(before, Role.NOISE)

    def _unknown_before(self, piece: Piece, word: Word) -> str:
        """The unknown text that ends where `word` begins, the agency's own names left out."""
        before = _before(piece, word)
        start = before.end if before else piece.start
        return self.vocabulary.without_own_names(self.text[start : word.start])


def _before(piece: Piece, word: Word) -> Token | None:
    last = None
    for token in piece.words:
        if token.end > word.start:
            break
        last = token
    return last
