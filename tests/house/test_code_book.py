"""The code book and the code agree: codes have words, uses are known, facts are passed."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from dataclasses import replace
from string import Formatter

import pytest
from helpers import ROOT
from house_kit import modules

from gxgen.diag import Diagnostic, entries, hint_of, whole_file
from gxgen.diag.book import Entry
from gxgen.spec.pack import read_spec_file

CODE = re.compile(r"GX\d{3}")
CODES = list(entries().values())


def codes_in_the_code() -> set[str]:
    found = set()
    for module in modules():
        found |= {node.value for node in module.literals() if CODE.fullmatch(node.value)}
    return found


def codes_in_packs() -> set[str]:
    """Codes that the packs' own checks bring (勾稽关系 and the like)."""
    found = set()
    for path in ROOT.glob("templates/**/*.yaml"):
        found |= set(CODE.findall(path.read_text(encoding="utf-8")))
    return found


@pytest.mark.parametrize("entry", CODES, ids=lambda entry: entry.code)
def test_a_code_says_what_why_and_what_to_do(entry: Entry) -> None:
    said = (entry.title, entry.message, entry.hint, entry.why, entry.example)
    assert all(text.strip() for text in said)


@pytest.mark.parametrize("entry", CODES, ids=lambda entry: entry.code)
def test_a_code_speaks_the_language_of_clerks(entry: Entry) -> None:
    """项, 行, 列, 格, 总计, 小节; never 键, 映射, 节点, 标量."""
    if entry.code.startswith("GX1"):
        return  # for template authors
    texts = [entry.title, entry.message, entry.hint, entry.why]
    texts += [*entry.cases.values(), *entry.case_hints.values(), entry.published_hint]
    texts += entry.published_case_hints.values()
    spoken = "\n".join(texts).replace("Tab 键", "")
    assert [word for word in ("键", "映射", "节点", "标量", "解析", "字段") if word in spoken] == []


OF_THE_FILE = ("豁免", "由程序", "YAML", "日期: ", "“年度”", "“标题”", "“版式”", "{{")


@pytest.mark.parametrize("entry", CODES, ids=lambda entry: entry.code)
def test_no_remedy_for_a_document_speaks_of_the_yaml_file(entry: Entry) -> None:
    """Of the codes that are found in documents as well: figures, years and prose."""
    if not re.match("GX[345]|GX209", entry.code) or entry.code in ("GX417", "GX510", "GX562"):
        return  # of the file alone: its draft, its tags, its list of words
    for case in {"", *entry.cases}:
        found = Diagnostic(entry.code, entry.severity, whole_file("年报.docx"), {"case": case})
        hint = hint_of(replace(found, published=True))
        assert [word for word in OF_THE_FILE if word in hint] == [], case


def test_codes_stand_in_order_and_in_a_known_group() -> None:
    listed = [entry.code for entry in CODES]
    assert listed == sorted(listed)
    assert all(re.fullmatch(r"GX[0-79]\d\d", code) for code in listed)


def test_every_code_in_use_stands_in_the_book() -> None:
    assert sorted((codes_in_the_code() | codes_in_packs()) - entries().keys()) == []


def test_every_code_in_the_book_is_in_use() -> None:
    assert sorted(entries().keys() - codes_in_the_code() - codes_in_packs()) == []


def test_case_hints_belong_to_cases_that_are_used() -> None:
    """A case is a literal of the code, or made by an f-string of its beginning or its end."""
    literals = {node.value for module in modules() for node in module.literals()}
    heads = tuple(text for text in literals if text.endswith("_") and len(text) > 2)
    tails = tuple(text for text in literals if text.startswith("_") and len(text) > 2)
    unused = [
        f"{entry.code}.{case}"
        for entry in CODES
        for case in {*entry.cases, *entry.case_hints, *entry.published_case_hints}
        if case not in literals and not case.startswith(heads) and not case.endswith(tails)
    ]
    assert sorted(unused) == []


PASSED_BY_DIAGNOSE = {"place", "address", "label", "related", "severity"}


def facts_passed() -> tuple[dict[str, set[str]], set[str]]:
    """Code → names of facts its calls pass; and the codes whose facts are not all seen."""
    passed: dict[str, set[str]] = defaultdict(set)
    unclear: set[str] = codes_in_packs()
    for module in modules():
        for call in ast.walk(module.tree):
            if not isinstance(call, ast.Call) or not call.args:
                continue
            name = call.func.id if isinstance(call.func, ast.Name) else ""
            if isinstance(call.func, ast.Attribute):
                name = call.func.attr
            first = call.args[0]
            codes = _codes_in(first)
            if name == "diagnose" and not codes:
                unclear |= set(_codes_in(module.tree))
            for code in codes:
                if name != "diagnose" or any(word.arg is None for word in call.keywords):
                    unclear.add(code)
                passed[code] |= {word.arg for word in call.keywords if word.arg}
    return passed, unclear


def _codes_in(tree: ast.AST) -> list[str]:
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and CODE.fullmatch(str(node.value))
    ]


def placeholders(entry: Entry) -> set[str]:
    texts = [entry.message, entry.hint, *entry.cases.values(), *entry.case_hints.values()]
    texts += [entry.published_hint, *entry.published_case_hints.values()]
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("entry", CODES, ids=lambda entry: entry.code)
def test_every_fact_a_message_names_is_passed(entry: Entry) -> None:
    """Judged where all calls pass their facts by name; others are seen when they are shown."""
    passed, unclear = facts_passed()
    if entry.code not in passed or entry.code in unclear:
        return
    assert placeholders(entry) - passed[entry.code] == set()


def test_messages_are_well_formed_patterns() -> None:
    for entry in CODES:
        assert placeholders(entry) is not None
        assert "{{{{{{" not in entry.message


def test_checks_of_packs_name_a_code_that_fits_their_severity() -> None:
    for path in ROOT.glob("templates/**/checks.yaml"):
        data, faults = read_spec_file(path)
        assert not faults
        assert isinstance(data, list)
        for item in data:
            assert item["编号"] in entries()
