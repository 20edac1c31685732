"""Where the tool's own data lies: at the root of a checkout, or inside the installed wheel."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

ENVIRONMENT = "GXGEN_TEMPLATES"
MAX_NAME = 64
TEMPLATES, SCHEMAS = "templates", "schemas"


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
    extra = os.environ.get(ENVIRONMENT, "")
    folders += [Path(item) for item in extra.split(os.pathsep) if item]
    return (*folders, data_root() / TEMPLATES)


def find_pack(name: str, folders: Sequence[Path]) -> Path | None:
    """The folder of the pack `name` (a name, never a path), or None."""
    if not _is_name(name):
        return None
    for folder in folders:
        candidate = folder / name
        if _holds_pack(candidate):
            return candidate
    return None


def _holds_pack(folder: Path) -> bool:
    """True for the folder of a pack; False also for a name the system does not take."""
    try:
        return (folder / "pack.yaml").is_file()
    except (OSError, ValueError):
        return False


def _is_name(name: str) -> bool:
    """A plain, not too long name: never a path, so that a report cannot point elsewhere."""
    plain = name.isprintable() and Path(name).name == name and "\\" not in name
    return 0 < len(name) <= MAX_NAME and plain and not name.startswith(".")


def pack_names(folders: Sequence[Path]) -> list[str]:
    """The names of all packs in `folders`, nearest first, each once."""
    names: dict[str, None] = {}
    for folder in folders:
        if folder.is_dir():
            for child in sorted(folder.iterdir()):
                if _holds_pack(child):
                    names.setdefault(child.name)
    return list(names)
