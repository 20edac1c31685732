"""A line → tokens: words that mean something here, numbers with units, separators, years.

What is no token is unknown text: a gap between two tokens. One pass, left to right; every
alternative is bounded or starts where the one before it ended, so time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from gxgen.rules.mentions.numerals import CHINESE, arabic, chinese_number, scale_of
from gxgen.rules.mentions.wordtree import longest_of
from gxgen.spec.mention import Mentions, Role

SOFT, COMMA, SEMICOLON, STOP = 1, 2, 3, 4
OPEN, CLOSE = "(", ")"
_LEVELS = {"、": SOFT, ":": SOFT, "，": COMMA, ",": COMMA, "；": SEMICOLON, ";": SEMICOLON}
_LEVELS |= dict.fromkeys("。！？!?\n", STOP)
_LEVELS |= {OPEN: COMMA, CLOSE: COMMA}
_SPECIAL = frozenset(f"0123456789{CHINESE}《〔“第")
_STOPS = re.compile("[。！？!?]")
_FIRST_MONTH_DAY, _LAST_MONTH_DAY = ("1", "1"), ("12", "31")
_MAX_DIGITS = 13


class Word(NamedTuple):
    """A known word: what it does (`role`), or the concept it names.

    A `bare` word names its concept only where the paragraph has made clear which is meant.
    """

    start: int
    end: int
    role: Role | None
    concept: str = ""
    bare: bool = False


class Quantity(NamedTuple):
    """A number with its unit ("" for none, % for shares). `step` is the worth of its last digit.

    `about` says that the text itself does not claim to be exact.
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    unit: str
    about: bool = False


class Break(NamedTuple):
    """A separator: the higher `level`, the wider the gap; `sign` tells brackets apart."""

    start: int
    end: int
    level: int
    sign: str


class Mask(NamedTuple):
    """Text whose numbers count nothing: titles, document numbers, ranges, fixed phrases."""

    start: int
    end: int


Token: TypeAlias = Word | Quantity | Break | Mask


class Lexer:
    """Tokens of one vocabulary; made once for a spec."""

    def __init__(self, mentions: Mentions) -> None:
        known = _known(mentions)
        self._made = {
            word: _maker(role, concept, word in mentions.bare)
            for word, (role, concept) in known.items()
        }
        self._bare = mentions.bare
        self._concepts = {word: name for name, words in mentions.concepts.items() for word in words}
        self._carried = {
            word: concept
            for concept in sorted(mentions.carried)
            for word in mentions.concepts.get(concept, ())
            if word not in mentions.bare
        }
        self._carrying = re.compile(longest_of(self._carried) or "(?!)")
        units = {*mentions.counts, *mentions.money, *mentions.others}
        self._special = re.compile(_special(units))
        said = (*mentions.roles.get(Role.NOT, ()), *mentions.roles.get(Role.NONE, ()))
        self._telling = re.compile(_telling(units, (*said, *mentions.settings.all_words)))
        firsts = re.escape("".join({word[0] for word in known} | _LEVELS.keys() | _SPECIAL))
        signs = re.escape("".join(_LEVELS.keys() | _SPECIAL))
        self._any = re.compile(rf"(?=[{firsts}])(?:{longest_of(known)}|[{signs}])")

    def tells(self, text: str) -> bool:
        """Whether a sentence may say how many, or that there was none: most do not."""
        return self._telling.search(text) is not None

    def tokens(self, text: str, year: int, start: int, stop: int) -> list[Token]:
        """The tokens of a line between two places; other years than `year` are told apart."""
        found: list[Token] = []
        next_of, made = self._any.search, self._made
        first = next_of(text, start, stop)
        while first:
            at, word = first.start(), first.group()
            if word in made:
                token: Token | None = made[word](at, first.end())
            elif word in _LEVELS:
                token = Break(at, at + 1, _LEVELS[word], word)
            else:
                token = self._number(text, at, year)
            if token is not None:
                found.append(token)
            first = next_of(text, at + 1 if token is None else token.end, stop)
        return found

    def sentences(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the sentences of a line begin and end."""
        start = 0
        for stop in _STOPS.finditer(text):
            if stop.start() > start:
                yield start, stop.start()
            start = stop.end()
        if start < len(text):
            yield start, len(text)

    def carried(self, sentence: str) -> set[str]:
        """The concepts that a sentence, otherwise not read, brings to mind."""
        return {self._carried[word] for word in self._carrying.findall(sentence)}

    def _number(self, text: str, at: int, year: int) -> Token | None:
        found = self._special.match(text, at)
        if found and found["quoted"]:
            return self._quoted(found)
        return _read(found, year) if found else None

    def _quoted(self, found: re.Match[str]) -> Token:
        """“无法提供”类: a known word in quotes is that word; other quotations count nothing."""
        start, end = found.span()
        word = found["quoted"]
        concept = self._concepts.get(word, "")
        return Word(start, end, None, concept, word in self._bare) if concept else Mask(start, end)


def _known(mentions: Mentions) -> dict[str, tuple[Role | None, str]]:
    """Every word: a concept wins over a role, a role over none (a fixed phrase)."""
    known: dict[str, tuple[Role | None, str]] = dict.fromkeys(mentions.fixed, (None, ""))
    for role, words in mentions.roles.items():
        if role is not Role.CLAUSE:
            known |= dict.fromkeys(words, (role, ""))
    for concept, words in mentions.concepts.items():
        known |= dict.fromkeys(words, (None, concept))
    return {word.replace("（", OPEN).replace("）", CLOSE): what for word, what in known.items()}


def _maker(role: Role | None, concept: str, bare: bool) -> Callable[[int, int], Token]:
    """What makes the token of a word between two places."""
    if role is None and not concept:
        return Mask
    # As Word(…) does, at half the price: there is no token more common.
    new = tuple.__new__
    return lambda start, end: new(Word, (start, end, role, concept, bare))


def _telling(units: set[str], words: Iterable[str]) -> str:
    """A number with its unit or at the end of a clause, or a word that tells of none or of all."""
    listed = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
    kept: list[str] = []
    for word in sorted(words, key=len):
        if not any(shorter in word for shorter in kept):
            kept.append(word)
    said = "|".join(map(re.escape, kept)) or "(?!)"
    return rf"[\d{CHINESE}余多来](?:{listed}|%)|百分之|\d(?:[。，；;,)]|$)|{said}"


def _special(units: set[str]) -> str:
    listed = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
    # 万元 is a unit of its own, not 万 with the unit 元.
    own = "|".join(sorted(unit for unit in units if unit[0] in CHINESE)) or "(?!)"
    digits = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
    return "|".join(
        (
            r"(?P<mask>《[^《》]{0,200}》|〔[^〔〕]{0,12}〕\d{0,6}号?)|“(?P<quoted>[^“”]{1,40})”",
            rf"(?P<article>第(?:[{CHINESE}]{{1,6}}|\d{{1,3}}|\([{CHINESE}\d]{{1,3}}\))[条款项])",
            # 2021年至2024年: several years together are none of them.
            r"(?<!\d)(?P<since>(?:19|20)\d\d)年?度?[-~～—至到、和与及](?P<until>(?:19|20)\d\d)年度?"
            r"(?!\d{1,2}月)",
            r"(?<!\d)(?P<year>(?:19|20)\d\d)年度?"
            r"(?:(?P<month>\d{1,2})月份?(?:(?P<day>\d{1,2})[日号]|(?P<last>[底末]))?)?",
            r"(?P<hanyear>[一二][〇零九][〇零一二三四五六七八九]{2})年度?",
            r"(?<!\d)(?P<only>\d{1,2})(?P<to>[-~至到—]\d{1,2})?月份?"
            r"(?:(?P<date>\d{1,2})[日号]|(?P<ends>[底末]))?",
            r"(?<![\d.])(?P<range>\d+(?:\.\d+)?%?[-~～—至到/]+\d[\d.]*)",
            rf"百分之(?P<share>{digits}|[{CHINESE}]{{1,8}}(?:点[{CHINESE}]{{1,6}})?)",
            rf"(?<![\d.A-Za-z第几])(?<!\d,)(?P<digits>{digits})(?P<scale>(?:(?!{own})[百千万亿]){{0,2}})"
            rf"(?P<some>[余多来])?(?P<unit>{listed}|%)?",
            rf"(?<![第数几{CHINESE}])(?P<chinese>[{CHINESE}]{{1,16}})(?P<rest>[余多来])?"
            rf"(?P<of>{listed})",
        )
    )


def _read(found: re.Match[str], year: int) -> Token | None:
    start, end = found.span()
    if found["mask"] or found["range"]:
        return Mask(start, end)
    if found["article"]:
        return Word(start, end, Role.ARTICLE)
    if found["since"]:
        return Word(start, end, Role.OTHER_YEAR)
    if found["year"]:
        return _dated(found, year)
    if found["hanyear"]:
        return Word(start, end, _year_role(chinese_number(found["hanyear"]) or 0, year))
    if found["only"]:
        return _in_year(found)
    if found["share"]:
        return _share(found)
    if found["digits"]:
        return _arabic(found)
    value = chinese_number(found["chinese"])
    if value is None:
        return Mask(start, end)
    return Quantity(start, end, Decimal(value), Decimal(1), found["of"], bool(found["rest"]))


def _dated(found: re.Match[str], year: int) -> Word:
    """A year is this one, the one before or after, or another; months make it a part of it."""
    start, end = found.span()
    role = _year_role(int(found["year"]), year)
    until = found.string[max(start - 1, 0) : start] in ("至", "止") and not found["day"]
    whole = (
        not found["month"]
        or _is_edge(found["month"], found["day"], found["last"])
        or (until and found["month"] == _LAST_MONTH_DAY[0])
    )
    return Word(
        start, end, role if whole else Role.PERIOD if role is Role.THIS_YEAR else Role.OTHER_YEAR
    )


def _year_role(stated: int, year: int) -> Role:
    roles = {0: Role.THIS_YEAR, -1: Role.LAST_YEAR, 1: Role.NEXT_YEAR}
    return roles.get(stated - year, Role.OTHER_YEAR)


def _in_year(found: re.Match[str]) -> Token:
    start, end = found.span()
    whole = not found["to"] and _is_edge(found["only"], found["date"], found["ends"])
    return Word(start, end, Role.FILLER if whole else Role.PERIOD)


def _is_edge(month: str, day: str | None, last: str | None) -> bool:
    edge = (month, day) in (_FIRST_MONTH_DAY, _LAST_MONTH_DAY)
    return edge or (month == _LAST_MONTH_DAY[0] and bool(last))


def _share(found: re.Match[str]) -> Token:
    start, end = found.span()
    text = found["share"]
    if text[0].isascii():
        value, places = arabic(text)
    else:
        whole, _, part = text.partition("点")
        number = chinese_number(whole)
        tail = [chinese_number(character) for character in part]
        if number is None or any(digit is None or digit > 9 for digit in tail):
            return Mask(start, end)
        value, places = arabic(f"{number}." + "".join(map(str, tail)) if tail else str(number))
    return Quantity(start, end, value, Decimal(1).scaleb(-places), "%")


def _arabic(found: re.Match[str]) -> Token:
    start, end = found.span()
    if len(found["digits"]) > _MAX_DIGITS:
        return Mask(start, end)
    if not found["unit"] and not _at_end(found.string, end):
        return Mask(start, end)
    value, places = arabic(found["digits"])
    worth = scale_of(found["scale"])
    step = Decimal(1).scaleb(-places) * worth
    return Quantity(start, end, value * worth, step, found["unit"] or "", bool(found["some"]))


def _at_end(text: str, at: int) -> bool:
    """A bare number counts something only where its clause ends (数量为3。)."""
    return at >= len(text) or text[at] in _LEVELS
