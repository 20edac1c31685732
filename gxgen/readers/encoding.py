"""Bytes → text, for files that others wrote: what they say of their encoding may be wrong."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from gxgen.diag import Diagnostic, diagnose, whole_file
from gxgen.readers.fault import UnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GB = frozenset(("gb2312", "gbk", "gb18030", "x-gbk", "cp936", "936", "gb_2312-80", "chinese"))
_STATED = re.compile(
    rb"""charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]*encoding=["']([\w.:-]+)""", re.I
)
MAX_TEXT = 4 * 1024 * 1024
"""Bytes of a report as plain text; one has thirty thousand."""
_HEAD = 16_384
"""Bytes in which a page states its encoding."""
_READABLE = 0.1
"""Most control characters that a text may have."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the name people know its encoding by, and whether that had to be guessed."""

    text: str
    encoding: str
    guessed: bool = False


def encoding_notes(decoded: Decoded, file: str) -> tuple[Diagnostic, ...]:
    """Advice to look at a text whose encoding had to be guessed."""
    if not decoded.guessed:
        return ()
    return (diagnose("GX602", whole_file(file), case="encoding", encoding=decoded.encoding),)


def decode(data: bytes, stated: str = "") -> Decoded:
    """The text of `data`: by its BOM, as UTF-8, as it states, as GB18030, in this order.

    Chinese text in another encoding is hardly ever valid UTF-8, while pages that were saved again
    often still state their old encoding. Raises UnreadableError ("binary") for what is no text.
    """
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _checked(data.decode(codec, "replace"), "UTF-8" if bom[0] == 0xEF else "UTF-16")
    try:
        return _checked(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError:
        pass
    codec = _codec(stated) or _codec(_stated(data))
    for name in filter(None, (codec, "gb18030")):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        return _checked(text, _known_as(name), guessed=name != codec)
    return _checked(data.decode(codec or "gb18030", "replace"), _known_as(codec or "gb18030"), True)


def _stated(data: bytes) -> str:
    match = _STATED.search(data[:_HEAD])
    return (match[1] or match[2]).decode("ascii", "replace") if match else ""


def _codec(name: str) -> str:
    """The codec for a stated encoding; "" for one that is unknown, or no encoding of text."""
    plain = name.strip().casefold()
    if plain in _GB:
        return "gb18030"
    try:
        known = codecs.lookup(plain)
        return known.name if plain and isinstance(b"".decode(known.name), str) else ""
    except (LookupError, ValueError, TypeError):
        return ""


def _known_as(codec: str) -> str:
    return "GBK" if codec == "gb18030" else codec.upper()


def _checked(text: str, encoding: str, guessed: bool = False) -> Decoded:
    sample = text[:_HEAD]
    if len(_CONTROL.findall(sample)) > _READABLE * max(len(sample), 10):
        raise UnreadableError("binary")
    return Decoded(text.replace("\x00", ""), encoding, guessed)
