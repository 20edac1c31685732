"""`template check` names each fault at its place, and is silent about sound templates."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import pytest
from broken import FAULTS, Fault, made, paragraph, typed, with_macro
from docx import Document
from docx.document import Document as Doc
from docx_checks import faults_of

from gxgen.app.packs.checking import check_template, review
from gxgen.diag import Diagnostic, DocPlace
from gxgen.diag.book import message_of
from gxgen.spec.locate import data_root, pack_names
from gxgen.spec.spec import Spec, load_spec
from gxgen.template.review import annotate


@cache
def base() -> tuple[Spec, bytes]:
    spec = load_spec("2021").value
    assert spec is not None
    assert spec.report_docx is not None
    return spec, spec.report_docx.read_bytes()


def judged(data: bytes, tmp_path: Path) -> list[Diagnostic]:
    path = tmp_path / "模板.docx"
    path.write_bytes(data)
    return list(review(path, base()[0]))


def said(found: Diagnostic) -> str:
    return message_of(found) + "".join(note.note for note in found.related)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_its_place(name: str, tmp_path: Path) -> None:
    fault = FAULTS[name]
    found = judged(made(base()[1], fault.edit), tmp_path)
    assert {(one.code, one.facts["case"]) for one in found} == {(fault.code, fault.case)}
    assert len(found) == 1 or fault.code == "GX140", [said(one) for one in found]
    for key, value in fault.where.items():
        assert isinstance(found[0].place, DocPlace)
        assert getattr(found[0].place, key) == value, key
    for words in fault.said:
        assert words in said(found[0])


def test_there_are_thirty_of_them() -> None:
    assert len(FAULTS) >= 30


def test_a_macro_is_found(tmp_path: Path) -> None:
    (found,) = judged(with_macro(base()[1]), tmp_path)
    assert (found.code, found.facts["case"]) == ("GX132", "macro")


def test_all_faults_come_in_one_run(tmp_path: Path) -> None:
    """Whatever does not hide another fault: all of these, each in its own place."""
    names = [
        "misspelt name", "full-width braces", "fault in the header", "fault in a property",
        "row label altered", "caption altered", "chapter heading altered", "linked picture",
        "attached template", "body too small",
    ]  # fmt: skip

    def edit(document: Doc) -> None:
        for name in names:
            FAULTS[name].edit(document)

    found = judged(made(base()[1], edit), tmp_path)
    wanted = {(FAULTS[name].code, FAULTS[name].case) for name in names}
    assert {(one.code, one.facts["case"]) for one in found} >= wanted
    assert len(found) >= len(names)


@pytest.mark.parametrize("pack", pack_names([data_root() / "templates"]))
def test_shipped_packs_are_silent(pack: str) -> None:
    assert check_template(pack).diagnostics == ()


def split_tag(document: Doc) -> None:
    """Word cuts a tag into runs when a part of it is made bold."""
    found = paragraph(document, "{{ 文号 }}")
    found.runs[0].text = "{{ 文"
    found.add_run("号").bold = True
    found.add_run(" }}")


SOUND = {
    "python-docx saved it": lambda document: None,
    "a tag split by formatting": split_tag,
    "a curly quotation mark": typed("{{ 文号 }}", "{{ 文号|default(“无”) }}"),
    "a sentence of its own": typed("{{ 文号 }}", "（{{ 文号 }}）{# 省里的要求 #}"),
}


@pytest.mark.parametrize("name", SOUND)
def test_sound_templates_are_silent(name: str, tmp_path: Path) -> None:
    assert judged(made(base()[1], SOUND[name]), tmp_path) == []


@pytest.mark.parametrize("name", FAULTS)
def test_the_copy_with_comments_says_it_at_the_place(name: str, tmp_path: Path) -> None:
    fault: Fault = FAULTS[name]
    data = made(base()[1], fault.edit)
    found = judged(data, tmp_path)
    copy = annotate(data, "模板.docx", found).value
    assert copy is not None
    before, after = (
        {one for one in faults_of(each) if "a tag is left" not in one} for each in (data, copy)
    )
    assert after <= before, "Word would repair the copy"
    document = Document(io.BytesIO(copy))
    comments = list(document.comments)
    assert len(comments) == len(found)
    assert message_of(found[0]) in comments[0].text
    text = fault.where.get("text")
    if text and fault.where.get("part", "正文") == "正文":
        marked = [one for one in document.paragraphs if "commentReference" in one._p.xml]
        assert any(str(text) in one.text for one in marked)


def test_comments_that_are_there_already_are_kept(tmp_path: Path) -> None:
    def edit(document: Doc) -> None:
        document.add_comment(paragraph(document, "一、总体情况").runs, "先前的批注", "某人", "某")
        FAULTS["misspelt name"].edit(document)

    data = made(base()[1], edit)
    copy = annotate(data, "模板.docx", judged(data, tmp_path)).value
    assert copy is not None
    comments = list(Document(io.BytesIO(copy)).comments)
    assert [one.comment_id for one in comments] == [0, 1]
    assert comments[0].text == "先前的批注"
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert len(archive.namelist()) == len(set(archive.namelist()))


def test_findings_come_in_the_order_of_the_document(tmp_path: Path) -> None:
    names = ["row label altered", "misspelt name", "chapter heading altered",
             "full-width braces", "fault in the header", "body too small"]  # fmt: skip

    def edit(document: Doc) -> None:
        for name in names:
            FAULTS[name].edit(document)

    found = judged(made(base()[1], edit), tmp_path)
    codes = [(one.code, one.facts["case"]) for one in found]
    assert codes == [
        ("GX112", "full_width"), ("GX120", "missing"), ("GX122", "heading_altered"),
        ("GX111", "near"), ("GX111", "near"), ("GX140", "size"),
    ]  # fmt: skip
    assert isinstance(found[4].place, DocPlace)
    assert found[4].place.part == "页眉（奇数页）"
