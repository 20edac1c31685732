"""Figures of a published report that could not be read (GX607), or not beyond doubt (GX609)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gxgen.diag import Diagnostic, diagnose
from gxgen.report.published.filling import Doubt

NOTHING = "无"
MOST_ROWS = 4
"""Rows with the same doubt that are told one by one; more are told together."""


def judge_doubts(doubts: Sequence[Doubt]) -> Iterator[Diagnostic]:
    """Figures that could not be read, one by one; those in doubt, row by row."""
    rows: dict[tuple[str, str], list[Doubt]] = {}
    kept: dict[tuple[str, str], list[tuple[str, list[Doubt]]]] = {}
    for doubt in doubts:
        rows.setdefault((doubt.cell.address.rpartition(".")[0], doubt.why), []).append(doubt)
    for (address, why), group in rows.items():
        first = group[0]
        # Marks for nothing (/ -) are told with the empty cells.
        lost = [item for item in group if not item.kept and not is_mark(item.text)]
        for doubt in lost:
            yield diagnose(
                "GX607",
                doubt.place,
                address=doubt.cell.address,
                label=doubt.cell.label,
                text=doubt.text,
                why=doubt.why,
            )
        if first.kept:
            kept.setdefault((first.cell.table, why), []).append((address, group))
    for (table, why), found in kept.items():
        if len(found) <= MOST_ROWS:
            for address, group in found:
                yield _in_doubt(address, group, why)
        else:
            yield _many_in_doubt(table, [doubt for _, group in found for doubt in group], why)


def _in_doubt(address: str, group: list[Doubt], why: str) -> Diagnostic:
    """The figures of one row that were read with the same doubt."""
    first = group[0]
    return diagnose(
        "GX609",
        first.place,
        address=first.cell.address if len(group) == 1 else address,
        label=first.cell.label.rpartition("／")[0] or first.cell.label,
        case="row",
        text="、".join(doubt.text for doubt in group),
        why=why,
    )


def _many_in_doubt(table: str, doubts: list[Doubt], why: str) -> Diagnostic:
    """The figures of many rows of a table that were read with the same doubt."""
    columns = dict.fromkeys(doubt.cell.label.rpartition("／")[2] for doubt in doubts)
    return diagnose(
        "GX609",
        doubts[0].place,
        address=table,
        case="many",
        count=len(doubts),
        names="、".join(columns),
        why=why,
    )


def is_mark(text: str) -> bool:
    """True for an empty cell, and for what people put into one instead of 0: / - 无."""
    return not any(map(str.isalnum, text)) or text == NOTHING
