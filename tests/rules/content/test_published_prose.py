"""The defects of published reports, in our own words, and what the examples say.

The facts are those of five real reports (docs: what each fixture keeps is written beside it);
nothing but the defects may be found.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from content_kit import OTHERS, ROOT

import gxgen

FIXTURES = Path(__file__).parent / "published"
NEW = ("GX40", "GX41", "GX53", "GX54", "GX55", "GX56")
EXPECTED = {
    "kaize-2024": ["GX411", "GX530", "GX540"],
    "dongerying-2024": ["GX530", "GX531", "GX540", "GX544", "GX554", "GX558", "GX559"],
    "tuan124-2021": ["GX530", "GX535", "GX540", "GX542", "GX544"],
    "ertai-2024": ["GX531", "GX552", "GX552", "GX552"],
    "tuanwang-2023": ["GX531", "GX544", "GX556", "GX557", "GX557"],
}


def ours(path: Path) -> list[str]:
    """The codes of these rules that a report yields, sorted."""
    loaded = gxgen.load(path)
    assert loaded.value is not None
    found = gxgen.check(loaded.value).diagnostics
    return sorted(
        item.code for item in found if item.code.startswith(NEW) and item.code not in OTHERS
    )


@pytest.mark.parametrize("name", EXPECTED)
def test_a_published_report_yields_its_defects_and_nothing_else(name: str) -> None:
    assert ours(FIXTURES / f"{name}.yaml") == EXPECTED[name]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda path: path.stem
)
def test_the_examples_are_compliant(path: Path) -> None:
    assert ours(path) == []
