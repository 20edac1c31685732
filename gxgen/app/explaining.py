"""Explaining: what a code means, or what a cell is, in words for the clerk."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from string import Formatter

from gxgen.diag.book import Entry, cited, entries
from gxgen.diag.text import SEVERITY_WORDS
from gxgen.report.model import Report
from gxgen.spec.group import Group
from gxgen.spec.kinds import show
from gxgen.spec.relation import Equation
from gxgen.spec.spec import Spec
from gxgen.spec.table import Cell


def explain_code(code: str, spec: Spec | None = None) -> str | None:
    """The page of a code as text, or None for one that is not in the book.

    `spec` says what to do about the relations that its pack declares.
    """
    entry = entries().get(code.upper())
    if entry is None:
        return None
    lines = [f"{entry.code}  {entry.title}（{SEVERITY_WORDS[entry.severity]}）"]
    for heading, texts in _sections(entry, spec):
        lines += ["", heading, *(f"  {line}" for text in texts for line in text.splitlines())]
    return "\n".join(lines) + "\n"


def checks_page(spec: Spec | None = None) -> str:
    """All codes as one Markdown page: `docs/checks.md`, made from the same source."""
    lines = [
        "# 检查项目一览",
        "",
        "本页由 `scripts/generate.py` 从 `gxgen/diag/codes.toml` 生成，",
        "与 `gxgen explain 编号` 同一来源。",
        "错误：改正前不能生成；警告：可以生成，`--strict` 时不能；建议：从不妨碍生成。",
        "",
    ]
    for entry in entries().values():
        lines += [
            f"## {entry.code} {entry.title}",
            "",
            f"级别：{SEVERITY_WORDS[entry.severity]}",
            "",
        ]
        for heading, texts in _sections(entry, spec):
            lines += [f"**{heading}**", ""]
            if heading == _EXAMPLE:
                lines += ["```yaml", *texts, "```", ""]
            else:
                lines += [f"- {text}" for text in texts] + [""]
    return "\n".join(lines)


_EXAMPLE = "错例"


def _sections(entry: Entry, spec: Spec | None) -> Iterator[tuple[str, list[str]]]:
    """The page of a code: headings with their texts, empty ones left out."""
    yield "检查什么", _texts(entry.message, *entry.cases.values()) or [entry.title]
    yield "为什么", [entry.why]
    yield _EXAMPLE, [entry.example]
    rules = spec.rules if spec is not None else ()
    remedies = [rule.hint.replace("{差}", "…") for rule in rules if rule.code == entry.code]
    hints = _texts(entry.hint, *entry.case_hints.values()) + remedies
    if hints:
        yield "怎么改", hints
    published = _texts(entry.published_hint, *entry.published_case_hints.values())
    if published:
        yield "已公布的文件怎么改", published
    if cited(entry):
        yield "依据", [cited(entry)]
    waiver = "可以，在“豁免”里写明编号和原因" if entry.waivable else "不能"
    yield "能否豁免", [waiver]


def _texts(*templates: str) -> list[str]:
    """Message templates as examples of themselves: facts shown as …, doubles left out."""
    shown = [
        "".join(
            text + ("…" if name is not None else "") for text, name, *_ in Formatter().parse(one)
        )
        for one in templates
    ]
    return [text for text in dict.fromkeys(shown) if text.strip("…，：")]


def explain_address(name: str, spec: Spec, last: Report | None = None) -> str | None:
    """What a cell, record or group is; `last` is last year's report. None for no such address."""
    cell = spec.cells.get(name)
    if cell is not None:
        return "\n".join(_cell_page(cell, spec, last)) + "\n"
    group: Group | Cell | None = spec.groups.get(name.split(".")[0])
    for step in name.split(".")[1:]:
        group = group.children.get(step) if isinstance(group, Group) else None
    return "\n".join(_group_page(group)) + "\n" if isinstance(group, Group) else None


def _cell_page(cell: Cell, spec: Spec, last: Report | None) -> Iterator[str]:
    table = spec.table(cell.table)
    yield cell.address
    yield f"  位置：{table.short if table else ''} {cell.label}"
    if cell.help:
        yield f"  填报说明：{cell.help}"
    yield f"  依据：{table.basis if table else ''}"
    if cell.is_total:
        yield "  怎样得来：由程序按各分项计算；写了就与计算结果核对"
    elif cell.default is not None:
        yield f"  不写时：按 {cell.default} 计"
    for equation in spec.equations:
        if any(term.address == cell.address and not term.scope for term in equation.terms):
            yield f"  关系：{equation.rule.code} {equation.rule.name}：{written(equation)}"
    yield "  谁能改：国家统一格式的格子，省级模板包不能删、不能改名"
    value = last.figures.claimed(cell.address) if last is not None else None
    if value is not None and last is not None:
        yield f"  上年（{last.year}年）：{show(value)}"


def _group_page(group: Group) -> Iterator[str]:
    yield group.address
    yield f"  名称：{group.label}"
    if group.help:
        yield f"  填报说明：{group.help}"
    yield "  下面有："
    for key, child in group.children.items():
        label = child.label.rpartition("／")[2]
        yield f"    {key}" + (f"（{label}）" if label != key else "")


def written(equation: Equation) -> str:
    """An equation as people write it, with full addresses."""
    sides = []
    for side in (equation.left, equation.right):
        shown = ""
        for term in side:
            sign = " － " if term.sign < 0 else " ＋ " if shown else ""
            shown += sign + (f"{term.scope}." if term.scope else "") + term.address
        sides.append(shown)
    words = {"==": "＝", "<=": "≤", ">=": "≥"}
    return f" {words[equation.rule.operator]} ".join(sides)


def near_names(name: str, spec: Spec) -> list[str]:
    """Codes and addresses that `name` may have meant, best first."""
    labels = {cell.label.replace("／", "."): key for key, cell in spec.cells.items()}
    ends = [key for key in spec.cells if key.endswith(f".{name}")]
    records = [key for table in spec.tables for key in table.records if key.endswith(f".{name}")]
    if records or ends:
        return [*records, *ends][:3]
    close = get_close_matches(name, [*entries(), *spec.cells, *labels], n=3, cutoff=0.4)
    return [labels.get(item, item) for item in close]
