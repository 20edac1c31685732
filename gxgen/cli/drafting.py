"""`gxgen draft`: this year's file from last year's report."""

from __future__ import annotations

from pathlib import Path

from gxgen.app.drafting import draft_report
from gxgen.cli.run import write_text


def run_draft(last: str, *, year: int | None, agency: str, output: str | None, force: bool) -> int:
    """Writes the draft to a file or to standard output; findings go to standard error."""
    target = Path(output) if output else None
    made = draft_report(last, year, agency.strip(), target)
    return write_text(made.value, made.diagnostics, output, force)
