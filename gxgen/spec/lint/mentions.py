"""What `mentions.yaml` speaks of: words it explains, cells that exist, codes of the book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gxgen.diag import entries
from gxgen.spec.lint.fault import Data, Fault, Faults, Path
from gxgen.spec.mention import YEARS, Pattern
from gxgen.spec.mentionfile import read_mentions
from gxgen.spec.table import read_tables

STEM = "mentions"
_CODES = ("可引用", "其中之和", "占比", "增幅")
_CONCEPTS = ("紧接", "承前", "明指", "争议")


def judge_mentions(data: Data) -> Faults:
    """Faults of `mentions.yaml`; a pack without one has none."""
    given = data.get(STEM)
    if given is None:
        return
    known = {*given["词"], *YEARS}
    for path, name in _concepts(given):
        if name not in known:
            yield Fault(STEM, path, f"“词”里没有“{name}”", on_value=True)
    for path, code in _codes(given):
        if code not in entries():
            yield Fault(STEM, path, f"没有 {code} 这个编号", on_value=True)
    cells = [cell for table in read_tables(data["tables"]) for cell in table.cells]
    for path, name in _addresses(given):
        if not _exists(name, cells):
            yield Fault(STEM, path, f"没有“{name}”这一格", on_value=True)


def _addresses(given: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Every place that names a cell, or a column of the rows that columns by themselves mean."""
    mentions = read_mentions(given)
    rows = mentions.settings.rows
    for at, option in enumerate(rows):
        yield from ((("句式", "单列各行", at), name) for name in option.names)
    for mention in mentions.mentions:
        for at, column in enumerate(mention.columns):
            crossed = (row.in_columns((column,)) for row in rows)
            yield from (
                ((*_of(mention.name), "列", at), name) for row in crossed for name in row.names
            )
        for at, option in enumerate(mention.options[len(rows) if mention.columns else 0 :]):
            yield from (((*_of(mention.name), "可为", at), name) for name in option.names)


def _concepts(given: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Every place that names an entry of 词."""
    context = given["语境"]
    for key in _CONCEPTS:
        yield from ((("语境", key, at), name) for at, name in enumerate(context.get(key, ())))
    if "事由" in context:
        yield ("语境", "事由"), context["事由"]
    for section, names in context.get("小节", {}).items():
        yield from ((("语境", "小节", section, at), name) for at, name in enumerate(names))
    parsed = {mention.name: mention for mention in read_mentions(given).mentions}
    for name, mention in given["提法"].items():
        for at, pattern in enumerate(parsed[name].patterns):
            yield from (((*_of(name), "词", at), word) for word in sorted(_words(pattern)))
        for at, option in enumerate(parsed[name].options):
            yield from (((*_of(name), "可为", at), word) for word in sorted(option.said))
        items = enumerate(mention.get("全部即无", ()))
        yield from (((*_of(name), "全部即无", at), word) for at, word in items)


def _of(name: str) -> Path:
    return ("提法", name)


def _words(pattern: Pattern) -> frozenset[str]:
    return pattern.needed | pattern.allowed


def _codes(given: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    for key in _CODES:
        yield ("句式", key), given["句式"][key]
    for name, mention in given["提法"].items():
        for key in ("编号", "没有的编号"):
            if key in mention:
                yield (*_of(name), key), mention[key]


def _exists(name: str, cells: list[str]) -> bool:
    """A cell, or a group with the column whose cells are added up."""
    group, _, column = name.rpartition(".")
    return name in cells or any(
        cell.startswith(f"{group}.") and cell.endswith(f".{column}") for cell in cells
    )
