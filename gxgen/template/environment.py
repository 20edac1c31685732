"""The door to Jinja2: the environment that reads our tags, and what we use of its syntax tree.

Our engine only parses with it. The same environment is what docxtpl gets where the two engines
are compared: no globals, no attributes of Python objects, our filters, strict about names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.exceptions import UndefinedError
from jinja2.runtime import LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

__all__ = [
    "DEFAULT_FILTERS",
    "LOOP_FIELDS",
    "Environment",
    "Filters",
    "StrictUndefined",
    "TemplateSyntaxError",
    "Undefined",
    "UndefinedError",
    "nodes",
]

Filters = Mapping[str, Callable[..., object]]

LOOP_FIELDS = ("index", "index0", "first", "last", "length")
"""What a tag may ask of `loop`."""


class Environment(ImmutableSandboxedEnvironment):
    """Jinja2 cut down to our tag language."""

    def __init__(self, filters: Filters) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters.clear()
        self.filters.update(filters)
        self.tests = {name: test for name, test in self.tests.items() if name == "defined"}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`: a field of a record, never an attribute of a Python object."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in LOOP_FIELDS:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`obj[argument]`: a field of a record or an item of a list, nothing else."""
        if isinstance(obj, (Mapping, list, tuple)):
            try:
                return obj[argument]
            except (LookupError, TypeError):
                pass
        return self.undefined(obj=obj, name=argument)


def _default(value: object, default_value: object = "", boolean: bool = False) -> object:
    """`value`, or `default_value` where there is none (with `boolean` also where it is empty)."""
    missing = isinstance(value, Undefined) or (boolean and not value)
    return default_value if missing else value


def _join(value: Iterable[object], d: object = "") -> str:
    """The items of a list as text with `d` between them."""
    return str(d).join(map(str, value))


def _length(value: Any) -> int:
    """How many items a list, or characters a text, has."""
    return len(value)


def _trim(value: object, chars: str | None = None) -> str:
    """A text without white space (or `chars`) at its ends."""
    return str(value).strip(chars)


DEFAULT_FILTERS: Filters = {
    "default": _default,
    "join": _join,
    "length": _length,
    "trim": _trim,
}
"""The neutral filters, each equal to Jinja2's of that name; a caller may add the domain's own."""
