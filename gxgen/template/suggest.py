"""Names near to a misspelt one, looked for where it stood and in the whole shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from gxgen.spec.shape import ListOf, Record, Shape

LIMIT = 3
"""Suggestions shown at most."""
_DEPTH = 12


def near(name: str, known: Iterable[str]) -> list[str]:
    """Up to LIMIT known names like `name`, best first."""
    return get_close_matches(name, list(known), LIMIT, 0.5)


def near_fields(path: tuple[str, ...], record: Record, root: Record) -> list[str]:
    """Full addresses somebody may have meant by `path`, whose last step `record` does not have.

    First names like it in the same record, then fields whose label it is, then any address of
    `root` that ends as `path` does.
    """
    above, name = path[:-1], path[-1]
    fields = near(name, record.fields)
    fields += [key for key, shape in record.fields.items() if shape.label == name]
    found = [".".join((*above, key)) for key in fields]
    found += [".".join(steps) for steps in _addresses(root, ()) if steps[-1] == name]
    return list(dict.fromkeys(found))[:LIMIT]


def _addresses(shape: Shape, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every address a tag may name outside of loops."""
    if isinstance(shape, ListOf) or len(above) > _DEPTH:
        return
    if isinstance(shape, Record):
        for key, below in shape.fields.items():
            yield (*above, key)
            yield from _addresses(below, (*above, key))
