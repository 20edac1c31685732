"""Reports made of one passage and a few figures, and what the mention rules say of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

import gxgen
from gxgen.diag import Diagnostic, Severity
from gxgen.report.model import Report
from gxgen.rules.inquiry import Inquiry
from gxgen.rules.mentions import judge_mentions

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "prose"
GROUPS: dict[str, tuple[str, ...]] = {
    "不予公开": (
        "国家秘密",
        "其他法律行政法规禁止公开",
        "三安全一稳定",
        "保护第三方合法权益",
        "三类内部事务信息",
        "四类过程性信息",
        "行政执法案卷",
        "行政查询事项",
    ),
    "无法提供": ("本机关不掌握", "没有现成信息", "补正后仍不明确"),
    "不予处理": (
        "信访举报投诉",
        "重复申请",
        "要求提供公开出版物",
        "无正当理由大量反复申请",
        "要求确认或重新出具",
    ),
    "其他处理": ("逾期不补正", "逾期不缴费", "其他"),
}


@dataclass(frozen=True)
class Sample:
    """A passage in a section, the figures it stands beside (`last`: those of last year, where the
    passage is judged against them), and the codes it should bring. `is_missed`: the rules are
    known not to see it yet."""

    figures: Mapping[str, Any]
    section: str
    text: str
    expected: tuple[str, ...]
    last: Mapping[str, Any] | None = None
    is_missed: bool = False

    def warnings(self) -> Counter[str]:
        """Codes above advice that the passage brings."""
        return warnings(*self.reports())

    def reports(self) -> tuple[Report, Report | None]:
        """The report that holds the passage, and last year's."""
        report = report_with(self.figures, self.section, self.text)
        if self.last is None:
            return report, None
        return report, report_with(self.last, self.section, "工作平稳有序。", 2023)


@lru_cache(maxsize=1)
def samples() -> tuple[Sample, ...]:
    """All passages: those written beside the rules, and those of others who had not seen them."""
    return (*_samples("passages.yaml"), *_samples("others.yaml"))


def _samples(name: str) -> tuple[Sample, ...]:
    # The parser of libyaml: these files are long, and read by every process that runs tests.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw = yaml.load((FIXTURES / name).read_text(encoding="utf-8"), Loader=loader)
    tables = raw["各表"]
    return tuple(
        Sample(
            tables[item["表"]],
            item["节"],
            item["文"],
            tuple(item["期望"]),
            tables[item["上年"]] if "上年" in item else None,
            item.get("尚漏") == "是",
        )
        for item in raw["样本"]
    )


def report_with(
    figures: Mapping[str, Any], section: str, text: str, year: int = 2024, **header: Any
) -> Report:
    """A report whose only telling prose is `text`; cells not named are 0."""
    loaded = gxgen.from_dict(data_of(figures, section, text, year) | header)
    assert loaded.value is not None
    errors = [item for item in loaded.diagnostics if item.is_error]
    assert not errors, errors
    return loaded.value


def data_of(figures: Mapping[str, Any], section: str, text: str, year: int) -> dict[str, Any]:
    """The same as data of a report."""
    chapters: dict[str, dict[str, str]] = {
        "总体情况": {"综述": "工作平稳有序。"},
        "问题与改进": {"主要问题": "解读形式较少。", "改进情况": "增加了图解。"},
        "其他事项": {"信息处理费": "见下文。"},
    }
    chapter = {"问题与改进": "问题与改进", "信息处理费": "其他事项"}.get(section, "总体情况")
    chapters[chapter]["主要问题" if section == "问题与改进" else section] = text
    outcomes: dict[str, Any] = {name: figures.get(name, 0) for name in ("予以公开", "部分公开")}
    for group, rows in GROUPS.items():
        outcomes[group] = {row: figures.get(row, 0) for row in rows}
    return {
        "年度": year,
        "机关": figures.get(
            "机关", {"名称": "云岭县青溪镇人民政府", "类型": "乡镇街道", "级别": "乡"}
        ),
        **chapters,
        "主动公开": {
            name: figures.get(name, 0)
            for name in (
                "规章",
                "行政规范性文件",
                "行政许可",
                "行政处罚",
                "行政强制",
                "行政事业性收费",
            )
        },
        "依申请公开": {
            "新收": figures.get("新收", 0),
            "上年结转": figures.get("上年结转", 0),
            "办理结果": outcomes,
            "结转下年度": figures.get("结转下年度", 0),
        },
        "复议诉讼": {
            name: figures.get(name, 0) for name in ("行政复议", "未经复议直接起诉", "复议后起诉")
        },
    }


def judged(report: Report, previous: Report | None = None) -> list[Diagnostic]:
    """Everything the mention rules say, advice included."""
    return list(judge_mentions(Inquiry(report, previous)))


def warnings(report: Report, previous: Report | None = None) -> Counter[str]:
    """Codes of findings above advice, counted."""
    found = judged(report, previous)
    return Counter(item.code for item in found if item.severity is not Severity.ADVICE)


@dataclass(frozen=True)
class Published:
    """A published report in our words: figures, prose by section, and what must be found."""

    name: str
    year: int
    figures: Mapping[str, Any]
    sections: Mapping[str, str]
    expected: tuple[str, ...]
    last: str = ""

    def report(self) -> Report:
        data = data_of(self.figures, "综述", "工作平稳有序。", self.year)
        for section, text in self.sections.items():
            chapter = "其他事项" if section == "信息处理费" else "总体情况"
            data[chapter][section] = text
        loaded = gxgen.from_dict(data)
        assert loaded.value is not None
        return loaded.value


@lru_cache(maxsize=1)
def published() -> Mapping[str, Published]:
    tables = yaml.safe_load((FIXTURES / "passages.yaml").read_text(encoding="utf-8"))["各表"]
    raw = yaml.safe_load((FIXTURES / "published.yaml").read_text(encoding="utf-8"))
    return {
        item["名"]: Published(
            item["名"],
            item["年度"],
            tables[item["表"]] if "表" in item else item["各格"],
            item["各节"],
            tuple(item["期望"]),
            item.get("上年", ""),
        )
        for item in raw
    }
