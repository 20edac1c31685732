"""Writing .docx files: a small zip writer for the hot path, and the output's own fingerprint.

A document written here carries in its archive comment a hash over its members, so that a later
run can tell our own unchanged output from a file somebody has worked on.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

COMMENT = b"gxgen:1:"
"""Opens the archive comment; the hash in hex follows. The digit grows with the recipe."""
LEVEL = 3
"""Deflate level of rendered parts; measured, see docs/adr/0003-template-engine.md."""

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_SIZES = struct.Struct("<2L")
_OFFSET = struct.Struct("<L")
_DEFLATED = 8
_VERSION = 20
_MIDNIGHT, _NEW_YEAR_1980 = 0, 0x21
_UTF8_NAME = 0x800
_MEMORY_LEVEL = 8


@dataclass(frozen=True, slots=True)
class Member:
    """One packed member: everything the archive says of it except where it lies.

    `head` is the local header with its name, `body` the packed bytes, `index` the central record
    without its last field (the offset), `mark` what the fingerprint takes of it.
    """

    name: bytes
    head: bytes
    body: bytes
    index: bytes
    mark: bytes

    @property
    def size(self) -> int:
        """Bytes from this member's local header to the next one."""
        return len(self.head) + len(self.body)


def pack_raw(name: str, body: bytes, method: int, crc: int, size: int) -> Member:
    """A member from bytes that are packed already: `method` 0 or 8, `size` before packing."""
    raw = name.encode()
    flags = 0 if name.isascii() else _UTF8_NAME
    common = (flags, method, _MIDNIGHT, _NEW_YEAR_1980, crc, len(body), size, len(raw), 0)
    head = _LOCAL.pack(b"PK\3\4", _VERSION, *common) + raw
    full = _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *common, 0, 0, 0, 0, 0)
    return Member(raw, head, body, full[:-4], raw + _SIZES.pack(crc, size))


def pack(name: str, data: bytes) -> Member:
    """A member from plain bytes, deflated."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, _MEMORY_LEVEL)
    body = packer.compress(data) + packer.flush()
    return pack_raw(name, body, _DEFLATED, zlib.crc32(data), len(data))


def write(members: Sequence[Member]) -> bytes:
    """A whole archive in the order given, with its fingerprint as the comment."""
    chunks: list[bytes] = []
    index: list[bytes] = []
    offset = 0
    for member in members:
        chunks += (member.head, member.body)
        index += (member.index, _OFFSET.pack(offset), member.name)
        offset += len(member.head) + len(member.body)
    directory = b"".join(index)
    comment = _fingerprint(member.mark for member in members)
    count = len(members)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), offset, len(comment))
    return b"".join((*chunks, directory, end, comment))


def _fingerprint(marks: Iterable[bytes]) -> bytes:
    return COMMENT + sha256(b"".join(marks)).hexdigest().encode()


def is_untouched_output(data: bytes) -> bool:
    """True when `data` is a document of ours that nobody has changed since it was written."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            comment, infos = archive.comment, archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    if not comment.startswith(COMMENT):
        return False
    marks = (info.filename.encode() + _SIZES.pack(info.CRC, info.file_size) for info in infos)
    return comment == _fingerprint(marks)
