"""Many words as one pattern: a tree of their characters, so that no word is tried twice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

_Tree: TypeAlias = dict[str, "_Tree"]
_END = ""
WIDTH = 20


def longest_of(words: Iterable[str]) -> str:
    """A pattern that matches the longest of `words` at a place. Every step is decided by one
    character, so a match takes no longer than the word is long."""
    tree: _Tree = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[_END] = {}
    firsts = sorted(character for character in tree if character)
    shelves = [firsts[at : at + WIDTH] for at in range(0, len(firsts), WIDTH)]
    # The pattern engine tries alternatives one after the other: look at twenty shelves, then at
    # twenty words, not at four hundred words.
    return "|".join(
        f"(?=[{re.escape(''.join(shelf))}])" + _pattern({first: tree[first] for first in shelf})
        for shelf in shelves
    )


def _pattern(tree: _Tree) -> str:
    ends = _END in tree
    leaves = "".join(
        re.escape(character)
        for character, node in tree.items()
        if character and set(node) == {_END}
    )
    branches = [
        re.escape(character) + _pattern(node)
        for character, node in tree.items()
        if character and set(node) != {_END}
    ]
    if leaves:
        branches.append(f"[{leaves}]")
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)})" + ("?" if ends else "")
