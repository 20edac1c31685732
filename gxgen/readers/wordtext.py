"""A Word paragraph → its text as printed: fields, tracked changes, hidden text, text boxes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gxgen.readers.wordlook import Look, Looks
from gxgen.template.wordxml import Element, attribute, child, w

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
ALTERNATIVES, _CHOICE, _FALLBACK = (
    f"{_MC}{name}" for name in ("AlternateContent", "Choice", "Fallback")
)
GONE = frozenset((w("del"), w("moveFrom")))
"""Tracked changes that take something away."""
KEPT = frozenset((w("ins"), w("moveTo")))
BOX = w("txbxContent")
_FIELD, _SYMBOL, _RUN = w("fldChar"), w("sym"), w("r")
_SILENT = frozenset(
    map(w, ("pPr", "rPr", "instrText", "delText", "delInstrText", "sdtPr", "sdtEndPr", "rt"))
)
_SIGNS: Mapping[str, str] = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
}
_SYMBOLS: Mapping[tuple[str, int], str] = {
    ("wingdings", 0x6C): "●",
    ("wingdings", 0x6E): "■",
    ("wingdings", 0x6F): "□",
    ("wingdings", 0xA8): "□",
    ("wingdings", 0xFC): "√",
    ("wingdings", 0xFE): "☑",
    ("wingdings", 0xFB): "×",
    ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0x50): "√",
    ("wingdings 2", 0xA3): "□",
    ("wingdings 2", 0x4F): "×",
    ("symbol", 0xB7): "·",
    ("symbol", 0xB4): "×",
    ("symbol", 0xB8): "÷",
    ("symbol", 0xB1): "±",
    ("symbol", 0xA3): "≤",
    ("symbol", 0xB3): "≥",
}
_PRIVATE = range(0xF000, 0xF100)
_MISSING = "\ufffd"


@dataclass(slots=True)
class Text:
    """What one paragraph prints. `ahead` and `behind` are the text boxes that hang on it."""

    parts: list[str] = field(default_factory=list)
    plain: bool = False
    """Whether anything visible is not bold."""
    ahead: list[Element] = field(default_factory=list)
    behind: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def join(self, other: Text) -> None:
        """Puts `other` behind: the mark between two paragraphs was deleted."""
        (self.behind if self.text.strip() else self.ahead).extend(other.ahead)
        self.parts += other.parts
        self.plain |= other.plain
        self.behind += other.behind


def chosen(alternatives: Element) -> Element | None:
    """What mc:AlternateContent shows: its first choice that holds anything, else the fallback."""
    options = [*alternatives.findall(_CHOICE), *alternatives.findall(_FALLBACK)]
    return next((found for found in options if len(found)), None)


def is_placeholder(element: Element) -> bool:
    """Whether a content control only shows its prompt (单击此处输入文字)."""
    return child(element, "sdtPr", "showingPlcHdr") is not None


class TextReader:
    """Reads the paragraphs of a part in order; `changed` tells whether changes were tracked."""

    def __init__(self, root: Element, looks: Looks) -> None:
        self.changed = False
        self._looks = looks
        self._in_code: list[bool] = []
        self._matched = _matched_fields(root)

    def read(self, paragraph: Element, look: Look) -> Text:
        """What a paragraph prints, its automatic number excepted."""
        text = Text()
        self._children(paragraph, text, look, shown=True)
        return text

    def _children(self, element: Element, text: Text, look: Look, *, shown: bool) -> None:
        for found in element:
            if found.tag in _SILENT or not isinstance(found.tag, str):
                continue
            if found.tag == _RUN:
                own = self._looks.run(child(found, "rPr"), look)
                self._children(found, text, own, shown=shown and not own.hidden)
            elif found.tag == BOX:
                if shown:
                    (text.behind if text.text.strip() else text.ahead).append(found)
            elif found.tag == ALTERNATIVES:
                option = chosen(found)
                if option is not None:
                    self._children(option, text, look, shown=shown)
            elif found.tag == _FIELD:
                self._turn(found)
            elif len(found):
                gone = found.tag in GONE
                self.changed |= gone or found.tag in KEPT
                self._children(found, text, look, shown=shown and not gone and _is_filled(found))
            elif shown and not any(self._in_code):
                self._add(_sign(found), text, look)

    def _add(self, sign: str, text: Text, look: Look) -> None:
        if sign:
            text.parts.append(sign)
            text.plain |= not look.bold and bool(sign.strip())

    def _turn(self, mark: Element) -> None:
        """Follows a field from its code to its result; marks without a partner mean nothing."""
        if mark not in self._matched:
            return
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            self._in_code.append(True)
        elif self._in_code and kind == "separate":
            self._in_code[-1] = False
        elif self._in_code:
            self._in_code.pop()


def _is_filled(element: Element) -> bool:
    return element.tag != w("sdt") or not is_placeholder(element)


def _sign(element: Element) -> str:
    """What an element without children prints."""
    if element.tag in (w("t"), _MATH_TEXT):
        return element.text or ""
    if element.tag == _SYMBOL:
        return _symbol(attribute(element, "font"), attribute(element, "char"))
    return _SIGNS.get(str(element.tag), "")


def _symbol(font: str, code: str) -> str:
    """The character a w:sym shows; symbol fonts keep theirs in a private area."""
    try:
        value = int(code, 16)
        plain = value - _PRIVATE.start if value in _PRIVATE else value
        known = _SYMBOLS.get((font.casefold(), plain))
        return known or (_MISSING if value in _PRIVATE else chr(value))
    except (ValueError, OverflowError):
        return _MISSING


def _matched_fields(root: Element) -> set[Element]:
    """The w:fldChar that belong to a field with a begin and an end."""
    matched: set[Element] = set()
    open_fields: list[list[Element]] = []
    for mark in root.iter(_FIELD):
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            open_fields.append([mark])
        elif open_fields:
            open_fields[-1].append(mark)
            if kind == "end":
                matched.update(open_fields.pop())
    return matched
