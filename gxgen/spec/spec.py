"""The spec of a report: everything one pack says about one edition, ready to use.

Loaded once and shared: nothing in it changes after `load_spec` returned it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from gxgen.diag import Diagnostic, Result, diagnose, whole_file
from gxgen.source.validate import Judge, compile_schema
from gxgen.spec.chapter import Chapter, read_chapters
from gxgen.spec.editions import Edition, read_editions
from gxgen.spec.field import Field, read_fields
from gxgen.spec.group import Group, group_of
from gxgen.spec.identity import Identity, identities
from gxgen.spec.locate import PACK_FILE, TEMPLATES, data_root, search_folders
from gxgen.spec.pack import BASE, REPORT, PackFiles, is_installed, load_pack
from gxgen.spec.packzip import shown
from gxgen.spec.relation import Equation, RelationError, Rule, expand, read_rules
from gxgen.spec.schema import report_schema
from gxgen.spec.table import Cell, Table, read_tables


@dataclass(frozen=True, eq=False)
class Spec:
    """`pack` and `edition` name it; the rest is what `tables.yaml` and its siblings declare."""

    pack: str
    edition: Edition
    files: PackFiles
    tables: tuple[Table, ...]
    chapters: tuple[Chapter, ...]
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...]
    equations: tuple[Equation, ...]
    style: Mapping[str, object]
    text: Mapping[str, object]

    @cached_property
    def cells(self) -> Mapping[str, Cell]:
        """Every cell of every table, by address."""
        return {key: cell for table in self.tables for key, cell in table.cells.items()}

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        """Each table as a group of groups, by table key."""
        return {table.key: group_of(table) for table in self.tables}

    @cached_property
    def identities(self) -> Mapping[str, tuple[Identity, ...]]:
        """The identities that follow from the totals of each table, by table key."""
        return {table.key: tuple(identities(table)) for table in self.tables}

    @cached_property
    def schema(self) -> Mapping[str, object]:
        """The JSON Schema of a report of this pack and edition."""
        return report_schema(self.fields, self.chapters, tuple(self.groups.values()), self.name)

    @cached_property
    def judge(self) -> Judge:
        """The compiled schema: normalised data → faults."""
        return compile_schema(self.schema)

    @property
    def name(self) -> str:
        return f"{self.edition.key}-{self.pack}"

    @property
    def report_docx(self) -> Path | None:
        """The Word template that gives the looks: the nearest pack's."""
        return self.files.nearest(REPORT)

    def table(self, key: str) -> Table | None:
        return next((table for table in self.tables if table.key == key), None)

    def field(self, key: str) -> Field | None:
        return next((field for field in self.fields if field.key == key), None)


@lru_cache(maxsize=1)
def editions() -> tuple[Edition, ...]:
    """The editions of the official format, oldest first."""
    return read_editions(data_root() / TEMPLATES / "editions.yaml")


def edition_for(year: int) -> Edition | None:
    """The edition that reports of `year` must use, or None for years before the first one."""
    return next((edition for edition in reversed(editions()) if edition.covers(year)), None)


def edition_named(key: str) -> Edition | None:
    """The edition of that name, or None."""
    return next((edition for edition in editions() if edition.key == key), None)


def load_spec(
    edition: str, pack: str = BASE, beside: Path | None = None, folders: Sequence[Path] = ()
) -> Result[Spec]:
    """The spec of `pack` for `edition`, or why it cannot be used.

    `beside` is the folder of the report that asks; `folders` are looked at before it.
    """
    return _load(edition, pack, (*folders, *search_folders(beside)))


@lru_cache(maxsize=64)
def _load(edition: str, pack: str, folders: tuple[Path, ...]) -> Result[Spec]:
    known = edition_named(edition)
    if known is None:
        return Result(None, (diagnose("GX103", whole_file(edition), name=edition),))
    loaded = load_pack(pack, edition, folders)
    if loaded.value is None:
        return Result(None, loaded.diagnostics)
    if not is_installed(loaded.value.folders):
        found = _lint(loaded.value)
        if found:
            return Result(None, found)
    return _assemble(known, loaded.value)


def _lint(files: PackFiles) -> tuple[Diagnostic, ...]:
    """What is wrong with a pack that somebody else wrote."""
    # Imported late: the linter and its validator are not needed for the packs we ship.
    from gxgen.spec.lint import lint_pack

    return lint_pack(files)


def _assemble(edition: Edition, files: PackFiles) -> Result[Spec]:
    data = files.data
    tables = read_tables(_mapping(data, "tables"))
    chapters = read_chapters(_mapping(data, "chapters"))
    titles = {table.key: table.title for table in tables}
    fields = read_fields(_mapping(data, "fields"), tuple(item.key for item in editions()), titles)
    entries = data.get("checks") or ()
    assert isinstance(entries, Sequence)
    rules = read_rules(entries)
    by_key = {table.key: table for table in tables}
    try:
        equations = tuple(equation for rule in rules for equation in expand(rule, by_key))
    except RelationError as error:
        place = whole_file(shown(files.folders[0] / PACK_FILE))
        return Result(None, (diagnose("GX104", place, reason=str(error)),))
    spec = Spec(
        files.name,
        edition,
        files,
        tables,
        chapters,
        fields,
        rules,
        equations,
        _mapping(data, "style"),
        _mapping(data, "text"),
    )
    return Result(spec)


def _mapping(data: Mapping[str, object], name: str) -> Mapping[str, object]:
    value = data.get(name) or {}
    assert isinstance(value, Mapping)
    return value
