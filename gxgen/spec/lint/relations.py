"""The relations of `checks.yaml`: readable, about cells that exist, under a code of their own."""

from __future__ import annotations

from gxgen.diag import entries
from gxgen.source.tree import MappingNode, Scalar, SequenceNode
from gxgen.spec.lint.fault import Data, Fault, Faults
from gxgen.spec.lint.layers import Layers
from gxgen.spec.merge import IDENTITY
from gxgen.spec.relation import SCOPES, RelationError, Rule, expand, read_rules
from gxgen.spec.table import read_tables

STEM = "checks"
OWN = "GX8"
"""Opens the codes of a pack's own checks."""


def judge_relations(data: Data) -> Faults:
    """Every relation against the tables (GX104), and its code against the code book."""
    rules = read_rules(data.get(STEM) or ())
    tables = {table.key: table for table in read_tables(data["tables"])}
    for rule in rules:
        if rule.per and not rule.table:
            yield Fault(STEM, (rule.code, "每"), "写了“每”，还要写是哪一张“表”", code="GX104")
            continue
        if rule.code.startswith(OWN) and not rule.level:
            yield Fault(STEM, (rule.code,), f"{rule.code} 是自己的编号，要写“级别”")
        elif not rule.code.startswith(OWN) and rule.code not in entries():
            reason = f"没有 {rule.code} 这个编号；自己的编号以 {OWN} 开头"
            yield Fault(STEM, (rule.code, IDENTITY), reason, on_value=True)
        if rule.level == "error" and _looks_back(rule):
            reason = f"{rule.code} 与别的年报比较，级别最高是警告"
            yield Fault(STEM, (rule.code, "级别"), reason, on_value=True)
        try:
            expand(rule, tables)
        except RelationError as error:
            place = (rule.code, "关系")
            yield Fault(STEM, place, str(error), on_value=True, code="GX104")


def _looks_back(rule: Rule) -> bool:
    """Whether a relation rests on another report: that may be wrong itself, so it never stops."""
    names = (term.removeprefix("-") for term in rule.relation.replace("+", " ").split())
    return any(name.partition(".")[0] in SCOPES for name in names)


def judge_codes(layers: Layers) -> Faults:
    """One code twice in a file: the later entry would replace the earlier one without a word."""
    for layer in layers.of(STEM):
        seen: set[str] = set()
        for item in layer.root.items if isinstance(layer.root, SequenceNode) else ():
            code = item.items.get(IDENTITY) if isinstance(item, MappingNode) else None
            if isinstance(code, Scalar):
                if code.text in seen:
                    reason = f"编号 {code.text} 在同一个文件里用了两次"
                    yield Fault(STEM, (code.text, IDENTITY), reason, on_value=True)
                seen.add(code.text)
