"""A tag together with its place in the document."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gxgen.diag import DocPlace
from gxgen.template.environment import nodes
from gxgen.template.fragments import Fragment
from gxgen.template.tags import Slip, Tag

EXCERPT = 60
"""Characters of a paragraph shown around a faulty tag."""


Nodes = tuple[nodes.Node | None, ...]


@dataclass(frozen=True, slots=True)
class PlacedTag:
    """A tag with the place people find it at; `order` counts the tags of a part.

    `nodes` is what a tag with an expression reads as in Jinja2's tree: what is printed, the
    condition, or a loop's variable, list and condition.
    """

    tag: Tag
    place: DocPlace
    order: int = 0
    in_table: bool = False
    nodes: Nodes = ()


def placed_tag(item: Tag | Slip, fragment: Fragment, order: int) -> PlacedTag:
    """A tag with its place; a slip becomes a tag that is only shown."""
    if isinstance(item, Slip):
        raw = item.raw if len(item.raw) <= EXCERPT else item.raw[:EXCERPT] + "…"
        item = Tag(raw, item.start, "", "", "", "")
    return PlacedTag(item, _place(item, fragment), order, bool(fragment.place.table))


def _place(item: Tag, fragment: Fragment) -> DocPlace:
    """The fragment's place with the text around the tag."""
    text = fragment.text
    if len(text) <= EXCERPT * 2:
        return replace(fragment.place, text=text)
    start = max(0, item.start - EXCERPT // 2)
    end = min(len(text), start + EXCERPT + min(len(item.raw), EXCERPT))
    window = ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
    return replace(fragment.place, text=window)
