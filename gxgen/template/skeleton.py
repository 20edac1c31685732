"""Whether a stretch of XML may be left out or repeated without tearing what is around it."""

from __future__ import annotations

import re

_TAG = re.compile(r"<(/?)([A-Za-z_][\w.:-]*)((?:\s[^<>]*)?)>")


def is_neutral(xml: str) -> bool:
    """True when `xml` closes exactly the elements it opens again, at either side.

    `</w:t></w:r></w:p><w:p><w:r><w:t>` is neutral: it may come any number of times between two
    texts. `</w:p></w:tc><w:p>` is not.
    """
    closed: list[str] = []
    opened: list[str] = []
    for match in _TAG.finditer(xml):
        closing, name, rest = match.groups()
        if rest.endswith("/"):
            continue
        if not closing:
            opened.append(name)
        elif not opened:
            closed.append(name)
        elif opened.pop() != name:
            return False
    return closed == opened[::-1]
