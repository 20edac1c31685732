"""Why a file cannot be read as a published report, before it becomes a finding."""

from __future__ import annotations

from typing import Any


class UnreadableError(Exception):
    """`case` and `facts` choose and fill the sentence of GX601; never leaves `published`."""

    def __init__(self, case: str, **facts: Any) -> None:
        super().__init__(case)
        self.case = case
        self.facts: dict[str, Any] = facts
