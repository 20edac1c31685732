"""Finding tags in a stretch of text: what is a tag, where it starts and ends, what is malformed.

Pure text work: nothing here knows Word or Jinja2. A tag never spans two stretches (paragraphs).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

STRAY = "stray"
"""A closing brace without an opening one: also the case of the code book."""

MAX_TAG = 500
"""Characters of one tag: keeps the parser's recursion shallow."""

_OPEN = re.compile(r"\{[{%#]")
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_KINDS = {"{{": "output", "{%": "block", "{#": "comment"}
_SLIP = re.compile(
    r"(?P<full_width>(?:｛\s*[｛{%％#＃]|\{\s*[｛％＃]).*?(?:[｝}％%＃#]\s*[｝}]|$)|｝\s*[｝}]|\}\s*｝)"
    rf"|(?P<{STRAY}>[}}%#]\}})"
)
_PREFIX = re.compile(r"\{[{%#](tr|tc|p|r)(?=\s)")
_END_RAW = re.compile(r"\{%[-+]?\s*endraw\s*[-+]?%\}")
_START_RAW = re.compile(r"\{%[-+]?\s*raw\s*[-+]?%\}")
_WORD = re.compile(r"\w+")
_CURLY_QUOTES = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag as typed: `raw` from brace to brace, `start` its offset in the text.

    `kind` is output, block or comment; `prefix` docxtpl's p, tr, tc or r ("" for none); `body`
    what stands inside, with the quotation marks Word likes to curl made straight again (as
    docxtpl does); `word` the first word of a block (for, if, endfor …).
    """

    raw: str
    start: int
    kind: str
    prefix: str
    body: str
    word: str

    @property
    def source(self) -> str:
        """The tag without prefix as Jinja2 is to read it."""
        opener, closer = self.raw[:2], self.raw[-2:]
        return f"{opener} {self.body} {closer}"


@dataclass(frozen=True, slots=True)
class Slip:
    """Something that looks like a tag and is none: `case` chooses the message."""

    case: str
    raw: str
    start: int


class Scanner:
    """Scans the stretches of one part in order; knows whether a raw block is open."""

    def __init__(self) -> None:
        self.raw_since: Tag | None = None

    def scan(self, text: str) -> Iterator[Tag | Slip]:
        """Tags and slips of one stretch, left to right; a raw block's inside is plain text."""
        position = 0
        while position < len(text):
            if self.raw_since is not None:
                end = _END_RAW.search(text, position)
                yield from _hidden_prefixes(text, position, end.start() if end else len(text))
                if end is None:
                    return
                self.raw_since = None
                position = end.end()
                continue
            opening = _OPEN.search(text, position)
            yield from _between(text, position, opening.start() if opening else len(text))
            if opening is None:
                return
            found = _tag_at(text, opening.start())
            position = found.start + len(found.raw)
            if isinstance(found, Tag) and _START_RAW.fullmatch(found.raw):
                self.raw_since = found
            yield found


def _between(text: str, start: int, end: int) -> Iterator[Slip]:
    """Slips in text outside tags: full-width braces, closing braces without opening ones."""
    for match in _SLIP.finditer(text, start, end):
        yield Slip(str(match.lastgroup), match.group()[:MAX_TAG], match.start())


def _hidden_prefixes(text: str, start: int, end: int) -> Iterator[Slip]:
    """docxtpl acts on {%p …%} even inside raw text: then a paragraph would vanish."""
    for match in _PREFIX.finditer(text, start, end):
        yield Slip("raw_prefix", match.group(), match.start())


def _tag_at(text: str, start: int) -> Tag | Slip:
    opener = text[start : start + 2]
    closer = _CLOSERS[opener]
    end = text.find(closer, start + 2)
    following = _OPEN.search(text, start + 2)
    if end < 0 or (following and following.start() < end and opener != "{#"):
        stop = following.start() if following else len(text)
        typed = text[start : min(stop, start + MAX_TAG)]
        return Slip("full_width" if "｝" in typed else "unclosed", typed, start)
    raw = text[start : end + 2]
    if len(raw) > MAX_TAG:
        return Slip("long", raw, start)
    if "&" in raw:
        return Slip("ampersand", raw, start)
    if opener == "{#":
        return _comment(raw, start)
    return _tag(raw, start)


def _comment(raw: str, start: int) -> Tag | Slip:
    hidden = _PREFIX.search(raw, 1)
    if hidden:
        return Slip("raw_prefix", raw, start)
    prefix = _PREFIX.match(raw)
    return Tag(raw, start, "comment", prefix.group(1) if prefix else "", raw[2:-2], "")


def _tag(raw: str, start: int) -> Tag | Slip:
    kind = _KINDS[raw[:2]]
    prefix = _PREFIX.match(raw)
    inside = raw[prefix.end() if prefix else 2 : -2].translate(_CURLY_QUOTES)
    if prefix and (inside[:1] != " " or re.search("[}%]", inside)):
        return Slip("prefix_space" if inside[:1] != " " else "prefix_percent", raw, start)
    body = _trim(inside, "-+" if kind == "block" else "-")
    word = _WORD.match(body) if kind == "block" else None
    name = prefix.group(1) if prefix else ""
    return Tag(raw, start, kind, name, body, word.group() if word else "")


def _trim(inside: str, marks: str) -> str:
    """What stands in a tag without its white-space marks: `{{- x -}}`, `{%+ if x %}`."""
    if inside[:1] in ("-", "+"):
        inside = inside[1:]
    if inside and inside[-1] in marks:
        inside = inside[:-1]
    return inside.strip()
