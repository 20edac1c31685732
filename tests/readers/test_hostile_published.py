"""Files made to hang, fill or trick a reader end in one message within seconds."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Callable

import pytest
from word_kit import docx, p, package, tbl, tc, tr

from gxgen.diag import message_of
from gxgen.readers.published import MAX_BYTES, read_bytes

SECONDS = 12.0
"""Processor time; each file takes about one on the machine this was written on."""
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def refused(data: bytes, name: str) -> str:
    """The case of the one error that a file ends in."""
    started = time.process_time()
    result = read_bytes(data, name)
    assert time.process_time() - started < SECONDS
    assert result.value is None
    (fault,) = result.diagnostics
    assert fault.code == "GX601"
    assert message_of(fault)
    return str(fault.facts["case"])


def word(document: str | bytes) -> bytes:
    return package({"word/document.xml": document}, {"word/document.xml": _MAIN})


def bomb() -> bytes:
    out = io.BytesIO(docx(p("甲")))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.bmp", b"\x00" * (210 * 1024 * 1024))
    return out.getvalue()


def entities() -> bytes:
    many = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE w:document [<!ENTITY a0 "哈">{many}]>'
    return word(f'{doctype}<w:document xmlns:w="{_W}"><w:body><w:p/></w:body></w:document>')


def outside() -> bytes:
    doctype = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    text = "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"
    return word(f'{doctype}<w:document xmlns:w="{_W}"><w:body>{text}</w:body></w:document>')


def many_cells() -> bytes:
    row = tr(*["1"] * 60)
    return docx(*[tbl(*[row] * 100)] * 20)


def deep_tables() -> bytes:
    inner = p("甲")
    for _ in range(300):
        inner = tbl(tr(tc(inner + p())))
    return docx(inner)


@pytest.mark.parametrize(
    ("make", "case"),
    [
        (bomb, "limits"),
        (entities, "doctype"),
        (outside, "doctype"),
        (many_cells, "limits"),
        (deep_tables, "limits"),
        (lambda: word("<w:document"), "unsound"),
        (lambda: word("<html/>"), "not_word"),
        (lambda: docx(p("甲"))[:-200], "unsound"),
        (lambda: docx(p()), "empty"),
    ],
    ids=["bomb", "entities", "outside", "cells", "depth", "broken", "other", "cut", "blank"],
)
def test_word_files(make: Callable[[], bytes], case: str) -> None:
    assert refused(make(), "年报.docx") == case


def html(inside: str) -> bytes:
    return f"<!DOCTYPE html><html><body>{inside}</body></html>".encode()


@pytest.mark.parametrize(
    ("inside", "case"),
    [
        ("<div>" * 100_000 + "甲", "limits"),
        ("<table><tr><td>" * 100_000 + "甲", "limits"),
        ("<b>" * 100_000 + "甲", "limits"),
        ("<table>" + "<tr>" + "<td>1" * 1_000_000, "limits"),
        ("<table>" + "<tr><td>1<td>2" * 60_000, "limits"),
        (
            "<table>" + '<tr><td colspan=99999999 rowspan=99999999>1<td rowspan="0">2' * 9_000,
            "limits",
        ),
        ("<p>1" * 250_000, "limits"),
        ("<p>" + "1<br>" * 150_000, "limits"),
        ("", "empty"),
        ("<script>" + "甲" * 1000, "empty"),
    ],
    ids=["div", "table", "bold", "cells", "rows", "spans", "lines", "breaks", "blank", "script"],
)
def test_pages(inside: str, case: str) -> None:
    assert refused(html(inside), "年报.html") == case


def test_a_page_reads_no_other_file() -> None:
    doctype = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    data = f"{doctype}<html><body><p>甲&x;乙</p></body></html>".encode()
    result = read_bytes(data, "年报.xhtml")
    assert result.value is not None
    assert "root" not in "".join(item.text for item in result.value.paragraphs)


@pytest.mark.parametrize(
    ("data", "name", "case"),
    [
        (b"", "年报.docx", "empty"),
        (b"\x00" * 1000, "年报.txt", "empty"),
        (bytes(range(256)) * 50, "年报.txt", "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "年报.pdf", "picture"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "年报.docx", "picture"),
        (b"Rar!\x1a\x07" + bytes(100), "年报.docx", "archive"),
        (
            package({"a.txt": "甲"}, {}).replace(b"[Content_Types]", b"[Content_Typos]"),
            "a",
            "archive",
        ),
        (package({"xl/workbook.xml": "<x/>"}, {}), "年报.xlsx", "unsupported"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "年报.docx", "encrypted"),
        (OLE + bytes(504) + b"\xec\xa5" + bytes(9) + b"\x13" + bytes(9), "年报.doc", "encrypted"),
        (OLE + "Workbook".encode("utf-16-le"), "年报.doc", "unsupported"),
        (OLE + bytes(600), "年报.ppt", "unsupported"),
        (
            package({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, {}).replace(
                b"[Content_Types]", b"[Content_Typos]"
            ),
            "年报.odt",
            "unsupported",
        ),
        (b"PK\x03\x04" + bytes(100), "年报.docx", "unsound"),
        (b"1" * (MAX_BYTES + 1), "年报.txt", "size"),
    ],
)
def test_files_of_other_kinds(data: bytes, name: str, case: str) -> None:
    assert refused(data, name) == case


def test_an_old_document_that_is_none() -> None:
    """Without LibreOffice it cannot be known."""
    assert refused(OLE + bytes(600), "年报.doc") in ("conversion", "legacy")


def test_titles_within_titles_are_not_read_again_and_again() -> None:
    data = html('<div class="title">' * 200 + "<p>甲乙丙丁</p>" * 90_000)
    started = time.process_time()
    assert read_bytes(data, "年报.html").value is not None
    assert time.process_time() - started < SECONDS


def test_many_different_elements_of_a_word_file() -> None:
    """Too unlike each other to be packed tightly: the directory of the archive shows nothing."""
    noise = random.Random(1)
    rows = (f'<w:tc><w:p w:rsidR="{noise.getrandbits(64):x}"/></w:tc>' for _ in range(150_000))
    text = f"<w:tbl><w:tr>{''.join(rows)}</w:tr></w:tbl>"
    document = f'<w:document xmlns:w="{_W}"><w:body>{text}</w:body></w:document>'
    assert refused(word(document), "年报.docx") == "limits"


def test_text_without_end() -> None:
    assert refused("甲，".encode() * 2_000_000, "年报.txt") == "limits"
    assert refused("甲，".encode() * 2_000_000, "年报.md") == "limits"
