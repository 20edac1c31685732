"""Files of other word processors: converted by LibreOffice, a plain message where it is missing."""

from __future__ import annotations

import http.server
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers import EXAMPLES
from word_kit import spans

import gxgen
from gxgen.readers import office
from gxgen.readers.published import read_bytes, read_published
from gxgen.report.published.raw import RawDocument

RTF = rb"{\rtf1\ansi\ansicpg936 {\pard \'bc\'d7\'d5\'f2\par}}"
COUNTY = next(path for path in EXAMPLES if path.stem == "county-2024")


def test_without_libreoffice_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    if office.find_office() is not None:
        pytest.skip("LibreOffice is installed in its usual place")
    (fault,) = read_bytes(RTF, "年报.rtf").diagnostics
    assert (fault.code, fault.facts["case"], fault.facts["kind"]) == ("GX601", "legacy", ".rtf")


def test_a_conversion_without_end_is_ended_with_its_children(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n/bin/sleep 60 & echo $! > {tmp_path}/child\nwait\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "SECONDS", 1)
    started = time.monotonic()
    (fault,) = read_bytes(RTF, "年报.rtf").diagnostics
    assert time.monotonic() - started < 20
    assert (fault.code, fault.facts["case"]) == ("GX601", "conversion")
    child = Path("/proc") / (tmp_path / "child").read_text().strip() / "stat"
    assert not child.exists() or child.read_text().split()[2] == "Z"


class _Saved:
    """The standard report as rendered, and saved by LibreOffice in other formats."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        loaded = gxgen.load(COUNTY)
        assert loaded.value is not None
        rendered = gxgen.render(loaded.value)
        assert rendered.value is not None
        self.ours = folder / "年报.docx"
        self.ours.write_bytes(rendered.value)

    def saved_as(self, suffix: str) -> Path:
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{self._folder}/profile"]
        command += ["--convert-to", suffix, "--outdir", str(self._folder / "out"), str(self.ours)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return self._folder / "out" / f"年报.{suffix}"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> _Saved:
    return _Saved(tmp_path_factory.mktemp("saved"))


def _document(path: Path) -> RawDocument:
    result = read_published(path)
    assert result.value is not None, result.diagnostics
    return result.value


def _rows(document: RawDocument) -> list[list[list[str]]]:
    """The texts of every table row by row, as they stand on paper."""
    return [
        [
            ["".join(cell.text.split()) for cell in table.grid.row_cells(row) if cell.row == row]
            for row in range(table.grid.rows)
        ]
        for table in document.tables
    ]


def _texts(document: RawDocument) -> str:
    return "".join("".join(item.text.split()) for item in document.paragraphs)


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
@pytest.mark.parametrize("suffix", ["docx", "html", "pdf", "doc", "odt", "rtf"])
def test_the_report_saved_by_libreoffice_reads_the_same(report: _Saved, suffix: str) -> None:
    ours, theirs = _document(report.ours), _document(report.saved_as(suffix))
    assert _rows(theirs) == _rows(ours)
    assert _texts(theirs) == _texts(ours)
    first, second, _ = theirs.tables
    assert [cell[:4] for cell in spans(first)] == [cell[:4] for cell in spans(next(ours.tables))]
    assert first.exact
    assert second.exact


@pytest.fixture
def server() -> Iterator[tuple[int, list[str]]]:
    """A web server of this machine, and what was asked of it."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running.server_port, asked
        running.shutdown()


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_a_conversion_fetches_nothing(server: tuple[int, list[str]]) -> None:
    port, asked = server
    picture = (
        rb'{\field{\*\fldinst INCLUDEPICTURE "http://127.0.0.1:%d/a.png" \\d}{\fldrslt }}' % port
    )
    result = read_bytes(RTF[:-1] + picture + b"}", "年报.rtf")
    assert result.value is not None
    assert next(item.text for item in result.value.paragraphs) == "甲镇"
    assert [(note.code, note.facts["case"]) for note in result.diagnostics] == [
        ("GX602", "converted")
    ]
    assert asked == []
