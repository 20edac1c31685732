"""Law 12: modules of at most 300 lines, functions of at most 50; and all public names explained."""

from __future__ import annotations

import ast

import pytest
from house_kit import Module, modules

MAX_MODULE, MAX_FUNCTION = 300, 50


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_a_module_has_at_most_300_lines(module: Module) -> None:
    assert module.text.count("\n") <= MAX_MODULE


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_a_function_has_at_most_50_lines(module: Module) -> None:
    long = {
        node.name: lines
        for node in module.functions()
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > MAX_FUNCTION
    }
    assert long == {}


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_what_is_public_has_a_docstring(module: Module) -> None:
    """Modules, and classes and functions at module level whose name has no underscore."""
    if not module.tree.body:
        return
    public = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    silent = [
        node.name
        for node in module.tree.body
        if isinstance(node, public)
        and not node.name.startswith("_")
        and ast.get_docstring(node) is None
    ]
    assert ast.get_docstring(module.tree), "the module says nothing of itself"
    assert silent == []


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_a_docstring_begins_with_a_sentence_on_its_first_line(module: Module) -> None:
    odd = [
        node.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and (text := ast.get_docstring(node)) is not None
        and not text.strip().split("\n")[0].rstrip()
    ]
    assert odd == []
