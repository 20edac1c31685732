"""A name whose `#` was left standing, above items that were filled in: `# 联系方式:`.

In the blank report optional groups stand behind `# `. Where only the items are taken out of the
comment, they belong to nothing, or, worse, to what stands above.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from gxgen.diag import Diagnostic, TextPlace, diagnose
from gxgen.source.text import SourceText

_OWNER = re.compile(r"^(?P<lead> *)# ?(?P<name>[^\s:：#]+)[:：]\s*$")
_ITEM = re.compile(r"^(?P<lead> *)(?P<name>[^\s:：#]+)[:：]")


def find_commented(
    source: SourceText, names: Container[str]
) -> Iterator[tuple[Diagnostic, tuple[int, str]]]:
    """Each such name, and its line (number and text) as it was meant; `names` are a report's."""
    for number, text in enumerate(source.lines, 1):
        owner = _OWNER.match(text) if "#" in text else None
        if owner is None or owner["name"] not in names:
            continue
        below = number + 1
        while (source.line(below) or "").lstrip().startswith("#"):
            below += 1
        item = _ITEM.match(source.line(below) or "")
        if item and item["name"] in names and len(item["lead"]) > len(owner["lead"]):
            start = len(owner["lead"]) + 1
            place = TextPlace(source.file, number, start, start + len(text.strip()))
            own, name = owner["name"], item["name"]
            yield (
                diagnose("GX019", place, case="commented", own=own, name=name),
                (
                    number,
                    f"{owner['lead']}{own}:",
                ),
            )
