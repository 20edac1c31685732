"""Figures of an older edition carried over into the next one's cells."""

from __future__ import annotations

from dataclasses import replace

from gxgen.report import header
from gxgen.report.filling import Entry, Filling, Unplaced
from gxgen.spec.crosswalk import Crosswalk
from gxgen.spec.spec import Spec


def carried_over(filling: Filling, target: Spec, crosswalk: Crosswalk) -> Filling:
    """`filling` for the edition of `target`.

    A figure moves where one cell is exactly another. A cell that became several is carried over
    only when it is 0; it and every other figure without a cell goes to 待归位, with its old label.
    """
    cells: dict[str, Entry] = {}
    left: list[Unplaced] = []
    for address, entry in filling.cells.items():
        news = crosswalk.links.get(address, ())
        if len(news) == 1 or (news and entry.text == "0"):
            cells |= dict.fromkeys(news, entry)
        elif entry.text:
            label = filling.spec.cells[address].label
            why = crosswalk.lost.get(address) or crosswalk.notes.get(address, "")
            left.append(Unplaced(label, entry.text, why, entry.place))
    notes = {_new(address, crosswalk): note for address, note in filling.notes.items()}
    fields = {key: texts for key, texts in filling.fields.items() if key != header.EDITION}
    return replace(
        filling,
        spec=target,
        fields=fields,
        cells=cells,
        notes=notes,
        unplaced=[*filling.unplaced, *left],
    )


def _new(address: str, crosswalk: Crosswalk) -> str:
    """Where a note on an old cell or record belongs now: the same place, if it is still there."""
    news = crosswalk.links.get(address, ())
    return news[0] if len(news) == 1 else address
