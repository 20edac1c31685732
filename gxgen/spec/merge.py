"""How a nearer pack's file changes a farther one's: by key, `~` removes, `次序` orders."""

from __future__ import annotations

from collections.abc import Mapping

ORDER = "次序"
IDENTITY = "编号"


def merge(base: object, over: object) -> object:
    """`base` changed by `over`; neither argument is modified.

    Mappings merge by key, lists of entries with an 编号 by that; anything else is replaced.
    """
    if isinstance(base, Mapping) and isinstance(over, Mapping):
        return _merge_mappings(base, over)
    if _has_identity(base) and _has_identity(over):
        return _merge_entries(base, over)  # type: ignore[arg-type]
    return over


def _merge_mappings(base: Mapping[str, object], over: Mapping[str, object]) -> dict[str, object]:
    merged = dict(base)
    for key, value in over.items():
        if key == ORDER:
            continue
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = merge(merged[key], value) if key in merged else value
    order = over.get(ORDER)
    if isinstance(order, list):
        names = [key for key in order if isinstance(key, str)]
        first = {key: merged.pop(key) for key in names if key in merged}
        merged = {**first, **merged}
    return merged


def _has_identity(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, Mapping) and isinstance(item.get(IDENTITY), str) for item in value
    )


def _merge_entries(
    base: list[Mapping[str, object]], over: list[Mapping[str, object]]
) -> list[object]:
    entries: dict[object, object] = {item[IDENTITY]: item for item in base}
    for item in over:
        if set(item) == {IDENTITY}:
            entries.pop(item[IDENTITY], None)
        else:
            entries[item[IDENTITY]] = merge(entries.get(item[IDENTITY], {}), item)
    return list(entries.values())
