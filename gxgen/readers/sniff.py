"""What a file really is: its content decides, its name only where content leaves a choice."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePath

from gxgen.readers.fault import UnreadableError


class Kind(StrEnum):
    """The kinds of files that there is a reader for."""

    DOCX = "docx"
    HTML = "html"
    MARKDOWN = "md"
    MHTML = "mhtml"
    DOC = ".doc"
    WPS = ".wps"
    ODT = ".odt"
    RTF = ".rtf"
    WORD_XML = ".xml"
    PDF = "pdf"
    TEXT = "txt"


_OPEN = b"application/vnd.oasis.opendocument."
_OPEN_TEXT = _OPEN + b"text"
_ZIP, _OLE = b"PK\x03\x04", bytes.fromhex("D0CF11E0A1B11AE1")
_HEAD, _PDF_HEAD = 4_096, 1_024
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|article|section|h[1-6])[\s>/]",
    re.I,
)
_PAGE = re.compile(rb"\W*(?:\?>\W*|xml[^<]*\W*)?<(?:!doctype\s+html|html)[\s>]", re.I)
"""A text that is a page as a whole."""
_MESSAGE = re.compile(
    rb"\s*(?:From|Subject|Date|MIME-Version|(?:X|Content|Snapshot)-[\w-]+)\s*:", re.I
)
_WORD_XML = re.compile(rb"<\w+:wordDocument[\s>]|<pkg:package[\s>]|progid=.Word\.Document")
_PARTS = re.compile(rb"content-type\s*:\s*(?:multipart/|text/html)", re.I)
_NAMES: Mapping[str, Kind] = {
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".shtml": Kind.HTML,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
}


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of a file; raises UnreadableError for one that there is no reader for."""
    if not data.strip(b"\x00\t\n\r "):
        raise UnreadableError("empty")
    suffix = PurePath(name).suffix.casefold()
    if data.startswith(_ZIP):
        return _zip_kind(data, suffix)
    if data.startswith(_OLE):
        return _ole_kind(data, suffix)
    if b"%PDF-" in data[:_PDF_HEAD]:
        return Kind.PDF
    if data.startswith(_PICTURES):
        raise UnreadableError("picture")
    if data.startswith(_ARCHIVES):
        raise UnreadableError("archive")
    return _text_kind(data, suffix)


def _zip_kind(data: bytes, suffix: str) -> Kind:
    """Office files are archives; the names in them tell which."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = archive.open("mimetype").read(_HEAD) if "mimetype" in names else b""
    except Exception as error:  # zipfile raises whatever a broken directory makes it stumble over
        raise UnreadableError("unsound") from error
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise UnreadableError("unsupported", kind=suffix or "xlsx")
    if "[Content_Types].xml" in names:
        return Kind.DOCX
    if kind.startswith(_OPEN_TEXT):
        return Kind.ODT
    if kind.startswith(_OPEN):
        raise UnreadableError("unsupported", kind=suffix or ".ods")
    raise UnreadableError("archive")


def _ole_kind(data: bytes, suffix: str) -> Kind:
    """The old container of office files; the names of its streams tell what is in it."""
    if _holds(data, "EncryptedPackage") or _is_locked_doc(data):
        raise UnreadableError("encrypted")
    if not _holds(data, "WordDocument"):
        if _holds(data, "Workbook") or _holds(data, "PowerPoint Document"):
            raise UnreadableError("unsupported", kind=suffix or ".xls")
        if suffix not in (".doc", ".wps", ".wpt", ".dot"):
            raise UnreadableError("unsupported", kind=suffix or "OLE")
    return Kind.WPS if suffix in (".wps", ".wpt") else Kind.DOC


def _holds(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data


def _is_locked_doc(data: bytes) -> bool:
    """Whether the head of a .doc, where it stands in its usual place, says "encrypted"."""
    head = data[512:524]
    return head[:2] == b"\xec\xa5" and bool(head[11:12]) and bool(head[11] & 0x01)


def _text_kind(data: bytes, suffix: str) -> Kind:
    head = data[:_HEAD].replace(b"\x00", b"")
    if _MESSAGE.match(head) and _PARTS.search(head):
        return Kind.MHTML
    if head.startswith(rb"{\rtf"):
        return Kind.RTF
    if _WORD_XML.search(head):
        return Kind.WORD_XML
    named = _NAMES.get(suffix)
    if _PAGE.match(head):
        return Kind.HTML
    if named is None and suffix != ".txt" and _MARKUP.search(head):
        return Kind.HTML
    return named or Kind.TEXT
