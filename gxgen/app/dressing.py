"""How a pack wants figures of tables printed: 1234, or 1,234."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gxgen.spec.spec import Spec

GROUPED, YES = "千分位", "是"
_NUMBER = re.compile(r"(-?)(\d{4,})((?:\.\d+)?)")


def dressed(context: dict[str, object], spec: Spec) -> dict[str, object]:
    """The context with the tables' figures as the pack wants them; itself where that is plain."""
    if spec.style.get(GROUPED) != YES:
        return context
    return {**context, **{key: _grouped(context[key]) for key in spec.groups}}


def _grouped(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _grouped(item) for key, item in value.items()}
    found = _NUMBER.fullmatch(value) if isinstance(value, str) else None
    return f"{found[1]}{int(found[2]):,}{found[3]}" if found else value
