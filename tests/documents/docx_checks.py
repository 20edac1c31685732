"""Would Word open it? What a .docx must hold, checked without Word and without schemas.

`faults_of(data)` returns sentences, an empty list for a sound document: container, content types,
relationships, well-formedness, child order, table geometry, identifiers, fields.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

from docx_order import RANKS
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TAGS_LEFT = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")


def faults_of(data: bytes) -> list[str]:
    """Everything wrong with a rendered document."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as error:
        return [f"no zip: {error}"]
    names = archive.namelist()
    faults = [f"bad member {name}" for name in [archive.testzip()] if name]
    faults += [f"twice: {name}" for name in set(names) if names.count(name) > 1]
    parts = {name: archive.read(name) for name in names}
    faults += _content_types(parts)
    for name, content in parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        try:
            root = etree.fromstring(content)
        except etree.XMLSyntaxError as error:
            faults.append(f"{name}: {error}")
            continue
        if name.endswith(".rels"):
            faults += _relationships(name, root, parts)
        elif name.startswith("word/"):
            faults += [f"{name}: {fault}" for fault in part_faults(root)]
    return faults


def _content_types(parts: dict[str, bytes]) -> Iterator[str]:
    root = etree.fromstring(parts["[Content_Types].xml"])
    defaults = {item.get("Extension", "").lower() for item in root if item.tag.endswith("Default")}
    overrides = {item.get("PartName") for item in root if item.tag.endswith("Override")}
    for name in parts:
        if name != "[Content_Types].xml" and f"/{name}" not in overrides:
            extension = name.rpartition(".")[2].lower()
            if extension not in defaults:
                yield f"no content type for {name}"
    for name in overrides:
        if str(name).lstrip("/") not in parts:
            yield f"content type for a part that is not there: {name}"


def _relationships(name: str, root: etree._Element, parts: dict[str, bytes]) -> Iterator[str]:
    base = posixpath.dirname(posixpath.dirname(name))
    seen = set()
    for item in root:
        if item.get("Id") in seen:
            yield f"{name}: relationship {item.get('Id')} twice"
        seen.add(item.get("Id"))
        target = posixpath.normpath(posixpath.join(base, item.get("Target", "")))
        if item.get("TargetMode") != "External" and target.lstrip("/") not in parts:
            yield f"{name}: target {target} is missing"


def part_faults(root: etree._Element) -> Iterator[str]:
    """What is wrong inside one part of the document."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.startswith(W):
            yield from _order(element)
    for table in root.iter(W + "tbl"):
        yield from _table(table)
    for attribute in ("bookmarkStart", "docPr"):
        ids = [item.get(W + "id") or item.get("id") for item in root.iter(W + attribute)]
        if len(ids) != len(set(ids)):
            yield f"{attribute}: an id stands twice"
    depth = 0
    for mark in root.iter(W + "fldChar"):
        depth += {"begin": 1, "end": -1}.get(mark.get(W + "fldCharType", ""), 0)
    if depth:
        yield "a field is not closed"
    for text in root.iter(W + "t"):
        if _TAGS_LEFT.search(text.text or ""):
            yield f"a tag is left: {text.text!r}"


def _order(element: etree._Element) -> Iterator[str]:
    ranks = RANKS.get(etree.QName(element).localname)
    if ranks is None:
        return
    names = [etree.QName(child).localname for child in element]
    placed = [ranks.get(name, -1) for name in names]
    if -1 in placed:
        yield f"{etree.QName(element).localname} may not hold {names[placed.index(-1)]}"
    elif placed != sorted(placed):
        yield f"{etree.QName(element).localname}: children in wrong order: {names}"


def _table(table: etree._Element) -> Iterator[str]:
    columns = [int(item.get(W + "w", "0")) for item in table.findall(f"{W}tblGrid/{W}gridCol")]
    for index, row in enumerate(table.findall(W + "tr"), 1):
        width = 0
        for cell in row.findall(W + "tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            taken = int(span.get(W + "val", "1")) if span is not None else 1
            given = cell.find(f"{W}tcPr/{W}tcW")
            wanted = sum(columns[width : width + taken])
            if given is not None and int(given.get(W + "w", "0")) != wanted:
                yield f"row {index}: tcW {given.get(W + 'w')} is not its grid columns {wanted}"
            width += taken
            if not len(cell) or cell[-1].tag != W + "p":
                yield f"row {index}: a cell does not end with a paragraph"
        if width != len(columns):
            yield f"row {index} is {width} columns wide, the grid {len(columns)}"
