"""A published file of any kind → raw document: the registry of readers and their only way in.

Whatever is wrong with a file becomes one GX601 here. Files come from others: nothing in them is
run, loaded or believed, and every reader keeps to limits of size, depth and number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeAlias

from gxgen.diag import Result, diagnose, whole_file
from gxgen.readers.docx import read_docx
from gxgen.readers.encoding import MAX_TEXT, decode, encoding_notes
from gxgen.readers.fault import UnreadableError
from gxgen.readers.flow import visible
from gxgen.readers.html import read_html
from gxgen.readers.markdown import read_markdown
from gxgen.readers.mhtml import read_mhtml
from gxgen.readers.office import read_office
from gxgen.readers.pdf import read_pdf
from gxgen.readers.sniff import Kind, kind_of
from gxgen.readers.text import read_text
from gxgen.report.published.raw import RawDocument
from gxgen.source.text import SourceText

MAX_BYTES = 50 * 1024 * 1024
_MEGABYTE = 1024 * 1024

Reader: TypeAlias = Callable[[bytes, str], Result[RawDocument]]


def read_published(path: str | Path) -> Result[RawDocument]:
    """The raw document of the file at `path`; GX001 where it cannot be opened, GX601 or GX602."""
    file = Path(path)
    place = whole_file(str(path))
    try:
        if file.is_dir():
            return Result(None, (diagnose("GX001", place, case="folder"),))
        if file.exists() and not file.is_file():
            fault = diagnose("GX001", place, case="read", reason="这不是普通文件")
            return Result(None, (fault,))
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        size = file.stat().st_size
    except FileNotFoundError:
        return Result(None, (diagnose("GX001", place, case="missing"),))
    except PermissionError:
        return Result(None, (diagnose("GX001", place, case="denied"),))
    except (OSError, ValueError) as error:
        return Result(None, (diagnose("GX001", place, case="read", reason=str(error)),))
    if size > MAX_BYTES:
        return _refused(UnreadableError("size", size=size // _MEGABYTE), str(path))
    return read_bytes(data, str(path))


def read_bytes(data: bytes, file: str) -> Result[RawDocument]:
    """The raw document in `data`; `file` names it in findings, its suffix helps to read it."""
    try:
        if len(data) > MAX_BYTES:
            raise UnreadableError("size", size=len(data) // _MEGABYTE)
        result = _READERS[kind_of(data, file)](data, file)
    except UnreadableError as error:
        return _refused(error, file)
    except (RecursionError, MemoryError):
        return _refused(UnreadableError("limits"), file)
    if result.value is not None and not result.value.items:
        return _refused(UnreadableError("empty"), file)
    return result


def _refused(error: UnreadableError, file: str) -> Result[RawDocument]:
    fault = diagnose("GX601", whole_file(file), case=error.case, **error.facts)
    return Result(None, (fault,))


def _read_plain(data: bytes, file: str) -> Result[RawDocument]:
    if len(data) > MAX_TEXT:
        raise UnreadableError("limits")
    decoded = decode(data)
    document = read_text(SourceText(file, visible(decoded.text)))
    return Result(document, encoding_notes(decoded, file))


_CONVERTED = (Kind.DOC, Kind.WPS, Kind.ODT, Kind.RTF, Kind.WORD_XML)
_READERS: Mapping[Kind, Reader] = {
    Kind.DOCX: read_docx,
    Kind.HTML: read_html,
    Kind.MARKDOWN: read_markdown,
    Kind.MHTML: read_mhtml,
    Kind.PDF: read_pdf,
    **{kind: partial(read_office, suffix=kind.value) for kind in _CONVERTED},
    Kind.TEXT: _read_plain,
}
