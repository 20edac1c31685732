"""What `--template` means: a pack, its folder, or a Word file. Knows nothing of the Word engine."""

from __future__ import annotations

from pathlib import Path

from gxgen.app.paths import is_folder, is_there
from gxgen.diag import Diagnostic, diagnose, whole_file
from gxgen.readers.yaml import PackChoice

WORD = ".docx"


def choice_of(
    template: str | Path | None, beside: Path | None
) -> tuple[PackChoice, list[Diagnostic]]:
    """What `--template` means: a pack's name, its folder, or a Word file (see `word_file`)."""
    if not template or word_file(template) is not None:
        return PackChoice(beside=beside), []
    path = Path(template)
    if is_there(path / "pack.yaml"):
        folder = path.resolve()
        return PackChoice(folder.name, beside, (folder.parent,)), []
    if is_folder(path):
        return PackChoice(), [diagnose("GX105", whole_file(str(template)), case="folder")]
    return PackChoice(str(template), beside), []


def word_file(template: str | Path | None) -> Path | None:
    """The Word file that `--template` names, or None when it names a pack."""
    if template and str(template).lower().endswith(WORD):
        return Path(template)
    return None
