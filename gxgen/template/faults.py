"""What can be wrong with a tag, before it has a place: raised by reader, checker and placing."""

from __future__ import annotations


class TagError(Exception):
    """What is wrong with one tag: a code of the book and the facts for its sentence."""

    def __init__(self, code: str, case: str, **facts: object) -> None:
        super().__init__(code, case)
        self.code = code
        self.facts: dict[str, object] = {"case": case, **facts}


class UnjudgedError(Exception):
    """An expression that rests on something already found at fault."""
