"""The only door to the JSON Schema validators.

`jsonschema_rs` judges data on the hot path; its errors carry path, keyword and operands, from
which the caller writes a finding. `jsonschema` serves the meta-schemas and agreement tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class SchemaFault:
    """One breach: where in the data, which keyword of the schema, and the schema's own path."""

    path: Path
    keyword: str
    value: object
    schema_path: Path


Judge = Callable[[object], Iterator[SchemaFault]]


def compile_schema(schema: Mapping[str, object]) -> Judge:
    """A function data → faults. Raises ValueError for a schema that is itself invalid."""
    import jsonschema_rs

    try:
        validator = jsonschema_rs.Draft202012Validator(dict(schema))
    except jsonschema_rs.ValidationError as error:
        raise ValueError(str(error)) from error

    def judge(data: object) -> Iterator[SchemaFault]:
        if validator.is_valid(data):
            return
        for error in validator.iter_errors(data):
            yield SchemaFault(
                tuple(error.instance_path),
                _keyword(error),
                error.instance,
                tuple(error.schema_path),
            )

    return judge


def _keyword(error: Any) -> str:
    path = error.schema_path
    return str(path[-1]) if path else ""


def meta_faults(schema: Mapping[str, object], data: object) -> Iterator[SchemaFault]:
    """Faults of a spec file against its authored meta-schema, each with the validator's words."""
    import jsonschema

    validator = jsonschema.Draft202012Validator(schema)
    for error in validator.iter_errors(data):
        yield SchemaFault(
            tuple(error.absolute_path),
            str(error.validator),
            error.message,
            tuple(error.absolute_schema_path),
        )
