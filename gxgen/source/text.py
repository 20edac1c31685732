"""Bytes to text: encodings as clerks' machines write them, and what no report may contain.

UTF-8 with or without BOM, UTF-16 with BOM and GBK (GB18030) are read, the last two with a note.
"""

from __future__ import annotations

import codecs
import math
import re
from dataclasses import dataclass, field
from typing import Any

from gxgen.diag import Diagnostic, TextPlace, diagnose, whole_file

MAX_BYTES = 16 * 1024 * 1024
"""No report comes near; what is larger is not a report."""

_BREAKS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""Line breaks as YAML 1.1 counts them, so that our line numbers equal the parser's."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .docx/.zip and old .doc/.wps files begin."""
_BOM = "\ufeff"
_SURE_OF, _SIGNS = 4000, 12
"""So many Chinese characters read as UTF-8 are no accident: what follows is broken, not GBK."""


@dataclass(slots=True)
class SourceText:
    """A text with its file name; `lines` is made when somebody first asks for it."""

    file: str
    text: str
    _lines: list[str] | None = field(default=None, repr=False)

    @property
    def lines(self) -> list[str]:
        if self._lines is None:
            self._lines = _BREAKS.split(self.text)
        return self._lines

    def line(self, number: int) -> str | None:
        """Line `number` counted from 1, without its break; None beyond the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else None


def decode(data: bytes, file: str) -> tuple[SourceText | None, list[Diagnostic]]:
    """The text of `data`, or None with the reason; notes where it is not UTF-8."""
    if len(data) > MAX_BYTES:
        return None, [too_large(len(data), file)]
    for bom, name in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(bom):
            return _decoded(data, name, "UTF-16", file)
    if data.startswith(_OFFICE):
        return None, [diagnose("GX002", whole_file(file), offset=1, case="office")]
    try:
        return check_text(data.decode("utf-8-sig"), file)
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            return None, [diagnose("GX002", whole_file(file), offset=error.start + 1)]
        good = data[: error.start].decode("utf-8-sig", errors="ignore")
        if sum(not character.isascii() for character in good[:_SURE_OF]) >= _SIGNS:
            line = place_of_offset(good, len(good), file).line
            facts: dict[str, Any] = {"offset": error.start + 1, "line": line, "case": "cut"}
            return None, [diagnose("GX002", whole_file(file), **facts)]
    return _decoded(data, "gb18030", "GBK", file)


def too_large(size: int, file: str) -> Diagnostic:
    """The finding for a file of `size` bytes, rounded up so that it never reads as the limit."""
    shown = f"{math.ceil(size / 1024 / 1024 * 10) / 10:g}"
    return diagnose("GX004", whole_file(file), case="bytes", size=shown)


def _decoded(
    data: bytes, codec: str, name: str, file: str
) -> tuple[SourceText | None, list[Diagnostic]]:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        return None, [diagnose("GX002", whole_file(file), offset=error.start + 1)]
    source, found = check_text(text, file)
    return source, [diagnose("GX003", whole_file(file), encoding=name), *found]


def check_text(text: str, file: str) -> tuple[SourceText | None, list[Diagnostic]]:
    """`text` as a source, or None when it holds characters that no document can hold."""
    if len(text) > MAX_BYTES:
        return None, [too_large(len(text), file)]
    source = SourceText(file, text.removeprefix(_BOM))
    found = illegal_in(source.text)
    if found is None:
        return source, []
    offset, facts = found
    return None, [diagnose("GX006", place_of_offset(source.text, offset, file), **facts)]


def illegal_in(text: str) -> tuple[int, dict[str, Any]] | None:
    """The offset of the first character that no document can hold, and the facts of GX006."""
    bad = _ILLEGAL.search(text)
    if bad is None:
        return None
    count = sum(1 for _ in _ILLEGAL.finditer(text))
    return bad.start(), {"character": f"U+{ord(bad.group()):04X}", "count": count}


def without_illegal(text: str) -> str:
    """`text` without the characters that no document can hold."""
    return _ILLEGAL.sub("", text)


def place_of_offset(text: str, offset: int, file: str) -> TextPlace:
    """The line and column of the character at `offset` (counted from 0)."""
    line, start = 1, 0
    for found in _BREAKS.finditer(text, 0, offset):
        line, start = line + 1, found.end()
    column = offset - start + 1
    return TextPlace(file, line, column, column + 1)
