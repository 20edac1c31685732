"""A table of the spec laid out as the official form prints it: a grid with merged cells."""

from __future__ import annotations

from collections.abc import Iterator

from gxgen.spec.grid import Grid, GridCell
from gxgen.spec.outline import BREAK, Leaf, Node, outline_leaves
from gxgen.spec.table import Block, Cell, Table


def lay_out(table: Table) -> Grid:
    """The grid of a whole table, its blocks stacked; value cells carry their address.

    A block with fewer columns than the widest one lets its last column take the rest.
    """
    columns = max(_width(block) for block in table.blocks)
    by_place = {(cell.row, cell.column): cell for cell in table.cells.values()}
    cells: list[GridCell] = []
    row = 0
    for block in table.blocks:
        placed = list(_block_cells(block, columns, by_place))
        for cell in placed:
            cell.row += row
        cells += placed
        row = max(cell.row + cell.rowspan for cell in placed)
    header = table.blocks[0].head_height if table.repeat_header else 0
    return Grid(row, columns, tuple(cells), header)


def _width(block: Block) -> int:
    return block.stub_width + len(outline_leaves(block.columns))


def _block_cells(
    block: Block, columns: int, by_place: dict[tuple[Leaf, Leaf], Cell]
) -> Iterator[GridCell]:
    top = 1 if block.caption else 0
    if block.caption:
        yield GridCell(0, 0, 1, columns, block.caption, block.caption, role="caption")
    stub, head = block.stub_width, block.head_height
    if stub:
        yield GridCell(top, 0, head, stub, block.corner, block.corner, role="corner")
    stretch = columns - _width(block)
    yield from _heads(block.columns, (top, stub), head, stretch)
    yield from _stubs(block.rows, top + head, stub)
    last = len(outline_leaves(block.columns)) - 1
    for down, row in enumerate(outline_leaves(block.rows)):
        for right, column in enumerate(outline_leaves(block.columns)):
            wide = 1 + (stretch if right == last else 0)
            address = by_place[row, column].address
            yield GridCell(top + head + down, stub + right, 1, wide, address=address, role="value")


def _heads(
    nodes: tuple[Node, ...], corner: tuple[int, int], height: int, stretch: int
) -> Iterator[GridCell]:
    row, column = corner
    for index, node in enumerate(nodes):
        extra = stretch if index == len(nodes) - 1 else 0
        wide = len(list(node.leaves())) + extra
        own = (1 if node.children else height) if node.marked else 0
        if own:
            yield GridCell(row, column, own, wide, node.label, node.marked, role="head")
        yield from _heads(node.children, (row + own, column), height - own, extra)
        column += wide


def _stubs(nodes: tuple[Node, ...], row: int, width: int, column: int = 0) -> Iterator[GridCell]:
    for node in nodes:
        tall = len(list(node.leaves()))
        own = (1 if node.children else width) if node.marked else 0
        if own:
            yield GridCell(row, column, tall, own, node.label, node.marked, role="stub")
        yield from _stubs(node.children, row, width - own, column + own)
        row += tall


def plain(marked: str) -> str:
    """A label without its break points."""
    return marked.replace(BREAK, "")
