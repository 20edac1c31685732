"""Huge and hostile files end in one message within seconds; nothing in a file raises."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest
from helpers import COMPLETE, complete_report, said
from hypothesis import given
from hypothesis import strategies as st

import gxgen
from gxgen.diag import Diagnostic, Severity
from gxgen.diag.capped import MOST
from gxgen.diag.json import render_json

SECONDS = 6.0
PROSE = "全年工作平稳有序。"
BLOCK = "综述: " + PROSE


def judged_in_time(text: str) -> tuple[Diagnostic, ...]:
    start = time.process_time()
    loaded = gxgen.loads(text, "年报.yaml")
    found = gxgen.check(loaded.value).diagnostics if loaded.value else loaded.diagnostics
    assert time.process_time() - start < SECONDS
    return found


def alias_bomb() -> str:
    lines = ["甲0: &x0 [笑, 笑, 笑, 笑, 笑, 笑, 笑, 笑, 笑]"]
    lines += [f"甲{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]" for n in range(1, 10)]
    return "\n".join(lines) + "\n"


ONE_MESSAGE: dict[str, tuple[Callable[[], str], str]] = {
    "10,000 brackets": (lambda: "甲: " + "[" * 10_000, "GX004"),
    "10,000 brackets, closed": (lambda: "甲: " + "[" * 10_000 + "]" * 10_000, "GX004"),
    "10,000 braces": (lambda: "{甲: " * 10_000, "GX004"),
    "10,000 dashes": (lambda: "- " * 10_000 + "x", "GX004"),
    "3,000 indents": (lambda: "".join(f"{' ' * n}甲:\n" for n in range(3_000)), "GX004"),
    "100,000 names": (lambda: "".join(f"键{n}: 1\n" for n in range(100_000)), "GX004"),
    "100,000 names in braces": (
        lambda: "{" + ", ".join(f"键{n}: 1" for n in range(100_000)) + "}",
        "GX004",
    ),
    "100,000 equal names": (lambda: "年度: 1\n" * 100_000, "GX004"),
    "17 MB": (lambda: "a" * 17_000_000, "GX004"),
    "a control character in 10 MB": (lambda: "甲: " + "字" * 3_000_000 + "\x07", "GX006"),
    "a surrogate": (lambda: complete_report((PROSE, "全年\ud800")), "GX006"),
    "10 MB of braces": (
        lambda: complete_report((BLOCK, f"综述: |\n    {'{' * 10_000_000}")),
        "GX502",
    ),
    "a name of 100,000 characters": (lambda: "甲" * 100_000 + ": 1\n", "GX005"),
    "an open quote of 10 MB": (lambda: '甲: "' + "字" * 3_000_000, "GX005"),
    "a date of 1 MB": (
        lambda: complete_report(("2025-01-09", "1" * 1_000_000)),
        "GX205",
    ),
    "a number of 1 MB": (
        lambda: complete_report(("行政处罚: 1", "行政处罚: " + "1" * 10**6)),
        "GX205",
    ),
}


@pytest.mark.parametrize("name", ONE_MESSAGE)
def test_a_hostile_text_ends_in_one_message(name: str) -> None:
    make, code = ONE_MESSAGE[name]
    assert [item.code for item in judged_in_time(make()) if item.is_error] == [code]


def test_an_alias_bomb_ends_in_one_message() -> None:
    found = judged_in_time(alias_bomb())
    assert [item.code for item in found] == ["GX021"], len(found)


@pytest.mark.parametrize(
    "text",
    [
        complete_report((PROSE, "字" * 3_400_000)),
        complete_report((BLOCK, "综述: |\n" + "    全年工作。\n" * 300_000)),
        complete_report((BLOCK, '综述: "' + "a" * 10_000_000 + '"')),
    ],
    ids=["plain", "block", "quoted"],
)
def test_10_mb_of_innocent_prose_is_only_prose(text: str) -> None:
    assert [said(item) for item in judged_in_time(text) if item.is_error] == []


def test_prose_longer_than_any_report_is_told_once_and_not_read_sentence_by_sentence() -> None:
    long = judged_in_time(complete_report((BLOCK, "综述: |\n" + "    2023年工作。\n" * 100_000)))
    assert [(item.code, item.severity) for item in long] == [("GX004", Severity.WARNING)]


def test_what_is_left_out_of_a_long_list_is_counted() -> None:
    found = judged_in_time("年度：2024\n" * 5_000)
    assert [item.code for item in found[-2:]] == ["GX010", "GX009"]
    assert (len(found), found[-1].facts["rest"]) == (MOST + 1, 5_000 - MOST)
    assert all(json.loads(line) for line in render_json(found).splitlines())


def test_thousands_of_figures_in_prose_are_read_in_time() -> None:
    tags = "{{ 依申请公开.新收.总计 }}" * 20_000
    found = judged_in_time(complete_report((BLOCK, f"综述: |\n    {tags}")))
    assert [said(item) for item in found if item.is_error] == []


@pytest.mark.parametrize("tag", ["{{ 甲 }}", "{{ 依申请公开.新受.总计 }}", "{{ 乙 丙 }}"])
def test_thousands_of_wrong_figures_in_prose_are_told_in_time(tag: str) -> None:
    """Quadratic work would show here: 2,000 of them are a text of 40 KB."""
    text = complete_report((BLOCK, "综述: |\n    " + tag * 2_000))
    start = time.process_time()
    assert judged_in_time(text)
    assert time.process_time() - start < 3


def test_a_file_full_of_slips_does_not_print_100_000_findings() -> None:
    found = judged_in_time("年度：2024\n" * 100_000)
    assert 0 < len(found) <= 1_000


def test_a_file_full_of_references_does_not_print_20_000_findings() -> None:
    found = judged_in_time("甲: &a 1\n乙: [" + "*a, " * 20_000 + "]\n")
    assert 0 < len(found) <= 1_000


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    for item in gxgen.loads(text, "年报.yaml").diagnostics:
        assert said(item)


@given(st.lists(st.sampled_from([*COMPLETE.splitlines(keepends=True), "\n", "\t", "　　甲\n"])))
def test_no_shuffled_report_raises(lines: list[str]) -> None:
    loaded = gxgen.loads("".join(lines), "年报.yaml")
    if loaded.value is not None:
        gxgen.check(loaded.value)


@given(st.data())
def test_no_damaged_report_raises(data: st.DataObject) -> None:
    """A few characters anywhere are lost, doubled or replaced, as by a slip of the hand."""
    text = COMPLETE
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text) - 1))
        sign = data.draw(st.sampled_from(list("：，:,{}[]|#\"' \t\n　0一-&*!~")) | st.just(""))
        text = text[:at] + sign + text[at + data.draw(st.integers(0, 2)) :]
    loaded = gxgen.loads(text, "年报.yaml")
    found = gxgen.check(loaded.value).diagnostics if loaded.value else loaded.diagnostics
    assert loaded.value is not None or found
    for item in found:
        assert said(item)
