"""The whole template: its parts, their types and relations, packed so that every build is alike."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

from gxgen.spec.chapter import Chapter
from gxgen.spec.table import Table
from gxgen.template.builder.body import report_body
from gxgen.template.builder.ooxml import el, part
from gxgen.template.builder.page import page_parts, section
from gxgen.template.builder.parts import core_properties, settings
from gxgen.template.builder.stylesheet import font_table, stylesheet, used_styles
from gxgen.template.wordxml import DECLARATION, Element, w

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_ROOT = {
    "rId1": (_OFFICE + "officeDocument", "word/document.xml"),
    "rId2": (_PACKAGE + "relationships/metadata/core-properties", "docProps/core.xml"),
}
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def build_report_template(tables: Sequence[Table], chapters: Sequence[Chapter]) -> bytes:
    """The standard report of one edition as a .docx template; the same spec gives the same bytes.

    Each table chapter shows the table it names; tables that no chapter names are left out.
    """
    page = page_parts()
    ids = {name: f"rId{number}" for number, name in enumerate(page, 1)}
    document = el("document", el("body", *report_body(tables, chapters), section(ids)))
    sheet = stylesheet(used_styles(document, *page.values()))
    faces = {str(fonts.get(w("eastAsia"))) for fonts in sheet.iter(w("rFonts"))}
    named = {"styles.xml": sheet, "settings.xml": settings(), "fontTable.xml": font_table(faces)}
    return _pack(_members(document, page | named))


def _members(document: Element, related: Mapping[str, Element]) -> dict[str, bytes]:
    """The parts of the package by name; `related` are those that the document refers to."""
    properties = core_properties("{{ 标题.全文 }}", "{{ 机关.名称 }}")
    return {
        "[Content_Types].xml": _content_types(related),
        "_rels/.rels": _relations(_ROOT),
        "docProps/core.xml": part(properties),
        "word/document.xml": part(document),
        "word/_rels/document.xml.rels": _document_relations(related),
        **{f"word/{name}": part(root) for name, root in related.items()},
    }


def _kind(name: str) -> str:
    """What a part is, from its file name: footer1.xml is a footer."""
    return name.removesuffix(".xml").rstrip("0123456789")


def _content_types(related: Iterable[str]) -> bytes:
    types = {"/word/document.xml": _WORD_TYPE.format("document.main")}
    types |= {f"/word/{name}": _WORD_TYPE.format(_kind(name)) for name in related}
    types["/docProps/core.xml"] = _CORE_TYPE
    inside = [f'<Default Extension="rels" ContentType="{_RELATIONS_TYPE}"/>']
    inside += ['<Default Extension="xml" ContentType="application/xml"/>']
    for name, kind in types.items():
        inside.append(f'<Override PartName="{name}" ContentType="{kind}"/>')
    return _text_part("Types", _PACKAGE + "content-types", inside)


def _document_relations(related: Iterable[str]) -> bytes:
    """Numbered in their order, as `section` refers to the first of them."""
    names = enumerate(related, 1)
    return _relations({f"rId{number}": (_OFFICE + _kind(name), name) for number, name in names})


def _relations(targets: Mapping[str, tuple[str, str]]) -> bytes:
    inside = [
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    ]
    return _text_part("Relationships", _PACKAGE + "relationships", inside)


def _text_part(root: str, namespace: str, inside: Sequence[str]) -> bytes:
    # As text: some readers want these two kinds of parts without a namespace prefix.
    return DECLARATION + f'<{root} xmlns="{namespace}">{"".join(inside)}</{root}>'.encode()


def _pack(members: Mapping[str, bytes]) -> bytes:
    """A zip archive without a trace of when and where it was made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = _UNIX
            archive.writestr(info, data)
    return buffer.getvalue()
