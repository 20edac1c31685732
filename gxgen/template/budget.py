"""The step budget: what one rendering may cost, counted and never timed.

Every runaway template ends here in one finding; a real report uses less than a hundredth of it.
"""

from __future__ import annotations

MAX_STEPS = 400_000
"""Loop rounds, look-ups and operators of one document together."""
MAX_BYTES = 64 * 1024 * 1024
"""UTF-8 bytes that the tags of one document may produce."""
CHUNK = 1_024
"""Working on a text this long counts as one step more."""


class BudgetError(Exception):
    """The document needs more than the budget; `case` is "steps" or "bytes".

    `tag` is the index of the loop at work in its part, -1 outside of loops.
    """

    def __init__(self, case: str) -> None:
        super().__init__(case)
        self.case = case
        self.tag = -1


class Meter:
    """What is left of the budget of one rendering."""

    __slots__ = ("bytes", "steps")

    def __init__(self, steps: int = MAX_STEPS, size: int = MAX_BYTES) -> None:
        self.steps = steps
        self.bytes = size

    def step(self, count: int = 1) -> None:
        """Spends steps; raises BudgetError when none are left."""
        self.steps -= count
        if self.steps < 0:
            raise BudgetError("steps")

    def touch(self, value: object) -> None:
        """Spends the steps of one operator on `value`: long texts and lists cost more."""
        size = len(value) if isinstance(value, (str, list, tuple, dict)) else 0
        self.step(1 + size // CHUNK)

    def output(self, size: int) -> None:
        """Spends bytes of output; raises BudgetError when none are left."""
        self.bytes -= size
        if self.bytes < 0:
            raise BudgetError("bytes")
