"""Mentions: which words of the narrative speak of which cells, from a pack's `mentions.yaml`.

    词:   {收: [收到, 接收], 申请: [政府信息公开申请]}        a concept and the words for it
    角色: {虚词: [共, 合计], 否定: [未, 没有]}              what other words do in a sentence
    提法: {收到: {编号: GX512, 词: [收 申请], 可为: [地址, 地址 + 地址]}}

A mention speaks when the words before (or after) a number are exactly one of its word sets; the
number is then one of the figures in `可为`. Addresses are names here: the rules resolve them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Role(StrEnum):
    """What a word that names nothing does to the numbers near it; the values are pack words."""

    FILLER = "虚词"
    NOT = "否定"
    NONE = "为无"
    PART = "其中"
    WHOLE = "组成"
    AND_SO_ON = "等"
    ABOUT = "约数"
    MORE = "增"
    LESS = "减"
    TOTAL = "合计"
    TOGETHER = "并计"
    COMPARED = "比较"
    EACH = "各"
    RESPECTIVELY = "分别"
    ALL = "全部"
    SHARE = "占"
    THIS_YEAR = "本年"
    LAST_YEAR = "上年"
    NEXT_YEAR = "下年"
    OTHER_YEAR = "他年"
    PERIOD = "期间"
    SINCE = "累计"
    PLAN = "打算"
    OTHERS = "他机关"
    OURS = "自称"
    WHOLE_AREA = "全域"
    NOISE = "干扰"
    CLAUSE = "另起"
    ARTICLE = "条款"
    BASE = "基数"
    BECOME = "变为"
    CAUSE = "起因"
    EFFECT = "引发"
    UNRELATED = "无关"
    JOIN = "并列"
    FULL = "全年"


YEARS = frozenset((Role.LAST_YEAR, Role.NEXT_YEAR))
"""Years that may be part of a mention (last year's carry-over)."""


@dataclass(frozen=True, slots=True)
class Option:
    """A figure that a mention may stand for: the sum over `names` (addresses of cells or groups).

    `said` are concepts of which the paragraph must contain one for this reading (none: it may
    always be meant). `only` are words without which it cannot be meant at all. `negative`: it is
    the figure with the opposite sign (减少18项 for -18).
    """

    names: tuple[str, ...]
    said: frozenset[str] = frozenset()
    only: tuple[str, ...] = ()
    negative: bool = False

    def in_columns(self, columns: tuple[str, ...]) -> Option:
        """The same rows in other columns: the last step of an address names its column."""
        rows = [name.rpartition(".")[0] for name in self.names]
        crossed = tuple(f"{row}.{column}" for row in rows for column in columns)
        return Option(crossed, only=self.only, negative=self.negative)

    @property
    def expression(self) -> str:
        """The same as written between the braces of a figure in prose."""
        return " + ".join(self.names)


@dataclass(frozen=True, slots=True)
class Pattern:
    """`needed` concepts must be there, `allowed` ones may."""

    needed: frozenset[str]
    allowed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mention:
    """`kind` groups mentions that are parts of one whole; `under` are the kinds it may be part of.

    `zero_when_all` are concepts of which "all of them" means that this figure is 0. `denial_code`
    is the code where "none" is said, `only_denied` a mention that no number belongs to.
    `consistent`: whoever says "none" must not name an amount elsewhere. `level` is "" where the
    code book decides. `follows` are the mentions of which a number must be a part to mean this.
    `columns`: it names columns of a table, and any row that is spoken of may be meant in them.
    """

    name: str
    code: str
    patterns: tuple[Pattern, ...]
    options: tuple[Option, ...]
    kind: str = ""
    under: frozenset[str] = frozenset()
    money: bool = False
    denial_code: str = ""
    zero_when_all: frozenset[str] = frozenset()
    consistent: bool = False
    only_denied: bool = False
    level: str = ""
    basis: str = ""
    follows: frozenset[str] = frozenset()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """Codes and thresholds of the rules that are about sentences, not about one cell.

    `all_kinds` may be said of all that was counted (3件，均予以公开), `share_kinds` have shares
    without a number (予以公开占27%). `all_words` say "all" by themselves; `among` end the words
    before a list of parts (3件申请中). `rows` are meant by columns that stand alone (自然人3件).
    `told_after` are kinds that the words after a number may tell (4件未到期限，结转2025年).
    `times` are units of a hundred per cent (增长1.6倍). `copulas` begin what was all that was
    counted (3件，为部分公开). Behind a list, words of the `rest` say that it is not complete, of an
    `overlap` that its parts may be more than the whole.
    """

    advice: str
    sums: str
    shares: str
    growth: str
    near: Decimal
    complete_kinds: frozenset[str]
    whole_kind: str
    all_kinds: frozenset[str]
    share_kinds: frozenset[str]
    all_words: tuple[str, ...]
    among: tuple[str, ...]
    rows: tuple[Option, ...]
    told_after: frozenset[str]
    copulas: tuple[str, ...]
    times: tuple[str, ...]
    rest: tuple[str, ...]
    overlap: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beyond:
    """Words for more than an agency whose header fields (group → field) have one of the values."""

    where: Mapping[str, Mapping[str, tuple[str, ...]]]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mentions:
    """Everything `mentions.yaml` says. `carried` concepts stay in mind to the end of a paragraph.

    `close` concepts mean something else with a strange noun before them; `bare` words count only
    where their concept is in mind already, or beside one that is `sure`. `sections`: what is in
    mind from the start there.
    `matter` is the concept of what all this is about, `disputes` are those that may be about
    something else. `own_offices` are parts of the agency, `beyond` words for more than it.

    `counts` are units of pieces, `money` units with their worth in 万元, `others` further units
    (numbers with these are read, but are no figures of the tables). `vague` units count other
    things, too, when a noun follows them (3个部门).
    """

    concepts: Mapping[str, tuple[str, ...]]
    roles: Mapping[Role, tuple[str, ...]]
    fixed: tuple[str, ...]
    counts: tuple[str, ...]
    money: Mapping[str, Decimal]
    others: tuple[str, ...]
    vague: frozenset[str]
    close: frozenset[str]
    bare: frozenset[str]
    sure: frozenset[str]
    sections: Mapping[str, frozenset[str]]
    carried: frozenset[str]
    office_ends: tuple[str, ...]
    aggregate: tuple[str, str, str]
    matter: str
    disputes: frozenset[str]
    own_offices: tuple[str, ...]
    beyond: tuple[Beyond, ...]
    mentions: tuple[Mention, ...]
    settings: Settings
