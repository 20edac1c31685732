"""Linear relations between cells, as the packs' `checks.yaml` writes them.

    {编号: GX311, 表: T, 每: 列, 关系: A + B == C.D + E}

Addresses are relative to the table `表` (or absolute without it). `每: 列` repeats the relation
for every column of the table, `每: 行` for every row. An address may be prefixed with the scope
上年. or 下级.; relations only judge, they never fill a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gxgen.spec.outline import outline_leaves
from gxgen.spec.table import Table

LAST = "上年"
SCOPES = (LAST, "下级")
PER_COLUMN, PER_ROW = "列", "行"
LEVELS = {"错误": "error", "警告": "warning", "建议": "advice"}
_OPERATOR = re.compile(r"==|<=|>=")
_TERM = re.compile(r"\s*(?P<sign>[+-]?)\s*(?P<name>[^\s+\-]+)")


@dataclass(frozen=True, slots=True)
class Term:
    """`sign` (+1 or -1) times the cell at `address` in `scope` ("" is this report)."""

    sign: int
    address: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Equation:
    """One relation for one column or row: left `operator` right.

    `key` names the column or row it was made for ("" for a single one).
    """

    rule: Rule
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    key: str = ""
    label: str = ""

    @property
    def terms(self) -> tuple[Term, ...]:
        return self.left + self.right

    @property
    def scopes(self) -> frozenset[str]:
        return frozenset(term.scope for term in self.terms)


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of `checks.yaml`. `level` is "" where the code book decides."""

    code: str
    name: str
    relation: str
    table: str = ""
    per: str = ""
    level: str = ""
    basis: str = ""
    more_left: str = ""
    more_right: str = ""
    hint: str = ""

    @property
    def operator(self) -> str:
        found = _OPERATOR.search(self.relation)
        return found.group() if found else ""


class RelationError(ValueError):
    """A relation that cannot be read; the message says in Chinese what is wrong."""


def read_rules(data: Sequence[Mapping[str, object]]) -> tuple[Rule, ...]:
    """The relation entries of `checks.yaml` (entries of other kinds are skipped)."""
    return tuple(_rule(entry) for entry in data if "关系" in entry)


def _rule(entry: Mapping[str, object]) -> Rule:
    def text(name: str) -> str:
        value = entry.get(name)
        return "" if value is None else str(value)

    return Rule(
        code=text("编号"),
        name=text("名称"),
        relation=text("关系"),
        table=text("表"),
        per=text("每"),
        level=LEVELS.get(text("级别"), ""),
        basis=text("依据"),
        more_left=text("左多"),
        more_right=text("右多"),
        hint=text("提示"),
    )


def expand(rule: Rule, tables: Mapping[str, Table]) -> tuple[Equation, ...]:
    """The equations of one rule. Raises RelationError for what the tables do not have."""
    parts = _OPERATOR.split(rule.relation)
    if len(parts) != 2:
        raise RelationError("关系式里要有且只有一个 ==、<= 或 >=")
    sides = [list(_terms(part)) for part in parts]
    made = []
    for key, label in _repeats(rule, tables):
        left, right = (tuple(_place(term, rule, key, tables) for term in side) for side in sides)
        made.append(Equation(rule, left, right, key, label))
    return tuple(made)


def _terms(side: str) -> Iterator[Term]:
    position = 0
    side = side.strip()
    while position < len(side):
        found = _TERM.match(side, position)
        if found is None or (position and not found["sign"]):
            raise RelationError(f"“{side}”里只能用 + 和 - 连接各项")
        scope, _, rest = found["name"].partition(".")
        known = scope in SCOPES and rest
        yield Term(
            -1 if found["sign"] == "-" else 1,
            rest if known else found["name"],
            scope if known else "",
        )
        position = found.end()
    if not side:
        raise RelationError("关系式的一边是空的")


def _repeats(rule: Rule, tables: Mapping[str, Table]) -> list[tuple[str, str]]:
    if not rule.per:
        return [("", "")]
    table = tables.get(rule.table)
    if table is None:
        raise RelationError(f"没有“{rule.table}”这张表")
    outlines = {PER_COLUMN: "columns", PER_ROW: "rows"}
    leaves = outline_leaves(getattr(table.blocks[0], outlines[rule.per]))
    return [(".".join(leaf.address), leaf.node.label) for leaf in leaves]


def _place(term: Term, rule: Rule, key: str, tables: Mapping[str, Table]) -> Term:
    steps = [rule.table] if rule.table else []
    middle = [key, term.address] if rule.per == PER_ROW else [term.address, key]
    address = ".".join(step for step in (*steps, *middle) if step)
    table = tables.get(address.partition(".")[0])
    if table is None or address not in table.cells:
        raise RelationError(f"没有“{address}”这一格")
    return Term(term.sign, address, term.scope)
