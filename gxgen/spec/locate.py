"""Where the tool's own data lies: at the root of a checkout, or inside the installed wheel."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath

ENVIRONMENT = "GXGEN_TEMPLATES"
MAX_NAME = 64
TEMPLATES, SCHEMAS = "templates", "schemas"
PACK_FILE, ZIP = "pack.yaml", ".zip"


@lru_cache(maxsize=1)
def data_root() -> Path:
    """The folder that holds `templates/` and `schemas/`."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_data"
    return installed if (installed / TEMPLATES).is_dir() else package.parent


def search_folders(beside: Path | None = None) -> tuple[Path, ...]:
    """Folders in which packs are looked for, nearest first.

    Beside the YAML file (and a `templates` folder there), GXGEN_TEMPLATES, the installation.
    """
    folders: list[Path] = []
    if beside is not None:
        folders += [beside, beside / TEMPLATES]
        if (beside / PACK_FILE).is_file():
            # The sample that lies in a pack's own folder is printed with that pack.
            folders.append(beside.resolve().parent)
    extra = os.environ.get(ENVIRONMENT, "")
    folders += [Path(item) for item in extra.split(os.pathsep) if item]
    return (*folders, data_root() / TEMPLATES)


def find_pack(name: str, folders: Sequence[Path]) -> Path | None:
    """The folder or zip file of the pack `name` (a name, never a path), or None."""
    if not is_pack_name(name):
        return None
    for folder in folders:
        candidate = folder / name
        if _holds_pack(candidate):
            return candidate
        packed = folder / f"{name}{ZIP}"
        if _is_file(packed):
            return packed
    return None


def _holds_pack(folder: Path) -> bool:
    """True for the folder of a pack."""
    return _is_file(folder / PACK_FILE)


def _is_file(path: Path) -> bool:
    """True for a file; False also for a name the system does not take."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_pack_name(name: str) -> bool:
    """A plain, not too long name: never a path, so that a report cannot point elsewhere."""
    plain = name.isprintable() and Path(name).name == name and "\\" not in name
    return 0 < len(name) <= MAX_NAME and plain and not name.startswith(".")


def holds_pack(path: Path) -> bool:
    """Whether a zip file looks like a pack: one member is called pack.yaml."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(PurePosixPath(name).name == PACK_FILE for name in archive.namelist())
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError):
        return False


def pack_names(folders: Sequence[Path]) -> list[str]:
    """The names of all packs in `folders`, nearest first, each once."""
    names: dict[str, None] = {}
    for folder in folders:
        if folder.is_dir():
            for child in sorted(folder.iterdir()):
                if _holds_pack(child):
                    names.setdefault(child.name)
                elif child.suffix.lower() == ZIP and holds_pack(child):
                    names.setdefault(child.stem)
    return list(names)
