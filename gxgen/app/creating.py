"""New files: a blank report for an agency and a year, and the schemas for editors."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from gxgen.app.choosing import choice_of
from gxgen.diag import Diagnostic, Result, diagnose, whole_file
from gxgen.report import header
from gxgen.spec import kinds
from gxgen.spec.editions import Edition
from gxgen.spec.pack import BASE
from gxgen.spec.spec import Spec, edition_for, editions, load_spec
from gxgen.writers.yaml import blank_report

_DATE = ".".join((header.SIGNATURE, header.SIGN_DATE))


def new_report(agency: str, year: int, template: str = BASE) -> Result[str]:
    """A blank report as YAML text. `template` is a pack's name or folder."""
    edition, found = edition_of(year)
    if edition is None:
        return Result(None, tuple(found))
    loaded = spec_of(template, edition.key)
    if loaded.value is None:
        return Result(None, loaded.diagnostics)
    pack = loaded.value.pack
    values = {header.YEAR: str(year), f"{header.AGENCY}.{header.AGENCY_NAME}": agency}
    if pack != BASE:
        values[header.PACK] = pack
    return Result(blank_report(loaded.value, values))


def edition_of(year: int) -> tuple[Edition | None, list[Diagnostic]]:
    """The edition that a new report of `year` must use, or why there is none."""
    facts: dict[str, Any]
    reading = kinds.read(kinds.YEAR, str(year))
    if reading.fault == "year" or year > kinds.LAST_YEAR:
        facts = {"case": "year_range" if year > 0 else "year", "text": str(year)}
        return None, [diagnose("GX205", whole_file(str(year)), **facts)]
    edition = edition_for(year)
    if edition is None:
        facts = {"year": year, "case": "none", "due": "", "used": ""}
        return None, [diagnose("GX209", whole_file(str(year)), **facts)]
    return edition, []


def spec_of(template: str = BASE, edition: str = "") -> Result[Spec]:
    """The spec of a pack for an edition, the newest by default.

    `template` is a pack's name or folder; packs in the current folder are found too, as `check`
    finds those beside a report.
    """
    choice, faults = choice_of(template, Path.cwd())
    if faults:
        return Result(None, tuple(faults))
    return load_spec(
        edition or editions()[-1].key, choice.name or BASE, choice.beside, choice.folders
    )


def schema_text(template: str = BASE, edition: str = "") -> Result[str]:
    """The JSON Schema of a pack and edition (the newest by default) as text, for editors."""
    loaded = spec_of(template, edition)
    if loaded.value is None:
        return Result(None, loaded.diagnostics)
    return Result(render_schema(loaded.value))


def render_schema(spec: Spec) -> str:
    """A spec's schema as the text that is committed under `schemas/`."""
    return json.dumps(spec.schema, ensure_ascii=False, indent=1) + "\n"


def last_report_year(today: date) -> int:
    """The year whose report is due: last year's, until December when the new one begins."""
    return today.year if today.month == 12 else today.year - 1
