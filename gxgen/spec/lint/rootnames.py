"""Names at the first level of a report: tables, narrative chapters and fields share it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gxgen.spec.lint.fault import Data, Fault, Faults, Path
from gxgen.spec.lint.names import name_fault


def judge_root_names(data: Data) -> Faults:
    """Names that cannot be names, and one name for two things."""
    prose = [key for key, fields in data["chapters"].items() if not fields.get("表")]
    seen: dict[str, str] = {}
    for stem, keys in (("fields", data["fields"]), ("tables", data["tables"]), ("chapters", prose)):
        for key in keys:
            if key in seen:
                reason = f"“{key}”在 {seen[key]}.yaml 里已经用作名称，在年报文件里会分不清"
                yield Fault(stem, (key,), reason, other=(seen[key], (key,)))
            seen.setdefault(key, stem)
    for key in data["tables"]:
        yield from _judge("tables", (key,))
    for key, fields in data["chapters"].items():
        yield from _judge("chapters", (key,))
        for section in fields.get("小节", {}):
            yield from _judge("chapters", (key, "小节", section))
    yield from _judge_fields((), data["fields"])


def _judge_fields(path: Path, fields: Mapping[str, Any]) -> Faults:
    for key, field in fields.items():
        yield from _judge("fields", (*path, key))
        if isinstance(field.get("子"), Mapping):
            yield from _judge_fields((*path, key, "子"), field["子"])
        for name in field.get("要报") or ():
            yield from _judge("fields", (*path, key, "要报", name))


def _judge(stem: str, path: Path) -> Faults:
    key = str(path[-1])
    why = name_fault(key)
    if why:
        yield Fault(stem, path, f"“{key}”不能作名称：{why}")
