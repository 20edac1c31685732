"""Restyled templates keep working after LibreOffice saved them."""

from __future__ import annotations

import copy
import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Doc
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from gxgen.app.packs.checking import check_template
from gxgen.app.packs.making import preview
from gxgen.spec.spec import editions, load_spec

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice"),
]


def restyled(document: Doc) -> None:
    for table in document.tables:
        for row in table.rows:
            row.height = Pt(30)
            for run in (run for cell in row.cells for one in cell.paragraphs for run in one.runs):
                run.font.size = Pt(8)
                run.font.color.rgb = RGBColor(0, 0, 128)
                run.bold = True


def note_column(document: Doc) -> None:
    table = document.tables[1]._tbl
    rows = table.findall(qn("w:tr"))
    for index, row in enumerate(rows):
        note = copy.deepcopy(row.findall(qn("w:tc"))[-1])
        for span in list(note.iter(qn("w:gridSpan"), qn("w:vMerge"))):
            span.getparent().remove(span)
        for text in note.iter(qn("w:t")):
            text.text = "备注" if not index else ""
        row.append(note)
    grid = table.find(qn("w:tblGrid"))
    grid.append(copy.deepcopy(grid[-1]))


def split_table(document: Doc) -> None:
    table = document.tables[1]._tbl
    lower = copy.deepcopy(table)
    for row in lower.findall(qn("w:tr"))[:16]:
        lower.remove(row)
    for row in table.findall(qn("w:tr"))[16:]:
        table.remove(row)
    table.addnext(lower)
    table.addnext(copy.deepcopy(document.paragraphs[6]._p))


CHANGES = {"as it is": lambda document: None, "restyled": restyled, "notes": note_column,
           "split": split_table}  # fmt: skip


@pytest.mark.parametrize("edition", [edition.key for edition in editions()])
@pytest.mark.parametrize("name", CHANGES)
def test_a_template_saved_by_libreoffice_is_sound(name: str, edition: str, tmp_path: Path) -> None:
    spec = load_spec(edition).value
    assert spec is not None
    document = Document(str(spec.report_docx))
    CHANGES[name](document)
    document.save(str(tmp_path / "模板.docx"))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "out"),
         str(tmp_path / "模板.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    saved = str(tmp_path / "out" / "模板.docx")
    found = check_template(saved, edition=edition).diagnostics
    assert [one for one in found if one.is_error] == []
    made = preview(saved, edition, sentinel=True).value
    assert made is not None
    assert made.lost == []
