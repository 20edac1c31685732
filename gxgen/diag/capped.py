"""A bound on what one file may say: the first findings of each code, then how many more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gxgen.diag.book import diagnose
from gxgen.diag.diagnostic import Diagnostic

MOST = 200
"""Findings of one code in one file; nobody reads more, and a terminal takes minutes for 100,000."""
MORE = "GX009"


def capped(found: Sequence[Diagnostic], most: int = MOST) -> tuple[Diagnostic, ...]:
    """`found` with at most `most` findings of a code; the rest become one that counts them.

    That one stands where the first finding left out stood, and is as severe as they are.
    """
    if len(found) <= most:
        return tuple(found)
    counts = Counter(item.code for item in found)
    seen: Counter[str] = Counter()
    kept = []
    for item in found:
        seen[item.code] += 1
        if seen[item.code] <= most or item.code == MORE:
            kept.append(item)
        elif seen[item.code] == most + 1:
            rest = counts[item.code] - most
            kept.append(
                diagnose(
                    MORE, item.place, severity=item.severity, name=item.code, rest=rest, most=most
                )
            )
    return tuple(kept)
