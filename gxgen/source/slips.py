"""Typing slips: what a clerk's hand did when YAML cannot be read, line by line.

Called with a text that the parser refused. Each slip gets its own finding with the corrected
line; block texts (`|`) are passed over, because anything may stand in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gxgen.diag import Diagnostic, TextPlace, diagnose, in_order
from gxgen.source.indents import find_indent_slips
from gxgen.source.text import SourceText

_KEY = r"[^\s:：#\-\[\]{}，,\"'|>][^\s:：#，,{}\[\]]{0,30}"
_WIDE_COLON = re.compile(rf"^(?P<lead>\s*(?:- )?)(?P<name>{_KEY})\s*：\s*(?P<rest>.*)$")
_TIGHT_COLON = re.compile(rf"^(?P<lead>\s*(?:- )?)(?P<name>{_KEY}):(?P<rest>[^\s/].*)$")
_BLOCK = re.compile(r":\s*[|>][+-]?\d?\s*(?:#.*)?$|^\s*-\s+[|>][+-]?\s*$")
_QUOTED_START = re.compile(
    rf"^\s*(?:- )?(?P<name>{_KEY}):\s+"
    r"(?P<value>(?P<open>[\"'\[])[^\"'\]]*[\"'\]]\s*[^\s,#\"'\]}].*)$"
)
_BRACES_START = re.compile(rf"^\s*(?:- )?(?P<name>{_KEY}):\s+(?P<value>(?P<open>[{{]{{2}}).*)$")
_SIGN_START = re.compile(rf"^\s*(?:- )?(?P<name>{_KEY}):\s+(?P<value>(?P<open>[&*!%@`]).*)$")
_COLON_INSIDE = re.compile(
    rf"^\s*(?:- )?(?P<name>{_KEY}):\s+(?P<value>[^\s\"'\[{{|>#&*!][^#]*?(?P<open>:)\s.*)$"
)
_TO_QUOTE = (_BRACES_START, _QUOTED_START, _SIGN_START, _COLON_INSIDE)
_TEXT_AFTER_BAR = re.compile(rf"^\s*(?:- )?(?P<name>{_KEY}):\s*[|>][+-]?\s+(?P<rest>[^\s#].*)$")
_WIDE_BRACE = re.compile(rf"^\s*(?:- )?{_KEY}:\s*(?P<open>[｛［【])")
_NO_COLON = re.compile(r"^ *[^\W\d]\w{1,15}[;；=＝ ][^:：\[\]{}]{0,60}$")
_HAS_KEY = re.compile(rf"^\s*(?:- )?{_KEY}\s*[:：]")
_FLOW = re.compile(r"[\[{][^\]}]*?(?P<comma>，)\s*[^\s:：，]+[:：]\s.*[\]}]")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line outside block texts. `owner` is the key whose block text ended just above."""

    number: int
    text: str
    owner: str


def find_slips(source: SourceText) -> tuple[Diagnostic, ...]:
    """All slips that the lines of `source` show, in file order; one finding a line."""
    lines = list(_outside_blocks(source.lines))
    found = [slip for line in lines if (slip := _slip(line, source.file)) is not None]
    indents = find_indent_slips([(line.number, line.text) for line in lines], source.file)
    told = {item.place.order() for item in found}
    return in_order([*found, *(item for item in indents if item.place.order() not in told)])


def _outside_blocks(lines: list[str]) -> Iterator[_Line]:
    block_indent: int | None = None
    owner = ended = ""
    last = 0
    for number, text in enumerate(lines, 1):
        bare = text.lstrip(" ")
        indent = len(text) - len(bare)
        if block_indent is not None:
            if not bare.strip() or indent > block_indent:
                continue
            last, block_indent, ended = block_indent, None, owner
        if not bare.strip() or bare.startswith("#"):
            continue
        if ended and indent > last and not _HAS_KEY.match(text):
            # The rest of the text that the line above interrupted.
            continue
        yield _Line(number, text, ended)
        # Several pasted lines in a row belong to the same text.
        ended = ended if ended and not _HAS_KEY.match(text) else ""
        if _BLOCK.search(text):
            block_indent = indent
            owner = re.split("[:：]", bare, maxsplit=1)[0].removeprefix("- ")


def _slip(line: _Line, file: str) -> Diagnostic | None:
    text = line.text
    lead = text[: len(text) - len(text.lstrip())]
    if "\t" in lead:
        return diagnose("GX017", _at(file, line, lead.index("\t"), 1))
    if line.owner and not _HAS_KEY.match(text):
        case = "fullwidth" if "\u3000" in lead else "shallow" if lead else ""
        return diagnose("GX016", _at(file, line, 0, len(text)), name=line.owner, case=case)
    for find in (_colon_slip, _flow_slip, _block_slip, _quote_slip, _bare_slip):
        slip = find(line, file)
        if slip is not None:
            return slip
    return None


def _colon_slip(line: _Line, file: str) -> Diagnostic | None:
    found = _WIDE_COLON.match(line.text)
    if found is not None:
        rest = (
            _mended_flow(found["rest"]) if found["rest"].startswith(("{", "[")) else found["rest"]
        )
        fixed = f"{found['name']}: {rest}".strip()
        at = line.text.index("：")
        return diagnose("GX010", _at(file, line, at, 1), name=found["name"], fixed=fixed)
    found = _TIGHT_COLON.match(line.text)
    if found is not None and not found["rest"].startswith(":"):
        fixed = f"{found['name']}: {found['rest']}".strip()
        start = found.start("name")
        shown = line.text[start:].strip()[:20]
        return diagnose(
            "GX011", _at(file, line, start, len(found["name"]) + 1), text=shown, fixed=fixed
        )
    return None


def _mended_flow(text: str) -> str:
    """Items in brackets with ASCII colons and commas."""
    return re.sub(r"\s*，\s*", ", ", re.sub(r"\s*：\s*", ": ", text))


def _flow_slip(line: _Line, file: str) -> Diagnostic | None:
    """A full-width comma between items in brackets."""
    found = _FLOW.search(line.text)
    if found is None:
        return None
    at = found.start("comma")
    fixed = _mended_flow(line.text.strip())
    return diagnose("GX012", _at(file, line, at, 1), fixed=fixed)


def _bare_slip(line: _Line, file: str) -> Diagnostic | None:
    """`级别; 乡`: a semicolon or space where the colon belongs."""
    if not _NO_COLON.match(line.text):
        return None
    text = line.text.strip()
    start = line.text.index(text)
    return diagnose("GX019", _at(file, line, start, len(text)))


def _block_slip(line: _Line, file: str) -> Diagnostic | None:
    """`主动公开: | 文字`: the text must stand on the lines below; wide braces are none."""
    found = _TEXT_AFTER_BAR.match(line.text)
    if found is not None:
        place = _at(file, line, found.start("rest"), len(found["rest"]))
        return diagnose("GX025", place, name=found["name"], case="bar")
    found = _WIDE_BRACE.match(line.text)
    if found is None:
        return None
    fixed = _mended_flow(line.text.strip().translate(str.maketrans("｛｝［］【】", "{}[][]")))
    return diagnose("GX025", _at(file, line, found.start("open"), 1), fixed=fixed)


def _quote_slip(line: _Line, file: str) -> Diagnostic | None:
    """An unquoted text that opens with a quote, bracket or braces."""
    found = next((one for one in (p.match(line.text) for p in _TO_QUOTE) if one), None)
    if found is None:
        return None
    value = found["value"].strip()
    if found["open"] == ":":
        fixed = f'{found["name"]}: "{value}"'
        place = _at(file, line, found.start("value"), len(value))
        return diagnose("GX018", place, case="colon", fixed=fixed)
    mark = "'" if found["open"] == '"' else '"'
    fixed = f"{found['name']}: {mark}{value}{mark}"
    place = _at(file, line, found.start("value"), len(value))
    return diagnose("GX018", place, opener=found["open"], fixed=f"给整段文字加上引号：{fixed}")


def _at(file: str, line: _Line, start: int, length: int) -> TextPlace:
    return TextPlace(file, line.number, start + 1, start + 1 + length)
