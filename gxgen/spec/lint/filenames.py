"""Files of a pack that nobody reads because their name is misspelt (chapter.yaml, Tables.yml)."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from gxgen.diag import Diagnostic, diagnose, whole_file
from gxgen.spec.lint.layers import PACK, Layers
from gxgen.spec.pack import LAYERED
from gxgen.spec.packzip import shown

KNOWN = (PACK, *LAYERED)
SUFFIXES = (".yaml", ".yml")
_LIKE = 0.75


def judge_files(layers: Layers) -> Iterator[Diagnostic]:
    """A finding for each file whose name is nearly one of ours."""
    homes = {layer.file.parent: None for layer in layers.all if not layer.trusted}
    for home in homes:
        for path in sorted(home.iterdir()):
            meant = _meant(path)
            if meant:
                problem = f"这个文件不会被读到，是不是要叫“{meant}.yaml”？"
                place = whole_file(shown(path))
                yield diagnose("GX102", place, case="meta", where=path.name, problem=problem)


def _meant(path: Path) -> str:
    """The name that was probably meant, "" for a file that is read, or is none of ours."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES or not path.is_file():
        return ""
    stem = path.stem.strip().lower()
    if stem in KNOWN:
        return "" if path.name == f"{stem}.yaml" else stem
    return next(iter(get_close_matches(stem, KNOWN, n=1, cutoff=_LIKE)), "")
