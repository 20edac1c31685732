"""A report saved by LibreOffice in other forms is imported with equal tables."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from helpers import ROOT
from test_round_trip import figures_of, imported, rendered

import gxgen
from gxgen.report.model import Report

SOFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def county() -> Report:
    loaded = gxgen.load(ROOT / "examples" / "county-2024.yaml")
    assert loaded.value is not None
    return loaded.value


@pytest.fixture(scope="module")
def ours(county: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rendered(county, tmp_path_factory.mktemp("ours"))


@pytest.mark.office
@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
@pytest.mark.parametrize("suffix", ["docx", "html", "pdf"])
def test_what_libreoffice_saved_is_imported_with_equal_tables(
    suffix: str, county: Report, ours: Path, tmp_path: Path
) -> None:
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    command += ["--convert-to", suffix, "--outdir", str(tmp_path / "out"), str(ours)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    made = imported(tmp_path / "out" / f"年报.{suffix}")
    assert {key: entry.text for key, entry in made.filling.cells.items()} == figures_of(county)
    assert not any(tally.doubts for tally in made.tallies)
    assert made.published.year == county.year
    assert [item.code for item in made.form if item.is_error] == []
    assert {entry.text for entry in made.filling.fields["机关.名称"]} == {"云岭县人民政府"}
