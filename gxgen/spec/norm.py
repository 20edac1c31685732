"""The looks a template is compared with: page and faces of the standard, from `style.yaml`.

Only compared, never applied: fonts, sizes and page live in the Word file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

STEM, BLOCK = "style", "版面"


@dataclass(frozen=True, slots=True)
class Face:
    """The fonts a kind of text may have (the first is the standard's own) and its size in pt."""

    fonts: tuple[str, ...]
    size: float


@dataclass(frozen=True, slots=True)
class Norm:
    """Lengths in mm. `basis` is the standard; the faces are of title, chapter heading and body."""

    basis: str
    paper: tuple[float, float]
    top: float
    left: float
    area: tuple[float, float]
    title: Face
    heading: Face
    body: Face


def read_norm(style: Mapping[str, object]) -> Norm | None:
    """The `版面` of a pack's style, None where it says none."""
    data = style.get(BLOCK)
    if not isinstance(data, Mapping):
        return None

    def length(name: str) -> float:
        return float(str(data[name]))

    def face(name: str) -> Face:
        fields = data[name]
        assert isinstance(fields, Mapping)
        return Face(tuple(map(str, fields["字体"])), float(str(fields["字号"])))

    return Norm(
        str(data["依据"]),
        (length("纸宽"), length("纸高")),
        length("天头"),
        length("订口"),
        (length("版心宽"), length("版心高")),
        face("标题"),
        face("一级标题"),
        face("正文"),
    )
