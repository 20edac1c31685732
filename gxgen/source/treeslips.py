"""Typing slips that YAML accepts silently, found in the tree and mended there.

The finding names the slip; the tree is put right, so that one slip is not told again as a
missing figure, an unknown key and a broken sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gxgen.diag import Diagnostic, TextPlace, diagnose
from gxgen.source.mending import mended_line
from gxgen.source.text import SourceText
from gxgen.source.tree import MappingNode, Node, Scalar, SequenceNode

_JOINED = re.compile(r"^(?P<name>[^:：]{1,30})(?P<colon>[:：])(?P<rest>.*)$")
_COMMENT = re.compile(r"^(?P<gap>\s+)#(?P<text>.*)$")
_COMMA = re.compile("[，,]")
_BARE = re.compile(r"^(?P<name>[^\W\d]\w*?)\s*[=＝]?\s*(?P<figure>\d+)$")
_DOUBLE = re.compile("[:：]+$")
_QUOTED_NUMBER = re.compile(r"^[“”‘’＂](?P<number>[\d()（）\-－ ]+)[“”‘’＂]$")
_DASHED = re.compile(r"^\s*[-－—]\s*\S")


def mend_slips(root: Node, source: SourceText) -> list[Diagnostic]:
    """The slips in a tree that parsed, in file order; the tree is changed where it can be."""
    return [slip for node in _mappings(root) for slip in _mend(node, source)]


def _mappings(root: Node) -> Iterator[MappingNode]:
    pending: list[Node] = [root]
    while pending:
        node = pending.pop()
        if isinstance(node, MappingNode):
            yield node
            pending += reversed(node.items.values())
        elif isinstance(node, SequenceNode):
            pending += reversed(node.items)


def _mend(node: MappingNode, source: SourceText) -> Iterator[Diagnostic]:
    if any(key.startswith("\u3000") for key in node.items):
        yield from _mend_wide_indents(node, source)
    if any(key.endswith((":", "：")) for key in node.items):
        yield from _drop_colons(node, source)
    before = ""
    for key, value in list(node.items.items()):
        last, before = before, key
        if isinstance(value, Scalar) and (quoted := _QUOTED_NUMBER.match(value.text)):
            yield _without_quotes(key, value, quoted["number"], source)
        if type(value) is not Scalar or value.text or not value.plain:
            continue
        name = node.keys[key]
        if not name.plain:
            continue
        place = TextPlace(source.file, name.line, name.column, name.end_column)
        joined = _JOINED.match(key)
        if joined is not None:
            yield _split_key(node, key, joined, place, source)
        elif node.flow and (bare := _BARE.match(key)) is not None:
            yield _without_colon(node, key, bare, place)
        elif node.flow and (value.line, value.column) == (name.end_line, name.end_column):
            del node.items[key], node.keys[key]
            _join_thousands(node.items.get(last), key)
            yield diagnose("GX013", place, text=key)


def _without_quotes(key: str, value: Scalar, number: str, source: SourceText) -> Diagnostic:
    """`邮编: “301900”`: Chinese quotes do not quote, they would be printed."""
    place = TextPlace(source.file, value.line, value.column, value.end_column)
    value.text = number
    return diagnose("GX025", place, case="quotes", fixed=f'{key}: "{number}"')


def _drop_colons(node: MappingNode, source: SourceText) -> Iterator[Diagnostic]:
    """`综述:: 文字`: names with a colon too many, which would be printed as headings."""
    names: dict[str, str] = {}
    taken = set(node.keys)
    for key, old in node.keys.items():
        plain = _DOUBLE.sub("", key) if old.plain else key
        if plain == key or not plain or plain in taken:
            continue
        names[key] = plain
        taken.add(plain)
        place = TextPlace(source.file, old.line, old.column, old.end_column + 1)
        fixed = mended_line(source.line(old.line) or "")
        yield diagnose("GX011", place, case="double", text=key + ":", fixed=fixed)
    if names:
        node.items = {names.get(key, key): value for key, value in node.items.items()}
        node.keys = {names.get(key, key): value for key, value in node.keys.items()}


def _without_colon(
    node: MappingNode, key: str, bare: re.Match[str], place: TextPlace
) -> Diagnostic:
    """`{自然人2}`: a name and its figure without a colon, taken apart."""
    old = node.keys.pop(key)
    del node.items[key]
    name, figure = bare["name"], bare["figure"]
    if name not in node.items:
        node.keys[name] = old
        node.items[name] = Scalar(figure, old.line, old.column, old.end_line, old.end_column)
    return diagnose("GX019", place, case="flow", text=key, fixed=f"{name}: {figure}")


def _join_thousands(value: Node | None, key: str) -> None:
    """`自然人: 1,002` in braces: the figure that the comma cut in two is put together."""
    if isinstance(value, Scalar) and value.text.isdecimal() and re.fullmatch(r"\d{3}", key):
        value.text += key


def _mend_wide_indents(node: MappingNode, source: SourceText) -> Iterator[Diagnostic]:
    """Rows indented by full-width spaces became siblings of their table: they are moved back."""
    owner = ""
    for key, value in list(node.items.items()):
        if not key.startswith("\u3000"):
            owner = key
            continue
        old, name = node.keys.pop(key), key.strip()
        del node.items[key]
        place = TextPlace(source.file, old.line, 1, max(old.column, 1) + len(key) - len(name))
        yield diagnose("GX016", place, name=name, case="row")
        above = node.items.get(owner)
        inside = _is_below(node.keys.get(owner), above, old.column - 1 + 2 * (len(key) - len(name)))
        if inside and not isinstance(above, MappingNode):
            above = node.items[owner] = MappingNode(old.line, old.column)
        target = above if inside and isinstance(above, MappingNode) else node
        owner = owner if inside else name
        if name not in target.items:
            target.keys[name], target.items[name] = old, value


def _is_below(owner: Scalar | None, above: Node | None, width: int) -> bool:
    """Whether a row `width` cells from the edge belongs below `owner` rather than beside it."""
    if owner is None or above is None or (isinstance(above, Scalar) and not above.is_blank):
        return False
    if isinstance(above, SequenceNode) or (isinstance(above, MappingNode) and above.flow):
        return False
    beside = owner.column - 1
    below = above.column - 1 if isinstance(above, MappingNode) else beside + 2
    return abs(width - max(below, beside + 2)) < abs(width - beside)


def _split_key(
    node: MappingNode, key: str, joined: re.Match[str], place: TextPlace, source: SourceText
) -> Diagnostic:
    """`商业企业:1` as one key: taken apart, so that the figure is not lost."""
    old = node.keys.pop(key)
    del node.items[key]
    parts = [part for one in _COMMA.split(key) if (part := _JOINED.match(one.strip()))]
    if not node.flow or len(parts) < 2:
        parts = [joined]
    for part in parts:
        name, rest = part["name"].strip(), part["rest"].strip()
        if name not in node.items:
            node.keys[name] = old
            node.items[name] = Scalar(rest, old.line, old.column, old.end_line, old.end_column)
    name, rest = joined["name"].strip(), joined["rest"].strip()
    whole = mended_line(source.line(old.line) or "")
    fixed = whole if len(parts) > 1 else f"{name}: {rest}"
    code = "GX010" if joined["colon"] == "：" else "GX011"
    return diagnose(code, place, name=name, text=key, fixed=fixed)


def lost_comment(node: Scalar, source: SourceText) -> Diagnostic | None:
    """A text field whose line goes on after ` #`: the rest is not in the report.

    Two or more spaces before `#` are how a comment is written on purpose.
    """
    if not node.plain or node.line != node.end_line:
        return None
    line = source.line(node.end_line) or ""
    found = _COMMENT.match(line[node.end_column - 1 :])
    if found is None or len(found["gap"]) > 1:
        return None
    column = node.end_column + len(found["gap"])
    place = TextPlace(source.file, node.line, column, len(line) + 1)
    return diagnose("GX014", place, text="#" + found["text"].strip()[:20])


def folded_lines(node: Scalar, name: str, source: SourceText) -> Diagnostic | None:
    """A text of several lines without `|`: its paragraphs have run together."""
    if node.end_line == node.line:
        return None
    line = source.line(node.line) or ""
    sign = line[node.column - 1 : node.column]
    if node.plain:
        case, count = "", node.end_line - node.line + 1
        lines = source.lines[node.line - 1 : node.end_line]
        if sign == "｜":
            place = TextPlace(source.file, node.line, node.column, node.column + 1)
            return diagnose("GX025", place, case="wide_bar", fixed=mended_line(lines[0]))
        if any(_DASHED.match(one) for one in lines):
            case = "dash"
    elif sign == "|":
        return None
    else:
        case = "greater" if sign == ">" else "quoted"
        typed = [line[node.column :], *source.lines[node.line : node.end_line]]
        count = sum(bool(one.strip("'\" ")) for one in typed[node.block :])
        if count <= sum(bool(one.strip()) for one in node.text.split("\n")):
            # Nothing ran together: blank lines stand between the paragraphs.
            return None
    place = TextPlace(source.file, node.line, node.column, node.column + 1)
    return diagnose("GX015", place, count=count, name=name, case=case)
