"""Running the linter over one pack."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gxgen.diag import Diagnostic, diagnose, in_order
from gxgen.spec.lint.chapters import judge_chapters
from gxgen.spec.lint.fault import Data, Fault, Faults
from gxgen.spec.lint.fields import judge_fields
from gxgen.spec.lint.filenames import judge_files
from gxgen.spec.lint.forms import judge_forms
from gxgen.spec.lint.layers import Layers
from gxgen.spec.lint.locked import judge_locked
from gxgen.spec.lint.mentions import judge_mentions
from gxgen.spec.lint.relations import judge_codes, judge_relations
from gxgen.spec.lint.rootnames import judge_root_names
from gxgen.spec.lint.tables import judge_tables
from gxgen.spec.lint.texts import judge_texts
from gxgen.spec.pack import PackFiles

Rule = Callable[[Data], Faults]
_FOR_TEXTS = ("text", "fields", "pack")
RULES: tuple[Rule, ...] = (judge_tables, judge_root_names, judge_chapters, judge_fields)


def lint_pack(files: PackFiles) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with a pack, in file order; empty for a good one.

    Later steps take the earlier ones for granted, so that each fault is told once.
    """
    layers = Layers(files)
    found = [*judge_files(layers), *judge_forms(layers, files.data)]
    if not found:
        faults = [fault for rule in RULES for fault in rule(files.data)]
        faults = faults or [*judge_relations(files.data), *judge_locked(layers, files)]
        faults = faults or [*judge_mentions(files.data), *judge_texts(files.data)]
        faults += judge_codes(layers)
        found = [_told(layers, fault) for fault in faults]
    elif not any(Path(item.place.file).stem in _FOR_TEXTS for item in found):
        # A pattern can be judged whatever is wrong with the other files.
        found += [_told(layers, fault) for fault in judge_texts(files.data)]
    return in_order(found)


def _told(layers: Layers, fault: Fault) -> Diagnostic:
    options = [(fault.stem, fault.path)] + ([fault.other] if fault.other else [])
    stem, path = max(options, key=lambda option: layers.nearness(*option))
    place = layers.place(stem, path, key=not fault.on_value)
    return diagnose(fault.code, place, reason=fault.reason)
