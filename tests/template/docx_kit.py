"""Makes .docx packages for the tests from raw XML, and compares our parts with docxtpl's."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from docxtpl import DocxTemplate
from lxml import etree

from gxgen.diag import Diagnostic, DocPlace, Result
from gxgen.spec.shape import Leaf, ListOf, Number, Record
from gxgen.template.engine import CompiledTemplate, compile_template
from gxgen.template.environment import DEFAULT_FILTERS, Environment

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NS = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_CORE = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>'
    "<dc:subject>{subject}</dc:subject></cp:coreProperties>"
)

SHAPE = Record(
    {
        "年度": Leaf(),
        "标题": Leaf("报告标题"),
        "机关": Record({"名称": Leaf("机关全称"), "级别": Leaf()}),
        "附件": ListOf(Leaf()),
        "章": ListOf(Record({"题": Leaf(), "节": ListOf(Record({"级": Number(), "文": Leaf()}))})),
        "自用": Record({}, open_=True),
        "数": Number(),
    }
)
CONTEXT: dict[str, object] = {
    "年度": "2024",
    "标题": "甲镇年报",
    "机关": {"名称": "甲镇<人民>政府 & “乙”'\"", "级别": "乡"},
    "附件": ["一.docx", "二.docx", "三.docx"],
    "章": [
        {"题": "第一", "节": [{"级": 0, "文": "正文一"}, {"级": 1, "文": "小标题"}]},
        {"题": "第二", "节": []},
        {"题": "第三", "节": [{"级": 2, "文": "a&b"}]},
    ],
    "自用": {"条数": "447"},
    "数": 3,
}


def run(text: str, properties: str = "") -> str:
    """One w:r."""
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{rpr}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*texts: str, style: str = "") -> str:
    """A paragraph with one run a text."""
    ppr = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{ppr}{''.join(map(run, texts))}</w:p>"


def tc(*paragraphs: str, width: int = 1000, more: str = "") -> str:
    """A cell; plain texts become paragraphs."""
    inside = "".join(one if one.startswith("<w:p>") else p(one) for one in paragraphs)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}</w:tcPr>{inside}</w:tc>'


def tr(*cells: str) -> str:
    """A row; plain texts become cells."""
    return f"<w:tr>{''.join(one if one.startswith('<w:tc>') else tc(one) for one in cells)}</w:tr>"


def tbl(*rows: str, columns: int = 2, properties: str = "") -> str:
    """A table."""
    grid = '<w:gridCol w:w="1000"/>' * columns
    head = f"<w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    return f"<w:tbl>{head}{''.join(rows)}</w:tbl>"


def docx(
    *body: str,
    header: str = "",
    footer: str = "",
    footnotes: str = "",
    styles: str = "",
    title: str = "模板",
    subject: str = "",
    extra: Mapping[str, bytes] | None = None,
    overrides: str = "",
    relations: str = "",
) -> bytes:
    """A whole package; `extra` adds or replaces members."""
    parts = {"header": header, "footer": footer, "footnotes": footnotes, "styles": styles}
    roots = {"header": "hdr", "footer": "ftr"}
    used = {name: inside for name, inside in parts.items() if inside}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}{name}+xml"/>' for name in used
    )
    rels = "".join(
        f'<Relationship Id="r{name}" Type="{_REL}{name}" Target="{name}.xml"/>' for name in used
    )
    sect = "".join(
        f'<w:{name}Reference w:type="default" r:id="r{name}"/>'
        for name in ("header", "footer")
        if name in used
    )
    members: dict[str, bytes] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="png" ContentType="image/png"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_WORD}document.main+xml"/>'
            '<Override PartName="/docProps/core.xml" '
            'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
            f"{types}{overrides}</Types>"
        ).encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}relationships">'
            f'<Relationship Id="r1" Type="{_REL}officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="r2" Type="{_PACKAGE}relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/></Relationships>'
        ).encode(),
        "docProps/core.xml": _CORE.format(title=title, subject=subject).encode(),
        "word/document.xml": (
            f"<w:document {_NS}><w:body>{''.join(body)}<w:sectPr>{sect}</w:sectPr>"
            "</w:body></w:document>"
        ).encode(),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}relationships">{rels}{relations}</Relationships>'
        ).encode(),
    }
    for name, inside in used.items():
        root = roots.get(name, name)
        members[f"word/{name}.xml"] = f"<w:{root} {_NS}>{inside}</w:{root}>".encode()
    members.update(extra or {})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def compiled(data: bytes, shape: Record = SHAPE, filters: object = None) -> CompiledTemplate:
    """A template that must compile."""
    result = compile_template(data, "模板.docx", shape, (), filters or DEFAULT_FILTERS)  # type: ignore[arg-type]
    assert result.value is not None, [(one.code, dict(one.facts)) for one in result.diagnostics]
    return result.value


def rendered(data: bytes, context: Mapping[str, object] = CONTEXT, **more: str) -> bytes:
    """The document of a template that must compile and render."""
    result = compiled(data).render(context, **more)
    assert result.value is not None, [(one.code, dict(one.facts)) for one in result.diagnostics]
    return result.value


def findings(*body: str, **more: str) -> list[Diagnostic]:
    """What compiling a template finds."""
    return problems(compile_template(docx(*body, **more), "模板.docx", SHAPE, ()))  # type: ignore[arg-type]


def problems(result: Result[CompiledTemplate]) -> list[Diagnostic]:
    """The findings of a template that must not compile."""
    assert result.value is None
    return list(result.diagnostics)


def cases(found: list[Diagnostic]) -> list[tuple[str, str]]:
    """Codes and cases only."""
    return [(one.code, str(one.facts["case"])) for one in found]


def place(found: Diagnostic) -> DocPlace:
    """The place of a finding in a document."""
    assert isinstance(found.place, DocPlace)
    return found.place


def member(data: bytes, name: str = "word/document.xml") -> bytes:
    """One member of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def canonical(xml: bytes) -> bytes:
    """Canonical XML; blank text between elements does not count (python-docx drops it)."""
    return etree.tostring(
        etree.fromstring(xml, etree.XMLParser(remove_blank_text=True)), method="c14n"
    )


def texts(data: bytes, name: str = "word/document.xml") -> list[str]:
    """The text of each paragraph of a part."""
    root = etree.fromstring(member(data, name))
    return ["".join(one.itertext(f"{{{W}}}t")) for one in root.iter(f"{{{W}}}p")]


def by_docxtpl(data: bytes, context: Mapping[str, object]) -> bytes:
    """The same document made by docxtpl with our environment."""
    template = DocxTemplate(io.BytesIO(data))
    template.render(dict(context), jinja_env=Environment(DEFAULT_FILTERS), autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def assert_equals_docxtpl(data: bytes, context: Mapping[str, object] = CONTEXT) -> bytes:
    """Renders with both engines; every part with tags must be equal as canonical XML."""
    ours, theirs = rendered(data, context), by_docxtpl(data, context)
    with zipfile.ZipFile(io.BytesIO(ours)) as archive:
        names = [name for name in archive.namelist() if name.startswith("word/")]
    for name in names:
        if name.endswith(".xml") and "styles" not in name:
            assert canonical(member(ours, name)) == canonical(member(theirs, name)), name
    return ours
