# ruff: noqa: E501  (sample sentences are kept whole)
"""A report that no rule has anything against, and findings after one text of it was changed."""

from __future__ import annotations

from pathlib import Path

import gxgen
from gxgen.diag import Diagnostic
from gxgen.report.model import Report

CLEAN = """\
年度: 2024
机关:
  名称: 云岭县青溪镇人民政府
  简称: 青溪镇
  类型: 乡镇街道
  级别: 乡
  联系方式: {电话: "0000-6000001"}
统计期限: 2024年1月1日至2024年12月31日
前言: 按模板
总体情况:
  综述: 2024年，青溪镇围绕群众关心的事项做好政府信息公开。
  主动公开: 全年公开信息12条。
  依申请公开: 收到申请均按期答复。
  政府信息管理: 公文起草时确定公开属性，公开前逐级审核。
  平台建设: 政府网站设有公开专栏，镇里有公开栏。
  监督保障: 组织业务培训；工作考核结果为良好，社会评议满意度较高，没有责任追究的情形。
主动公开:
  规章: 0
  行政规范性文件: {制发: 1, 废止: 0, 现行有效: 2}
  行政许可: 120
  行政处罚: 1
  行政强制: 0
  行政事业性收费: 0
依申请公开:
  新收: {自然人: 20, 商业企业: 1}
  上年结转: 0
  办理结果:
    予以公开: {自然人: 20}
    部分公开: 0
    不予公开: 0
    无法提供: 0
    不予处理: 0
    其他处理: {逾期不补正: 0, 逾期不缴费: 0, 其他: {商业企业: 1}}
  结转下年度: 0
复议诉讼: {行政复议: 0, 未经复议直接起诉: 0, 复议后起诉: 0}
问题与改进:
  主要问题: 一是政策解读的形式比较单一，图表和案例用得不多。二是个别村居的公开栏更新不够及时，群众了解情况不方便。
  改进情况: 针对解读形式单一的问题，年内增加了图解和问答；针对更新不及时的问题，明确由专人负责，每月检查一次。下一步，青溪镇将继续充实公开内容，把群众常问的事项整理成清单，方便查询。
其他事项:
  信息处理费: 全年没有收取政府信息公开信息处理费。
落款: {日期: 2025-01-09}
"""


OTHERS = frozenset(f"GX{number}" for number in range(510, 530))
"""Prose against tables: judged elsewhere."""


def texts(**chapters: str) -> str:
    """`CLEAN` with values replaced: `综述="…"` writes that text as the value of 综述.

    Every text becomes a block text.
    """
    made = CLEAN
    for key, text in chapters.items():
        lines = made.splitlines()
        at = next(at for at, line in enumerate(lines) if line.strip().startswith(f"{key}: "))
        indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
        body = "".join(f"\n{indent}  {line}" for line in text.splitlines())
        lines[at] = f"{indent}{key}: |{body}"
        made = "\n".join(lines) + "\n"
    return made


def changed(*changes: tuple[str, str]) -> str:
    """`CLEAN` with parts of its text replaced."""
    made = CLEAN
    for old, new in changes:
        assert old in made, old
        made = made.replace(old, new, 1)
    return made


def load(text: str, file: str = "年报.yaml") -> Report:
    loaded = gxgen.loads(text, file)
    assert loaded.value is not None, loaded.diagnostics
    return loaded.value


def found(text: str, previous: str | None = None) -> list[Diagnostic]:
    """What the rules of this folder find in a report's text."""
    last = load(previous, "上年.yaml") if previous is not None else None
    every = gxgen.check(load(text), last).diagnostics
    return [item for item in every if item.code not in OTHERS]


def codes(text: str, previous: str | None = None) -> list[str]:
    """Their codes, in file order."""
    return [item.code for item in found(text, previous)]


ROOT = Path(__file__).resolve().parents[3]
