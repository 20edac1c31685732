"""Reading a .docx package: an untrusted zip in, checked members out.

Nothing is believed: the number of members, their sizes, how far they unpack, their names and
their checksums are verified before anything else looks at them.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from gxgen.template.archive import Member, pack_raw

MAX_MEMBERS = 2_000
MAX_TOTAL = 200 * 1024 * 1024
"""Bytes of all members together, unpacked."""
MAX_RATIO = 200
RATIO_FREE = 1024 * 1024
"""A member this small may be packed as tightly as it likes: blank XML packs 1 : 1000."""

CONTENT_TYPES = "[Content_Types].xml"
_ENCRYPTED = 0x1 | 0x40
_OLD_FORMAT = bytes.fromhex("D0CF11E0")
"""Opens a .doc, a .wps, and a .docx that is locked with a password."""


class PackageError(Exception):
    """A package that cannot be used; `case` and `facts` choose and fill the message."""

    def __init__(self, case: str, **facts: object) -> None:
        super().__init__(case)
        self.case = case
        self.facts = facts


@dataclass(frozen=True)
class Package:
    """The members of a template in its own order, [Content_Types].xml first.

    `packed` keeps each as it was compressed, `data` as plain bytes; both by name.
    """

    packed: Mapping[str, Member]
    data: Mapping[str, bytes] = field(repr=False)


def read_package(data: bytes) -> Package:
    """The bytes of a .docx as a package; raises PackageError for what is no sound package."""
    if data.startswith(_OLD_FORMAT):
        raise PackageError("old_format")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        raise PackageError("not_zip") from error
    _check_directory(infos)
    infos.sort(key=lambda info: info.filename != CONTENT_TYPES)
    packed: dict[str, Member] = {}
    plain: dict[str, bytes] = {}
    for info in infos:
        body = _packed_bytes(data, info)
        plain[info.filename] = _unpack(body, info)
        method = info.compress_type
        packed[info.filename] = pack_raw(info.filename, body, method, info.CRC, info.file_size)
    if CONTENT_TYPES not in plain:
        raise PackageError("not_word")
    return Package(packed, plain)


def _check_directory(infos: list[zipfile.ZipInfo]) -> None:
    """Raises PackageError for a directory that breaks a limit or names a member badly."""
    if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_TOTAL:
        raise PackageError("limits")
    seen: set[str] = set()
    for info in infos:
        name = info.filename
        if info.flag_bits & _ENCRYPTED:
            raise PackageError("encrypted")
        if (
            not name
            or name.startswith(("/", "\\"))
            or ".." in name.split("/")
            or "\\" in name
            or ":" in name
        ):
            raise PackageError("path", member=name)
        if name.casefold() in seen:
            raise PackageError("duplicate", member=name)
        seen.add(name.casefold())
        if info.file_size > RATIO_FREE and info.file_size > MAX_RATIO * info.compress_size:
            raise PackageError("limits")


def _packed_bytes(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """A member's bytes as they lie in the archive, found through its local header."""
    start = info.header_offset
    if data[start : start + 4] != b"PK\3\4":
        raise PackageError("broken_member", member=info.filename)
    lengths = data[start + 26 : start + 30]
    begin = (
        start + 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
    )
    return data[begin : begin + info.compress_size]


def _unpack(body: bytes, info: zipfile.ZipInfo) -> bytes:
    """The plain bytes; raises PackageError when they are not what the directory promises."""
    if info.compress_type == zipfile.ZIP_STORED:
        plain = body
    elif info.compress_type == zipfile.ZIP_DEFLATED:
        try:
            plain = zlib.decompressobj(-zlib.MAX_WBITS).decompress(body, info.file_size + 1)
        except zlib.error as error:
            raise PackageError("broken_member", member=info.filename) from error
    else:
        raise PackageError("broken_member", member=info.filename)
    if len(plain) != info.file_size or zlib.crc32(plain) != info.CRC:
        raise PackageError("broken_member", member=info.filename)
    return plain
