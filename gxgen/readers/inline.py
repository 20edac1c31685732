"""What is left of a line of Markdown when its marks are taken away."""

from __future__ import annotations

import html
import re

_CODE = re.compile(r"(`+)(.+?)\1")
_IMAGE = re.compile(r"!\[([^\]]{0,200})\]\([^)]{0,2000}\)")
_LINK = re.compile(r"\[([^\]]{1,500})\]\([^)]{0,2000}\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(
    r"(?<![0-9*])\*(?=[^\s*])([^*\n]{1,2000})(?<=\S)\*(?![0-9*])"
    r"|(?<![0-9A-Za-z_])_(?=[^\s_])([^_\n]{1,2000})(?<=\S)_(?![0-9A-Za-z_])"
)
"""Stars and low lines within figures and names are what they are."""
_STRUCK = re.compile(r"~~(.+?)~~")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HELD = "\ue000"
"""Begins the stand-in of an escaped character; nobody types it."""


def inline_text(text: str) -> str:
    """Plain text: emphasis, links, tags and escapes resolved, `<br>` as a line break."""
    held = text.replace(_HELD, "")
    held = _ESCAPED.sub(lambda match: _HELD + chr(0xE100 + ord(match[1])), held)
    held = _IMAGE.sub("", _CODE.sub(r"\2", held))
    held = _LINK.sub(r"\1", held)
    held = _STRUCK.sub(r"\1", _STRONG.sub(r"\2", held))
    held = _TAG.sub("", _BREAK.sub("\n", _EMPHASIS.sub(r"\1\2", held)))
    plain = html.unescape(held)
    return re.sub(f"{_HELD}(.)", lambda match: chr(ord(match[1]) - 0xE100), plain)


def is_strong(text: str) -> bool:
    """Whether a whole line is bold."""
    plain = text.strip()
    match = _STRONG.fullmatch(plain)
    return bool(match) and match is not None and match[1] not in match[2]
