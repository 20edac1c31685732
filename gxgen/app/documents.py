"""Which files are published documents, and which are reports of ours in YAML."""

from __future__ import annotations

from pathlib import Path

from gxgen.report import header

WORD = (".docx", ".docm", ".doc", ".wps", ".odt", ".rtf")
PAGES = (".html", ".htm", ".mht", ".mhtml")
TEXTS = (".txt", ".md", ".pdf")
DOCUMENTS = (*WORD, *PAGES, *TEXTS)
"""How the names of published documents end."""
REPORTS = (".yaml", ".yml")
"""How the names of our own files end."""
NOTEPAD = ".txt"
"""What Notepad adds to a name: such a file may be either."""
_SNIFFED = 4096


def is_document(path: str | Path) -> bool:
    """Whether a file is a published document; Notepad may have added .txt to one of our own."""
    file = Path(path)
    suffix = file.suffix.lower()
    if suffix != NOTEPAD:
        return suffix in DOCUMENTS
    try:
        with file.open("rb") as stream:
            head = stream.read(_SNIFFED)
    except (OSError, ValueError):
        return False
    text = head.decode("utf-8-sig", errors="replace").replace("：", ":")
    return not any(line.startswith(f"{header.YEAR}:") for line in text.splitlines())


def files_in(folder: Path, *, documents: bool, beside: bool = False) -> list[Path]:
    """The reports in a folder; where it has none and `documents` is set, the documents, with
    `beside` even where it has some."""
    names = sorted(folder.iterdir())
    ours = [path for path in names if path.suffix.lower() in REPORTS]
    if not documents or (ours and not beside):
        return ours
    # ~$ opens the name of the lock file that Word keeps beside an open document.
    return [path for path in names if is_document(path) and not path.name.startswith("~$")]


def passed_over(folder: Path) -> list[Path]:
    """The documents in a folder that are not looked at, because it has reports of ours.

    What we wrote, and a document named like its report (年报(2).docx beside 年报.yaml), is no
    other report; nor is a text, which may be anybody's notes.
    """
    ours = files_in(folder, documents=False)
    stems = tuple(path.stem for path in ours)
    others = files_in(folder, documents=True, beside=True) if ours else []
    return [
        path
        for path in others
        if path.suffix.lower() not in (".txt", ".md")
        and not path.stem.startswith(stems)
        and not _is_ours(path)
    ]


def _is_ours(path: Path) -> bool:
    # Imported late: only a folder that holds both kinds needs it.
    from gxgen.template.archive import is_untouched_output

    try:
        return path.suffix.lower() == ".docx" and is_untouched_output(path.read_bytes())
    except OSError:
        return False
