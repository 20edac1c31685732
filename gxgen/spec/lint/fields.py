"""Fields around the tables: kinds that have what they need, and those the program relies on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from gxgen.spec.field import FieldKind
from gxgen.spec.lint.fault import Data, Fault, Faults, Path
from gxgen.spec.locate import TEMPLATES, data_root
from gxgen.spec.pack import BASE, read_spec_file

_NEEDS = {FieldKind.CHOICE: "选项", FieldKind.GROUP: "子"}
_TAKES = {"选项": (FieldKind.CHOICE,), "子": (FieldKind.GROUP, FieldKind.LIST)}
_TAKES["或"] = (FieldKind.GROUP,)
_TAKES["要报"] = (FieldKind.NUMBERS,)


def judge_fields(data: Data) -> Faults:
    """Faults of `fields.yaml`."""
    yield from _judge((), data["fields"])
    yield from _kept((), _standard(), data["fields"])


def _judge(path: Path, fields: Mapping[str, Any]) -> Faults:
    for key, field in fields.items():
        kind, own = FieldKind(field["类型"]), (*path, key)
        needed = _NEEDS.get(kind)
        if needed and needed not in field:
            yield Fault("fields", own, f"“{key}”的类型是“{kind}”，要写“{needed}”")
        if field.get("固定") == "是" and (path or field.get("必填") == "是"):
            where = "只能用在最外层的各项" if path else "不能又写“必填”"
            yield Fault("fields", (*own, "固定"), f"“{key}”写了“固定”，{where}")
        for name, takers in _TAKES.items():
            if name in field and kind not in takers:
                yield Fault("fields", (*own, name), f"“{key}”的类型是“{kind}”，不能写“{name}”")
        if isinstance(field.get("子"), Mapping):
            yield from _judge((*own, "子"), field["子"])


@lru_cache(maxsize=1)
def _standard() -> Mapping[str, Any]:
    """The fields of the installation's own base pack: what the program reads and prints."""
    data, _ = read_spec_file(data_root() / TEMPLATES / BASE / "fields.yaml")
    assert isinstance(data, Mapping)
    return data


def _kept(path: Path, standard: Mapping[str, Any], fields: Mapping[str, Any]) -> Faults:
    """A pack may add fields; it may not take away or change the kind of one that is read."""
    for key, field in standard.items():
        if key not in fields:
            yield Fault("fields", (*path, key), f"少了“{key}”：程序要用到这一项，不能删")
            continue
        given = fields[key]
        if given["类型"] != field["类型"]:
            reason = f"“{key}”的类型只能是“{field['类型']}”，程序按这个类型读"
            yield Fault("fields", (*path, key, "类型"), reason, on_value=True)
        elif isinstance(field.get("子"), Mapping) and isinstance(given.get("子"), Mapping):
            yield from _kept((*path, key, "子"), field["子"], given["子"])
        elif field.get("子") != given.get("子"):
            yield Fault("fields", (*path, key), f"“{key}”的“子”不能改")
