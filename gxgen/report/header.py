"""The few fields that code must know by name: the one place where YAML keys become English."""

from __future__ import annotations

from collections.abc import Mapping

YEAR = "年度"
EDITION = "版式"
PACK = "模板"
TITLE = "标题"
AGENCY = "机关"
AGENCY_NAME = "名称"
AGENCY_KIND = "类型"
AGENCY_LEVEL = "级别"
AGENCY_SCOPE, AGGREGATE = "范围", "汇总"
AGENCY_SHORT = "简称"
AGENCY_OFFICE = "编制单位"
CONTACT = "联系方式"
CONTACT_OFFICE = "机构"
PREFACE = "前言"
OWN_FIGURES = "自用数字"
NOTES = "表注"
ATTACHMENTS = "附件"
BASES = "编制依据"
PERIOD = "统计期限"
NUMBER = "文号"
SIGNATURE = "落款"
SIGNERS = "署名"
SIGN_DATE = "日期"
LAST_YEAR = "上年报告"
UNPLACED = "待归位"
UNPLACED_ITEMS = ("原文", "值", "位置")
LEXICON = "词库"
NUMBERING = "小节编号"
WAIVERS = "豁免"
WAIVED_CODE, WAIVED_PLACE, WAIVED_REASON = "编号", "位置", "原因"

BY_TEMPLATE, NONE = "按模板", "无"
"""Words a field may hold instead of a text: "what the pack says", and "leave it out"."""

Data = Mapping[str, object]


def text(data: Data, *path: str) -> str:
    """The text at a path of keys, "" where there is none."""
    value: object = data
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else None
    return "" if value is None or isinstance(value, Mapping | list) else str(value)


def texts(data: Data, *path: str) -> list[str]:
    """The non-blank texts at a path: a list as it is, a single text as a list of one."""
    value: object = data
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else None
    items = value if isinstance(value, list | tuple) else [value]
    return [str(item) for item in items if item is not None and str(item).strip()]


def group(data: Data, *path: str) -> Data:
    """The mapping at a path of keys, empty where there is none."""
    value: object = data
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else {}
