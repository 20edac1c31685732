"""Outside the filled cells and tags a rendered document is its template, member by member."""

from __future__ import annotations

import copy
import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from gxgen.app.packs.making import preview
from gxgen.diag import DocPlace
from gxgen.spec.locate import data_root, pack_names
from gxgen.spec.spec import Spec, editions, load_spec
from gxgen.template.contract import find_cells
from gxgen.template.wordxml import Element, P, T, parse, text_of, w

PACKS = [
    (pack, edition.key)
    for edition in editions()
    for pack in pack_names([data_root() / "templates"])
]


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def plain(root: Element) -> Element:
    """`root` without xml:space where it means nothing: docxtpl writes it on every text."""
    for text in root.iter(T):
        if (text.text or "") == (text.text or "").strip():
            text.attrib.pop(SPACE, None)
    return root


def frame(xml: bytes, spec: Spec) -> bytes:
    """A main part without what rendering writes: figures, and paragraphs made of tags or prose.

    What is left is every table with its labels and looks, the headings, the section.
    """
    root = parse(xml, keep_blanks=False)
    for found in find_cells(root, spec.tables, DocPlace("")).cells:
        for text in list(found.cell.ref.iter(T)):  # type: ignore[attr-defined]
            text.text = ""
            text.attrib.clear()
    headings = {chapter.heading for chapter in spec.chapters}
    body = root.find(w("body"))
    assert body is not None
    for paragraph in list(body.iterchildren(P)):
        if text_of(paragraph) not in headings:
            body.remove(paragraph)
    return etree.tostring(plain(root), method="c14n")


@pytest.mark.parametrize(("pack", "edition"), PACKS)
def test_all_but_cells_and_tags_is_the_template(pack: str, edition: str) -> None:
    made = preview(pack, edition, sentinel=True).value
    assert made is not None
    spec = made.report.spec
    assert spec.report_docx is not None
    before, after = members(spec.report_docx.read_bytes()), members(made.document)
    assert list(after) == list(before)
    for name, data in before.items():
        if name == "word/document.xml":
            assert frame(after[name], spec) == frame(data, spec)
        elif b"{{" not in data:
            assert after[name] == data, name


def with_extras(data: bytes) -> bytes:
    """A template with much that is none of our business."""
    document = Document(io.BytesIO(data))
    document.add_paragraph("附录")
    document.add_paragraph("一条清单", style=document.styles["Normal"])
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "其他表格"
    run = document.add_paragraph().add_run("加粗的字")
    run.bold = True
    document.sections[-1].header.paragraphs[0].add_run("另加的页眉")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def plain_elements(root: Element, spec: Spec) -> list[bytes]:
    """The elements of the body that hold no tag and no statutory table."""
    cells = find_cells(root, spec.tables, DocPlace("")).cells
    tables = {id(one.table) for one in cells}
    body = root.find(w("body"))
    assert body is not None
    kept = []
    for element in body:
        text = "".join(element.itertext(T))
        if id(element) not in tables and "{" not in text and text:
            kept.append(etree.tostring(plain(copy.deepcopy(element)), method="c14n"))
    return kept


def test_what_an_author_adds_comes_out_as_it_went_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = load_spec("2021").value
    assert spec is not None and spec.report_docx is not None
    monkeypatch.chdir(tmp_path)
    data = with_extras(spec.report_docx.read_bytes())
    (tmp_path / "新.docx").write_bytes(data)
    made = preview("新.docx").value
    assert made is not None
    before, after = members(data), members(made.document)
    wanted = plain_elements(parse(before["word/document.xml"], keep_blanks=False), spec)
    printed = plain_elements(parse(after["word/document.xml"], keep_blanks=False), spec)
    assert len(wanted) > 8
    assert [one for one in wanted if one not in printed] == []
    for name, body in before.items():
        if b"{{" not in body and name != "word/document.xml":
            assert after[name] == body, name
