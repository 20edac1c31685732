"""The pages under docs/ and tests/commands/ are tests: what they show is what happens.

`GXGEN_REWRITE=1 pytest tests/commands` writes the outputs as they are now into the pages.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import click
import pytest
from page_runner import ROOT, PageRunner
from page_text import runs

from gxgen.cli.main import cli
from gxgen.diag import entries

DOCS = ROOT / "docs"
PAGES = [
    path
    for folder in (DOCS, Path(__file__).parent)
    for path in sorted(folder.rglob("*.md"))
    if runs(path.read_text("utf-8"))
]
GROUPS = ("GX0", "GX2", "GX3", "GX4", "GX5", "GX6", "GX7")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_page(path: Path, tmp_path: Path) -> None:
    page = PageRunner(path.read_text("utf-8"), tmp_path)
    found = page.run()
    if os.environ.get("GXGEN_REWRITE"):
        path.write_text(page.text(), "utf-8")
        found = [item for item in found if not item.rewritable]
    assert not found, "\n\n".join(f"{path.relative_to(ROOT)} {item}" for item in found)


def _parts() -> dict[str, str]:
    """The parts of docs/commands.md by the command in their heading ("" before the first)."""
    pieces = re.split(r"^## gxgen (\S+).*$", (DOCS / "commands.md").read_text("utf-8"), flags=re.M)
    return {"": pieces[0], **dict(zip(pieces[1::2], pieces[2::2], strict=True))}


def _options(command: click.Command) -> list[str]:
    """The options of a command; of a group's commands too, when the group is one of ours."""
    context = click.Context(command)
    below = command.commands.values() if isinstance(command, click.Group) else ()
    inner = [name for one in below if command is not cli for name in _options(one)]
    return inner + [
        name
        for param in command.get_params(context)
        if isinstance(param, click.Option)
        for name in param.opts
    ]


def test_every_command_is_described() -> None:
    assert set(_parts()) - {""} == set(cli.commands)


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_option_is_described(name: str) -> None:
    shown = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", _parts()[name]))
    known = set(_options(cli.commands[name]))
    common = {"-h", "--help"}
    assert known - common <= shown
    assert shown - known == set(), "described, but not there"


def test_common_options_are_described() -> None:
    assert all(f"`{name}`" in _parts()[""] for name in _options(cli))


@pytest.mark.parametrize("group", GROUPS)
def test_every_message_has_a_place_in_its_group_page(group: str) -> None:
    text = (DOCS / "messages" / f"{group}.md").read_text("utf-8")
    missing = [code for code in entries() if code.startswith(group) and code not in text]
    assert not missing


def _anchors(text: str) -> set[str]:
    """The anchors that GitHub gives to a page's headings."""
    headings = re.findall(r"^#+ (.+)$", text, flags=re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8")):
        name, _, anchor = link.partition("#")
        if link.startswith("http"):
            continue
        target = path.parent / name if name else path
        assert target.exists(), link
        assert not anchor or anchor in _anchors(target.read_text("utf-8")), link
