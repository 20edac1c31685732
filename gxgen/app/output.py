"""Writing documents: whole or not at all, and never over what somebody edited."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from gxgen.app.paths import is_there
from gxgen.diag import Diagnostic, diagnose, whole_file

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{a}{n}" for a in ("com", "lpt") for n in range(1, 10)))
)
MAX_STEM = 100
_PREFIX, _SUFFIX = ".~gxgen-", ".tmp"
STALE = 600
"""Seconds after which a temporary file belongs to a run that was killed: none takes as long."""

Untouched = Callable[[bytes], bool]
"""Whether a file's bytes are our own output, unchanged since."""


def save(
    data: bytes, target: Path, *, force: bool = False, untouched: Untouched | None = None
) -> tuple[Path | None, list[Diagnostic]]:
    """Writes `data` to `target`, or beside it when somebody edited what is there.

    Goes out: the path written (None when nothing was) and what is to be said. A file that exists
    and is not our own unchanged output is kept unless `force`; then `name(2).docx` is written.
    """
    found: list[Diagnostic] = []
    path = target
    made: list[Path] = []
    try:
        made = _make_folder(target.parent)
        if _is_read_only(target):
            return None, [
                diagnose("GX702", whole_file(str(target)), name=target.name, case="locked")
            ]
        if not force and untouched is not None and target.exists():
            old = target.read_bytes()
            if old == data:
                return target, []
            if not untouched(old):
                path = _free_name(target, untouched)
                found.append(
                    diagnose(
                        "GX701",
                        whole_file(str(target)),
                        name=target.name,
                        saved=path.name,
                        case="" if target.suffix == ".docx" else "text",
                    )
                )
        write_whole(data, path)
        _clear_old_parts(path.parent)
    except OSError as error:
        _remove_folders(made)
        return None, [_refusal(path, error)]
    return path, found


def _make_folder(folder: Path) -> list[Path]:
    """Makes a folder and those above it; those that were not there, the innermost first."""
    missing = []
    for path in (folder, *folder.parents):
        if path.exists():
            break
        missing.append(path)
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _remove_folders(made: list[Path]) -> None:
    """Removes the folders that a failed run made, as long as nobody put anything in."""
    with contextlib.suppress(OSError):
        for path in made:
            path.rmdir()


def write_whole(data: bytes, path: Path) -> None:
    """Writes to a temporary name in the same folder, then renames: whole or not at all."""
    handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _give_usual_rights(name)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _is_read_only(path: Path) -> bool:
    """A file marked read-only is kept, also where the system would let us replace it."""
    return path.exists() and not path.stat().st_mode & stat.S_IWRITE


def _clear_old_parts(folder: Path) -> None:
    """Removes temporary files that a killed run left behind."""
    for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > STALE:
                path.unlink()


def _give_usual_rights(name: str) -> None:
    """mkstemp makes files for the owner alone; a report is to be read by colleagues."""
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)


def _free_name(target: Path, untouched: Untouched) -> Path:
    """`报告(2).docx`, the first such name that is free or holds our own unchanged output."""
    number = 2
    while True:
        path = target.with_name(f"{target.stem}({number}){target.suffix}")
        if not path.exists() or untouched(path.read_bytes()):
            return path
        number += 1


def _refusal(path: Path, error: OSError) -> Diagnostic:
    """A refused write: the file is open in Word or WPS, the folder not ours, the disk full."""
    place = whole_file(str(path))
    if not isinstance(error, PermissionError):
        return diagnose("GX703", place, name=path.name, reason=_reason(error))
    if is_there(path) and os.access(path.parent, os.W_OK):
        return diagnose("GX702", place, name=path.name)
    return diagnose("GX703", place, name=path.name, reason="没有权限写这个文件夹")


def _reason(error: OSError) -> str:
    words = {
        2: "没有这个文件夹",
        13: "没有权限",
        17: "这里已有同名文件，建不了文件夹",
        20: "路径里有一段不是文件夹",
        21: "这里已有同名文件夹",
        27: "超过了这里允许的文件大小",
        28: "磁盘已满",
        30: "这里是只读的",
        36: "文件名太长",
        122: "磁盘配额已用完",
    }
    return words.get(error.errno or 0, f"系统说 {error.strerror or error}")
