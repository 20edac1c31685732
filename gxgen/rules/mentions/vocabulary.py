"""Everything a spec says about mentions, made ready once, and what a report adds to it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache

from gxgen.report import header
from gxgen.report.binding import resolve
from gxgen.report.expression import UnreadableError
from gxgen.report.model import Report
from gxgen.rules.mentions.causes import Causes
from gxgen.rules.mentions.lexer import COMMA, Break, Lexer, Quantity, Token, Word
from gxgen.rules.mentions.meanings import Meanings
from gxgen.rules.mentions.pieces import Piece, words_of
from gxgen.spec.mention import Mentions, Option, Role
from gxgen.spec.mentionfile import read_mentions
from gxgen.spec.spec import Spec

SOURCE = "mentions"
LONGEST_AMONG = 2
"""Characters of 中, 之中."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The mentions of a spec with their lexer. `verbs` say that applications came in,
    `subjects` that they are spoken of at all.

    The cells of options are kept once they were asked for: every report of the spec asks for the
    same.
    """

    spec: Spec
    mentions: Mentions
    lexer: Lexer
    meanings: Meanings
    causes: Causes
    verbs: frozenset[str]
    subjects: frozenset[str]
    clauses: tuple[str, ...]
    cells: dict[Option, tuple[str, ...]] = field(default_factory=dict)

    def cells_of(self, option: Option) -> tuple[str, ...]:
        """The addresses of the cells of an option; none where the spec has no such cell."""
        if option not in self.cells:
            self.cells[option] = _addresses(self.spec, option)
        return self.cells[option]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What reading one report needs. `own_names` are the agency's, never another office's;
    `beyond` are words for more than this agency (全县 in the report of a township)."""

    prepared: Prepared
    own_names: tuple[str, ...]
    aggregate: bool
    beyond: frozenset[str] = frozenset()

    @property
    def mentions(self) -> Mentions:
        return self.prepared.mentions

    @property
    def meanings(self) -> Meanings:
        return self.prepared.meanings

    @property
    def close(self) -> frozenset[str]:
        return self.prepared.mentions.close

    @property
    def counts(self) -> tuple[str, ...]:
        return self.prepared.mentions.counts

    @property
    def share_kinds(self) -> frozenset[str]:
        return self.prepared.mentions.settings.share_kinds

    @property
    def vague(self) -> frozenset[str]:
        return self.prepared.mentions.vague

    @property
    def office_ends(self) -> tuple[str, ...]:
        return self.prepared.mentions.office_ends

    def context_of(self, piece: Piece, context: Set[str]) -> Set[str]:
        """The concepts in mind; 结转下年度 by itself says that it is about applications."""
        mentions = self.prepared.mentions
        words = words_of([*piece.words, *piece.after])
        if any(word.concept in mentions.sure for word in words):
            return context | (mentions.close & mentions.carried)
        return context

    def as_meant(self, tokens: Sequence[Token], text: str) -> Sequence[Token]:
        """Tokens of a report's text; 全县 stands for others in the report of a township, and 中 in
        13件申请中予以公开7件 for a pause."""
        found: list[Token] = []
        end = -1
        for token in tokens:
            if 0 < token.start - end <= LONGEST_AMONG and self._is_among(found, token, text):
                found.append(Break(end, token.start, COMMA, text[end : token.start]))
            if (
                type(token) is Word
                and token.role is Role.OURS
                and text[token.start : token.end] in self.beyond
            ):
                token = Word(token.start, token.end, Role.OTHERS)
            found.append(token)
            end = token.end
        return found

    def _is_among(self, before: Sequence[Token], token: Token, text: str) -> bool:
        """Whether 中 stands between a number, or the applications that it counts, and a concept."""
        if not before or type(token) is not Word or not token.concept:
            return False
        last = before[-1]
        counted = isinstance(last, Quantity) or (
            type(last) is Word and last.concept in self.prepared.causes.meant
        )
        return counted and text[last.end : token.start] in self.mentions.settings.among

    @property
    def own_offices(self) -> tuple[str, ...]:
        return self.prepared.mentions.own_offices

    def without_own_names(self, text: str) -> str:
        for name in self.own_names:
            text = text.replace(name, "")
        return text

    def opens_clause(self, head: str) -> bool:
        """Whether the words before a number begin a clause of their own, not a part of a list."""
        return head.lstrip("，,；;、").startswith(self.prepared.clauses)


def vocabulary_of(report: Report) -> Vocabulary | None:
    """What `report` is read with; None for a pack without mentions."""
    prepared = _prepared(report.spec)
    if prepared is None:
        return None
    group, key, value = prepared.mentions.aggregate
    keys = (header.AGENCY_NAME, header.AGENCY_SHORT, header.AGENCY_OFFICE)
    names = [header.text(report.data, header.AGENCY, key).strip() for key in keys]
    aggregate = bool(group) and header.text(report.data, group, key) == value
    return Vocabulary(
        prepared,
        tuple(sorted({name for name in names if name}, key=len, reverse=True)),
        aggregate,
        frozenset() if aggregate else _beyond(report, prepared.mentions),
    )


def _beyond(report: Report, mentions: Mentions) -> frozenset[str]:
    """The words for more than the agency of this report."""
    found: set[str] = set()
    for beyond in mentions.beyond:
        stated = [
            header.text(report.data, group, key) in values
            for group, keys in beyond.where.items()
            for key, values in keys.items()
        ]
        if all(stated):
            found |= beyond.words
    return frozenset(found)


@lru_cache(maxsize=8)
def _prepared(spec: Spec) -> Prepared | None:
    data = spec.files.data.get(SOURCE)
    if not isinstance(data, dict):
        return None
    mentions = read_mentions(data)
    return Prepared(
        spec,
        mentions,
        Lexer(mentions),
        Meanings(mentions.mentions, mentions.carried, mentions.settings.whole_kind),
        Causes.of(mentions),
        _verbs(mentions),
        _subjects(mentions),
        mentions.roles.get(Role.CLAUSE, ()),
    )


def _subjects(mentions: Mentions) -> frozenset[str]:
    """The concepts of mentions that are about applications, those that must be named with them."""
    meant = mentions.close & mentions.carried
    parts = {
        name
        for one in mentions.mentions
        for pattern in one.patterns
        if one.under and one.options and meant & pattern.allowed
        for name in pattern.needed
    }
    return frozenset(parts) | mentions.close


def _verbs(mentions: Mentions) -> frozenset[str]:
    """The concepts without which a number of applications received is not told."""
    whole = (one for one in mentions.mentions if one.kind == mentions.settings.whole_kind)
    needed = {name for one in whole for pattern in one.patterns for name in pattern.needed}
    parts = {
        name
        for one in mentions.mentions
        if one.kind != mentions.settings.whole_kind
        for pattern in one.patterns
        for name in pattern.needed
    }
    return frozenset(needed - parts)


def _addresses(spec: Spec, option: Option) -> tuple[str, ...]:
    """The cells of an option; none where the pack names an address that is not there."""
    try:
        return tuple(cell for name in option.names for cell in resolve(spec, name))
    except UnreadableError:
        return ()
