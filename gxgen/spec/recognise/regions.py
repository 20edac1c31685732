"""A published table cut into the regions of its blocks: caption, heading rows, rows of figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gxgen.spec.outline import outline_leaves
from gxgen.spec.recognise.labels import fold, likeness
from gxgen.spec.recognise.recut import recut
from gxgen.spec.recognise.rows import stub_texts
from gxgen.spec.recognise.sheet import Row, Sheet, is_label
from gxgen.spec.table import Block, Table

_CAPTION_LIKE = 0.75


@dataclass(slots=True)
class Region:
    """Rows that stand below one caption on one sheet.

    `block` is what the caption names; None where the table shows none, or (`foreign`) where it
    names something that the form does not have.
    """

    sheet: Sheet
    block: Block | None
    caption: str = ""
    foreign: bool = False
    heads: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def cut_regions(table: Table, sheets: Sequence[Sheet]) -> list[Region]:
    """The regions of all sheets in order; rows of a later sheet without a caption continue."""
    captions = {fold(block.caption): block for block in table.blocks if block.caption}
    labels = _row_labels(table)
    alone = table.blocks[0] if len(table.blocks) == 1 else None
    regions: list[Region] = []
    for sheet in sheets:
        last = regions[-1] if regions else None
        here = Region(sheet, last.block if last else alone, last.caption if last else "")
        here.foreign = last.foreign if last else False
        regions.append(here)
        for row in sheet.rows if sheet.exact else recut(sheet, table):
            begun = _begins(row, captions)
            if begun is not None:
                block, foreign = begun
                here = Region(sheet, block, _first_text(row), foreign)
                regions.append(here)
            elif _is_data(row, labels, here):
                here.rows.append(row)
            elif row.texts:
                # A heading below rows of figures is one repeated on a new page: it changes nothing.
                here.heads += [] if here.rows else [row]
    return [region for region in regions if region.rows or region.heads]


def _begins(row: Row, captions: dict[str, Block]) -> tuple[Block | None, bool] | None:
    """What a caption row opens: its block, or something foreign; None for other rows."""
    texts = set(row.own_texts)
    if not captions or len(texts) != 1 or row.has_figures:
        return None
    text = texts.pop()
    if text in captions:
        return captions[text], False
    alike = max(likeness(text, caption) for caption in captions)
    return (None, True) if alike >= _CAPTION_LIKE else None


def _first_text(row: Row) -> str:
    return next((" ".join(cell.text.split()) for cell in row.cells if is_label(cell)), "")


def _row_labels(table: Table) -> set[str]:
    leaves = (leaf for block in table.blocks for leaf in outline_leaves(block.rows))
    return {fold(leaf.labels[-1]) for leaf in leaves if leaf.labels}


def _is_data(row: Row, labels: set[str], here: Region) -> bool:
    """A row of figures: it shows some, or it is empty behind one of the form's row labels, or
    it is the empty row below the headings of a table whose rows have no labels."""
    stub = stub_texts(row)
    if row.has_figures or (bool(stub) and stub[-1] in labels):
        return True
    blank = row.is_blank and not stub
    return blank and not labels and bool(here.heads) and not here.rows
