"""No template runs code, reads a file, reaches the network, hangs or eats memory.

Each attempt, put into the base file, ends in one finding, from `check` and from rendering alike.
"""

from __future__ import annotations

import io
import socket
import subprocess
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from broken import made, paragraph, typed
from docx.document import Document as Doc

import gxgen
from gxgen.app.packs.checking import review
from gxgen.app.packs.sample import sample_data
from gxgen.diag import Diagnostic
from gxgen.spec.spec import Spec, load_spec

SECONDS, BYTES = 10.0, 200 * 1024 * 1024


@cache
def base() -> tuple[Spec, bytes]:
    spec = load_spec("2021").value
    assert spec is not None
    assert spec.report_docx is not None
    return spec, spec.report_docx.read_bytes()


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch, *, memory: bool = True) -> Iterator[None]:
    """Fails on sockets and processes; measures processor time and, which is slow, memory."""

    def forbidden(*args: Any, **kwargs: Any) -> Any:
        raise AssertionError(f"a template got out: {args}")

    monkeypatch.setattr(socket.socket, "connect", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    monkeypatch.setattr(subprocess, "Popen", forbidden)
    if memory:
        tracemalloc.start()
    start = time.process_time()
    yield
    assert time.process_time() - start < SECONDS
    if memory:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < BYTES


CODE = [
    '{{ cycler.__init__.__globals__.os.popen("echo pwned").read() }}',
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ 标题.__class__ }}",
    "{{ 文号.__class__.__base__ }}",
    "{{ 文号['__class__'] }}",
    "{{ 文号|attr('__class__') }}",
    "{{ 文号|map(attribute='x') }}",
    "{{ self._TemplateReference__context }}",
    "{{ lipsum.__globals__ }}",
    "{{ namespace() }}",
    "{{ joiner }}",
    "{{ range(10) }}",
    "{{ dict(a=1) }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% from 'os' import path %}",
    "{% extends '/etc/passwd' %}",
    "{% macro x() %}",
    "{% set x = 1 %}",
    "{% call x() %}",
    "{{ 文号.format(标题) }}",
    "{{ '%s' % 标题 }}",
    "{{ '{0.__class__}'.format(文号) }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ 文号 is callable }}",
    "{% debug %}",
    "{{ 文号|default(文号.x()) }}",
]


def judged(data: bytes, tmp_path: Path) -> list[Diagnostic]:
    path = tmp_path / "模板.docx"
    path.write_bytes(data)
    return [one for one in review(path, base()[0]) if one.is_error]


def rendered(data: bytes, tmp_path: Path) -> tuple[bytes | None, list[Diagnostic]]:
    path = tmp_path / "模板.docx"
    path.write_bytes(data)
    report = gxgen.from_dict(sample_data(base()[0])).value
    assert report is not None
    result = gxgen.render(report, path)
    return result.value, [one for one in result.diagnostics if one.is_error]


@pytest.mark.parametrize("tag", CODE)
def test_no_tag_runs_code(tag: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = made(base()[1], typed("{{ 文号 }}", tag))
    with watched(monkeypatch, memory=False):
        found = judged(data, tmp_path)
        document, told = rendered(data, tmp_path)
    assert document is None
    assert len(found) == 1
    assert [one.code for one in told] == [found[0].code]


NAMES = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"]


def nested_loops(document: Doc) -> None:
    """Eight loops inside each other, all over the same list."""
    at = paragraph(document, "{{ 文号 }}")
    for name in NAMES:
        at.insert_paragraph_before(f"{{%p for {name} in 总体情况.块 %}}")
    at.insert_paragraph_before("{{ 甲.文 }}")
    for _ in NAMES:
        at.insert_paragraph_before("{%p endfor %}")


def thousand_levels(document: Doc) -> None:
    at = paragraph(document, "{{ 文号 }}")
    at.runs[0].text = "{{ " + "(" * 2000 + "1" + ")" * 2000 + " }}"


def long_chain(document: Doc) -> None:
    paragraph(document, "{{ 文号 }}").runs[0].text = "{{ " + "not " * 100 + "文号 }}"


def multiplied_text(document: Doc) -> None:
    paragraph(document, "{{ 文号 }}").runs[0].text = "{{ 'x' * 999999999 }}"


def many_blocks(document: Doc) -> None:
    at = paragraph(document, "{{ 文号 }}")
    for _ in range(200):
        at.insert_paragraph_before("{%p if 文号 %}")


LOOPS: dict[str, tuple[Callable[[Doc], None], str]] = {
    "loops": (nested_loops, "GX133"),
    "brackets": (thousand_levels, "GX112"),
    "a text a billion times": (multiplied_text, "GX116"),
}


@pytest.mark.parametrize("name", LOOPS)
def test_no_template_hangs_or_eats_memory(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit, code = LOOPS[name]
    data = made(base()[1], edit)
    with watched(monkeypatch):
        judged(data, tmp_path)
        document, told = rendered(data, tmp_path)
    assert document is None
    assert [one.code for one in told] == [code]


def test_blocks_nested_too_deep_are_told_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with watched(monkeypatch):
        found = judged(made(base()[1], many_blocks), tmp_path)
    assert "nested" in {one.facts["case"] for one in found}


def test_a_long_chain_of_operators_is_told_or_works(tmp_path: Path) -> None:
    document, told = rendered(made(base()[1], long_chain), tmp_path)
    assert (document is None) == bool(told)


def repacked(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.namelist():
            body = old.read(member)
            new.writestr(member, change(body) if member == name else body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


MAIN = "word/document.xml"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
READ = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
FETCH = b'<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd">'


def with_doctype(doctype: bytes) -> Callable[[bytes], bytes]:
    return lambda xml: xml.replace(b"<w:document", doctype + b"<w:document", 1)


XML: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a billion laughs": (with_doctype(LAUGHS), "GX132"),
    "a file as an entity": (with_doctype(READ), "GX132"),
    "a type from the network": (with_doctype(FETCH), "GX132"),
    "30 MB of text": (
        lambda xml: xml.replace(b"</w:body>", b"x" * 30_000_000 + b"</w:body>"), "GX131",
    ),
    "100,000 levels": (
        lambda xml: xml.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 100_000, 1), "GX131",
    ),
    "a null byte": (lambda xml: xml.replace(b"</w:body>", b"\0</w:body>"), "GX131"),
}  # fmt: skip


@pytest.mark.parametrize("name", XML)
def test_no_xml_does_harm(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change, code = XML[name]
    data = repacked(base()[1], MAIN, change)
    with watched(monkeypatch):
        found = judged(data, tmp_path)
        document, told = rendered(data, tmp_path)
    assert document is None
    assert [one.code for one in found] == [code]
    assert [one.code for one in told] == [code]


def test_a_wide_table_of_a_hostile_template_is_judged_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell = b"<w:tc><w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr><w:p/></w:tc>"
    row = b"<w:tr>" + cell * 50 + b"</w:tr>"
    table = b"<w:tbl><w:tblPr/><w:tblGrid/>" + row * 20 + b"</w:tbl>"
    data = repacked(base()[1], MAIN, lambda xml: xml.replace(b"<w:body>", b"<w:body>" + table, 1))
    with watched(monkeypatch):
        judged(data, tmp_path)
