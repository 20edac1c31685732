"""Published reports, typed in as they were published: their real faults are found, and no others.

The arithmetic and the form (GX2, GX3) are asserted here, and every other finding with its reason in
`findings.yaml`, from which docs/published.md is made. The prose is ours, the facts are not.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers import ROOT, said

from gxgen.app.batch import Job, check_file

FOLDER = Path(__file__).parent.parent / "fixtures" / "published"
REASONS = "findings.yaml"
TOTAL = "依申请公开.办理结果.总计"
EXPECTED: Mapping[str, set[tuple[str, str]]] = {
    # 第三部分的总计一行各列都是 0；2024年度用了2019年版的表。
    "kaize-2024-published": {
        ("GX209", "版式"),
        ("GX301", f"{TOTAL}.自然人"),
        ("GX301", f"{TOTAL}.总计"),
        ("GX311", "依申请公开.新收.自然人"),
        ("GX311", "依申请公开.新收.总计"),
    },
    # 两张表里除了总计，每一格都空着。
    "tuan124-2021-published": {("GX206", "依申请公开"), ("GX206", "复议诉讼")},
    # 总计一行比各项办理结果之和少 6 件。
    "pingtan-2020": {("GX301", f"{TOTAL}.自然人"), ("GX301", f"{TOTAL}.总计")},
    "pingtan-2023": set(),
    "pingtan-2024": set(),
}


def test_every_published_report_is_expected() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml") if path.name != REASONS} == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_findings_on_form_and_figures(name: str) -> None:
    found = check_file(str(FOLDER / f"{name}.yaml"), Job()).diagnostics
    figures = [item for item in found if item.code[:3] in ("GX0", "GX1", "GX2", "GX3", "GX9")]
    assert {(item.code, item.address) for item in figures} == EXPECTED[name], [*map(said, figures)]
    assert len(figures) == len(EXPECTED[name])
    assert all(item.is_error for item in figures)


REPORTS = yaml.safe_load((FOLDER / REASONS).read_text(encoding="utf-8"))


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["报告"])
def test_a_report_has_the_findings_that_are_explained_and_no_others(report: Any) -> None:
    found = check_file(str(ROOT / report["文件"]), Job()).diagnostics
    told = sorted((item.code, item.address) for item in found if item.code != "GX510")
    assert told == sorted((one["编号"], one["位置"]) for one in report["发现"]), [*map(said, found)]
    assert all(len(one["理由"]) >= 5 for one in report["发现"])


def test_all_eight_reports_are_explained() -> None:
    explained = {Path(report["文件"]).stem for report in REPORTS}
    assert EXPECTED.keys() <= explained
    assert len(REPORTS) == len(explained) == 8


def test_the_page_shows_what_is_explained() -> None:
    page = (ROOT / "docs" / "published.md").read_text(encoding="utf-8")
    for report in REPORTS:
        assert f"## {report['报告']}" in page
        assert all(one["理由"] in page for one in report["发现"])
