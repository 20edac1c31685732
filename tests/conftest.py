"""Settings and fixtures of all tests."""

from __future__ import annotations

import os

import pytest
from helpers import base_spec
from hypothesis import HealthCheck, settings

from gxgen.spec.spec import Spec

settings.register_profile(
    "quick", max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", parent=settings.get_profile("quick"), max_examples=1500)
settings.load_profile(os.environ.get("GXGEN_HYPOTHESIS", "quick"))


def pytest_configure(config: pytest.Config) -> None:
    """A failing property shows its whole table; that the table is long is no fault."""
    config.addinivalue_line(
        "filterwarnings",
        "ignore:Generating overly large repr:hypothesis.errors.HypothesisWarning",
    )


@pytest.fixture(scope="session")
def spec() -> Spec:
    """The spec of the base pack, 2021 edition."""
    return base_spec()
