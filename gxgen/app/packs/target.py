"""What an author points at: a pack by name, folder or zip file, or a single Word file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gxgen.app.choosing import choice_of, word_file
from gxgen.diag import Result, diagnose, whole_file
from gxgen.spec.editions import Edition
from gxgen.spec.locate import search_folders
from gxgen.spec.pack import BASE, PackFiles, load_pack
from gxgen.spec.spec import edition_named, editions


@dataclass(frozen=True, slots=True)
class Target:
    """A pack (by name, with the folders it is looked for in), or a Word file judged by one."""

    shown: str
    pack: str
    folders: tuple[Path, ...]
    word: Path | None = None

    def files(self, edition: str) -> Result[PackFiles]:
        """The pack's files for an edition."""
        return load_pack(self.pack, edition, self.folders)


def target_of(text: str, pack: str = "") -> Result[Target]:
    """The target of a command's argument; `pack` is the one that judges a single Word file."""
    here = Path.cwd()
    word = word_file(text)
    if word is not None and not word.is_file():
        case = "folder" if word.is_dir() else "missing"
        return Result(None, (diagnose("GX001", whole_file(text), case=case),))
    choice, faults = choice_of((pack or BASE) if word else text, here)
    if faults:
        return Result(None, tuple(faults))
    folders = (*choice.folders, *search_folders(here))
    return Result(Target(text, choice.name, folders, word))


def editions_of(target: Target, wanted: str = "") -> Result[Sequence[Edition]]:
    """The editions to judge: the one asked for, else the newest and those a pack has files of."""
    if wanted:
        named = edition_named(wanted)
        if named is None:
            return Result(None, (diagnose("GX103", whole_file(wanted), name=wanted),))
        return Result([named])
    newest = editions()[-1]
    if target.word is not None:
        return Result([newest])
    files = target.files(newest.key)
    if files.value is None:
        return Result(None, files.diagnostics)
    own = files.value.folders[0]
    return Result([one for one in editions() if one is newest or (own / one.key).is_dir()])
