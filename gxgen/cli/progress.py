"""Progress of long runs: a bar on a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sized
from typing import TypeVar

T = TypeVar("T")
MANY = 20
"""Fewer files are done before a bar could be read."""


def progress(items: Iterable[T], verb: str, total: int | None = None) -> Iterator[T]:
    """`items` unchanged, with a bar on standard error where somebody watches a long run."""
    count = total if total is not None else len(items) if isinstance(items, Sized) else 0
    if count < MANY or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, verb, total=count, console=Console(stderr=True), transient=True)
