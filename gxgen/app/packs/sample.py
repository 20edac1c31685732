"""Sample data for a pack: a report that passes its checks, or one whose every figure is unique."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

from gxgen.report import header
from gxgen.spec.chapter import Chapter
from gxgen.spec.field import Field, FieldKind
from gxgen.spec.group import Group
from gxgen.spec.pack import BASE
from gxgen.spec.relation import Equation
from gxgen.spec.spec import Spec
from gxgen.spec.table import Cell
from gxgen.writers.yaml import quoted

FIRST_SENTINEL = 1001
AGENCY = "云岭县人民政府"
_SKIPPED = frozenset(
    (
        header.EDITION, header.PACK, header.TITLE, header.PREFACE, header.PERIOD, header.BASES,
        header.NUMBERING, header.LAST_YEAR, header.LEXICON, header.WAIVERS, header.UNPLACED,
        header.NOTES,
    )
)  # fmt: skip
"""Fields for which the pack has its own words, or that are for special cases."""
_PASSES = 4

Data = dict[str, object]


def sample_data(spec: Spec, *, sentinel: bool = False) -> Data:
    """A whole report as plain data. With `sentinel` no two figures are alike (and none adds up)."""
    year = spec.edition.last or spec.edition.first + 3
    data: Data = {header.YEAR: year}
    if spec.pack != BASE:
        data[header.PACK] = spec.pack
    for field in spec.fields:
        if field.key not in data and field.key not in _SKIPPED and not field.fixed:
            data[field.key] = _field(field, year)
    for chapter in spec.chapters:
        if chapter.is_prose:
            data[chapter.key] = _chapter(chapter)
    values = _sentinels(spec) if sentinel else _balanced(spec)
    for key, group in spec.groups.items():
        data[key] = _group(group, values)
    return data


def _field(field: Field, year: int) -> object:
    name = field.label or field.key
    match field.kind:
        case FieldKind.GROUP:
            return {child.key: _field(child, year) for child in field.children}
        case FieldKind.NUMBERS:
            return {child.key: 3 for child in field.children}
        case FieldKind.LIST | FieldKind.TEXT_OR_LIST:
            return [AGENCY] if field.key == header.SIGNERS else [f"{name}甲", f"{name}乙"]
        case FieldKind.CHOICE:
            return field.choices[0]
        case FieldKind.DATE:
            return f"{year + 1}-01-15"
        case FieldKind.YEAR:
            return year
        case _:
            return AGENCY if field.key == header.AGENCY_NAME else f"{name}样例"


def _chapter(chapter: Chapter) -> object:
    """Two paragraphs a section, so that an author sees headings, indents and spacing."""
    if not chapter.sections:
        return _prose(chapter.title)
    return {one.key: _prose(one.heading or one.key) for one in chapter.sections}


def _prose(name: str) -> str:
    first = f"这一段是“{name}”的样例文字，用来看正文的字体、行距和缩进是否合适，排满两行再看换行。"
    return f"{first}\n第二段样例文字，用来看段与段之间的距离。\n"


def _group(group: Group, values: Mapping[str, int]) -> Data:
    made: Data = {}
    for key, child in group.children.items():
        if isinstance(child, Cell):
            if not child.is_total:
                made[key] = values[child.address]
        else:
            inner = _group(child, values)
            if inner:
                made[key] = inner
    return made


def _leaves(spec: Spec) -> Iterator[Cell]:
    return (cell for cell in spec.cells.values() if not cell.is_total)


def _sentinels(spec: Spec) -> dict[str, int]:
    numbers = count(FIRST_SENTINEL)
    return {cell.address: next(numbers) for cell in _leaves(spec)}


def _balanced(spec: Spec) -> dict[str, int]:
    """Small figures that keep every relation of this report; noughts where that fails."""
    values = {cell.address: 1 + number % 3 for number, cell in enumerate(_leaves(spec))}
    own = [one for one in spec.equations if not any(one.scopes)]
    for _ in range(_PASSES):
        for equation in own:
            _settle(equation, values, spec)
    if all(_holds(equation, values, spec) for equation in own):
        return values
    return dict.fromkeys(values, 0)


def _value(address: str, values: Mapping[str, int], spec: Spec) -> int:
    cell = spec.cells[address]
    if not cell.is_total:
        return values[address]
    return sum(values[one] for one in cell.addends)


def _sides(equation: Equation, values: Mapping[str, int], spec: Spec) -> tuple[int, int]:
    left, right = (
        sum(term.sign * _value(term.address, values, spec) for term in side)
        for side in (equation.left, equation.right)
    )
    return left, right


def _holds(equation: Equation, values: Mapping[str, int], spec: Spec) -> bool:
    left, right = _sides(equation, values, spec)
    match equation.rule.operator:
        case "<=":
            return left <= right
        case ">=":
            return left >= right
        case _:
            return left == right


def _settle(equation: Equation, values: dict[str, int], spec: Spec) -> None:
    """Raises one figure of the side that is too small."""
    if _holds(equation, values, spec):
        return
    left, right = _sides(equation, values, spec)
    small = equation.left if left < right else equation.right
    for term in small:
        if term.sign > 0 and not spec.cells[term.address].is_total:
            values[term.address] += abs(right - left)
            return


def dump(data: Mapping[str, object], indent: str = "") -> str:
    """Plain data as YAML that a clerk can read: prose in blocks, short records on one line."""
    lines: list[str] = []
    for key, value in data.items():
        if isinstance(value, Mapping):
            if not value:
                continue
            if all(isinstance(one, int) for one in value.values()):
                inside = ", ".join(f"{name}: {one}" for name, one in value.items())
                lines.append(f"{indent}{key}: {{{inside}}}")
            else:
                lines += [f"{indent}{key}:", dump(value, indent + "  ").rstrip("\n")]
        elif isinstance(value, list):
            lines += [f"{indent}{key}:", *(f"{indent}  - {quoted(str(one))}" for one in value)]
        elif isinstance(value, str) and "\n" in value:
            lines.append(f"{indent}{key}: |")
            lines += [f"{indent}  {line}" for line in value.splitlines()]
        else:
            shown = str(value) if isinstance(value, int) else quoted(str(value))
            lines.append(f"{indent}{key}: {shown}")
    return "\n".join(lines) + "\n"
