"""The packs at hand: where each lies, what it extends, what it says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gxgen.spec.locate import PACK_FILE, find_pack, pack_names, search_folders
from gxgen.spec.pack import is_installed, read_spec_file
from gxgen.spec.packzip import unpack


@dataclass(frozen=True, slots=True)
class Listed:
    """One pack. `title` and `help` are its own words, `parent` what it extends ("" for none)."""

    name: str
    title: str
    help: str
    parent: str
    where: Path
    installed: bool


def list_packs(beside: Path | None = None) -> list[Listed]:
    """All packs that a report in `beside` (the current folder) could name, nearest first."""
    folders = search_folders(beside or Path.cwd())
    found = []
    for name in pack_names(folders):
        place = find_pack(name, folders)
        folder = unpack(place).value if place is not None and place.is_file() else place
        if place is None or folder is None:
            continue
        data, _ = read_spec_file(folder / PACK_FILE)
        said = data if isinstance(data, Mapping) else {}
        title, help_, parent = (str(said.get(key) or "") for key in ("名称", "说明", "extends"))
        found.append(Listed(name, title, help_, parent, place, is_installed((folder,))))
    return found
