"""What stands behind the last chapter: attachments, who signs, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gxgen.report import header
from gxgen.report.published.dates import date_in
from gxgen.report.published.model import Piece
from gxgen.report.published.raw import RawItem, RawParagraph
from gxgen.spec.clues import Clues

Header = dict[str, list[Piece]]
SIGNERS = f"{header.SIGNATURE}.{header.SIGNERS}"
DATE = f"{header.SIGNATURE}.{header.SIGN_DATE}"
LOOK_BACK = 15
"""Paragraphs at the end of a document among which the signature is looked for."""
MOST_SIGNERS = 5
LONGEST_NAME = 40
_SENTENCE = re.compile("[。；：，:;,]")


def cut_closing(
    items: Sequence[RawItem], agency: str, clues: Clues
) -> tuple[list[RawItem], Header, list[RawParagraph]]:
    """(the chapter's own items, fields found, what stands behind the date) of the last chapter."""
    found: Header = {}
    own = list(items)
    at = _date_at(own)
    behind: list[RawParagraph] = []
    if at is not None:
        behind = [item for item in own[at + 1 :] if isinstance(item, RawParagraph)]
        line = own[at]
        assert isinstance(line, RawParagraph)
        signed = date_in(line.text, whole=False)
        assert signed is not None
        day, name = signed
        found[DATE] = [Piece(day.isoformat(), line.place)]
        own = own[:at]
        if name:
            found[SIGNERS] = [Piece(name, line.place)]
        else:
            _signers(own, found)
    elif own and agency and _text(own[-1]).endswith(agency) and _is_name(_text(own[-1])):
        last = own.pop()
        found[SIGNERS] = [Piece(_text(last), last.place)]
    _attachments(own, found, clues)
    return own, found, behind


def _date_at(items: Sequence[RawItem]) -> int | None:
    """The last paragraph that is a date, or a short name with a date."""
    for index in range(len(items) - 1, max(len(items) - 1 - LOOK_BACK, -1), -1):
        text = _text(items[index])
        signed = date_in(text, whole=False) if len(text) <= LONGEST_NAME + 20 else None
        if signed is not None and (not signed[1] or _is_name(signed[1])):
            return index
    return None


def _signers(own: list[RawItem], found: Header) -> None:
    """The names right above the date; they leave the chapter."""
    names: list[Piece] = []
    while own and len(names) < MOST_SIGNERS:
        text = _text(own[-1])
        if not text and isinstance(own[-1], RawParagraph):
            own.pop()
            continue
        if not _is_name(text):
            break
        names.insert(0, Piece(text, own.pop().place))
    if names:
        found[SIGNERS] = names


def _is_name(text: str) -> bool:
    """A short line without any sentence, which is no heading either."""
    if not 2 <= len(text) <= LONGEST_NAME or _SENTENCE.search(text):
        return False
    return not re.match(r"[（(]?[一二三四五六七八九十\d]+[）)、.．]|[（(]?无[）)]?$", text)


def _attachments(own: list[RawItem], found: Header, clues: Clues) -> None:
    """附件：1.… 2.… at the end of the chapter."""
    for index in range(len(own) - 1, max(len(own) - 1 - LOOK_BACK, -1), -1):
        text = _text(own[index])
        word = next((w for w in clues.attachments if re.match(rf"{w}\s*[：:]", text)), "")
        if not word:
            continue
        lines = [re.sub(rf"^{word}\s*[：:]\s*", "", text), *map(_text, own[index + 1 :])]
        names = [re.sub(r"^\d+\s*[.．、]\s*", "", line) for line in lines if line]
        found[header.ATTACHMENTS] = [Piece(name, own[index].place) for name in names if name]
        del own[index:]
        return


def _text(item: RawItem) -> str:
    return item.text.strip() if isinstance(item, RawParagraph) else "（表）。"
