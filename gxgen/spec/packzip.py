"""Packs that travel as one zip file: an untrusted archive in, a folder of our own out.

Only files a pack may hold are written, under names of their own, and never outside the folder.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from gxgen.diag import Result, diagnose, whole_file
from gxgen.spec.locate import PACK_FILE

MAX_FILE = 30 * 1024 * 1024
"""Bytes of the zip file: a pack of two Word files has a thousandth of it."""
MAX_MEMBERS = 200
MAX_TOTAL = 60 * 1024 * 1024
"""Bytes of all members together, unpacked."""
KEPT = (".yaml", ".yml", ".docx", ".md", ".txt")
_ENCRYPTED = 0x1 | 0x40
_UTF8 = 0x800
_SYSTEM = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")

_unpacked: dict[tuple[Path, int, int], Path] = {}
_origins: dict[Path, Path] = {}


class _ZipError(Exception):
    """A zip file that is no usable pack: the case of its message, and the member meant."""

    def __init__(self, case: str, member: str = "") -> None:
        super().__init__(case)
        self.case = case
        self.member = member


def unpack(path: Path) -> Result[Path]:
    """The pack in a zip file as a folder called like the file; GX107 for a file that is none.

    The folder lives as long as the program runs; the same file is unpacked once.
    """
    try:
        state = path.stat()
        key = (path.resolve(), state.st_mtime_ns, state.st_size)
        if key not in _unpacked:
            _unpacked[key] = _written(path, state.st_size)
        return Result(_unpacked[key])
    except _ZipError as error:
        found = diagnose("GX107", whole_file(str(path)), case=error.case, member=error.member)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError):
        found = diagnose("GX107", whole_file(str(path)), case="not_zip", member="")
    except OSError as error:
        reason = error.strerror or ""
        found = diagnose("GX001", whole_file(str(path)), case="read", reason=reason)
    return Result(None, (found,))


def shown(path: Path) -> str:
    """How a finding names a file of a pack: below the current folder without it.

    A file that came in a zip is named after the zip.
    """
    for folder in path.parents:
        origin = _origins.get(folder)
        if origin is not None:
            return f"{_near(origin)}/{path.relative_to(folder).as_posix()}"
    return str(_near(path))


def _near(path: Path) -> Path:
    """`path` as it is typed in the current folder."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _written(path: Path, size: int) -> Path:
    """Writes the members of a sound pack to a new folder."""
    if size > MAX_FILE:
        raise _ZipError("limits")
    with zipfile.ZipFile(path) as archive:
        members = list(_members(archive))
        top = _top([name for name, _ in members])
        home = Path(tempfile.mkdtemp(prefix="gxgen-"))
        atexit.register(_remove, home, os.getpid())
        folder = home / path.stem
        _origins[folder] = path
        for name, info in members:
            if not name.is_relative_to(top) or name.suffix.lower() not in KEPT:
                continue
            target = folder / name.relative_to(top)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_content(archive, info))
    return folder


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[PurePosixPath, zipfile.ZipInfo]]:
    """The files of an archive with safe names; raises _ZipError at a broken limit."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_TOTAL:
        raise _ZipError("limits")
    seen: set[str] = set()
    for info in infos:
        name = _name(info)
        if any(mark in name for mark in _SYSTEM):
            continue
        path = PurePosixPath(name)
        odd = "\\" in name or ":" in name or "\0" in name
        if path.is_absolute() or odd or any(step in ("..", "") for step in name.split("/")):
            raise _ZipError("path", name)
        if info.flag_bits & _ENCRYPTED:
            raise _ZipError("encrypted", name)
        if name.casefold() in seen:
            raise _ZipError("duplicate", name)
        seen.add(name.casefold())
        yield path, info


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name; Chinese Windows writes it in GBK without saying so."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gbk")
    except UnicodeError:
        return info.filename


def _top(names: list[PurePosixPath]) -> PurePosixPath:
    """The folder in the archive that holds pack.yaml: its root, or one folder in it."""
    tops = [name.parent for name in names if name.name == PACK_FILE and len(name.parts) < 3]
    if not tops:
        raise _ZipError("no_pack")
    if len(tops) > 1:
        raise _ZipError("several")
    return tops[0]


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """A member's bytes, never more than the directory promises."""
    try:
        with archive.open(info) as member:
            data = member.read(info.file_size + 1)
    except (zipfile.BadZipFile, EOFError) as error:
        raise _ZipError("broken", _name(info)) from error
    if len(data) != info.file_size:
        raise _ZipError("broken", _name(info))
    return data


def _remove(folder: Path, process: int) -> None:
    """Removes an unpacked pack when the process that made it ends; its children leave it alone."""
    if os.getpid() == process:
        shutil.rmtree(folder, ignore_errors=True)
