"""What checking prose against tables costs, beside loading the same report.

    python benchmarks/checks.py [--rounds N]

Ratios are the figures to compare: a busy machine slows both.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import gxgen
from gxgen.rules.inquiry import Inquiry
from gxgen.rules.mentions import judge_mentions

EXAMPLES = sorted((Path(__file__).resolve().parent.parent / "examples").glob("*.yaml"))


def milliseconds(work: Callable[[], object], rounds: int) -> float:
    """The median time of one call."""
    work()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    """Prints one line for each example."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    print(f"{'':24}{'load ms':>9}{'mentions ms':>13}{'ratio':>8}")
    for path in EXAMPLES:
        report = gxgen.load(path).value
        assert report is not None
        inquiry = Inquiry(report)
        loading = milliseconds(lambda path=path: gxgen.load(path), rounds)  # type: ignore[misc]
        judging = milliseconds(lambda inquiry=inquiry: list(judge_mentions(inquiry)), rounds)  # type: ignore[misc]
        print(f"{path.stem:24}{loading:9.2f}{judging:13.2f}{judging / loading:8.2f}")


if __name__ == "__main__":
    main()
