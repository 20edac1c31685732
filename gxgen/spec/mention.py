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


@dataclass(frozen=True, slots=True)
class Mentions:
    """Everything `mentions.yaml` says. `carried` concepts stay in mind to the end of a paragraph.

    `close` concepts mean something else with a strange noun before them; `bare` words count only
    where their concept is in mind already, or beside one that is `sure`. `sections`: what is in mind from the start there.
    `matter` is the concept of what all this is about, `disputes` are those that may be about
    something else. `own_offices` are parts of the agency, `beyond` words for more than the agency,
    each with the header fields of the agencies (组.项 → 值) that they are more than.

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
    beyond: tuple[tuple[Mapping[str, Mapping[str, tuple[str, ...]]], frozenset[str]], ...]
    mentions: tuple[Mention, ...]
    settings: Settings


def read_mentions(data: Mapping[str, object]) -> Mentions:
    """`mentions.yaml` (merged over all packs) as a value; the meta-schema has judged its form."""
    units = _map(data, "单位")
    context = _map(data, "语境")
    carried = frozenset(_texts(context, "承前"))
    aggregate = _map(context, "汇总")
    settings = _settings(_map(data, "句式"))
    return Mentions(
        concepts={key: _items(value) for key, value in _map(data, "词").items()},
        roles={Role(key): _items(value) for key, value in _map(data, "角色").items()},
        fixed=_texts(data, "固定词"),
        counts=_texts(units, "计数"),
        money={key: Decimal(str(worth)) for key, worth in _map(units, "金额").items()},
        others=_texts(units, "另有"),
        vague=frozenset(_texts(units, "泛用")),
        close=frozenset(_texts(context, "紧接")),
        bare=frozenset(_texts(context, "泛称")),
        sure=frozenset(_texts(context, "明指")),
        sections={key: frozenset(_items(value)) for key, value in _map(context, "小节").items()},
        carried=carried,
        office_ends=_texts(context, "机关尾字"),
        aggregate=(
            _text(aggregate, "组"),
            _text(aggregate, "项"),
            _text(aggregate, "值"),
        ),
        matter=_text(context, "事由"),
        disputes=frozenset(_texts(context, "争议")),
        own_offices=_texts(context, "内设机构"),
        beyond=tuple(_beyond(item) for item in _list(context, "超出范围")),
        mentions=tuple(
            _mention(name, value, settings.rows)
            for name, value in _map(data, "提法").items()
            if isinstance(value, Mapping)
        ),
        settings=settings,
    )


def _beyond(
    item: object,
) -> tuple[Mapping[str, Mapping[str, tuple[str, ...]]], frozenset[str]]:
    data = item if isinstance(item, Mapping) else {}
    groups = {key: value for key, value in data.items() if isinstance(value, Mapping)}
    where = {
        key: {name: _items(one) for name, one in value.items()} for key, value in groups.items()
    }
    return where, frozenset(_texts(data, "词"))


def _settings(data: Mapping[str, object]) -> Settings:
    return Settings(
        advice=_text(data, "可引用"),
        sums=_text(data, "其中之和"),
        shares=_text(data, "占比"),
        growth=_text(data, "增幅"),
        near=Decimal(_text(data, "相近")),
        complete_kinds=frozenset(_texts(data, "应当列全")),
        whole_kind=_text(data, "总数类"),
        all_kinds=frozenset(_texts(data, "均为类")),
        share_kinds=frozenset(_texts(data, "占比类")),
        all_words=_texts(data, "全都"),
        among=_texts(data, "之中"),
        rows=tuple(_option(item) for item in _list(data, "单列各行")),
    )


def _mention(name: str, data: Mapping[str, object], rows: tuple[Option, ...]) -> Mention:
    columns = _texts(data, "列")
    crossed = tuple(row.in_columns(columns) for row in rows) if columns else ()
    return Mention(
        name=name,
        code=_text(data, "编号"),
        patterns=tuple(_pattern(text) for text in _texts(data, "词")),
        options=crossed + tuple(_option(item) for item in _list(data, "可为")),
        kind=_text(data, "类"),
        under=frozenset(_texts(data, "可属")),
        money=_text(data, "金额") == "是",
        denial_code=_text(data, "没有的编号"),
        zero_when_all=frozenset(_texts(data, "全部即无")),
        consistent=_text(data, "前后一致") == "是",
        only_denied=_text(data, "仅否定") == "是",
        level=_text(data, "级别"),
        basis=_text(data, "依据"),
        follows=frozenset(_texts(data, "随")),
        columns=columns,
    )


def _pattern(text: str) -> Pattern:
    """`甲 乙 [丙]`: 甲 and 乙 needed, 丙 allowed."""
    words = text.split()
    needed = frozenset(word for word in words if not word.startswith("["))
    return Pattern(needed, needed | {word.strip("[]") for word in words})


def _option(item: object) -> Option:
    if isinstance(item, Mapping):
        said, only = frozenset(_texts(item, "须提到")), _texts(item, "仅当写着")
        return Option(_names(_text(item, "数")), said, only, _text(item, "取负") == "是")
    return Option(_names(str(item)))


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split("+"))


def _map(data: Mapping[str, object], name: str) -> Mapping[str, object]:
    value = data.get(name)
    return value if isinstance(value, Mapping) else {}


def _text(data: Mapping[str, object], name: str) -> str:
    value = data.get(name)
    return "" if value is None else str(value)


def _list(data: Mapping[str, object], name: str) -> list[object]:
    value = data.get(name)
    return value if isinstance(value, list) else []


def _texts(data: Mapping[str, object], name: str) -> tuple[str, ...]:
    return _items(data.get(name))


def _items(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()
