"""全部办结, 均予以公开: words that speak of all the applications counted, or of all there were."""

from __future__ import annotations

from collections.abc import Iterator

from gxgen.rules.mentions.claims import Denial, Item, Meaning
from gxgen.rules.mentions.denials import first_of
from gxgen.rules.mentions.guard import MAX_BEFORE_OBJECT, Guard
from gxgen.rules.mentions.lexer import Word
from gxgen.rules.mentions.pieces import Piece, touches
from gxgen.rules.mentions.scope import part_of
from gxgen.rules.mentions.state import State
from gxgen.rules.mentions.typed import Typed
from gxgen.spec.mention import Role


def all_done(
    piece: Piece, subject: Item | None, guard: Guard, state: State, line: Typed
) -> Iterator[Denial]:
    """全部办结 after a number of applications: nothing is left over."""
    settings = guard.vocabulary.mentions.settings
    every = first_of(piece.words, Role.ALL) or first_of(piece.words, Role.EACH)
    if every is None or piece.has(Role.NOT, Role.NOISE, Role.PART) or not state.speaks_of_us_now:
        return
    if any(word in line.text[piece.start : every.start] for word in settings.rest):
        return  # 其余全部办结
    done = next((word for word in piece.concepts if word.start >= every.end), None)
    if done is None or subject is None or done.start - every.end > MAX_BEFORE_OBJECT:
        return
    meaning = subject.meaning
    if meaning is None or meaning.kind != settings.whole_kind or not subject.judged:
        return
    if _is_done(meaning, guard):
        return  # 答复9件，均按期办结: of those that were answered
    for mention in guard.vocabulary.mentions.mentions:
        if done.concept in mention.zero_when_all:
            one = Meaning((mention,))
            yield Denial(line, every.start, done.end, one, by_all=True)


def _is_done(meaning: Meaning, guard: Guard) -> bool:
    """Whether a number is that of what was done, not of what came in."""
    mentions = guard.vocabulary.mentions.mentions
    done = frozenset(name for mention in mentions for name in mention.zero_when_all)
    return any(
        pattern.needed & done for mention in meaning.mentions for pattern in mention.patterns
    )


def all_is_done(piece: Piece, guard: Guard, state: State, line: Typed) -> Iterator[Denial]:
    """申请均已全部办结 without any number: nothing is left over."""
    mentions = guard.vocabulary.mentions
    every = first_of(piece.words, Role.ALL)
    if every is None or piece.has(Role.NOT, Role.NOISE, Role.PART) or not state.speaks_of_us_now:
        return
    before = [word for word in piece.concepts if word.end <= every.start]
    after = [word for word in piece.concepts if word.start >= every.end]
    if not before or len(after) != 1 or not touches(piece.words, every.end, after[0].start):
        return
    if line.text[every.start : every.end] not in mentions.settings.all_words:
        return
    if guard.belongs_to_others(piece, before[0]):
        return
    if not all(guard.stands_alone(piece, word) for word in before):
        return
    names = [word.concept for word in before]
    meaning = guard.vocabulary.meanings.of(names, frozenset(state.context), denied=True)
    if meaning is None or not _are_whole(meaning, mentions.settings.whole_kind):
        return
    for mention in mentions.mentions:
        if after[0].concept in mention.zero_when_all:
            yield Denial(line, every.start, after[0].end, Meaning((mention,)), by_all=True)


def _are_whole(meaning: Meaning, kind: str) -> bool:
    return all(one.only_denied or one.kind == kind for one in meaning.mentions)


def all_are(piece: Piece, start: int, subject: Item, guard: Guard, state: State) -> Iterator[Item]:
    """3件申请均予以公开: the number before is that of the outcome, too."""
    settings = guard.vocabulary.mentions.settings
    tokens = piece.words if piece.quantity is None else piece.after
    every = first_of(tokens, Role.EACH) or first_of(tokens, Role.ALL) or _copula(piece, guard)
    whole = subject.meaning
    if every is None or whole is None or whole.kind != settings.whole_kind or not subject.judged:
        return
    named = [token for token in tokens if isinstance(token, Word) and token.concept]
    what = [word for word in named if word.start >= every.end]
    before = [token for token in tokens if start <= token.start < every.start]
    if len(what) != 1 or not state.speaks_of_us_now:
        return
    if any(isinstance(token, Word) and token.role is Role.NOISE for token in before):
        return
    at = what[0].end
    if not touches(tokens, every.end, what[0].start) or _goes_on(guard.text, at):
        return
    meaning = guard.vocabulary.meanings.of([what[0].concept], frozenset(state.context))
    if meaning is not None and meaning.kind in settings.all_kinds:
        meaning = part_of(meaning, [subject])
        yield Item(subject.line, subject.quantity, meaning, parent=subject)


def says_all(piece: Piece, guard: Guard) -> bool:
    """Whether the words of a piece speak of all that was counted before."""
    return piece.has(Role.ALL, Role.EACH) or _copula(piece, guard) is not None


def _copula(piece: Piece, guard: Guard) -> Word | None:
    """为部分公开, at the beginning of a piece: what the number before was."""
    first = piece.words[0] if piece.words and piece.quantity is None and piece.fresh else None
    if not isinstance(first, Word) or first.start != piece.start:
        return None
    said = guard.text[first.start : first.end]
    return first if said in guard.vocabulary.mentions.settings.copulas else None


def _goes_on(text: str, at: int) -> bool:
    return at < len(text) and text[at] not in "，,；;。！？!?)"
