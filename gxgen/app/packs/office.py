"""LibreOffice and poppler, where they are installed: a Word file as PDF and as pictures."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

SECONDS = 120
DPI = "80"


def has_office() -> bool:
    """Whether LibreOffice is installed."""
    return _program() is not None


def has_pictures() -> bool:
    """Whether poppler's pdftoppm is installed."""
    return shutil.which("pdftoppm") is not None


def to_pdf(data: bytes) -> bytes | None:
    """The .docx bytes as PDF; None where LibreOffice is missing or fails."""
    program = _program()
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="gxgen-") as name:
        folder = Path(name)
        (folder / "a.docx").write_bytes(data)
        profile = (folder / "profile").as_uri()
        _run(
            [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
             "--outdir", name, str(folder / "a.docx")]
        )  # fmt: skip
        made = folder / "a.pdf"
        return made.read_bytes() if made.is_file() else None


def to_pictures(pdf: bytes) -> list[bytes]:
    """The pages of a PDF as PNG; none where poppler is missing or fails."""
    program = shutil.which("pdftoppm")
    if program is None:
        return []
    with tempfile.TemporaryDirectory(prefix="gxgen-") as name:
        folder = Path(name)
        (folder / "a.pdf").write_bytes(pdf)
        _run([program, "-r", DPI, "-png", str(folder / "a.pdf"), str(folder / "page")])
        return [path.read_bytes() for path in sorted(folder.glob("page*.png"))]


def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return
