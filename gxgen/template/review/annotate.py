"""Findings as Word comments in a copy of the template, at the paragraphs they are about.

Word keeps comments to the body: findings about headers, footers and the file as a whole are
written at the first paragraph, with their place in words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lxml import etree

from gxgen.diag import Diagnostic, DocPlace, Result
from gxgen.diag.book import hint_of, message_of, title_of
from gxgen.template.archive import Member, pack, write
from gxgen.template.fragments import paragraph_places
from gxgen.template.opening import Opened, examine
from gxgen.template.package import CONTENT_TYPES
from gxgen.template.wordxml import DECLARATION, Element, P, attribute, child, parse, w

AUTHOR, INITIALS = "gxgen", "GX"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DATE = "2000-01-01T00:00:00Z"
"""Comments need a date; a true one would make each copy another file."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def annotate(data: bytes, file: str, findings: Sequence[Diagnostic]) -> Result[bytes]:
    """A copy of the template with a comment for each finding; none for an unsound file."""
    examined = examine(data, file)
    if examined.value is None:
        return Result(None, examined.diagnostics)
    template = examined.value
    names = _Names(template)
    comments = names.comments()
    for found in findings:
        _add(template, comments, found)
    changed: dict[str, Element] = {
        template.main.name: template.main.root,
        names.member: comments,
        names.relations: names.related(),
        CONTENT_TYPES: names.typed(),
    }
    members: dict[str, Member] = dict(template.package.packed)
    for name, root in changed.items():
        members[name] = pack(name, DECLARATION + etree.tostring(root, encoding="UTF-8"))
    return Result(write(list(members.values())))


class _Names:
    """The members that make comments known: their part, its type, its relation."""

    def __init__(self, template: Opened) -> None:
        self.data: Mapping[str, bytes] = template.package.data
        folder, _, file = template.main.name.rpartition("/")
        above = f"{folder}/" if folder else ""
        self.relations = f"{above}_rels/{file}.rels"
        self.member = next(
            (name for name in self.data if name.rpartition("/")[2] == "comments.xml"),
            f"{above}comments.xml",
        )

    @property
    def known(self) -> bool:
        return self.member in self.data

    def comments(self) -> Element:
        if self.known:
            return parse(self.data[self.member])
        return etree.Element(w("comments"), nsmap={"w": w("")[1:-1]})

    def typed(self) -> Element:
        root = parse(self.data[CONTENT_TYPES])
        if not self.known:
            name = f"/{self.member}"
            etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=name, ContentType=_TYPE)
        return root

    def related(self) -> Element:
        if self.relations in self.data:
            root = parse(self.data[self.relations])
        else:
            root = parse(f'<Relationships xmlns="{_RELATIONS}"/>'.encode())
        if not self.known:
            used = {one.get("Id") for one in root}
            free = next(f"rId{at}" for at in range(1, len(used) + 2) if f"rId{at}" not in used)
            target = self.member.rpartition("/")[2]
            tag = f"{{{_RELATIONS}}}Relationship"
            etree.SubElement(root, tag, Id=free, Type=_KIND, Target=target)
        return root


def _add(template: Opened, comments: Element, found: Diagnostic) -> None:
    """One comment, and the marks around the paragraph that it is about."""
    numbers = [int(attribute(one, "id") or -1) for one in comments]
    number = str(max(numbers, default=-1) + 1)
    comment = etree.SubElement(comments, w("comment"))
    for name, value in (
        ("id", number),
        ("author", AUTHOR),
        ("date", _DATE),
        ("initials", INITIALS),
    ):
        comment.set(w(name), value)
    paragraph, exact = _paragraph(template, found)
    for line in _lines(found, exact):
        run = etree.SubElement(etree.SubElement(comment, P), w("r"))
        etree.SubElement(run, w("t")).text = _ILLEGAL.sub("\ufffd", line)
    _mark(paragraph, number)


def _lines(found: Diagnostic, exact: bool) -> list[str]:
    lines = [f"{found.code} {title_of(found)}", message_of(found)]
    lines += [] if exact else [f"位置：{found.place}"]
    lines += [f"参见：{note.place} {note.note}" for note in found.related]
    return [*lines, f"提示：{hint_of(found)}"]


def _paragraph(template: Opened, found: Diagnostic) -> tuple[Element, bool]:
    """The paragraph a finding is about, and whether it is the very one."""
    main, place = template.main, found.place
    places = paragraph_places(main.root, DocPlace(place.file, main.shown))
    if isinstance(place, DocPlace) and place.part == main.shown:
        wanted = [place.table, place.row, place.column, place.paragraph]
        while wanted:
            for paragraph, here in places.items():
                numbers = [here.table, here.row, here.column, here.paragraph]
                if any(wanted) and numbers[: len(wanted)] == wanted:
                    return paragraph, True
            wanted.pop()
    first = next(iter(places), None)
    if first is None:
        body = child(main.root, "body")
        first = etree.Element(P)
        (main.root if body is None else body).insert(0, first)
    return first, False


def _mark(paragraph: Element, number: str) -> None:
    start = etree.Element(w("commentRangeStart"))
    start.set(w("id"), number)
    at = 1 if len(paragraph) and paragraph[0].tag == w("pPr") else 0
    paragraph.insert(at, start)
    etree.SubElement(paragraph, w("commentRangeEnd")).set(w("id"), number)
    reference = etree.SubElement(etree.SubElement(paragraph, w("r")), w("commentReference"))
    reference.set(w("id"), number)
