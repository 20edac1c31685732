"""The user's lexicon: files of wording that must be replaced, named in the report."""

from __future__ import annotations

import re
from pathlib import Path

from gxgen.app.loading import read_source
from gxgen.diag import Diagnostic, TextPlace, diagnose
from gxgen.report import header
from gxgen.report.model import Report

ARROW = re.compile(r"\s*(?:→|->|=>|⇒|\t)\s*")
COMMENT = "#"
MOST = 5
"""Lines of one file that are told as unreadable."""


def lexicon_of(report: Report) -> tuple[dict[str, str], list[Diagnostic]]:
    """Wrong wording → right wording of the files that the report names, and what was wrong.

    A file has a line for each entry, `错误表述 → 正确表述`; wording that must only go stands alone
    before the arrow. Empty lines and lines that open with `#` are left out.
    """
    entries: dict[str, str] = {}
    found: list[Diagnostic] = []
    for index, name in enumerate(header.texts(report.data, header.LEXICON)):
        path = Path(report.file).parent / name.strip()
        source, faults = read_source(path)
        if source is None:
            value = report.data.get(header.LEXICON)
            step = (header.LEXICON, index) if isinstance(value, list) else (header.LEXICON,)
            reason = "; ".join(item.code for item in faults)
            found.append(diagnose("GX562", report.place(step), name=name, reason=reason))
            continue
        read, said = read_lexicon(source.lines, str(path))
        entries |= read
        found += said
    return entries, found


def read_lexicon(lines: list[str], file: str) -> tuple[dict[str, str], list[Diagnostic]]:
    """The entries of a lexicon's lines, and the lines that are none."""
    entries: dict[str, str] = {}
    found: list[Diagnostic] = []
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text or text.startswith(COMMENT):
            continue
        parts = ARROW.split(text)
        if len(parts) != 2 or not parts[0] or parts[0] == parts[1]:
            if len(found) < MOST:
                place = TextPlace(file, number, 1, len(line) + 1)
                found.append(diagnose("GX562", place, case="line", text=text[:30]))
            continue
        entries[parts[0]] = parts[1]
    return entries, found
