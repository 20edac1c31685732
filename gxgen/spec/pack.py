"""Packs: the folders that hold what a report is, and how a province changes it.

A pack's folder has a `pack.yaml` (`extends: base`) and only those files that differ. Files are
merged from the farthest pack to the nearest; of other files the nearest one wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from gxgen import __version__
from gxgen.diag import Diagnostic, Result, TextPlace, diagnose, whole_file
from gxgen.source.text import decode
from gxgen.source.tree import MappingNode, Node, Scalar, plain_data
from gxgen.source.yamltree import parse_yaml
from gxgen.spec.locate import PACK_FILE, TEMPLATES, data_root, find_pack, pack_names
from gxgen.spec.merge import merge
from gxgen.spec.packzip import shown, unpack

BASE = "base"
MAX_LEVELS = 3
"""国家 → 省 → 市县."""
LAYERED = (
    "tables",
    "chapters",
    "checks",
    "mentions",
    "content",
    "style",
    "text",
    "fields",
    "published",
)
REPORT = "report.docx"
REQUIRED = "程序版本"
_VERSION = re.compile(r"(?:>=\s*)?\d{1,4}(?:\.\d{1,4}){0,2}")


@dataclass(frozen=True, slots=True)
class PackFiles:
    """A chain of pack folders, nearest first, with their merged data for one edition."""

    name: str
    edition: str
    folders: tuple[Path, ...]
    data: Mapping[str, object]

    def nearest(self, file: str) -> Path | None:
        """The nearest folder's `file`, for this edition before one for all."""
        for folder in self.folders:
            for candidate in (folder / self.edition / file, folder / file):
                if candidate.is_file():
                    return candidate
        return None


def is_installed(folders: Sequence[Path]) -> bool:
    """True when all folders of a chain belong to the installation."""
    home = (data_root() / TEMPLATES).resolve()
    return all(home in folder.resolve().parents for folder in folders)


def load_pack(name: str, edition: str, folders: Sequence[Path]) -> Result[PackFiles]:
    """The pack `name` for `edition`, or why it cannot be used."""
    chain, found = _chain(name, folders)
    if found:
        return Result(None, tuple(found))
    data: dict[str, object] = {}
    for stem in LAYERED:
        for path in layer_paths(chain, edition, stem):
            value, faults = read_spec_file(path)
            found += faults
            if value is not None:
                data[stem] = merge(data[stem], value) if stem in data else value
    return Result(PackFiles(name, edition, tuple(chain), data) if not found else None, tuple(found))


def layer_paths(folders: Sequence[Path], edition: str, stem: str) -> Iterator[Path]:
    """The files that are merged into `stem`, farthest first; `folders` come nearest first."""
    for folder in reversed(folders):
        for path in (folder / f"{stem}.yaml", folder / edition / f"{stem}.yaml"):
            if path.is_file():
                yield path


def _chain(name: str, folders: Sequence[Path]) -> tuple[list[Path], list[Diagnostic]]:
    """The folders of a pack and those it extends, nearest first."""
    chain: list[Path] = []
    while True:
        folder = find_pack(name, folders)
        if folder is None:
            return [], [_unknown(name[:40], folders)]
        if folder.is_file():
            unpacked = unpack(folder)
            if unpacked.value is None:
                return [], list(unpacked.diagnostics)
            folder = unpacked.value
        if folder in chain or len(chain) >= MAX_LEVELS:
            return [], [diagnose("GX102", whole_file(shown(folder / PACK_FILE)), case="levels")]
        chain.append(folder)
        root, faults = read_spec_tree(folder / PACK_FILE)
        faults += _too_new(root, folder / PACK_FILE)
        if faults:
            return [], faults
        value = plain_data(root) if root is not None else None
        parent = value.get("extends") if isinstance(value, Mapping) else None
        if not parent:
            return chain, []
        name = str(parent)


def _unknown(name: str, folders: Sequence[Path]) -> Diagnostic:
    """GX101 with all packs by name and title, and the one that was meant: 山东 → shandong."""
    titles = {key: _title(key, folders) for key in pack_names(folders)}
    shown = {key: f"{key}（{title}）" if title else key for key, title in titles.items()}
    near = next(
        (key for key, text in titles.items() if text and (text in name or name in text)), ""
    )
    near = near or next(iter(get_close_matches(name, titles, n=1, cutoff=0.6)), "")
    facts: dict[str, Any] = {
        "name": name,
        "known": "、".join(shown.values()),
        "near": near,
        "case": "",
    }
    if near:
        facts |= {"case": "near", "shown": shown[near]}
    return diagnose("GX101", whole_file(name), **facts)


def _title(name: str, folders: Sequence[Path]) -> str:
    """What a pack calls itself, "" where it does not say."""
    folder = find_pack(name, folders)
    value, _ = read_spec_file(folder / "pack.yaml") if folder is not None else (None, [])
    return str(value.get("名称") or "") if isinstance(value, Mapping) else ""


def _too_new(root: Node | None, path: Path) -> list[Diagnostic]:
    """A pack that needs a later version of the program (GX108)."""
    stated = root.items.get(REQUIRED) if isinstance(root, MappingNode) else None
    if not isinstance(stated, Scalar) or not _VERSION.fullmatch(stated.text.strip()):
        return []
    wanted = stated.text.strip().removeprefix(">=").strip()
    if _numbers(wanted) <= _numbers(__version__):
        return []
    place = TextPlace(shown(path), stated.line, stated.column, stated.end_column)
    return [diagnose("GX108", place, wanted=wanted, found=__version__)]


def _numbers(version: str) -> tuple[int, ...]:
    """0.2.1 as (0, 2, 1); what follows the figures (rc1, .dev0) does not count."""
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def read_spec_file(path: Path) -> tuple[object, list[Diagnostic]]:
    """A YAML file of a pack as plain data (texts stay texts), or the faults of its syntax.

    A file without content is None: it changes nothing in what it is merged into.
    """
    root, faults = read_spec_tree(path)
    return plain_data(root) if root is not None else None, faults


def read_spec_tree(path: Path) -> tuple[Node | None, list[Diagnostic]]:
    """The same with places: the tree of a pack's file, None for an empty or unreadable one."""
    try:
        source, notes = decode(path.read_bytes(), shown(path))
    except OSError as error:
        place = whole_file(shown(path))
        return None, [diagnose("GX001", place, case="read", reason=error.strerror)]
    if source is None:
        return None, notes
    parsed = parse_yaml(source)
    if parsed.syntax_error is not None:
        _, line, column = parsed.syntax_error
        place = TextPlace(shown(path), line, column, column + 1)
        return None, [diagnose("GX102", place, case="syntax")]
    return parsed.root, parsed.diagnostics
