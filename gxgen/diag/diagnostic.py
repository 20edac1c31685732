"""A diagnostic is a value: a code, a severity, a place, facts. Wording is added when shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gxgen.diag.place import Place, TextPlace


class Severity(StrEnum):
    """错误 stops rendering; 警告 stops only with --strict; 建议 never stops."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Related:
    """A secondary place that explains a finding, with a short note in Chinese.

    `address` is the cell that stands there, "" where it is none.
    """

    place: Place
    note: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `facts` fill the sentence that the code book keeps for `code`.

    `address` is the cell or field (`依申请公开.新收.总计`), `label` the same place as people
    read it (`一、本年新收…／总计`); both empty where a finding concerns no field.
    `waived` is the reason for which the clerk lets it stand. `published` findings concern a
    document as published: whoever mends it has no YAML file before him.
    """

    code: str
    severity: Severity
    place: Place
    facts: Mapping[str, object] = field(default_factory=dict)
    address: str = ""
    label: str = ""
    related: tuple[Related, ...] = ()
    waived: str = ""
    published: bool = False

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    @property
    def is_warning(self) -> bool:
        """True for a warning that nobody waived."""
        return self.severity is Severity.WARNING and not self.waived


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The same findings in file order; findings at one place keep the order they came in."""

    return tuple(sorted(diagnostics, key=lambda item: item.place.order()))


def whole_file(file: str) -> TextPlace:
    """The place of a finding that concerns a file as a whole."""
    return TextPlace(file)
