"""What a template of a pack is to print, told to the floor that judges templates."""

from __future__ import annotations

from gxgen.report import header
from gxgen.report.context import BLOCKS, LINES, SECTIONS, TEXT, WHOLE
from gxgen.spec.align import squeeze
from gxgen.spec.chapter import Chapter
from gxgen.spec.norm import Norm, read_norm
from gxgen.spec.spec import Spec
from gxgen.template.review import ChapterPlan, FieldPlan, Outline


def outline_of(spec: Spec) -> Outline:
    """The chapters and fields of a pack with the names that print them."""
    title = tuple(f"{header.TITLE}.{name}" for name in (LINES, WHOLE))
    fields = {
        header.TITLE: title,
        header.PREFACE: (f"{header.PREFACE}.{BLOCKS}",),
        header.ATTACHMENTS: (header.ATTACHMENTS,),
        header.SIGNATURE: (f"{header.SIGNATURE}.{header.SIGNERS}",),
    }
    for table in spec.tables:
        if table.statutory:
            address = f"{header.NOTES}.{table.key}"
            fields[f"{table.short or table.title}的{header.NOTES}"] = (f"{address}.{BLOCKS}",)
    plans = tuple(FieldPlan(label, addresses) for label, addresses in fields.items())
    own = [table for table in spec.tables if not table.statutory]
    annexes = tuple(
        squeeze(name) for one in own for name in (one.key, one.title, one.short) if name
    )
    return Outline(tuple(map(_chapter, spec.chapters)), plans, title[0], TEXT, annexes)


def _chapter(chapter: Chapter) -> ChapterPlan:
    addresses = tuple(f"{chapter.key}.{name}" for name in (BLOCKS, SECTIONS))
    prose = addresses if chapter.is_prose else ()
    return ChapterPlan(chapter.heading, chapter.title, prose, chapter.table)


def norm_of(spec: Spec) -> Norm | None:
    """The looks that a pack's template is compared with."""
    return read_norm(spec.style)
