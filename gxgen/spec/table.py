"""A table of the report: blocks of crossed outlines, their cells, groups and records.

Read from a pack's `tables.yaml` (already judged by its meta-schema).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gxgen.spec.outline import BREAK, Leaf, Node, addends, outline_leaves

Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Block:
    """One crossing of rows and columns; a table stacks one or more of them.

    `caption` spans the whole width above the headings ("" for none); `corner` stands where row
    and column headings meet; `kind` is the field kind of the cells.
    """

    caption: str
    corner: str
    kind: str
    rows: tuple[Node, ...]
    columns: tuple[Node, ...]

    @property
    def stub_width(self) -> int:
        """Grid columns that the row labels take."""
        return max(node.depth for node in self.rows)

    @property
    def head_height(self) -> int:
        """Grid rows that the column labels take."""
        return max(node.depth for node in self.columns)


@dataclass(frozen=True, slots=True)
class Cell:
    """One value cell: where it is, what it is called, how it is read.

    `addends` are the addresses a total sums, empty for a cell that is filled in.
    `axis` says which outline declares the total: "row", "column", or "" (not a total).
    """

    address: str
    table: str
    kind: str
    row: Leaf
    column: Leaf
    default: str | None
    axis: str = ""
    addends: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The official labels that lead to the cell, joined as people read them."""
        named = [
            node.label
            for leaf in (self.row, self.column)
            for node in leaf.path
            if node.marked and not node.transparent
        ]
        return "／".join(named)

    @property
    def is_total(self) -> bool:
        return bool(self.axis)

    @property
    def help(self) -> str:
        """The 填报说明 of the row, then of the column."""
        return "；".join(leaf.node.help for leaf in (self.row, self.column) if leaf.node.help)


@dataclass(frozen=True, slots=True)
class Record:
    """The innermost mapping a clerk fills in: a row, a group of outcomes, or a single cell."""

    address: str
    label: str
    cells: tuple[Cell, ...]

    @property
    def single(self) -> bool:
        """True when the record is one cell, written as a bare value (行政许可: 3)."""
        return len(self.cells) == 1 and self.cells[0].address == self.address


@dataclass(frozen=True)
class Table:
    """A table: `key` is its step in addresses, `short` what people call it (表三).

    `statutory` tables are locked; annex tables of a pack belong to chapter `chapter`.
    """

    key: str
    title: str
    short: str
    basis: str
    blocks: tuple[Block, ...]
    repeat_header: bool = False
    statutory: bool = True
    chapter: str = ""
    cells: Mapping[str, Cell] = field(init=False)
    records: Mapping[str, Record] = field(init=False)

    def __post_init__(self) -> None:
        cells = {cell.address: cell for cell in _cells(self)}
        object.__setattr__(self, "cells", cells)
        object.__setattr__(self, "records", _records(cells, self.key))

    def below(self, address: str) -> tuple[Record, ...]:
        """The records under a group address, or the record itself; empty when there are none."""
        if address in self.records:
            return (self.records[address],)
        prefix = address + "."
        return tuple(record for key, record in self.records.items() if key.startswith(prefix))


def _cells(table: Table) -> Iterator[Cell]:
    for block in table.blocks:
        rows, columns = outline_leaves(block.rows), outline_leaves(block.columns)
        for row in rows:
            for column in columns:
                yield _cell(table.key, block, row, column, (rows, columns))


def _cell(
    table: str,
    block: Block,
    row: Leaf,
    column: Leaf,
    all_: tuple[tuple[Leaf, ...], tuple[Leaf, ...]],
) -> Cell:
    row_total, column_total = row.total_depth >= 0, column.total_depth >= 0
    rows = addends(row, all_[0]) if row_total else (row,)
    columns = addends(column, all_[1]) if column_total else (column,)
    axis = "row" if row_total else "column" if column_total else ""
    parts = tuple(_address(table, one, other) for one in rows for other in columns) if axis else ()
    default = column.node.default if column.node.default is not None else row.node.default
    kind = column.node.kind or row.node.kind or block.kind
    return Cell(_address(table, row, column), table, kind, row, column, default, axis, parts)


def _address(table: str, row: Leaf, column: Leaf) -> str:
    return ".".join((table, *row.address, *column.address))


def _records(cells: Mapping[str, Cell], table: str) -> dict[str, Record]:
    """Cells grouped by the address of their innermost mapping.

    The table itself is no record, nor is a mapping that has groups beside its cells: there each
    cell is a record of its own.
    """
    mixed = {table}
    for cell in cells.values():
        above = cell.address.rpartition(".")[0].rpartition(".")[0]
        while above and above not in mixed:
            mixed.add(above)
            above = above.rpartition(".")[0]
    groups: dict[str, list[Cell]] = {}
    for cell in cells.values():
        parent = cell.address.rpartition(".")[0]
        groups.setdefault(cell.address if parent in mixed else parent, []).append(cell)
    return {
        key: Record(key, _record_label(key, group), tuple(group)) for key, group in groups.items()
    }


def _record_label(address: str, cells: list[Cell]) -> str:
    if cells[0].address == address:
        return cells[0].label
    row_is_record = len({cell.row for cell in cells}) == 1 and bool(cells[0].row.address)
    path = cells[0].row.path if row_is_record else cells[0].column.path[:-1]
    return "／".join(node.label for node in path if node.marked and not node.transparent)


def read_tables(data: Fields, *, statutory: bool = True) -> tuple[Table, ...]:
    """`tables.yaml` as tables, in its order."""
    return tuple(_table(key, fields, statutory) for key, fields in data.items())  # type: ignore[arg-type]


def _table(key: str, fields: Fields, statutory: bool) -> Table:
    blocks = fields["块"]
    assert isinstance(blocks, list)
    return Table(
        key=key,
        title=_text(fields, "名称"),
        short=_text(fields, "简称"),
        basis=_text(fields, "依据"),
        blocks=tuple(_block(block) for block in blocks),
        repeat_header=_yes(fields, "表头重复"),
        statutory=statutory and not _text(fields, "章"),
        chapter=_text(fields, "章"),
    )


def _block(fields: Fields) -> Block:
    return Block(
        caption=_text(fields, "标题"),
        corner=_text(fields, "角"),
        kind=_text(fields, "类型"),
        rows=read_nodes(fields["行"]),
        columns=read_nodes(fields["列"]),
    )


def read_nodes(data: object) -> tuple[Node, ...]:
    """A mapping key → label or fields as nodes, in its order."""
    assert isinstance(data, Mapping)
    return tuple(_node(str(key), value) for key, value in data.items())


def _node(key: str, value: object) -> Node:
    if not isinstance(value, Mapping):
        return Node(key, _marked(str(value or "")))
    default = value.get("缺省")
    return Node(
        key=key,
        marked=_marked(_text(value, "标签")),
        children=read_nodes(value["子"]) if "子" in value else (),
        total=_yes(value, "合计"),
        transparent=_yes(value, "透明"),
        default=None if default is None else str(default),
        kind=_text(value, "类型"),
        help=_text(value, "说明"),
    )


def _marked(label: str) -> str:
    return label.replace("//", "\x00").replace("/", BREAK).replace("\x00", "/")


def _text(fields: Fields, name: str) -> str:
    value = fields.get(name)
    return "" if value is None else str(value)


def _yes(fields: Fields, name: str) -> bool:
    return fields.get(name) == "是"
