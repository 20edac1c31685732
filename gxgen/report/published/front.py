"""What stands before the first chapter: title, agency, document number, preamble, contact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gxgen.report import header
from gxgen.report.published.dates import plain, year_in
from gxgen.report.published.model import Piece
from gxgen.report.published.raw import RawDocument, RawItem, RawParagraph
from gxgen.spec.clues import MAIL, PHONE, PLAIN, POSTCODE, Clues, ContactClue
from gxgen.spec.recognise.labels import fold

Header = dict[str, list[Piece]]
NAME = f"{header.AGENCY}.{header.AGENCY_NAME}"
MOST_TITLE_LINES = 4
MOST_FRONT_LINES = 200
"""Lines before the first chapter among which the title is looked for."""
LONGEST_TITLE = 60
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
    lines = list(_lines(items))
    found: Header = {}
    start, end = _title(lines, clues)
    if end:
        pieces = lines[start:end]
        found[header.TITLE] = [Piece("\n".join(piece.text for piece in pieces), pieces[0].place)]
    elif _is_title(raw.title, clues) and items:
        found[header.TITLE] = [Piece(raw.title.strip(), items[0].place)]
    _agency(found, clues)
    rest = lines[end:]
    for piece in (*lines[:start], *rest):
        number = _NUMBER.fullmatch(plain(piece.text))
        if number:
            found[header.NUMBER] = [Piece(plain(piece.text), piece.place)]
    preamble = [piece for piece in rest if _is_sentence(piece.text)]
    if preamble:
        found[header.PREFACE] = preamble
        _contact(found, preamble, clues)
    return found


def _lines(items: Sequence[RawItem]) -> Iterator[Piece]:
    for item in items:
        if isinstance(item, RawParagraph):
            for line in item.text.split("\n"):
                if line.strip():
                    yield Piece(line.strip(), item.place)


def _title(lines: Sequence[Piece], clues: Clues) -> tuple[int, int]:
    """First and past-last line of the title; (0, 0) where there is none."""
    for start in range(min(len(lines), MOST_FRONT_LINES)):
        for length in range(MOST_TITLE_LINES, 0, -1):
            some = lines[start : start + length]
            text = "".join(piece.text for piece in some)
            if len(some) == length and _is_title(text, clues) and _each_needed(some, clues):
                return start, start + length
    return 0, 0


def _is_title(text: str, clues: Clues) -> bool:
    tidy = fold(text)
    return (
        0 < len(tidy) <= LONGEST_TITLE
        and any(tidy.endswith(end) for end in clues.title_ends)
        and any(topic in tidy for topic in clues.topics)
        and not re.search("[。；：，]", text.strip("。"))
    )


def _each_needed(lines: Sequence[Piece], clues: Clues) -> bool:
    """Whether the lines are one title broken, not navigation with a title behind it.

    What opens with its topic lacks the agency: then the line above belongs to it.
    """
    rest = "".join(piece.text for piece in lines[1:])
    if len(lines) == 1 or not _is_title(rest, clues):
        return True
    headless = any(fold(rest).startswith(topic) for topic in clues.topics)
    return headless and len(lines) == 2


def _agency(found: Header, clues: Clues) -> None:
    """The agency as the title names it: what stands before, or behind, the year."""
    title = found.get(header.TITLE)
    if not title:
        return
    text = plain(title[0].text)
    year = re.search(r"20\d{2}年度?|二[〇○零][〇○零一二三四五六七八九]{2}年度?", text)
    topic = min((text.find(word) for word in clues.topics if word in text), default=len(text))
    before = text[: min(year.start(), topic)] if year else text[:topic]
    name = before or (text[year.end() : topic] if year else "")
    name = name.removeprefix("关于").strip("《“")
    if len(name) > 1:
        found[NAME] = [Piece(name, title[0].place)]


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
        behind = text[at + len(word) :]
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
