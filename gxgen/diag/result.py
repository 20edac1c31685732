"""What every use case returns: a value or none, plus the findings on the way to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from gxgen.diag.diagnostic import Diagnostic

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Result(Generic[T]):
    """A value (None when a fault kept it from being made) and all diagnostics, in file order."""

    value: T | None
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def ok(self) -> bool:
        """True when there is a value and no finding is an error."""
        return self.value is not None and not self.errors

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(item for item in self.diagnostics if item.is_error)
