"""What several tests need: a small complete report to change, and findings as short tuples."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import gxgen
from gxgen.diag import Diagnostic, Place, TextPlace, hint_of, message_of
from gxgen.report.model import Report
from gxgen.spec.spec import Spec, load_spec

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))

COMPLETE = """\
年度: 2024
机关:
  名称: 云岭县青溪镇人民政府
  类型: 乡镇街道
  级别: 乡
总体情况:
  综述: 全年工作平稳有序。
  主动公开: |
    全年公开信息12条。
    群众满意度较高。
  依申请公开: 收到的申请都已依法答复。
  政府信息管理: 公开前逐件审核，已公开的定期清理。
  平台建设: 在县政府网站开设专栏，在政务服务中心设立查阅点。
  监督保障: 工作考核结果良好，社会评议结果满意，没有责任追究的情况。
主动公开:
  规章: 0
  行政规范性文件: {制发: 0, 废止: 0, 现行有效: 2}
  行政许可: 0
  行政处罚: 1
  行政强制: 0
  行政事业性收费: 0
依申请公开:
  新收: {自然人: 2, 商业企业: 1}
  上年结转: 0
  办理结果:
    予以公开: {自然人: 1}
    部分公开: 0
    不予公开: 0
    无法提供:
      本机关不掌握: {商业企业: 1}
      没有现成信息: 0
      补正后仍不明确: 0
    不予处理: 0
    其他处理: 0
  结转下年度: {自然人: 1}
复议诉讼: {行政复议: 0, 未经复议直接起诉: 0, 复议后起诉: 0}
问题与改进:
  主要问题:
    - 政策解读的形式较少，图解和视频不多；个别工作人员对条例学习不够，答复文书不够规范。
    - 公开栏更新不够及时，个别栏目半年没有新的内容。
  改进情况:
    - 全年增加了图解和视频解读，举办培训两期，统一了答复文书。
    - 下一步将按月更新公开栏，把群众关心的事项逐项列出，充实公开内容，方便群众查询。
其他事项:
  信息处理费: 全年没有收取信息处理费。
落款: {日期: 2025-01-09}
"""
"""A report without any finding: nothing that a reviewer asks for is missing."""


def complete_report(*changes: tuple[str, str]) -> str:
    """`COMPLETE` with each `(old, new)` replaced once; `old` must be in it."""
    text = COMPLETE
    for old, new in changes:
        assert text.count(old), f"not in the report: {old!r}"
        text = text.replace(old, new, 1)
    return text


def with_first_line(line: str) -> str:
    """`COMPLETE` with `line` (or several) after 年度."""
    return complete_report(("年度: 2024\n", f"年度: 2024\n{line}\n"))


@cache
def base_spec() -> Spec:
    """The spec of the base pack, 2021 edition."""
    spec = load_spec("2021").value
    assert spec is not None
    return spec


@dataclass(frozen=True, slots=True, order=True)
class Seen:
    """A finding without its wording."""

    line: int
    column: int
    code: str
    address: str


def judged(text: str, previous: str | None = None) -> tuple[Diagnostic, ...]:
    """All findings of loading and checking `text`, in file order."""
    loaded = gxgen.loads(text, "年报.yaml")
    if loaded.value is None:
        return loaded.diagnostics
    last = report_of(previous) if previous is not None else None
    return gxgen.check(loaded.value, last).diagnostics


def findings(text: str, previous: str | None = None) -> list[Seen]:
    """The same as code, line, column and address."""
    return [seen(item) for item in judged(text, previous)]


def seen(item: Diagnostic) -> Seen:
    return Seen(line_of(item.place), item.place.column, item.code, item.address)


def line_of(place: Place) -> int:
    return place.line if isinstance(place, TextPlace) else 0


def codes(text: str, previous: str | None = None) -> list[str]:
    """The codes alone, in file order."""
    return [item.code for item in judged(text, previous)]


def places(text: str) -> set[tuple[str, int]]:
    """(code, line) of every finding."""
    return {(item.code, item.line) for item in findings(text)}


def report_of(text: str) -> Report:
    """The report in a text that must not have any error."""
    loaded = gxgen.loads(text, "年报.yaml")
    assert loaded.ok, [said(item) for item in loaded.diagnostics]
    assert loaded.value is not None
    return loaded.value


def said(item: Diagnostic) -> str:
    """One finding as a short line, for messages of failed tests."""
    return f"{item.code} {item.place} {message_of(item)}｜{hint_of(item)}"


def line_number(text: str, needle: str) -> int:
    """The line, counted from 1, on which `needle` first stands."""
    return text[: text.index(needle)].count("\n") + 1
