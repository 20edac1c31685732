"""What is derived is fresh, the floors hold, and the documents name every command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from helpers import EXAMPLES, ROOT

from gxgen.app.creating import render_schema
from gxgen.cli.main import cli
from gxgen.spec.locate import data_root, pack_names
from gxgen.spec.spec import load_spec

SCHEMAS = sorted((ROOT / "schemas").glob("report-*.schema.json"))
PACKS = pack_names([data_root() / "templates"])
EDITION = "2021"


@pytest.mark.parametrize("pack", PACKS)
def test_the_schema_of_a_pack_is_fresh(pack: str) -> None:
    path = ROOT / "schemas" / f"report-{EDITION}-{pack}.schema.json"
    loaded = load_spec(EDITION, pack)
    assert loaded.value is not None
    assert path.is_file(), "run python -m gxgen.devtools"
    assert path.read_text(encoding="utf-8") == render_schema(loaded.value)


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_no_schema_outlives_its_pack(path: Path) -> None:
    _, edition, pack = path.name.removesuffix(".schema.json").split("-", 2)
    loaded = load_spec(edition, pack)
    assert loaded.value is not None
    assert json.loads(path.read_text(encoding="utf-8")) == loaded.value.schema


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_schema_an_example_names_exists(path: Path) -> None:
    first = path.read_text(encoding="utf-8").split("\n")[0]
    mark = "# yaml-language-server: $schema="
    assert first.startswith(mark)
    assert (path.parent / first.removeprefix(mark)).resolve().is_file()


def test_imports_only_go_down_and_every_library_has_one_door() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _commands(group: click.Group, above: str = "gxgen") -> list[str]:
    found = []
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            found += _commands(command, f"{above} {name}")
        else:
            found.append(f"{above} {name}")
    return found


@pytest.mark.parametrize("command", _commands(cli))
def test_a_command_is_named_in_the_documents(command: str) -> None:
    files = [ROOT / "README.md", *(ROOT / "docs").glob("**/*.md")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files if path.is_file())
    assert command in text
