"""Diagnostics for programs: one JSON object per line, with stable names."""

from __future__ import annotations

import json
from collections.abc import Iterable

from gxgen.diag.book import basis_of, hint_of, message_of, title_of
from gxgen.diag.diagnostic import Diagnostic
from gxgen.diag.place import TextPlace
from gxgen.diag.private import mask

VERSION = 1
"""Grows when a name below changes its meaning; new names may be added without it."""


def as_record(diagnostic: Diagnostic) -> dict[str, object]:
    """One finding as a plain mapping. `line` and `column` are 0 where they do not apply.

    Personal numbers in the sentences are masked.
    """
    place = diagnostic.place
    text = isinstance(place, TextPlace)
    return {
        "version": VERSION,
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "file": place.file,
        "line": place.line if isinstance(place, TextPlace) else 0,
        "column": place.column,
        "end_column": place.end_column if isinstance(place, TextPlace) else 0,
        "where": "" if text else str(place),
        "address": diagnostic.address,
        "label": diagnostic.label,
        "title": title_of(diagnostic),
        "message": mask(message_of(diagnostic)),
        "hint": mask(hint_of(diagnostic)),
        "basis": basis_of(diagnostic),
        "waived": mask(diagnostic.waived),
        "related": [
            {"where": str(item.place), "note": mask(item.note)} for item in diagnostic.related
        ],
    }


def render_json(diagnostics: Iterable[Diagnostic]) -> str:
    """One line per finding, in the order given; empty when there are none."""
    return "".join(
        json.dumps(as_record(item), ensure_ascii=False, default=str) + "\n" for item in diagnostics
    )
