"""The context a template prints: every address, every value ready to print.

`context_of` makes the values of one report, `shape_of` their shape for the template compiler;
the two say the same in the same order.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gxgen.report import header
from gxgen.report.binding import UNFILLED, bind
from gxgen.report.ending import ALL, INDEX, NAME, ONLY, attachments, contact, signature
from gxgen.report.model import Passage, Report
from gxgen.report.prose import BODY, Block, blocks_of, numbered
from gxgen.report.title import title_lines
from gxgen.report.wording import fill, joined
from gxgen.spec.chapter import Chapter
from gxgen.spec.field import Field, FieldKind
from gxgen.spec.group import Group
from gxgen.spec.kinds import show, show_date
from gxgen.spec.outline import BREAK
from gxgen.spec.shape import Leaf, ListOf, Number, Record, Shape
from gxgen.spec.spec import Spec

BLOCKS, LEVEL, HEAD, TEXT = "块", "级", "题", "文"
SECTIONS, KEY = "节", "键"
LINES, WHOLE = "行", "全文"
PARTS = "各部分"
DRAFT = "草稿"
_RUN_IN = "段首"


def context_of(report: Report, *, draft: bool = False) -> dict[str, object]:
    """All names a template may print, with their values. `draft` marks what is not filled in."""
    context: dict[str, object] = {
        field.key: _field_value(report, field, report.data.get(field.key))
        for field in report.spec.fields
    }
    values = wording_values(report)
    context |= _tables(report, draft)
    context[header.TITLE] = _title(report, values)
    context[header.PREFACE] = {BLOCKS: _blocks(preface(report, values))}
    context[header.PERIOD] = values[header.PERIOD]
    context[header.NOTES] = _notes(report)
    context[header.ATTACHMENTS] = attachments(report)
    context[header.SIGNATURE] = signature(report, values)
    context[DRAFT] = DRAFT if draft else ""
    for chapter in report.spec.chapters:
        if chapter.is_prose:
            context[chapter.key] = _chapter(report, chapter, draft)
    return context


def shape_of(spec: Spec) -> Record:
    """The shape of every context of `spec`."""
    block = Record({LEVEL: Number(), HEAD: Leaf(), TEXT: Leaf()})
    blocks = Record({BLOCKS: ListOf(block)})
    shape: dict[str, Shape] = {field.key: _field_shape(field) for field in spec.fields}
    shape |= {key: _group_shape(group) for key, group in spec.groups.items()}
    shape[header.TITLE] = Record({LINES: ListOf(Leaf()), WHOLE: Leaf()})
    shape[header.PREFACE] = blocks
    shape[header.PERIOD] = Leaf()
    shape[header.NOTES] = Record(dict.fromkeys(spec.groups, blocks))
    shape[header.ATTACHMENTS] = ListOf(Record({INDEX: Leaf(), NAME: Leaf(), ONLY: Leaf()}))
    shape[header.SIGNATURE] = Record({header.SIGNERS: ListOf(Leaf()), header.SIGN_DATE: Leaf()})
    shape[DRAFT] = Leaf()
    section = Record({KEY: Leaf(), HEAD: Leaf(), BLOCKS: ListOf(block)})
    for chapter in spec.chapters:
        if chapter.is_prose:
            shape[chapter.key] = Record({BLOCKS: ListOf(block), SECTIONS: ListOf(section)})
    return Record(shape)


def _field_value(report: Report, field: Field, value: object) -> object:
    match field.kind:
        case FieldKind.GROUP:
            data = value if isinstance(value, Mapping) else {}
            made = {
                item.key: _field_value(report, item, data.get(item.key)) for item in field.children
            }
            if field.key == header.AGENCY:
                made[header.CONTACT] = contact(report, made[header.CONTACT])
            return made
        case FieldKind.NUMBERS:
            data = value if isinstance(value, Mapping) else {}
            return {key: "" if item is None else str(item) for key, item in data.items()}
        case FieldKind.LIST | FieldKind.TEXT_OR_LIST | FieldKind.PROSE:
            items = value if isinstance(value, list) else [value]
            return [str(item) for item in items if item is not None and str(item).strip()]
        case FieldKind.DATE:
            return show_date(date.fromisoformat(value)) if isinstance(value, str) else ""
        case _:
            return "" if value is None else str(value).strip()


def _field_shape(field: Field) -> Shape:
    match field.kind:
        case FieldKind.GROUP:
            fields = {item.key: _field_shape(item) for item in field.children}
            if field.key == header.AGENCY:
                below = fields[header.CONTACT]
                assert isinstance(below, Record)
                fields[header.CONTACT] = Record({**below.fields, ALL: Leaf()})
            return Record(fields, field.label)
        case FieldKind.NUMBERS:
            return Record(open_=True)
        case FieldKind.LIST | FieldKind.TEXT_OR_LIST | FieldKind.PROSE:
            return ListOf(Leaf(), field.label)
        case _:
            return Leaf(field.label)


def wording_values(report: Report) -> dict[str, str]:
    """What the pack's patterns may name: header fields by address, and what follows from them."""
    values = {header.YEAR: str(report.year or "")}
    agency = next(field for field in report.spec.fields if field.key == header.AGENCY)
    data = _field_value(report, agency, report.data.get(header.AGENCY))
    _flatten(values, header.AGENCY, data)
    bases = header.texts(report.data, header.BASES) or header.texts(report.spec.text, header.BASES)
    values[header.BASES] = joined(bases)
    values[PARTS] = "，".join(chapter.title for chapter in report.spec.chapters)
    stated = header.text(report.data, header.PERIOD)
    values[header.PERIOD] = stated or fill(str(report.spec.text.get(header.PERIOD, "")), values)
    return values


def _flatten(values: dict[str, str], name: str, data: object) -> None:
    if isinstance(data, Mapping):
        for key, item in data.items():
            _flatten(values, f"{name}.{key}", item)
    elif isinstance(data, str):
        values[name] = data


def _title(report: Report, values: dict[str, str]) -> dict[str, object]:
    style = report.spec.style
    stated = header.text(report.data, header.TITLE).strip()
    # "/" permits a break in the pack's pattern only; in what the clerk typed it is a slash.
    pattern = str(report.spec.text.get(header.TITLE, "")).replace("/", BREAK)
    title = stated or fill(pattern, values)
    lines = title_lines(
        title,
        int(str(style.get("标题行宽", 20))),
        tuple(header.texts(style, "标题断在前")),
        tuple(header.texts(style, "标题断在后")),
        BREAK,
    )
    return {LINES: list(lines), WHOLE: "".join(lines)}


def preface(report: Report, values: dict[str, str]) -> str:
    """The preamble's text: the agency's own, the pack's, or none."""
    stated = report.data.get(header.PREFACE)
    if stated is None or stated == header.BY_TEMPLATE:
        return fill(str(report.spec.text.get(header.PREFACE) or ""), values)
    if stated == header.NONE:
        return ""
    return "\n".join(bind(report, text) for text in header.texts(report.data, header.PREFACE))


def _tables(report: Report, draft: bool) -> dict[str, object]:
    values, zero = report.figures.values, str(report.spec.style.get("零", "0"))
    missing = UNFILLED if draft else ""

    def shown(group: Group) -> dict[str, object]:
        made: dict[str, object] = {}
        for key, child in group.children.items():
            if type(child) is Group:
                made[key] = shown(child)
            else:
                value = values.get(child.address)
                made[key] = (
                    missing
                    if value is None
                    else zero
                    if value == 0 and type(value) is int
                    else show(value)
                )
        return made

    return {key: shown(group) for key, group in report.spec.groups.items()}


def _group_shape(group: Group) -> Record:
    return Record(
        {
            key: _group_shape(child) if isinstance(child, Group) else Leaf(child.label)
            for key, child in group.children.items()
        },
        group.label,
    )


def _notes(report: Report) -> dict[str, object]:
    return {
        key: {BLOCKS: _blocks("\n".join(header.texts(report.data, header.NOTES, key)))}
        for key in report.spec.groups
    }


def _chapter(report: Report, chapter: Chapter, draft: bool) -> dict[str, object]:
    sections: list[dict[str, object]] = []
    everything: list[dict[str, object]] = []
    number = 0
    previous: str | None = None
    passages = report.passages.get(chapter.key, ())
    lone = len({passage.section for passage in passages if passage.heading}) == 1
    for passage in passages:
        starts = previous is None or passage.section != previous
        previous = passage.section
        if starts and passage.heading:
            number += 1
        title, blocks = _passage(report, chapter, passage, number if starts else 0, lone)
        everything += blocks
        if starts:
            sections.append({KEY: passage.section, HEAD: title, BLOCKS: list(blocks)})
        else:
            found = sections[-1][BLOCKS]
            assert isinstance(found, list)
            found += blocks
    if draft and not everything:
        everything.append(_printed(Block(BODY, text=UNFILLED)))
    return {BLOCKS: everything, SECTIONS: sections}


def _passage(
    report: Report, chapter: Chapter, passage: Passage, number: int, lone: bool
) -> tuple[str, list[dict[str, object]]]:
    """The heading of a section that starts here ("" when none does), and the blocks.

    A `lone` section has a heading without a number: there is no second to count.
    """
    blocks = blocks_of(bind(report, passage.text))
    if not number or not passage.heading:
        return "", [_printed(block) for block in blocks]
    style = report.spec.style
    numbering = (
        header.text(report.data, header.NUMBERING)
        or chapter.numbering
        or str(style.get(header.NUMBERING, ""))
    )
    level, title = numbered("" if lone else numbering, number, passage.heading)
    form = chapter.heading_form or style.get("小节标题")
    if form == _RUN_IN and blocks and blocks[0].level == BODY:
        first = Block(level, title + "。", blocks[0].text)
        return title, [_printed(block) for block in (first, *blocks[1:])]
    return title, [_printed(block) for block in (Block(level, title=title), *blocks)]


def _blocks(text: str) -> list[dict[str, object]]:
    return [_printed(block) for block in blocks_of(text)]


def _printed(block: Block) -> dict[str, object]:
    return {LEVEL: block.level, HEAD: block.title, TEXT: block.text}
