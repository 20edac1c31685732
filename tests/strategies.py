"""What Hypothesis draws: tables that the outline language can express, figures, and prose.

`table_data` draws what could stand in a `tables.yaml`; `tables` the tables read from it. Both keep
to what the spec linter accepts, and otherwise try to be as odd as a form can be: labels that come
again in other branches, transparent groups, totals at any level, stacked blocks of unequal width.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from gxgen.spec.lint.tables import judge_tables
from gxgen.spec.outline import Node
from gxgen.spec.spec import Spec
from gxgen.spec.table import Cell, Table, read_tables

Outline = dict[str, Any]
KEYS = [f"{stem}{end}" for stem in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳" for end in "类项况果数额"]
LABELS = [
    "其他",
    "总计",
    "结果/维持",
    "（一）予以公开",
    "1.属于机密",
    "本年增//减",
    "“三类”",
    "信息内容",
]
SEVEN_DIGITS = st.integers(0, 9_999_999)
MONEY = st.builds(
    lambda whole, part: Decimal(f"{whole}.{part}" if part else whole),
    st.integers(0, 9_999_999),
    st.sampled_from(["", "5", "10", "241619"]),
)


@st.composite
def _label(draw: st.DrawFn, used: set[str]) -> str:
    """A label that its level does not have yet; white space in it counts for nothing."""
    options = [label for label in LABELS if label not in used]
    label = draw(st.sampled_from(options)) if options and draw(st.booleans()) else ""
    if not label:
        label = f"第{len(used) + 1}栏" + draw(
            st.sampled_from(["", "（单位：件）", "数量", " 合 计"])
        )
    used.add(label)
    return label


@st.composite
def _outline(draw: st.DrawFn, depth: int, taken: set[str], total: bool) -> Outline:
    """One level of an outline. `taken` are the names that its addresses may not use again."""
    labels: set[str] = set()
    nodes: Outline = {}
    for _ in range(draw(st.integers(1, 4))):
        free = [key for key in KEYS if key not in taken]
        if not free:
            break
        key = draw(st.sampled_from(free))
        node: dict[str, Any] = {"标签": draw(_label(labels))}
        if depth and draw(st.integers(0, 3)) == 0:
            clear = draw(st.booleans())
            if clear:
                node["透明"] = "是"
            below = taken if clear else set()
            taken.add(key)
            node["子"] = draw(_outline(depth - 1, below, total))
        else:
            taken.add(key)
            if draw(st.booleans()):
                node["缺省"] = "0"
        nodes[key] = node
    free = [key for key in KEYS if key not in taken]
    if total and free and draw(st.booleans()):
        key = draw(st.sampled_from(free))
        taken.add(key)
        where = draw(st.integers(0, len(nodes)))
        items = list(nodes.items())
        items.insert(where, (key, {"标签": draw(_label(labels)), "合计": "是"}))
        nodes = dict(items)
    return nodes


@st.composite
def _block(draw: st.DrawFn, taken: set[str], caption: str) -> dict[str, Any]:
    kind = draw(st.sampled_from(["数", "数", "金额"]))
    made: dict[str, Any] = {"类型": kind, "角": draw(st.sampled_from(["", "信息内容", "（勾稽）"]))}
    if caption:
        made["标题"] = caption
    if draw(st.integers(0, 4)) == 0:
        made["行"] = {"件数": {"透明": "是"}}
        made["列"] = draw(_outline(2, taken, True))
    else:
        made["行"] = draw(_outline(2, taken, True))
        made["列"] = draw(_outline(2, set(), True))
    return made


@st.composite
def table_data(draw: st.DrawFn) -> Outline:
    """One table as `tables.yaml` would hold it, under the key 表."""
    taken: set[str] = set()
    count = draw(st.integers(1, 3))
    captions = [f"第{number}块" for number in range(1, count + 1)]
    blocks = [draw(_block(taken, caption if count > 1 else "")) for caption in captions]
    fields = {"名称": "任意一张表", "简称": "表", "依据": "无", "块": blocks}
    return {"表": fields | ({"表头重复": "是"} if draw(st.booleans()) else {})}


def is_expressible(data: Outline) -> bool:
    """Whether the linter would take the table."""
    return not list(judge_tables({"tables": data}))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table read from `table_data`."""
    (table,) = read_tables(draw(table_data().filter(is_expressible)))
    return table


@st.composite
def nodes(draw: st.DrawFn) -> tuple[Node, ...]:
    """One side of a table."""
    block = draw(st.sampled_from(draw(tables()).blocks))
    return draw(st.sampled_from([block.rows, block.columns]))


def figure(cell: Cell) -> st.SearchStrategy[int | Decimal]:
    """A value for a cell that is filled in, often 0."""
    return st.one_of(st.just(0), MONEY if cell.kind == "金额" else SEVEN_DIGITS)


@st.composite
def leaves(draw: st.DrawFn, table: Table) -> dict[str, int | Decimal]:
    """A figure for every cell of `table` that is not a total, by address."""
    cells = [cell for cell in table.cells.values() if not cell.is_total]
    values = draw(st.tuples(*(figure(cell) for cell in cells)))
    return {cell.address: value for cell, value in zip(cells, values, strict=True)}


def completed(table: Table, given: dict[str, int | Decimal]) -> dict[str, int | Decimal]:
    """`given` with every total, added up here from the leaves of its row and column."""
    made = dict(given)
    for cell in table.cells.values():
        if cell.is_total:
            made[cell.address] = sum(given[address] for address in cell.addends)
    return made


def nested(values: dict[str, Any]) -> dict[str, Any]:
    """address → value as mappings within mappings, the way a clerk writes it."""
    made: dict[str, Any] = {}
    for address, value in values.items():
        group = made
        *steps, last = address.split(".")
        for step in steps:
            group = group.setdefault(step, {})
        group[last] = str(value) if isinstance(value, Decimal) else value
    return made


def spec_with(spec: Spec, *tables: Table) -> Spec:
    """The real spec with other tables and without relations between cells."""
    return replace(spec, tables=tables, rules=(), equations=())


@st.composite
def report_figures(draw: st.DrawFn, spec: Spec, *, balanced: bool = True) -> dict[str, int]:
    """Figures of a whole report, totals left out. `balanced` ones break no relation.

    What is carried over and what is new is cut from the sum of what happened to it.
    """
    values: dict[str, Any] = {}
    for table in spec.tables:
        values |= draw(leaves(table))
    if balanced:
        _balance(values, spec, draw)
    return values


def _balance(values: dict[str, Any], spec: Spec, draw: st.DrawFn) -> None:
    """Makes the first filled-in cell of every equation what the others leave for it."""
    for equation in spec.equations:
        if equation.scopes != {""} or equation.rule.operator != "==":
            continue
        terms = [(term.sign, term.address) for term in equation.left]
        terms += [(-term.sign, term.address) for term in equation.right]
        if any(spec.cells[address].axis == "column" for _, address in terms):
            continue
        free = terms[0][1]
        values[free] = 0
        excess = sum(sign * _sum(values, spec, address) for sign, address in terms)
        if excess <= 0:
            values[free] = -excess
        else:
            # The right side is too small for what was drawn: the surplus is carried over.
            values[terms[-1][1]] += excess


def _sum(values: dict[str, Any], spec: Spec, address: str) -> int:
    cell = spec.cells[address]
    return sum(values[part] for part in cell.addends) if cell.is_total else values[address]


_WORDS = (
    "全年公开信息 12条 （一） 一、 1. （1） “放管服” 2024 0123 null 是 no {{ }} {% %} ]]> &amp;"
)
_SIGNS = "，。；：…—<>&'\"#|*!%@`\\~[]{}｛｝𠮷😀é"
_SPACES = ["\n", "\n\n", " ", "\u3000", "\t", "\u00a0", "\u200b", "- ", ": "]
_PIECES = [*_WORDS.split(), *_SIGNS, *_SPACES]
prose = st.lists(st.one_of(st.sampled_from(_PIECES), st.text("公开条例的和", max_size=30))).map(
    "".join
)
"""Random prose with everything that could mean something to YAML, to XML or to a template."""
plain_prose = prose.map(lambda text: "".join(sign for sign in text if sign not in "{}｛｝"))
"""The same without braces."""
