"""The page about published reports: what `gxgen check` finds in each, and why that is true."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple, cast

from gxgen.app.batch import Job, check_file
from gxgen.diag import Diagnostic, entries
from gxgen.diag.book import message_of
from gxgen.diag.text import SEVERITY_WORDS
from gxgen.spec.pack import read_spec_file

ROOT = Path(__file__).resolve().parent.parent
REASONS = ROOT / "tests" / "fixtures" / "published" / "findings.yaml"
BINDABLE = "GX510"
"""Advice to bind a figure: published reports could not, so it says nothing about them."""


class Told(NamedTuple):
    """A finding that a report must have: its code, its address, and why it is true."""

    code: str
    address: str
    reason: str


class Published(NamedTuple):
    """A published report as a fixture, with everything that is wrong in it."""

    name: str
    path: Path
    note: str
    told: tuple[Told, ...]

    def findings(self) -> list[Diagnostic]:
        """What checking finds, in file order."""
        found = check_file(str(self.path), Job()).diagnostics
        return [item for item in found if item.code != BINDABLE]


def published() -> list[Published]:
    """All of them, as the file of reasons lists them."""
    data, _ = read_spec_file(REASONS)
    return [
        Published(
            item["报告"],
            ROOT / item["文件"],
            item["说明"],
            tuple(Told(one["编号"], one["位置"], one["理由"]) for one in item["发现"]),
        )
        for item in cast(list[dict[str, Any]], data)
    ]


def published_page() -> str:
    """`docs/published.md`. Raises ValueError where a report has other findings than its reasons."""
    lines = [
        "# 已公布的年报里有什么问题",
        "",
        "本页由 `scripts/generate.py` 生成：左边三栏是 `gxgen check` 对这几份年报的结果，最后一栏",
        "说明为什么确有其事（`tests/fixtures/published/findings.yaml`）。",
        "多出一个或少了一个问题，测试都通不过。数字、日期取自公布的年报，文字是照事实另写的；",
        "“可以直接引用”（GX510）的建议不列。字数是改写后的（平潭两份按原文的长短改写），原文的字数在",
        "最后一栏。",
        "标题、行名的错别字和缺行缺列，要读入公布的文件才看得到，不在这一页。",
        "",
    ]
    for report in published():
        lines += [f"## {report.name}", "", report.note, ""]
        lines += ["| 编号 | 级别 | 检查说什么 | 为什么是真的 |", "|---|---|---|---|"]
        lines += [_row(found, reason) for found, reason in _matched(report)]
        lines += [""]
    return "\n".join(lines)


def _matched(report: Published) -> list[tuple[Diagnostic, str]]:
    found = report.findings()
    wanted = list(report.told)
    pairs = []
    for item in found:
        told = next(
            (one for one in wanted if (one.code, one.address) == (item.code, item.address)), None
        )
        if told is None:
            raise ValueError(f"{report.name}: no reason for {item.code} at {item.address}")
        wanted.remove(told)
        pairs.append((item, told.reason))
    if wanted:
        raise ValueError(f"{report.name}: not found: {wanted}")
    return pairs


def _row(found: Diagnostic, reason: str) -> str:
    entry = entries()[found.code]
    said = message_of(found).replace("|", "\\|")
    level = SEVERITY_WORDS[found.severity]
    return f"| {found.code} {entry.title} | {level} | {said} | {reason} |"
