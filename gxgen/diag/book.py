"""The code book: every finding's title, sentence and remedy, read from `codes.toml`.

Logic knows codes and facts only; to reword a message, edit `codes.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from string import Formatter
from typing import Any

from gxgen.diag.diagnostic import Diagnostic, Related, Severity
from gxgen.diag.place import Place


@dataclass(frozen=True, slots=True)
class Entry:
    """What the book says of one code.

    `cases` hold further sentences, chosen by the fact `case`; `why`, `example` and `basis` are
    for `gxgen explain`. `waivable` findings may be waived in the report with a reason.
    `published_hint` and `published_case_hints` stand in where the finding concerns a published
    document and the usual remedy speaks of the YAML file; empty where the usual one serves both.
    """

    code: str
    severity: Severity
    title: str
    message: str
    hint: str
    cases: Mapping[str, str]
    case_hints: Mapping[str, str]
    published_case_hints: Mapping[str, str]
    published_hint: str = ""
    why: str = ""
    example: str = ""
    basis: str = ""
    waivable: bool = False


class _Lenient(Formatter):
    """Formats what is known; an unknown name stays visible instead of raising."""

    def get_value(self, key: int | str, args: object, kwargs: Mapping[str, object]) -> object:
        return kwargs.get(str(key), "{" + str(key) + "}")


_FORMAT = _Lenient()
_CATALOGUE = re.compile(r"^[A-Z]\d+(?:；|$)")
"""The number of a check in our own list of checks, before what it rests on."""


@lru_cache(maxsize=1)
def entries() -> Mapping[str, Entry]:
    """All codes in the order of the book, code → entry."""
    raw = resources.files("gxgen.diag").joinpath("codes.toml").read_text(encoding="utf-8")
    return {code: _entry(code, fields) for code, fields in tomllib.loads(raw).items()}


def _entry(code: str, fields: dict[str, object]) -> Entry:
    known = dict(fields)
    severity = Severity(str(known.pop("severity")))
    return Entry(
        code=code,
        severity=severity,
        cases=_texts(known.pop("cases", {})),
        case_hints=_texts(known.pop("case_hints", {})),
        published_case_hints=_texts(known.pop("published_case_hints", {})),
        waivable=bool(known.pop("waivable", False)),
        **{name: str(text).strip() for name, text in known.items()},
    )


def _texts(table: object) -> Mapping[str, str]:
    return {key: str(text) for key, text in table.items()} if isinstance(table, dict) else {}


def diagnose(
    code: str,
    place: Place,
    *,
    address: str = "",
    label: str = "",
    related: tuple[Related, ...] = (),
    severity: Severity | None = None,
    **facts: Any,
) -> Diagnostic:
    """A diagnostic of `code`; its severity is the book's unless a pack says otherwise.

    Raises KeyError for a code that is not in the book: our bug, never the user's.
    """
    chosen = severity or entries()[code].severity
    return Diagnostic(code, chosen, place, facts, address, label, related)


def title_of(diagnostic: Diagnostic) -> str:
    """The headline; a finding of a pack's own brings it in the fact `title`."""
    own = diagnostic.facts.get("title")
    return str(own) if own else entries()[diagnostic.code].title


def message_of(diagnostic: Diagnostic) -> str:
    """The sentence that says what is wrong, with the facts filled in."""
    entry = entries()[diagnostic.code]
    template = entry.cases.get(str(diagnostic.facts.get("case", "")), entry.message)
    return _FORMAT.vformat(template, (), diagnostic.facts)


def hint_of(diagnostic: Diagnostic) -> str:
    """What to do next, with the facts filled in; of a published document, in the document."""
    entry = entries()[diagnostic.code]
    case = str(diagnostic.facts.get("case", ""))
    template = entry.case_hints.get(case, entry.hint)
    if diagnostic.published:
        general = "" if case in entry.case_hints else entry.published_hint
        template = entry.published_case_hints.get(case, general) or template
    return _FORMAT.vformat(template, (), diagnostic.facts)


def basis_of(diagnostic: Diagnostic) -> str:
    """What the finding rests on, without our own catalogue number; "" where nothing is cited."""
    given = str(diagnostic.facts.get("basis", ""))
    if not _CATALOGUE.fullmatch(given):
        return given
    return cited(entries()[diagnostic.code])


def cited(entry: Entry) -> str:
    """The basis of a code as people can look it up: without our own catalogue number."""
    return _CATALOGUE.sub("", entry.basis)
