"""Checking a template pack: its YAML files and its Word file, everything in one run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gxgen.app.packs.outline import norm_of, outline_of
from gxgen.app.packs.target import Target, editions_of, target_of
from gxgen.diag import Diagnostic, Result, in_order
from gxgen.report.context import shape_of
from gxgen.spec.lint import lint_pack
from gxgen.spec.pack import BASE, REPORT
from gxgen.spec.packzip import shown
from gxgen.spec.spec import Spec, load_spec
from gxgen.template.review import annotate, review_template

UNKNOWN_NAME = "GX111"
"""Not judged where the pack's own files are broken: what it adds is not known then."""


@dataclass(slots=True)
class Verdict:
    """What was found about a target; `words` are the Word files looked at, with their findings."""

    target: Target
    diagnostics: list[Diagnostic] = field(default_factory=list)
    words: dict[Path, list[Diagnostic]] = field(default_factory=dict)

    @property
    def all(self) -> tuple[Diagnostic, ...]:
        """Every finding once: the YAML files' in file order, then each Word file's."""
        found = [*in_order(self.diagnostics)]
        found += [item for items in self.words.values() for item in items]
        seen: dict[tuple[object, ...], Diagnostic] = {}
        for item in found:
            seen.setdefault((item.code, item.place, repr(item.facts)), item)
        return tuple(seen.values())


def check_template(text: str, pack: str = "", edition: str = "") -> Result[Verdict]:
    """Everything wrong with a pack or Word file; no value where there is nothing to judge."""
    found = target_of(text, pack)
    if found.value is None:
        return Result(None, found.diagnostics)
    verdict = Verdict(found.value)
    chosen = editions_of(found.value, edition)
    if chosen.value is None:
        return Result(None, chosen.diagnostics)
    for one in chosen.value:
        _judge(verdict, one.key)
    return Result(verdict, verdict.all)


def _judge(verdict: Verdict, edition: str) -> None:
    target = verdict.target
    files = target.files(edition)
    if files.value is None:
        verdict.diagnostics += files.diagnostics
        return
    faults = [] if target.word else list(lint_pack(files.value))
    verdict.diagnostics += faults
    loaded = None if faults else load_spec(edition, target.pack, folders=target.folders)
    spec = loaded.value if loaded else load_spec(edition).value
    if loaded is not None and loaded.value is None:
        verdict.diagnostics += loaded.diagnostics
    word = target.word or _own_word(verdict, edition)
    if spec is not None and word is not None:
        sure = loaded is not None and loaded.value is not None
        told = [one for one in review(word, spec) if sure or one.code != UNKNOWN_NAME]
        verdict.words.setdefault(word, []).extend(told)


def _own_word(verdict: Verdict, edition: str) -> Path | None:
    """The Word file that the pack brings itself; an inherited one is its parent's business."""
    files = verdict.target.files(edition).value
    if files is None:
        return None
    nearest = files.nearest(REPORT)
    if nearest is None or (files.folders[0] not in nearest.parents and files.name != BASE):
        return None
    return nearest


def review(path: Path, spec: Spec) -> tuple[Diagnostic, ...]:
    """The findings on one Word file as a template of `spec`."""
    data = path.read_bytes()
    name = shown(path)
    return review_template(data, name, shape_of(spec), spec.tables, outline_of(spec), norm_of(spec))


def annotated(verdict: Verdict) -> Iterator[tuple[Path, Result[bytes]]]:
    """A copy with comments of each Word file about which there is something to say."""
    for path, found in verdict.words.items():
        if found:
            yield path, annotate(path.read_bytes(), shown(path), found)
