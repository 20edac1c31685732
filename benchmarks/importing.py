"""What importing a published report costs, beside what a plain reading of the same file costs.

    python benchmarks/importing.py [--rounds N]

Each kind of file is imported whole (read, recognised, written as YAML) and, in the same rounds,
read by the library that its users would call: lxml for a page, python-docx for a Word file,
pdfplumber for a PDF (made by LibreOffice; left out where that is not installed). The bars: under
1 s for pages, texts and Word files, under 5 s for a PDF of about ten pages, under 300 MB.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx
import lxml.html
import pdfplumber

import gxgen
from gxgen.app.importing import import_report

ROOT = Path(__file__).resolve().parent.parent
PUBLISHED = ROOT / "tests" / "fixtures" / "published"
EXAMPLE = ROOT / "examples" / "county-2024.yaml"
Work = Callable[[], object]


def word_file(folder: Path) -> Path:
    """The example rendered."""
    report = gxgen.load(EXAMPLE).value
    assert report is not None
    made = gxgen.render(report)
    assert made.value is not None
    path = folder / "county.docx"
    path.write_bytes(made.value)
    return path


def pdf_file(word: Path) -> Path | None:
    """The same as PDF; None without LibreOffice."""
    if shutil.which("soffice") is None:
        return None
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{word.parent}/profile"]
    command += ["--convert-to", "pdf", "--outdir", str(word.parent), str(word)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return word.with_suffix(".pdf")


def cells_of(path: Path) -> int:
    """All cells of a Word file's tables by python-docx."""
    return sum(len(row.cells) for table in docx.Document(str(path)).tables for row in table.rows)


def tables_of(path: Path) -> int:
    """All tables of a PDF by pdfplumber."""
    with pdfplumber.open(path) as pdf:
        return sum(len(page.extract_tables()) for page in pdf.pages)


def spent(work: Work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        word = word_file(Path(name))
        page, text = PUBLISHED / "pages" / "pingtan-2020.html", PUBLISHED / "text"
        pairs: dict[str, tuple[Path, Work]] = {
            "page": (page, lambda: lxml.html.parse(str(page)).getroot().text_content()),
            "text": (text / "kaize-2024.txt", (text / "kaize-2024.txt").read_text),
            "Word": (word, lambda: cells_of(word)),
        }
        pdf = pdf_file(word)
        if pdf is None:
            print("PDF left out: LibreOffice is not installed")
        else:
            pairs["PDF"] = (pdf, lambda: tables_of(pdf))
        print(f"{'':6}{'import ms':>12}{'plain ms':>12}{'ratio':>8}   (medians of {rounds})")
        for kind, (path, plain) in pairs.items():
            import_report(path)
            times = [
                (spent(lambda path=path: import_report(path)), spent(plain)) for _ in range(rounds)
            ]
            ours, theirs = (statistics.median(column) for column in zip(*times, strict=True))
            print(f"{kind:6}{ours * 1000:12.1f}{theirs * 1000:12.1f}{ours / theirs:8.1f}")
    peak = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"peak memory of this process or of a reader it started: {peak / 1024:.0f} MB")


if __name__ == "__main__":
    main()
