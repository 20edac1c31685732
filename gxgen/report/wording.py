"""The pack's own wording: title, period and preamble patterns of `text.yaml`.

`{{ 名字 }}` is replaced by a field of the report; `<…>` is left out when a name inside it is
empty. Patterns come from packs, values from the clerk; neither is executed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_NAME = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")
_OPTIONAL = re.compile(r"<([^<>]*)>")


def fill(pattern: str, values: Mapping[str, str]) -> str:
    """`pattern` with its names replaced; an unknown name counts as empty."""

    def optional(found: re.Match[str]) -> str:
        names = _NAME.findall(found[1])
        return found[1] if all(values.get(name) for name in names) else ""

    kept = _OPTIONAL.sub(optional, pattern)
    return _NAME.sub(lambda found: values.get(found[1], ""), kept)


def joined(items: list[str]) -> str:
    """Names as a Chinese sentence lists them: 甲、乙和丙."""
    if len(items) < 2:
        return "".join(items)
    return "、".join(items[:-1]) + "和" + items[-1]
