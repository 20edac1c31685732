"""Published reports, typed in as they were published: their real faults are found, and no others.

What is asserted is the arithmetic and the form (GX2, GX3); rules that read prose have their own
tests, because the prose here is a summary in our own words.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from helpers import line_of, said

from gxgen.app.batch import Job, check_file

FOLDER = Path(__file__).parent.parent / "fixtures" / "published"
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
    assert {path.stem for path in FOLDER.glob("*.yaml")} == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_findings_on_form_and_figures(name: str) -> None:
    found = check_file(str(FOLDER / f"{name}.yaml"), Job()).diagnostics
    figures = [item for item in found if item.code[:3] in ("GX0", "GX1", "GX2", "GX3", "GX9")]
    assert {(item.code, item.address) for item in figures} == EXPECTED[name], [*map(said, figures)]
    assert len(figures) == len(EXPECTED[name])
    assert all(item.is_error for item in figures)


REAL_WARNINGS = {
    # 正文写现行有效 393 件，表里是 470 件。
    "pingtan-2023": ("GX519", 27),
    # 现行有效 440 件，不等于上年 470 件加 62 件减 33 件。
    "pingtan-2024": ("GX403", 28),
}


@pytest.mark.parametrize("name", REAL_WARNINGS)
def test_warnings_that_a_reader_of_the_original_would_have(name: str) -> None:
    found = check_file(str(FOLDER / f"{name}.yaml"), Job()).diagnostics
    warnings = [(item.code, line_of(item.place)) for item in found if item.severity == "warning"]
    assert warnings == [REAL_WARNINGS[name]]
