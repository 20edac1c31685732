"""`mentions.yaml` → the values of `mention.py`. The meta-schema has judged the form of the file.

词:   {收: [收到, 接收], 申请: [政府信息公开申请]}        a concept and the words for it
角色: {虚词: [共, 合计], 否定: [未, 没有]}              what other words do in a sentence
提法: {收到: {编号: GX512, 词: [收 申请], 可为: [地址, 地址 + 地址]}}
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from gxgen.spec.mention import Beyond, Mention, Mentions, Option, Pattern, Role, Settings


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


def _beyond(item: object) -> Beyond:
    data = item if isinstance(item, Mapping) else {}
    groups = {str(key): value for key, value in data.items() if isinstance(value, Mapping)}
    where = {
        key: {str(name): _items(values) for name, values in group.items()}
        for key, group in groups.items()
    }
    return Beyond(where, frozenset(_texts(data, "词")))


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
        told_after=frozenset(_texts(data, "承上类")),
        copulas=_texts(data, "即是"),
        times=_texts(data, "倍"),
        rest=_texts(data, "余下"),
        overlap=_texts(data, "重叠"),
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
