"""The files of a pack with places: where in which file a merged value was written.

Merged data has no places; the trees of the single files have. A value's place is that of the
nearest file that writes it, because the nearest one wins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gxgen.diag import TextPlace, whole_file
from gxgen.source.tree import (
    MappingNode,
    Node,
    Scalar,
    SequenceNode,
    key_at,
    node_at,
    plain_data,
)
from gxgen.spec.merge import IDENTITY
from gxgen.spec.pack import LAYERED, PackFiles, is_installed, layer_paths, read_spec_tree
from gxgen.spec.packzip import shown

Path_ = tuple[str | int, ...]
PACK = "pack"


@dataclass(frozen=True, slots=True)
class Layer:
    """One file that is merged into `stem`; `level` counts packs from the farthest one, 0.

    `trusted` files belong to the installation and are not what is judged.
    """

    stem: str
    file: Path
    root: Node
    data: object
    level: int
    trusted: bool

    def place(self, path: Path_, *, key: bool = False) -> TextPlace | None:
        """Where the value at `path` (with `key`: its name) stands here; None where it does not.

        A text step into a list means the entry with that 编号.
        """
        steps = _indexed(self.root, path)
        if steps is None:
            return None
        node, depth = node_at(self.root, steps)
        if depth < len(steps):
            return None
        name = key_at(self.root, steps)
        return _place_of(name if key and name is not None else node, shown(self.file))


class Layers:
    """All files of a pack, farthest first: the order in which they are merged."""

    def __init__(self, files: PackFiles) -> None:
        self.all = tuple(_read(files))

    @property
    def on_trusted_ground(self) -> bool:
        """True when the farthest pack is one of the installation."""
        return all(layer.trusted for layer in self.all if not layer.level)

    def of(self, stem: str) -> tuple[Layer, ...]:
        return tuple(layer for layer in self.all if layer.stem == stem)

    def place(self, stem: str, path: Path_, *, key: bool = False) -> TextPlace:
        """Where a value of the merged data was written, or the nearest thing above it."""
        layers = self.of(stem)
        for length in range(len(path), 0, -1):
            for layer in reversed(layers):
                found = layer.place(path[:length], key=key or length < len(path))
                if found is not None:
                    return found
        return whole_file(shown(layers[-1].file) if layers else f"{stem}.yaml")

    def nearness(self, stem: str, path: Path_) -> int:
        """How near the pack is that writes the value at `path`; 0 is the farthest one."""
        writers = [layer.level for layer in self.of(stem) if layer.place(path) is not None]
        return max(writers, default=0)


def _read(files: PackFiles) -> Iterator[Layer]:
    folders = files.folders[::-1]
    strange = not is_installed(files.folders)
    for level, folder in enumerate(folders):
        trusted = strange and is_installed((folder,))
        for stem in (PACK, *LAYERED):
            paths = layer_paths((folder,), files.edition, stem)
            for path in (folder / f"{PACK}.yaml",) if stem == PACK else paths:
                root, _ = read_spec_tree(path)
                data = plain_data(root) if root is not None else None
                if root is not None and data is not None:
                    yield Layer(stem, path, root, data, level, trusted)


def _indexed(root: Node, path: Path_) -> Path_ | None:
    """`path` with the steps that name an entry of a list by its 编号 as indexes."""
    steps: Path_ = ()
    for step in path:
        node, _ = node_at(root, steps)
        if isinstance(node, SequenceNode) and isinstance(step, str):
            index = next((at for at, item in enumerate(node.items) if _is_entry(item, step)), None)
            if index is None:
                return None
            step = index
        steps = (*steps, step)
    return steps


def _is_entry(node: Node, identity: str) -> bool:
    found = node.items.get(IDENTITY) if isinstance(node, MappingNode) else None
    return isinstance(found, Scalar) and found.text == identity


def _place_of(node: Node, file: str) -> TextPlace:
    if not isinstance(node, Scalar):
        return TextPlace(file, node.line, node.column, node.column + 1)
    one_line = node.end_line == node.line and node.end_column > node.column
    return TextPlace(file, node.line, node.column, node.end_column if one_line else node.column + 1)
