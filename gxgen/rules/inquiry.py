"""What a rule is asked about: a report, and what it may be compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from gxgen.diag import Diagnostic
from gxgen.report.model import Report


@dataclass(frozen=True, slots=True)
class Inquiry:
    """`previous` is last year's report, `today` the day of asking; both may be unknown (None).
    `lexicon` maps wording that must go to what should stand there ("" where nothing should).

    No rule reads the clock or a file: what is not given here is not judged.
    """

    report: Report
    previous: Report | None = None
    today: date | None = None
    lexicon: Mapping[str, str] = field(default_factory=dict)


Rule = Callable[[Inquiry], Iterator[Diagnostic]]
"""A rule: an inquiry → its findings. Whatever rests on prose, dates, last year or practice is a
warning at most."""
