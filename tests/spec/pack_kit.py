"""Packs made on the spot, and what the linter says of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gxgen.diag import Diagnostic, Result, TextPlace, message_of
from gxgen.spec.locate import TEMPLATES, data_root
from gxgen.spec.merge import merge
from gxgen.spec.pack import LAYERED, read_spec_file
from gxgen.spec.spec import Spec, load_spec

BASE = data_root() / TEMPLATES / "base"
PACK = "extends: base\n名称: 测试\n"
NAME = "测试包"


def write_pack(folder: Path, files: Mapping[str, str], name: str = NAME) -> Path:
    """A pack in `folder`; `files` maps file names to their text (pack.yaml may be left out)."""
    own = folder / name
    for file, text in {"pack.yaml": PACK, **files}.items():
        path = own / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return own


def load(folder: Path, name: str = NAME, edition: str = "2021") -> Result[Spec]:
    """The spec of a pack in `folder`, as a report that names it would get it."""
    return load_spec(edition, name, None, (folder,))


def linted(folder: Path, files: Mapping[str, str], name: str = NAME) -> list[str]:
    """What is found in a pack of `files`, one line each: code, file:line:column, sentence."""
    write_pack(folder, files, name)
    found = load(folder, name).diagnostics
    return [_line(item, folder / name) for item in found]


def _line(item: Diagnostic, folder: Path) -> str:
    place = item.place
    assert isinstance(place, TextPlace)
    file = place.file.removeprefix(f"{folder}/")
    at = f"{file}:{place.line}:{place.column}" if place.line else file
    return f"{item.code} {at} {message_of(item)}"


def base_data(edition: str = "2021") -> dict[str, Any]:
    """The files of the base pack as plain data, by file stem, fresh for every caller."""
    data: dict[str, Any] = {"pack": {"名称": "自制"}}
    for stem in LAYERED:
        for path in (BASE / f"{stem}.yaml", BASE / edition / f"{stem}.yaml"):
            if path.is_file():
                value, _ = read_spec_file(path)
                data[stem] = merge(data[stem], value) if stem in data else value
    return data


def as_files(data: Mapping[str, object]) -> dict[str, str]:
    """Data as the texts of spec files: JSON is YAML, too."""
    return {f"{stem}.yaml": dumped(value) for stem, value in data.items()}


def dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
