"""What stands before the first chapter: title, agency, document number, preamble, contact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gxgen.report import header
from gxgen.report.published.dates import plain, year_in
from gxgen.report.published.model import Piece
from gxgen.report.published.raw import RawDocument, RawItem, RawParagraph
from gxgen.report.published.titles import agency_in, find_title, is_title, run_in_title, title_text
from gxgen.spec.clues import MAIL, PHONE, PLAIN, POSTCODE, Clues, ContactClue

Header = dict[str, list[Piece]]
NAME = f"{header.AGENCY}.{header.AGENCY_NAME}"
LEAST_PREAMBLE = 15
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[（(【]20\d{2}[〕\]）)】]\s*第?\d{1,4}号")
_CLAUSE = re.compile(r"[，,。；;（）()\s]")
_VALUES = {
    POSTCODE: re.compile(r"\d{6}(?!\d)"),
    PHONE: re.compile(r"(?:\(?0\d{2,3}\)?[-—–－\s]?)?\d{7,8}(?:[-—]\d{1,6})?|1\d{10}"),
    MAIL: re.compile(r"[\w.+-]+@[\w.-]+\w"),
    PLAIN: re.compile(r"[^，,。；;）)\n]{3,60}"),
}


def read_front(raw: RawDocument, items: Sequence[RawItem], clues: Clues) -> Header:
    """The fields that the front of a document gives, by address."""
    lines = list(_lines(items, clues))
    found: Header = {}
    start, end = find_title(lines, clues)
    if end:
        text = title_text(lines[start:end], clues)
        found[header.TITLE] = [Piece(text, lines[start].place)]
    elif items:
        text = title_text([Piece(raw.title.strip(), items[0].place)], clues)
        if is_title(text, clues):
            found[header.TITLE] = [Piece(text, items[0].place)]
    if header.TITLE in found:
        title = found[header.TITLE][0]
        name = agency_in(title.text, clues)
        if name:
            found[NAME] = [Piece(name, title.place)]
    rest = lines[end:]
    for piece in (*lines[:start], *rest):
        number = _NUMBER.fullmatch(plain(piece.text))
        if number:
            found[header.NUMBER] = [Piece(plain(piece.text), piece.place)]
    preamble = [piece for piece in rest if _is_sentence(piece.text)]
    if preamble:
        found[header.PREFACE] = preamble
        _contact(found, [*preamble, *(piece for piece in rest if piece not in preamble)], clues)
    return found


def _lines(items: Sequence[RawItem], clues: Clues) -> Iterator[Piece]:
    """The lines of the front; a title that the preamble runs on behind is a line of its own."""
    for item in items:
        if isinstance(item, RawParagraph):
            for line in item.text.split("\n"):
                text = line.strip()
                cut = run_in_title(text, clues)
                for part in (text[:cut].strip(), text[cut:]):
                    if part:
                        yield Piece(part, item.place)


def _is_sentence(text: str) -> bool:
    return len(text) >= LEAST_PREAMBLE and bool(re.search("[。；，]", text))


def _contact(found: Header, preamble: Sequence[Piece], clues: Clues) -> None:
    """Address, postcode, telephone … where the preamble names them."""
    for piece in preamble:
        for key, clue in clues.contact.items():
            address = f"{header.AGENCY}.{header.CONTACT}.{key}"
            value = _value(piece.text, clue)
            if value and address not in found:
                found[address] = [Piece(value, piece.place)]
        office = _office(piece.text, clues)
        if office:
            address = f"{header.AGENCY}.{header.CONTACT}.{header.CONTACT_OFFICE}"
            found.setdefault(address, [Piece(office, piece.place)])


def _value(text: str, clue: ContactClue) -> str:
    """What stands behind one of its names, in the form that the item has."""
    form = _VALUES[clue.form]
    for word in clue.words:
        at = text.find(word)
        while at >= 0:
            behind = re.match(r"\s*[：:为是]?\s*", text[at + len(word) :])
            start = at + len(word) + (behind.end() if behind else 0)
            value = form.match(text, start)
            if value and (clue.form != PLAIN or (behind and behind.group().strip())):
                return value.group().strip(" ：:")
            at = text.find(word, at + 1)
    return ""


def _office(text: str, clues: Clues) -> str:
    for word in clues.before_office:
        at = text.find(word)
        if at < 0:
            continue
        behind = text[at + len(word) :].lstrip(" \u3000：:")
        stop = _CLAUSE.search(behind)
        name = behind[: stop.start()] if stop else behind
        for end in clues.after_office:
            name = name.partition(end)[0]
        if 3 < len(name) <= 40:
            return name
    return ""


def year_of_front(found: Header) -> int:
    """The year that the title names, 0 for none."""
    title = found.get(header.TITLE)
    return year_in(title[0].text) if title else 0
