"""What a template is to print, in the order of the report: told by the floor above."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChapterPlan:
    """One chapter: its `heading` as printed, and its `title` without the numeral.

    A narrative chapter is printed by a tag that names one of `addresses`; any other shows the
    statutory table called `table`.
    """

    heading: str
    title: str
    addresses: tuple[str, ...] = ()
    table: str = ""


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """Something beside the chapters: what people call it, and the addresses that print it."""

    label: str
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """All that a report of a pack may hold beside its tables.

    `annexes` are the names by which a template may place the pack's annex tables;
    `title_lines` is the address whose loop prints the title; `body` the field that every block
    of prose has its text in.
    """

    chapters: tuple[ChapterPlan, ...]
    fields: tuple[FieldPlan, ...]
    title_lines: str
    body: str
    annexes: tuple[str, ...] = ()
