"""What `--template` means: a pack, its folder, or a Word file. Knows nothing of the Word engine."""

from __future__ import annotations

from pathlib import Path

from gxgen.app.paths import is_folder, is_there
from gxgen.diag import Diagnostic, diagnose, whole_file
from gxgen.readers.yaml import PackChoice
from gxgen.spec.locate import PACK_FILE, ZIP
from gxgen.spec.packzip import unpack

WORD = ".docx"


def choice_of(
    template: str | Path | None, beside: Path | None
) -> tuple[PackChoice, list[Diagnostic]]:
    """What `--template` means: a pack's name, its folder or zip file, or a Word file.

    A Word file replaces the looks only (see `word_file`): the pack is still the report's own.
    """
    if not template or word_file(template) is not None:
        return PackChoice(beside=beside), []
    path = Path(template)
    if path.suffix.lower() == ZIP:
        if not is_there(path):
            return PackChoice(), [diagnose("GX001", whole_file(str(template)), case="missing")]
        unpacked = unpack(path)
        if unpacked.value is None:
            return PackChoice(), list(unpacked.diagnostics)
        folder = unpacked.value
        return PackChoice(folder.name, beside, (folder.parent,)), []
    if is_there(path / PACK_FILE):
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
