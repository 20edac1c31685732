"""What the styles of a Word document say of a paragraph and of its runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from gxgen.template.wordxml import Element, attribute, child, number, w

_DEPTH = 20
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_OFF = ("0", "false", "off", "none")
_BODY_LEVEL = 9
"""The outline level that means "body text"."""


@dataclass(frozen=True, slots=True)
class Look:
    """What holds for a paragraph or run; None where nothing says anything.

    `heading` from 1, 0 for body text; `numbering` is (w:numId, w:ilvl), with "0" for "none".
    """

    heading: int | None = None
    centred: bool | None = None
    bold: bool | None = None
    hidden: bool | None = None
    list_id: str | None = None
    level: int | None = None

    def over(self, base: Look) -> Look:
        """This look where it says something, `base` elsewhere."""
        said = {name: value for name in _FIELDS if (value := getattr(self, name)) is not None}
        return replace(base, **said)


_FIELDS = ("heading", "centred", "bold", "hidden", "list_id", "level")


def switched(properties: Element | None, name: str) -> bool | None:
    """A property that is on or off (w:b, w:vanish); None where it is not there."""
    found = child(properties, name)
    return None if found is None else attribute(found).casefold() not in _OFF


def paragraph_look(properties: Element | None) -> Look:
    """What a w:pPr itself says."""
    align = attribute(child(properties, "jc"))
    outline = child(properties, "outlineLvl")
    level = number(attribute(outline), _BODY_LEVEL)
    place = child(properties, "numPr", "ilvl")
    return Look(
        heading=None if outline is None else (level + 1) % (_BODY_LEVEL + 1),
        centred=align == "center" if align else None,
        list_id=attribute(child(properties, "numPr", "numId")) or None,
        level=None if place is None else number(attribute(place)),
    )


def run_look(properties: Element | None) -> Look:
    """What a w:rPr itself says."""
    return Look(bold=switched(properties, "b"), hidden=switched(properties, "vanish"))


class Looks:
    """The styles part of a document; without one, only what paragraphs and runs say themselves."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._known: dict[str, Look] = {"": Look()}
        self._default = ""
        for style in root.iter(w("style")) if root is not None else ():
            name = attribute(style, "styleId")
            self._styles[name] = style
            default = attribute(style, "default") in ("1", "true", "on")
            if default and attribute(style, "type") == "paragraph":
                self._default = name

    def style_id(self, paragraph: Element) -> str:
        """The style of a paragraph, the default one where it names none."""
        return attribute(child(paragraph, "pPr", "pStyle")) or self._default

    def paragraph(self, paragraph: Element) -> Look:
        """What holds for a paragraph as a whole."""
        own = paragraph_look(child(paragraph, "pPr"))
        return own.over(self.style(self.style_id(paragraph)))

    def run(self, properties: Element | None, around: Look) -> Look:
        """What holds for a run within a paragraph that looks like `around`."""
        if properties is None:
            return around
        named = self.style(attribute(child(properties, "rStyle")))
        return run_look(properties).over(named.over(around))

    def style(self, name: str, depth: int = 0) -> Look:
        """What a style says, with the styles it is based on."""
        if name in self._known:
            return self._known[name]
        style = self._styles.get(name)
        if style is None or depth > _DEPTH:
            return Look()
        base = self.style(attribute(child(style, "basedOn")), depth + 1)
        own = paragraph_look(child(style, "pPr"))
        own = run_look(child(style, "rPr")).over(own)
        match = _HEADING.fullmatch(attribute(child(style, "name")))
        if own.heading is None and match:
            own = replace(own, heading=int(match[1]))
        self._known[name] = own.over(base)
        return self._known[name]
