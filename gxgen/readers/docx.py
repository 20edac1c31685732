"""A published report as a Word file (.docx) → raw document.

What is read is what Word would print: tracked changes taken as accepted, fields as their results,
automatic numbers as text, nothing hidden. Footnotes, comments, headers and footers stay out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from gxgen.diag import Diagnostic, Result, diagnose, whole_file
from gxgen.readers.fault import UnreadableError
from gxgen.readers.flow import Flow, Line, flow_text, publish
from gxgen.readers.numbering import Numbering
from gxgen.readers.wordflow import FlowReader
from gxgen.readers.wordlook import Looks
from gxgen.report.published.raw import RawDocument
from gxgen.template.package import PackageError, read_package
from gxgen.template.parts import CORE, MAX_PART, content_types
from gxgen.template.wordxml import STRICT, Element, ForbiddenDoctypeError, W, parse, w

_MAIN = re.compile(r"(?:wordprocessingml\.(?:document|template)\.main|ms-word\..*\.main)\+xml$")
MAX_ELEMENTS = 400_000
"""Elements of one part; what a report is made of takes a twentieth."""
_STYLES, _NUMBERING = "wordprocessingml.styles+xml", "wordprocessingml.numbering+xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_YEAR = re.compile(r"(?:19|20)\d\d")
_RESIDUE = re.compile(
    r"[\x00-\xff]*|.{0,5}|.*(?:\{\{|Microsoft|模板|文档\d*$|\.(?:docx?|wps|dotx?)$).*"
)
"""Titles that no author gave: names of programs, files and templates."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of a package that say what is printed."""

    body: Element
    styles: Element | None
    numbering: Element | None
    title: str


def read_docx(data: bytes, file: str) -> Result[RawDocument]:
    """The raw document of a .docx, with advice where tracked changes were taken as accepted.

    Raises UnreadableError for what is no sound Word file.
    """
    parts = _open(data)
    reader = FlowReader(parts.body, Looks(parts.styles), Numbering(parts.numbering))
    flow = reader.flow(parts.body)
    document = publish(flow, file, _title(parts.title, flow))
    if reader.embedded and not document.items:
        raise UnreadableError("chunk")
    return Result(document, tuple(_notes(reader, file)))


def _notes(reader: FlowReader, file: str) -> list[Diagnostic]:
    notes = []
    if reader.changed:
        notes.append(diagnose("GX602", whole_file(file), case="changes"))
    if reader.embedded:
        notes.append(diagnose("GX602", whole_file(file), case="embedded"))
    return notes


def _open(data: bytes) -> _Parts:
    try:
        package = read_package(data)
        types = content_types(package)
    except PackageError as error:
        raise UnreadableError(_CASES.get(error.case, "unsound")) from error
    main = _named(types, _MAIN)
    if main is None:
        raise UnreadableError("not_word")
    root = _parsed(package.data[main])
    body = root.find(w("body"))
    if body is None:
        raise UnreadableError("not_word")
    styles, numbering, core = (
        _optional(package.data, _named(types, re.compile(re.escape(ending) + "$")))
        for ending in (_STYLES, _NUMBERING, CORE)
    )
    title = "" if core is None else core.findtext(_TITLE) or ""
    return _Parts(body, styles, numbering, title)


_CASES: Mapping[str, str] = {
    "old_format": "encrypted",
    "encrypted": "encrypted",
    "limits": "limits",
    "doctype": "doctype",
    "not_word": "not_word",
}
"""What the package reader finds → what is said here; anything else is unsound."""


def _named(types: Mapping[str, str], pattern: re.Pattern[str]) -> str | None:
    return next((name for name, kind in types.items() if pattern.search(kind)), None)


def _optional(members: Mapping[str, bytes], name: str | None) -> Element | None:
    """A part that a document can do without; None where it is missing."""
    if name is None:
        return None
    return _parsed(members[name])


def _parsed(data: bytes) -> Element:
    """A part in the usual dialect: the names of the strict one are put in its place."""
    if len(data) > MAX_PART or data.count(b"<") > 2 * MAX_ELEMENTS:
        raise UnreadableError("limits")
    try:
        return parse(data.replace(STRICT.encode(), W.encode()))
    except ForbiddenDoctypeError as error:
        raise UnreadableError("doctype") from error
    except etree.XMLSyntaxError as error:
        deep = "depth" in str(error) or "huge" in str(error)
        raise UnreadableError("limits" if deep else "unsound") from error
    except ValueError as error:
        raise UnreadableError("unsound") from error


def _title(stated: str, flow: Flow) -> str:
    """The title property, unless it was left by a template or by another year's report."""
    title = "".join(stated.split())
    if _RESIDUE.fullmatch(title):
        return ""
    text = "".join(item.text if isinstance(item, Line) else flow_text([item]) for item in flow)
    return "" if set(_YEAR.findall(title)) - set(_YEAR.findall(text)) else title
