"""Content no template may carry (GX132)."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx_kit import SHAPE, docx, p, problems, rendered

from gxgen.diag import hint_of, message_of
from gxgen.template.engine import compile_template

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
O_NS = 'xmlns:o="urn:schemas-microsoft-com:office:office"'
V_NS = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def relation(kind: str, target: str, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="rX" Type="{REL}{kind}" Target="{target}"{mode}/>'


def field(*codes: str) -> str:
    """A complex field; a code in brackets is a field inside it."""
    inside = "".join(
        field(code[1:-1])
        if code.startswith("[")
        else f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        for code in codes
    )
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return mark.format("begin") + inside + mark.format("separate") + mark.format("end")


def found_in(data: bytes) -> list[str]:
    found = problems(compile_template(data, "模板.docx", SHAPE, ()))
    assert {one.code for one in found} == {"GX132"}
    assert all(message_of(one) and hint_of(one) for one in found)
    return [str(one.facts["case"]) for one in found]


@pytest.mark.parametrize(
    ("kind", "external", "case"),
    [
        ("image", True, "external"),
        ("header", True, "external"),
        ("oleObject", False, "embedded"),
        ("package", False, "embedded"),
        ("control", False, "active_x"),
        ("aFChunk", False, "alt_chunk"),
        ("attachedTemplate", True, "attached"),
        ("subDocument", True, "external"),
        ("frame", True, "external"),
        ("mailMergeSource", True, "mail_merge"),
    ],
)
def test_relations(kind: str, external: bool, case: str) -> None:
    assert found_in(docx(p("x"), relations=relation(kind, "x.bin", external))) == [case]


def test_hyperlinks_are_welcome() -> None:
    assert rendered(docx(p("x"), relations=relation("hyperlink", "https://example.org", True)))


@pytest.mark.parametrize(
    ("body", "case"),
    [
        ("<w:p><w:r><w:object/></w:r></w:p>", "embedded"),
        (f"<w:p><w:r><w:pict><o:OLEObject {O_NS}/></w:pict></w:r></w:p>", "embedded"),
        ("<w:p><w:r><w:control/></w:r></w:p>", "active_x"),
        ("<w:altChunk/>", "alt_chunk"),
        (
            f'<w:p><w:r><w:pict><v:imagedata {V_NS} src="http://x/y.png"/></w:pict></w:r></w:p>',
            "external",
        ),
        (
            f'<w:p><w:r><w:pict><v:imagedata {V_NS} src="\\\\x\\y"/></w:pict></w:r></w:p>',
            "external",
        ),
        ('<w:p><w:fldSimple w:instr=" DDE x y "/></w:p>', "field"),
        (f"<w:p>{field('ddeauto x')}</w:p>", "field"),
        (f"<w:p>{field(' INCLUDE', 'TEXT x')}</w:p>", "field"),
        (f"<w:p>{field('IncludePicture x')}</w:p>", "field"),
        (f"<w:p>{field('IF 1 = 1 ', '[DDEAUTO a b]')}</w:p>", "field"),
        (f"<w:p>{field('[QUOTE 68 68 69]', ' x')}</w:p>", "field"),
        ("<w:p><w:r><w:instrText>DDE x</w:instrText></w:r></w:p>", "field"),
        (f"<w:p>{field('DDE x').rpartition('<w:r>')[0]}</w:p>", "field"),
    ],
)
def test_elements_and_fields(body: str, case: str) -> None:
    assert found_in(docx(body)) == [case]
    assert found_in(docx(p("x"), header=body)) == [case]


def test_usual_fields_are_welcome() -> None:
    body = (
        field("PAGE") + field('TOC \\o "1-3"') + field("HYPERLINK x") + field("IF 1=1 ", "[PAGE]")
    )
    assert rendered(docx(f"<w:p>{body}</w:p>"))


def test_settings() -> None:
    settings = (
        b'<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    )
    for inside, case in ((b"<w:mailMerge/>", "mail_merge"), (b"<w:attachedTemplate/>", "attached")):
        data = docx(p("x"), extra={"word/settings.xml": settings + inside + b"</w:settings>"})
        assert found_in(data) == [case]


def test_members_and_types() -> None:
    assert found_in(docx(p("x"), extra={"word/embeddings/a.xlsx": b""})) == ["embedded"]
    assert found_in(docx(p("x"), extra={"word/activeX/a.bin": b""})) == ["active_x"]
    assert found_in(docx(p("x"), extra={"word/vbaProject.bin": b""})) == ["macro"]
    macro = '<Override PartName="/word/a.xml" ContentType="application/vnd.ms-word.vbaData+xml"/>'
    assert found_in(docx(p("x"), extra={"word/a.xml": b"<a/>"}, overrides=macro)) == ["macro"]
    docm = docx(p("x"), extra={"word/b.xml": b"<a/>"}, overrides=macro.replace("a.xml", "b.xml"))
    assert found_in(docm) == ["macro"]


def test_a_macro_document_is_refused_as_such() -> None:
    data = docx(p("x"))
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml")
    other = types.replace(kind, b"application/vnd.ms-word.document.macroEnabled.main+xml")
    assert found_in(docx(p("x"), extra={"[Content_Types].xml": other})) == ["macro"]


@pytest.mark.parametrize(
    "name", ["word/document.xml", "customXml/item1.xml", "[Content_Types].xml"]
)
def test_entities_are_refused_anywhere(name: str) -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    for data in (bomb, bomb.decode().encode("utf-16")):
        assert found_in(docx(p("x"), extra={name: data})) == ["doctype"]


def test_all_kinds_are_told_at_once_each_once() -> None:
    body = "<w:altChunk/><w:altChunk/><w:p><w:r><w:object/></w:r></w:p>"
    assert sorted(found_in(docx(body, relations=relation("image", "x", True)))) == [
        "alt_chunk", "embedded", "external",
    ]  # fmt: skip
