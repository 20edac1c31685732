"""Every key and value of the tree knows where it stands: its line and column point at its text."""

from __future__ import annotations

from typing import Any

import strategies
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gxgen.source.text import SourceText
from gxgen.source.tree import (
    MappingNode,
    Node,
    Scalar,
    SequenceNode,
    key_at,
    node_at,
    plain_data,
    walk,
)
from gxgen.source.yamltree import parse_yaml

TEXTS = st.one_of(
    st.sampled_from(
        ["0", "2024", "no", "2025-01-09", "甲", "一 二", "“放管服”", "a: b", "- x", "#", ""]
    ),
    st.text("甲乙丙 0a:#-|>[]{},，。'\"&*!%@`~\n\\", max_size=12),
    strategies.plain_prose,
)
KEYS = st.one_of(
    st.sampled_from(["年度", "机关", "1", "no", "a b", "-", "null"]), st.text("甲乙", max_size=3)
)
DATA = st.dictionaries(
    KEYS,
    st.recursive(
        TEXTS,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)
        ),
        max_leaves=12,
    ),
    max_size=5,
)


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def dumped(data: object, flow: bool | None, style: str | None) -> str:
    return yaml.dump(
        data,
        Dumper=_Plain,
        allow_unicode=True,
        default_flow_style=flow,
        default_style=style,
        sort_keys=False,
        width=10_000,
    )


STYLES = st.sampled_from([(None, None), (True, None), (False, None), (False, '"'), (False, "'")])


def parsed(text: str) -> tuple[SourceText, Node]:
    source = SourceText("年报.yaml", text)
    result = parse_yaml(source)
    assert result.syntax_error is None, text
    assert result.root is not None
    assert result.diagnostics == []
    return source, result.root


@given(DATA, STYLES)
def test_what_was_written_is_read_as_text(
    data: dict[str, Any], style: tuple[bool | None, str | None]
) -> None:
    _, root = parsed(dumped(data, *style) or "{}")

    def same(node: Node, value: Any) -> bool:
        if isinstance(value, dict):
            return isinstance(node, MappingNode) and (
                list(node.items) == list(value)
                and all(same(node.items[key], value[key]) for key in value)
            )
        if isinstance(value, list):
            return isinstance(node, SequenceNode) and (
                len(node.items) == len(value)
                and all(same(one, two) for one, two in zip(node.items, value, strict=True))
            )
        return isinstance(node, Scalar) and node.text == value

    assert same(root, data)


def _stands_at_its_place(source: SourceText, scalar: Scalar) -> None:
    line = source.line(scalar.line)
    assert line is not None
    rest = line[scalar.column - 1 :]
    if scalar.block:
        assert rest[0] in "|>"
    elif not scalar.plain:
        assert rest[0] in "'\""
    elif scalar.line == scalar.end_line:
        assert rest.startswith(scalar.text)
        assert scalar.end_column == scalar.column + len(scalar.text)
    else:
        assert rest.startswith(scalar.text.split("\n")[0].split(" ")[0])


@given(DATA, STYLES)
def test_every_key_and_value_points_at_its_text(
    data: dict[str, Any], style: tuple[bool | None, str | None]
) -> None:
    source, root = parsed(dumped(data, *style) or "{}")
    for path, node in walk(root):
        if isinstance(node, Scalar):
            _stands_at_its_place(source, node)
        key = key_at(root, path)
        if key is not None:
            _stands_at_its_place(source, key)
            assert key.text == path[-1]
            assert (key.line, key.column) < (node.line, node.column) or node.line == 0
        assert node_at(root, path) == (node, len(path))


@given(DATA, STYLES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_the_kind_of_line_break_changes_nothing(
    data: dict[str, Any], style: tuple[bool | None, str | None], line_break: str
) -> None:
    text = dumped(data, *style) or "{}"
    _, root = parsed(text)
    _, other = parsed(text.replace("\n", line_break))
    assert plain_data(root) == plain_data(other)
    assert [(node.line, node.column) for _, node in walk(root)] == [
        (node.line, node.column) for _, node in walk(other)
    ]


@given(DATA)
def test_a_path_that_leads_nowhere_ends_at_the_deepest_node(data: dict[str, Any]) -> None:
    _, root = parsed(dumped(data, False, None) or "{}")
    for path, node in walk(root):
        assert node_at(root, (*path, "没有")) == (node, len(path))
        assert node_at(root, (*path, 99)) == (node, len(path))


def test_nothing_is_typed() -> None:
    _, root = parsed("a: 2024\nb: no\nc: 2025-01-09\nd: 1e3\ne: 0o17\nf: ~\ng: 'null'\nh: null\n")
    assert plain_data(root) == {
        "a": "2024",
        "b": "no",
        "c": "2025-01-09",
        "d": "1e3",
        "e": "0o17",
        "f": None,
        "g": "null",
        "h": None,
    }


def test_columns_count_characters_not_bytes_nor_screen_cells() -> None:
    _, root = parsed("𠮷溪: {甲😀: 乙, 丙: 丁}\n")
    assert isinstance(root, MappingNode)
    inner = root.items["𠮷溪"]
    assert isinstance(inner, MappingNode)
    assert (inner.column, inner.keys["丙"].column) == (5, 13)
    last = inner.items["丙"]
    assert isinstance(last, Scalar)
    assert (last.column, last.end_column) == (16, 17)


def test_block_text_starts_at_its_bar_and_keeps_its_lines() -> None:
    _, root = parsed("甲: |\n  一\n\n  二\n乙: 三\n")
    assert isinstance(root, MappingNode)
    text = root.items["甲"]
    assert isinstance(text, Scalar)
    assert (text.text, text.line, text.column, text.block) == ("一\n\n二\n", 1, 4, True)
