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

from gxgen.diag import Diagnostic, diagnose, whole_file

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{a}{n}" for a in ("com", "lpt") for n in range(1, 10)))
)
MAX_STEM = 100
_PREFIX, _SUFFIX = "~gxgen-", ".tmp"

Untouched = Callable[[bytes], bool]
"""Whether a file's bytes are our own output, unchanged since."""


def safe_name(stem: str) -> str:
    """`stem` as a file name that Windows takes too."""
    name = _FORBIDDEN.sub("_", stem).strip(" .")[:MAX_STEM] or "年报"
    return f"_{name}" if name.lower().split(".")[0] in _DEVICES else name


def save(
    data: bytes, target: Path, *, force: bool = False, untouched: Untouched | None = None
) -> tuple[Path | None, list[Diagnostic]]:
    """Writes `data` to `target`, or beside it when somebody edited what is there.

    Goes out: the path written (None when nothing was) and what is to be said. A file that exists
    and is not our own unchanged output is kept unless `force`; then `name(2).docx` is written.
    """
    found: list[Diagnostic] = []
    path = target
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if _is_read_only(target):
            return None, [
                diagnose("GX702", whole_file(str(target)), name=target.name, case="locked")
            ]
        if not force and untouched is not None and target.exists():
            if target.read_bytes() == data:
                return target, []
            if not untouched(target.read_bytes()):
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
    except PermissionError:
        return None, [_permission(path)]
    except OSError as error:
        return None, [
            diagnose("GX703", whole_file(str(path)), name=path.name, reason=_reason(error))
        ]
    return path, found


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
    """Removes temporary files that a killed run left behind more than an hour ago."""
    for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > 3600:
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


def _permission(path: Path) -> Diagnostic:
    """A refused write: the file is open in Word or WPS, or the folder is not ours."""
    place = whole_file(str(path))
    if path.exists() and os.access(path.parent, os.W_OK):
        return diagnose("GX702", place, name=path.name)
    return diagnose("GX703", place, name=path.name, reason="没有权限写这个文件夹")


def _reason(error: OSError) -> str:
    words = {
        2: "没有这个文件夹",
        13: "没有权限",
        17: "这里已有同名文件，建不了文件夹",
        20: "路径里有一段不是文件夹",
        21: "这里已有同名文件夹",
        28: "磁盘已满",
        30: "这里是只读的",
        36: "文件名太长",
        122: "磁盘配额已用完",
    }
    return words.get(error.errno or 0, f"系统说 {error.strerror or error}")
