"""Words and thresholds of the checks on prose: a pack changes them in kind with what they were.

What each rule reads from `content.yaml` and `mentions.yaml` is known to the rule only. So a nearer
pack is measured by the farthest one: a number stays a number, a list a list, and a check that
nobody performs is not added.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gxgen.diag import entries
from gxgen.spec.lint.fault import Data, Fault, Faults, Path
from gxgen.spec.lint.layers import Layers
from gxgen.spec.merge import IDENTITY, merge

STEMS = ("content", "mentions")
CLOSED = "content"
"""Its first level names checks that the program performs; a further name would do nothing."""
WHOLE, REMOVABLE = "mentions", "提法"
"""Nothing but single mentions may be taken away from it."""
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_YES_NO = ("是", "否")


def judge_alike(layers: Layers, merged: Data) -> Faults:
    """Values that changed their kind, checks that are not there, codes that nobody knows."""
    for stem in STEMS:
        if all(layer.trusted for layer in layers.of(stem)):
            continue
        declared: Any = {}
        for layer in layers.of(stem):
            if not layer.level:
                declared = merge(declared, layer.data)
        now = merged.get(stem) or {}
        if stem == CLOSED and declared:
            for key in now:
                if key not in declared:
                    yield Fault(stem, (key,), f"没有“{key}”这项检查")
        yield from _compare(stem, (), declared, now)


def _compare(stem: str, path: Path, was: Any, now: Any) -> Faults:
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        for key in was:
            if key not in now and stem == WHOLE and path != (REMOVABLE,):
                yield Fault(stem, (*path, key), f"“{key}”不能删，程序要用到")
            elif key in now:
                yield from _compare(stem, (*path, key), was[key], now[key])
        code = now.get(IDENTITY)
        if code is not None and code != was.get(IDENTITY) and code not in entries():
            yield Fault(stem, (*path, IDENTITY), f"没有 {code} 这个编号", on_value=True)
    elif type(was) is not type(now):
        yield Fault(stem, path, f"“{path[-1]}”的写法与上级模板包不同，程序读不懂", on_value=True)
    elif isinstance(was, str) and _NUMBER.fullmatch(was) and not _NUMBER.fullmatch(now):
        yield Fault(stem, path, f"“{path[-1]}”要写一个数", on_value=True)
    elif isinstance(was, str) and was in _YES_NO and now not in _YES_NO:
        yield Fault(stem, path, f"“{path[-1]}”要写是或否", on_value=True)
