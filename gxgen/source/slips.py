"""Typing slips: what a clerk's hand did when YAML cannot be read, line by line.

Called with a text that the parser refused. Each slip gets its own finding with the corrected
line; block texts (`|`) are passed over, because anything may stand in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gxgen.diag import Diagnostic, TextPlace, diagnose
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
_COMPLETE = re.compile(rf"^(?P<lead> *)(?P<name>{_KEY}): +[^\s|>\[{{\"'#&*!][^#]*$")
_NO_COLON = re.compile(r"^ *[^\W\d]\w{1,15}[;；=＝ ][^:：\[\]{}]{0,60}$")
_HAS_KEY = re.compile(rf"^\s*(?:- )?{_KEY}\s*[:：]")
_FLOW = re.compile(r"[\[{][^\]}]*?(?P<comma>，)\s*[^\s:：，]+[:：]\s.*[\]}]")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line outside block texts. `owner` is the key whose block text ended just above."""

    number: int
    text: str
    owner: str


def find_slips(source: SourceText) -> list[Diagnostic]:
    """All slips that the lines of `source` show, in file order; one finding a line."""
    found = []
    before: _Line | None = None
    for line in _outside_blocks(source.lines):
        slip = _slip(line, source.file) or _indent_slip(line, before, source.file)
        if slip is not None:
            found.append(slip)
        before = line
    return found


def _outside_blocks(lines: list[str]) -> Iterator[_Line]:
    block_indent: int | None = None
    owner = ended = ""
    for number, text in enumerate(lines, 1):
        bare = text.lstrip(" ")
        indent = len(text) - len(bare)
        if block_indent is not None:
            if not bare.strip() or indent > block_indent:
                continue
            block_indent, ended = None, owner
        if not bare.strip() or bare.startswith("#"):
            continue
        yield _Line(number, text, ended)
        ended = ""
        if _BLOCK.search(text):
            block_indent = indent
            owner = re.split("[:：]", bare, maxsplit=1)[0].removeprefix("- ")


def _slip(line: _Line, file: str) -> Diagnostic | None:
    text = line.text
    lead = text[: len(text) - len(text.lstrip())]
    if "\t" in lead:
        return diagnose("GX017", _at(file, line, lead.index("\t"), 1))
    if line.owner and not _HAS_KEY.match(text):
        case = "fullwidth" if text.startswith("\u3000") or "\u3000" in lead else ""
        return diagnose("GX016", _at(file, line, 0, len(text)), name=line.owner, case=case)
    return _colon_slip(line, file) or _flow_slip(line, file) or _quote_slip(line, file)


def _colon_slip(line: _Line, file: str) -> Diagnostic | None:
    found = _WIDE_COLON.match(line.text)
    if found is not None:
        fixed = f"{found['name']}: {found['rest']}".strip()
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


def _flow_slip(line: _Line, file: str) -> Diagnostic | None:
    """A full-width comma between items in brackets."""
    found = _FLOW.search(line.text)
    if found is None:
        return None
    at = found.start("comma")
    fixed = re.sub(r"\s*，\s*", ", ", line.text.strip())
    return diagnose("GX012", _at(file, line, at, 1), fixed=fixed)


def _indent_slip(line: _Line, before: _Line | None, file: str) -> Diagnostic | None:
    """A line deeper than the one above it, which is complete and opens nothing."""
    above = _COMPLETE.match(before.text) if before is not None else None
    if above is None or not _HAS_KEY.match(line.text):
        return _bare_slip(line, file)
    indent = len(line.text) - len(line.text.lstrip(" "))
    deeper = indent - len(above["lead"])
    if deeper <= 0:
        return None
    facts: dict[str, Any] = {"case": "deeper", "name": above["name"], "count": deeper}
    return diagnose("GX019", _at(file, line, 0, indent), **facts)


def _bare_slip(line: _Line, file: str) -> Diagnostic | None:
    """`级别; 乡`: a semicolon or space where the colon belongs."""
    if not _NO_COLON.match(line.text):
        return None
    text = line.text.strip()
    start = line.text.index(text)
    return diagnose("GX019", _at(file, line, start, len(text)))


def _quote_slip(line: _Line, file: str) -> Diagnostic | None:
    """An unquoted text that opens with a quote, bracket or braces."""
    found = _BRACES_START.match(line.text) or _QUOTED_START.match(line.text)
    if found is None:
        return None
    value = found["value"].strip()
    mark = "'" if found["open"] == '"' else '"'
    fixed = f"{found['name']}: {mark}{value}{mark}"
    place = _at(file, line, found.start("value"), len(value))
    return diagnose("GX018", place, opener=found["open"], fixed=f"给整段文字加上引号：{fixed}")


def _at(file: str, line: _Line, start: int, length: int) -> TextPlace:
    return TextPlace(file, line.number, start + 1, start + 1 + length)
