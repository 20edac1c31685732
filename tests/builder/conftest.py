"""The statutory spec and the template made from it, once for all tests of the builder."""

from __future__ import annotations

import pytest

from gxgen.spec.spec import Spec, load_spec
from gxgen.template.builder import build_report_template


@pytest.fixture(scope="session")
def spec() -> Spec:
    loaded = load_spec("2021").value
    assert loaded is not None
    return loaded


@pytest.fixture(scope="session")
def template(spec: Spec) -> bytes:
    return build_report_template(spec.tables, spec.chapters)
