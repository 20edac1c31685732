"""The text of the template: what stands before, between and after the tables, with its tags.

Names in tags are those of the context that every report is printed from (see gxgen.report):
标题, 文号, 前言, 表注, 附件, 落款, and each chapter by its key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gxgen.spec.chapter import Chapter
from gxgen.spec.table import Table
from gxgen.template.builder import catalogue as styles
from gxgen.template.builder.ooxml import paragraph, run
from gxgen.template.builder.table import build_table
from gxgen.template.builder.tablestyles import NOTE
from gxgen.template.builder.units import TEXT_WIDTH
from gxgen.template.wordxml import Element

Blocks = Iterator[Element]


def report_body(tables: Sequence[Table], chapters: Sequence[Chapter]) -> Blocks:
    """Everything in w:body but the section properties."""
    by_key = {table.key: table for table in tables}
    yield from _head()
    yield from _prose("前言")
    for index, chapter in enumerate(chapters):
        heading = styles.HEADINGS[1] if chapter.is_prose else styles.HEADING_OF_TABLE
        yield paragraph(heading, run(chapter.heading))
        if chapter.is_prose:
            yield from _prose(chapter.key, last=index == len(chapters) - 1)
        else:
            yield from _table(by_key[chapter.table])
    if chapters and not chapters[-1].is_prose:
        # A text that ends in a table, all tags gone, is one that Word repairs.
        yield paragraph(styles.MARK)
    yield from _annexes()
    yield from _signature()


def _mark(tag: str) -> Element:
    """A paragraph that is only a tag: it vanishes when a report is rendered."""
    return paragraph(styles.MARK, run(tag))


def _inside(opening: str, closing: str, *inside: Element) -> Blocks:
    yield _mark("{%p " + opening + " %}")
    yield from inside
    yield _mark("{%p " + closing + " %}")


def _branches(cases: Mapping[str, Element]) -> Blocks:
    """One paragraph for each condition; the condition "" is the rest."""
    for index, (condition, block) in enumerate(cases.items()):
        word = ("elif " if index else "if ") + condition if condition else "else"
        yield _mark("{%p " + word + " %}")
        yield block
    yield _mark("{%p endif %}")


def _head() -> Blocks:
    title = paragraph(styles.TITLE, run("{{ 行 }}"))
    yield from _inside("for 行 in 标题.行", "endfor", title)
    yield from _inside("if 文号", "endif", paragraph(styles.NUMBER, run("{{ 文号 }}")))
    yield paragraph(styles.BLANK)


def _prose(key: str, last: bool = False) -> Blocks:
    """The paragraphs and sub-headings of a stretch of prose; `last` ends the report's text."""
    cases: dict[str, Element] = {}
    if last:
        cases["块.级 == 0 and loop.last"] = paragraph(styles.BODY_LAST, run("{{ 块.文 }}"))
    cases["块.级 == 0"] = paragraph(styles.BODY, run("{{ 块.文 }}"))
    for level, character in styles.RUN_IN.items():
        alone = run("{{ 块.题 }}")
        cases[f"块.级 == {level} and not 块.文"] = paragraph(styles.HEADINGS[level], alone)
        pair = (run("{{ 块.题 }}", character), run("{{ 块.文 }}"))
        cases[f"块.级 == {level}"] = paragraph(styles.BODY, *pair)
    yield from _inside(f"for 块 in {key}.块", "endfor", *_branches(cases))


def _table(table: Table) -> Blocks:
    yield build_table(table, TEXT_WIDTH)
    note = paragraph(NOTE, run("{{ 块.题 }}{{ 块.文 }}"))
    yield from _inside(f"for 块 in 表注.{table.key}.块", "endfor", note)


def _annexes() -> Blocks:
    """附件说明 (7.3.4): a number to each name unless there is only one, no stop at the end."""
    cases = {
        "项.独": paragraph(styles.ANNEX_ONE, run("附件：{{ 项.名 }}")),
        "loop.first": paragraph(styles.ANNEX, run("附件：{{ 项.序 }}.\t{{ 项.名 }}")),
        "": paragraph(styles.ANNEX, run("\t{{ 项.序 }}.\t{{ 项.名 }}")),
    }
    listed = _inside("for 项 in 附件", "endfor", *_branches(cases))
    yield from _inside("if 附件", "endif", paragraph(styles.BLANK), *listed)


def _signature() -> Blocks:
    """署名 and 成文日期 (7.3.5).

    Two blank lines: a seal of 42 mm, centred on signer and date, then has its top within one
    line of the text, as the clause asks.
    """
    cases = {
        f"名|length <= {styles.SIGNER_FITS}": paragraph(styles.SIGNER, run("{{ 名 }}")),
        "": paragraph(styles.SIGNER_LONG, run("{{ 名 }}")),
    }
    signers = _inside("for 名 in 落款.署名", "endfor", *_branches(cases))
    date = paragraph(styles.DATE, run("{{ 落款.日期 }}"))
    blank = (paragraph(styles.BLANK) for _ in range(2))
    yield from _inside("if 落款.署名", "endif", *blank, *signers, date)
