"""Word files made from raw XML, for the readers' tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

from gxgen.report.published.raw import RawDocument, RawParagraph, RawTable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"


def run(text: str, properties: str = "") -> str:
    """One w:r."""
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{rpr}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(content: str = "", properties: str = "") -> str:
    """A paragraph; content without tags becomes a run."""
    inside = content if content.startswith("<") else run(content) if content else ""
    ppr = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{ppr}{inside}</w:p>"


def tc(content: str = "", properties: str = "") -> str:
    """A cell; content without tags becomes a paragraph."""
    tcpr = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    return f"<w:tc>{tcpr}{content if content.startswith('<') else p(content)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; texts become cells."""
    trpr = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{trpr}{''.join(c if c.startswith('<') else tc(c) for c in cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def package(members: Mapping[str, str | bytes], types: Mapping[str, str]) -> bytes:
    """A zip archive with its content types."""
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items()
    )
    table = (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", table)
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(*body: str, styles: str = "", numbering: str = "", title: str = "") -> bytes:
    """A .docx with a body of raw XML."""
    members = {
        "word/document.xml": f"<w:document {_NAMES}><w:body>{''.join(body)}</w:body></w:document>"
    }
    types = {"word/document.xml": _WORD + "document.main+xml"}
    if styles:
        members["word/styles.xml"] = f"<w:styles {_NAMES}>{styles}</w:styles>"
        types["word/styles.xml"] = _WORD + "styles+xml"
    if numbering:
        members["word/numbering.xml"] = f"<w:numbering {_NAMES}>{numbering}</w:numbering>"
        types["word/numbering.xml"] = _WORD + "numbering+xml"
    if title:
        members["docProps/core.xml"] = (
            '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/'
            f'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}'
            "</dc:title></c:coreProperties>"
        )
        types["docProps/core.xml"] = _CORE
    return package(members, types)


def outline(document: RawDocument) -> list[str | list[list[str]]]:
    """Paragraph texts and table texts in reading order."""
    return [
        item.text if isinstance(item, RawParagraph) else item.grid.texts()
        for item in document.items
    ]


def document_texts(document: RawDocument) -> Iterator[str]:
    """Every text of a document in reading order."""
    for item in document.items:
        if isinstance(item, RawParagraph):
            yield item.text
        else:
            yield from (cell.text for cell in item.grid.cells)


def spans(table: RawTable) -> list[tuple[int, int, int, int, str]]:
    """Every cell as row, column, rowspan, colspan and text without white space."""
    return [
        (cell.row, cell.column, cell.rowspan, cell.colspan, "".join(cell.text.split()))
        for cell in table.grid.cells
    ]
