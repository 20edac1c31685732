"""What the rules of the spec language demand of tables: names, totals, labels, addresses, a grid.

A table is judged in two steps: its outlines as written, and, when those are sound, the cells and
the grid that follow from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gxgen.spec.layout import lay_out
from gxgen.spec.lint.cells import judge_cells
from gxgen.spec.lint.fault import Data, Fault, Faults, Path, yes
from gxgen.spec.lint.names import name_fault
from gxgen.spec.table import Table, read_tables

SIDES = ("行", "列")
BELOW = "子"
LABEL, TOTAL, CLEAR, DEFAULT, KIND = "标签", "合计", "透明", "缺省", "类型"
MOST_COLUMNS, MOST_CELLS = 60, 3000
"""Word stops at 63 columns; no form of this country has as many cells."""


def judge_tables(data: Data) -> Faults:
    """All tables of `tables.yaml`."""
    for key, fields in data["tables"].items():
        faults = list(_judge_outlines(key, fields))
        yield from faults
        if not faults:
            (table,) = read_tables({key: fields})
            faults = list(judge_cells(table))
            yield from faults
        if not faults:
            yield from _judge_grid(table)


def _judge_outlines(key: str, fields: Mapping[str, Any]) -> Faults:
    cells = 0
    for index, block in enumerate(fields["块"]):
        for side in SIDES:
            path: Path = (key, "块", index, side)
            yield from _judge_nodes(path, block[side])
        rows, columns = (_leaf_count(block[side]) for side in SIDES)
        cells += rows * columns
        if columns > MOST_COLUMNS or cells > MOST_CELLS:
            size = f"最多{MOST_COLUMNS}列、{MOST_CELLS}格"
            yield Fault("tables", (key, "块", index), f"“{key}”太大，{size}")


def _leaf_count(nodes: Mapping[str, Any]) -> int:
    return sum(
        _leaf_count(node[BELOW]) if isinstance(node, Mapping) and BELOW in node else 1
        for node in nodes.values()
    )


def _judge_nodes(path: Path, nodes: Mapping[str, Any]) -> Faults:
    """One level of an outline, then the levels below it."""
    for key, node in nodes.items():
        own = (*path, key)
        why = name_fault(key)
        if why:
            yield Fault("tables", own, f"“{key}”不能作名称：{why}")
        label = node.get(LABEL, "") if isinstance(node, Mapping) else node
        if not label.replace("/", "").strip() and not yes(node, CLEAR):
            yield Fault("tables", own, f"“{key}”没有标签；只有写了“透明: 是”的才可以没有标签")
        if isinstance(node, Mapping):
            yield from _judge_node(own, node, nodes)


def _judge_node(path: Path, node: Mapping[str, Any], siblings: Mapping[str, Any]) -> Faults:
    key = path[-1]
    if BELOW in node:
        for name in (TOTAL, DEFAULT, KIND):
            if name in node:
                yield Fault("tables", (*path, name), f"“{key}”下面还分几项，不能写“{name}”")
        yield from _judge_nodes((*path, BELOW), node[BELOW])
    if yes(node, TOTAL):
        if all(yes(other, TOTAL) for other in siblings.values()):
            yield Fault("tables", (*path, TOTAL), f"“{key}”是合计，同级却没有可以相加的项")
        if DEFAULT in node:
            yield Fault("tables", (*path, DEFAULT), f"“{key}”是合计，由程序计算，不能写“缺省”")


def _judge_grid(table: Table) -> Faults:
    """Every position of the printed table belongs to exactly one cell."""
    grid = lay_out(table)
    holes = [
        (row, column)
        for row in range(grid.rows)
        for column in range(grid.columns)
        if grid.at(row, column) is None
    ]
    area = sum(cell.rowspan * cell.colspan for cell in grid.cells)
    flat = any(cell.rowspan < 1 or cell.colspan < 1 for cell in grid.cells)
    path: Path = (table.key, "块")
    if holes:
        row, column = holes[0]
        where = f"第{row + 1}行第{column + 1}列"
        yield Fault(
            "tables", path, f"“{table.key}”排出来的表在{where}没有格子：同级各项的标签层数不一致"
        )
    elif flat or area != grid.rows * grid.columns:
        yield Fault("tables", path, f"“{table.key}”的标签排不成一张表：表头的各列要有标签")
