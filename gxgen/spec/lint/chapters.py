"""Chapters and tables belong together: every table is shown, and shown once."""

from __future__ import annotations

from gxgen.spec.lint.fault import Data, Fault, Faults


def judge_chapters(data: Data) -> Faults:
    """Faults of `chapters.yaml`, and of tables that no chapter shows."""
    tables, chapters = data["tables"], data["chapters"]
    shown: dict[str, str] = {}
    numerals: dict[str, str] = {}
    for key, fields in chapters.items():
        numeral, table = fields["序号"], fields.get("表")
        if numeral in numerals:
            reason = f"序号“{numeral}”与“{numerals[numeral]}”重复"
            yield Fault("chapters", (key, "序号"), reason, on_value=True)
        numerals.setdefault(numeral, key)
        if not table:
            continue
        if table not in tables:
            yield Fault("chapters", (key, "表"), f"tables.yaml 里没有“{table}”", on_value=True)
        elif table in shown:
            reason = f"“{table}”已经印在“{shown[table]}”，一张表只印一次"
            yield Fault("chapters", (key, "表"), reason, on_value=True)
        shown.setdefault(table, key)
        if fields.get("小节"):
            yield Fault("chapters", (key, "小节"), f"“{key}”印的是表，不能有小节")
    for key, fields in tables.items():
        chapter = fields.get("章")
        if chapter and chapter not in chapters:
            yield Fault("tables", (key, "章"), f"chapters.yaml 里没有“{chapter}”", on_value=True)
        if chapter and key in shown:
            yield Fault("tables", (key, "章"), f"“{key}”已经印在“{shown[key]}”，不能再写“章”")
        if not chapter and key not in shown:
            reason = f"没有哪一部分印“{key}”；请在 chapters.yaml 的一个部分写上“表: {key}”"
            yield Fault("tables", (key,), reason)
