"""The packs that are shipped: each has an example that uses it, and says what it changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from helpers import EXAMPLES, ROOT

import gxgen
from gxgen.app.importing import import_report
from gxgen.spec.pack import BASE, pack_names

PACKS = [name for name in pack_names([ROOT / "templates"]) if name != BASE]


def pack_of(path: Path) -> str:
    loaded = gxgen.load(path)
    assert loaded.value is not None
    return loaded.value.spec.pack


def test_the_four_provinces_are_there() -> None:
    assert {"shandong", "tianjin", "liaoning", "bingtuan"} <= set(PACKS)


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_has_an_example_that_renders(pack: str) -> None:
    used = [path for path in EXAMPLES if pack_of(path) == pack]
    assert used
    for path in used:
        loaded = gxgen.load(path)
        assert loaded.value is not None
        assert gxgen.render(loaded.value).value is not None


@pytest.mark.parametrize("pack", PACKS)
def test_the_guide_for_authors_has_a_section_on_it(pack: str) -> None:
    assert f"### {pack} " in (ROOT / "docs" / "packs.md").read_text(encoding="utf-8")


def test_shandong_prints_the_seven_items_as_they_were_published() -> None:
    """Seed 004's chapter six: seven items, the fee item first."""
    report = gxgen.load(ROOT / "examples" / "tuanwang-2023.yaml").value
    assert report is not None
    content: Any = gxgen.context(report)["其他事项"]
    text = ROOT / "tests" / "fixtures" / "published" / "text" / "tuanwang-2023.txt"
    published = import_report(text, "shandong").value
    assert published is not None
    sections = published.filling.chapters["其他事项"].sections
    assert [item["键"] for item in content["节"]] == [section.key for section in sections]
    assert len(sections) == 7
    assert sections[0].key == "信息处理费"
    assert all(section.heading is None for section in sections), "headings as the pack has them"
