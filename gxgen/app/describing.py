"""Describing: a finding as plain data, with its wording, for programs."""

from __future__ import annotations

from gxgen.diag import Diagnostic
from gxgen.diag.json import as_record


def describe(diagnostic: Diagnostic) -> dict[str, object]:
    """The same names as `--format json` prints: code, severity, place, message, hint and so on."""
    return as_record(diagnostic)
