"""The whole way of a report against docxtpl's rendering alone, in one process, round by round.

    python benchmarks/pipeline.py [--rounds N] [FILE.yaml]

Ours is load + render of a YAML file (what can stop a rendering is checked on the way), and the same
with all rules of `gxgen check` between. docxtpl is used as its users do: open the template
(ours, stamped with explicit tags), render a context that is ready, save. The rounds alternate, so
that a machine that slows down slows both. The bar is 1/40.
"""

from __future__ import annotations

import argparse
import io
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from docxtpl import DocxTemplate

import gxgen
from gxgen.report.model import Report
from gxgen.template.engine import stamp_copy
from gxgen.template.environment import DEFAULT_FILTERS, Environment

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "dongerying-2024.yaml"
Work = Callable[[], object]


def stages(path: Path) -> dict[str, Work]:
    """The work of each stage by name, ready to be repeated."""
    loaded = gxgen.load(path).value
    assert loaded is not None
    report: Report = loaded

    def whole(checked: bool = False) -> object:
        again = gxgen.load(path).value
        assert again is not None
        if checked:
            gxgen.check(again)
        made = gxgen.render(again)
        assert made.value is not None
        return made.value

    return {
        "load": lambda: gxgen.load(path),
        "check (all rules)": lambda: gxgen.check(report),
        "load + render": whole,
        "load + check + render": lambda: whole(checked=True),
        "docxtpl": docxtpl_of(report),
    }


def docxtpl_of(report: Report) -> Work:
    """docxtpl rendering the same report from the same template."""
    path = report.spec.report_docx
    assert path is not None
    stamped = stamp_copy(path.read_bytes(), str(path), report.spec.tables).value
    assert stamped is not None
    context = gxgen.context(report)
    data: bytes = stamped

    def work() -> object:
        tool = DocxTemplate(io.BytesIO(data))
        tool.render(context, jinja_env=Environment(DEFAULT_FILTERS), autoescape=True)
        out = io.BytesIO()
        tool.save(out)
        return out.getvalue()

    return work


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("file", nargs="?", type=Path, default=EXAMPLE)
    options.add_argument("--rounds", type=int, default=30)
    chosen = options.parse_args()
    works = stages(chosen.file)
    times: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()  # warm: packs, templates and patterns are compiled once
    for _ in range(chosen.rounds):
        for name, work in works.items():
            start = time.perf_counter()
            work()
            times[name].append((time.perf_counter() - start) * 1000)
    for name, taken in times.items():
        print(f"{name:24}{statistics.median(taken):9.2f} ms")
    for name in ("load + render", "load + check + render"):
        pairs = zip(times["docxtpl"], times[name], strict=True)
        ratio = statistics.median(theirs / ours for theirs, ours in pairs)
        print(f"docxtpl / ({name}): {ratio:.1f} (bar: 40)")


if __name__ == "__main__":
    main()
