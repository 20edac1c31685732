"""A new template pack: a folder ready to edit, with a Word file, sample data and a manual."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gxgen import __version__
from gxgen.app.packs.manual import manual
from gxgen.app.packs.sample import dump, sample_data
from gxgen.app.packs.target import Target, target_of
from gxgen.app.templates import template_bytes
from gxgen.diag import Diagnostic, Result, diagnose, whole_file
from gxgen.report import header
from gxgen.spec.locate import TEMPLATES, data_root, find_pack, is_pack_name, search_folders
from gxgen.spec.pack import BASE, REPORT
from gxgen.spec.spec import edition_named, editions, load_spec

START, SUFFIX = "start", ".txt"
MANUAL, SAMPLE = "说明.md", "样例.yaml"

Files = Mapping[str, bytes]


def start_pack(name: str, origin: str = BASE) -> Result[Files]:
    """The files of a new pack by their path in its folder; `origin` is `pack` or `pack/edition`."""
    parent, _, edition = origin.partition("/")
    key = edition or editions()[-1].key
    found = _faults(name, key)
    if found:
        return Result(None, tuple(found))
    target = target_of(parent)
    if target.value is None:
        return Result(None, target.diagnostics)
    return _files(name, target.value, key)


def _faults(name: str, edition: str) -> list[Diagnostic]:
    place = whole_file(name)
    if not is_pack_name(name):
        return [diagnose("GX109", place, case="name", name=name)]
    if find_pack(name, search_folders(Path.cwd())) is not None:
        return [diagnose("GX109", place, case="taken", name=name)]
    if edition_named(edition) is None:
        return [diagnose("GX103", place, name=edition)]
    return []


def _files(name: str, parent: Target, edition: str) -> Result[Files]:
    loaded = load_spec(edition, parent.pack, folders=parent.folders)
    if loaded.value is None:
        return Result(None, loaded.diagnostics)
    word = template_bytes(loaded.value)
    if word.value is None:
        return Result(None, word.diagnostics)
    made: dict[str, bytes] = {}
    facts = {"name": name, "parent": parent.pack, "version": __version__}
    for path in sorted((data_root() / TEMPLATES / START).glob(f"*{SUFFIX}")):
        text = path.read_text(encoding="utf-8")
        for key, value in facts.items():
            text = text.replace(f"{{{key}}}", value) if path.name.startswith("pack.") else text
        made[path.name.removesuffix(SUFFIX)] = text.encode()
    made[f"{edition}/{REPORT}"] = word.value
    data = {**sample_data(loaded.value), header.PACK: name}
    made[SAMPLE] = (_OPENING + dump(data)).encode()
    made[MANUAL] = manual(loaded.value, name).encode()
    return Result(made)


_OPENING = """\
# 样例数据，用来看模板印出来的样子：gxgen render 样例.yaml
# 都是假的，可以随意改。
"""
