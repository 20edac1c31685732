"""What one rendering carries along, and what a report may lack."""

from __future__ import annotations

from dataclasses import dataclass, field

from gxgen.template.budget import Meter
from gxgen.template.environment import UndefinedError
from gxgen.template.operators import Scope
from gxgen.template.values import NotPrintableError

MAX_FAULTS = 50
"""Findings of one rendering; more would only repeat the same cause."""


@dataclass(frozen=True, slots=True)
class RenderFault:
    """A tag that has no value in this report: index of the tag, case and name for the message."""

    tag: int
    case: str
    name: str = ""


@dataclass(slots=True)
class State:
    """What one rendering of one part carries along.

    `post_steps` says that a value held characters docxtpl turns into Word elements; `tag` is the
    innermost loop at work, for a budget that runs out.
    """

    scope: Scope
    meter: Meter
    faults: list[RenderFault] = field(default_factory=list)
    post_steps: bool = False
    tag: int = -1

    def fail(self, tag: int, error: Exception) -> None:
        """Notes that the value of a tag could not be had."""
        if len(self.faults) < MAX_FAULTS:
            case, name = _reason(error)
            self.faults.append(RenderFault(tag, case, name))


def _reason(error: Exception) -> tuple[str, str]:
    if isinstance(error, UndefinedError):
        return "missing", str(error).partition("'")[2].partition("'")[0]
    if isinstance(error, ZeroDivisionError):
        return "zero", ""
    if isinstance(error, NotPrintableError):
        return "empty", ""
    return "type", ""


EXPECTED = (UndefinedError, TypeError, ValueError, ArithmeticError)
"""What an expression may raise because of the data; anything else is our bug."""
