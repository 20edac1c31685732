"""The template as LibreOffice sets it: what stands together on a page."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import jinja2
import pytest
from builder_kit import block_of_text, context
from docxtpl import DocxTemplate

from gxgen.spec.layout import lay_out
from gxgen.spec.spec import Spec

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("pdftotext")),
        reason="needs LibreOffice and poppler",
    ),
]
LONG = "本行政机关依法及时准确公开政府信息，" * 12


@pytest.fixture(scope="module")
def pages(template: bytes, spec: Spec, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The text of each page of a report with long prose, without white space."""
    folder = tmp_path_factory.mktemp("office")
    prose = [chapter.key for chapter in spec.chapters if chapter.is_prose]
    names = context(prose, [table.key for table in spec.tables])
    for key in prose:
        names[key] = {"块": [block_of_text(2, "（一）标题"), block_of_text(0, "", LONG)] * 2}
    document = DocxTemplate(io.BytesIO(template))
    document.render(names, jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined))
    document.save(folder / "report.docx")
    return _pages(folder)


def _pages(folder: Path) -> list[str]:
    convert = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    convert += ["--convert-to", "pdf", "--outdir", str(folder), str(folder / "report.docx")]
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    read = ["pdftotext", "-enc", "UTF-8", str(folder / "report.pdf"), "-"]
    text = subprocess.run(read, check=True, capture_output=True, timeout=60).stdout.decode()
    return ["".join(page.split()) for page in text.split("\f")]


def test_each_statutory_table_stands_on_one_page_under_its_heading(
    pages: list[str], spec: Spec
) -> None:
    for chapter in spec.chapters:
        table = spec.table(chapter.table)
        if table is None:
            continue
        page = next(page for page in pages if chapter.heading in page)
        labels = {cell.text for cell in lay_out(table).cells if cell.role == "head"}
        assert all(label in page for label in labels if len(label) <= 3)
        assert page.count("0") >= len(table.cells)


def test_the_signature_does_not_stand_alone(pages: list[str]) -> None:
    page = next(page for page in pages if "2025年1月9日" in page)
    assert "本行政机关" in page
