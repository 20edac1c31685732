"""HTML → flow: the lines and tables a browser shows, from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from gxgen.readers.flow import Flow, Line
from gxgen.readers.htmltable import read_table
from gxgen.readers.markup import Element, attribute, is_block, is_silent
from gxgen.readers.numerals import chinese, letters, roman

_HEADING = re.compile("h([1-6])")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’…—"
_BREAK_IN_CHINESE = re.compile(rf"(?<=[{_WIDE}])[ \t\f]*[\r\n][ \t\r\n\f]*(?=[{_WIDE}])")
_WHITE = re.compile(r"[ \t\r\n\f]+")
_FORCED = "\v"
"""Stands for a line break within a heading."""
_BOLD = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00|normal|lighter|[1-5]00)", re.I)
_ALIGN = re.compile(r"text-align\s*:\s*([a-z-]+)", re.I)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]*)", re.I)
_CHINESE_LIST = ("cjk", "chinese", "japanese", "korean")
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class _Look:
    """What holds for text at a point of the page."""

    heading: int = 0
    centred: bool = False
    bold: bool = False
    kept: bool = False
    """Line breaks of the source are line breaks (pre)."""


def flow_of(element: Element, left_out: Collection[Element] = ()) -> Flow:
    """What stands in an element, `left_out` elements excepted."""
    writer = _Writer(left_out)
    writer.inside(element, _look(element, _Look()))
    writer.end_line()
    return writer.flow


class _Writer:
    """Fills lines with pieces of text and ends them at blocks and breaks."""

    def __init__(self, left_out: Collection[Element]) -> None:
        self.flow: Flow = []
        self._left_out = left_out
        self._pieces: list[tuple[str, _Look]] = []
        self._mark = ""
        self._counts: dict[Element, int] = {}

    def inside(self, element: Element, look: _Look) -> None:
        """The text and the children of an element."""
        self._text(element.text, look)
        for child in element:
            self._element(child, look)
            self._text(child.tail, look)

    def _element(self, element: Element, around: _Look) -> None:
        if is_silent(element) or element in self._left_out:
            return
        if element.tag == "br":
            self._break(around)
        elif element.tag == "table":
            self.end_line()
            self.flow += read_table(element, lambda cell: flow_of(cell, self._left_out))
        elif is_block(element):
            self.end_line()
            if element.tag == "li":
                self._mark = self._number(element)
            self.inside(element, _look(element, around))
            self.end_line()
            if element.tag == "li":
                self._mark = ""
        else:
            self.inside(element, _look(element, around))

    def _break(self, look: _Look) -> None:
        if look.heading:
            self._pieces.append((_FORCED, look))
        else:
            self.end_line()

    def _text(self, text: str | None, look: _Look) -> None:
        if not text:
            return
        if not look.kept:
            self._pieces.append((text, look))
            return
        first, *others = text.replace("\r\n", "\n").split("\n")
        self._pieces.append((first, look))
        for line in others:
            self.end_line()
            self._pieces.append((line, look))

    def end_line(self) -> None:
        """Makes a line of the pieces so far; blank ones leave no trace."""
        pieces, self._pieces = self._pieces, []
        raw = "".join(text for text, _ in pieces)
        if not raw.strip(" \t\r\n\f\v\xa0\u3000\u200b\ufeff"):
            return
        text = _WHITE.sub(" ", _BREAK_IN_CHINESE.sub("", raw)).strip(" ")
        text = "\n".join(part.strip() for part in text.split(_FORCED) if part.strip())
        seen = [look for text_, look in pieces if text_.strip()]
        strong = all(look.bold for look in seen)
        self.flow.append(Line(self._mark + text, seen[0].heading, seen[0].centred, strong))
        self._mark = ""

    def _number(self, item: Element) -> str:
        """What a browser prints in front of an item of an ordered list."""
        above = item.getparent()
        if above is None or above.tag != "ol":
            return ""
        start = _whole(above.get("start"), 1)
        number = _whole(item.get("value"), self._counts.get(above, start - 1) + 1)
        self._counts[above] = number
        style = _list_style(item) or _list_style(above)
        kind = item.get("type") or above.get("type") or ""
        return _printed(number, kind, style)


def _printed(number: int, kind: str, style: str) -> str:
    if style.startswith("none"):
        return ""
    if any(name in style for name in _CHINESE_LIST):
        return f"{chinese(number)}、"
    forms: dict[str, Callable[[int], str]] = {"a": letters, "i": roman}
    form = forms.get(kind.casefold(), str)
    text = form(number)
    return f"{text.lower() if kind.islower() else text}."


def _list_style(element: Element) -> str:
    match = _LIST_STYLE.search(element.get("style") or "")
    return match[1].strip().casefold() if match else ""


def _whole(text: str | None, default: int) -> int:
    try:
        return max(-_MOST, min(int(str(text)), _MOST))
    except ValueError:
        return default


def _look(element: Element, around: _Look) -> _Look:
    """What an element adds to the look of what is around it."""
    tag, style = str(element.tag), element.get("style") or ""
    look = around
    heading = _HEADING.fullmatch(tag)
    if heading:
        look = replace(look, heading=int(heading[1]))
    if tag in ("b", "strong"):
        look = replace(look, bold=True)
    elif style and (weight := _BOLD.search(style)):
        look = replace(look, bold=weight[1][0] in "bB6789")
    align = _ALIGN.search(style) if style else None
    stated = align[1] if align else attribute(element, "align")
    if tag == "center" or stated:
        look = replace(look, centred=tag == "center" or stated.casefold() == "center")
    if tag == "pre" and not look.kept:
        look = replace(look, kept=True)
    return look
