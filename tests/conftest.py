"""Settings of all tests: Hypothesis, the order in which workers take them, and that every answer
which a page got in a test is one that a service gives.
"""

import gc
import sys
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

SLOW_MACHINE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A shared machine may be slow for a moment; that is no defect."""
settings.register_profile("short", SLOW_MACHINE, max_examples=40)
settings.register_profile("long", SLOW_MACHINE, max_examples=1_000)
settings.load_profile("short")
"""`make soak` runs the properties with the long one."""

gc.set_threshold(100_000, 50, 1_000)
"""The documents and worlds that tests share live to the end: to look for cycles among them as often
as the interpreter does by itself takes a fifth of a worker's time."""

SLOWEST_FIRST = (
    "tests/integration/test_portal",
    "tests/integration/test_journey",
    "tests/integration/test_generated_clients",
    "tests/browser",
    "tests/docs",
    "tests/infra/test_bundles",
    "tests/infra/test_clients",
    "tests/infra/test_descriptions",
    "tests/clients",
    "tests/unit/mutants",
    "tests/unit/payments/test_machine",
    "tests/unit/payments/test_month",
    "tests/unit/documents/test_forms",
    "tests/contract/test_schemathesis",
    "tests/unit/payments/test_all_orders",
    "tests/unit/payments/test_orders",
    "tests/unit/payments/test_large_statement",
    "tests/faults",
)
"""Long tests and groups that one worker runs alone: begun last, they would keep the others idle."""


LAST = "tests/integration/test_courses_in_time"
"""Moves the clock of the deployed cloud forward, for good."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow ones first, the rest as collected, at the end what moves the clock."""
    items.sort(key=lambda item: _rank(item.nodeid))


def _rank(nodeid: str) -> int:
    if nodeid.startswith(LAST):
        return len(SLOWEST_FIRST) + 1
    ranks = (n for n, prefix in enumerate(SLOWEST_FIRST) if nodeid.startswith(prefix))
    return next(ranks, len(SLOWEST_FIRST))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None]:
    """Fail the test in which an answer departed from the OpenAPI documents."""
    yield
    answers = sys.modules.get("tests.contract.answer_schemas")
    departures = answers.CHECKED.taken() if answers else []
    assert departures == [], "answers that no service gives"
