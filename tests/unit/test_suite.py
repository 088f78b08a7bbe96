"""The suite's own machinery."""

import os

import pytest

from infra.places import ROOT
from tests.conftest import SLOWEST_FIRST


@pytest.mark.xdist_group("suite")
def test_a_group_of_tests_stays_on_one_worker(request: pytest.FixtureRequest) -> None:
    """pytest-xdist names the group in the node id, by an attribute that pytest may take away."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        pytest.skip("there are no workers")
    assert request.node.nodeid.endswith("@suite")


@pytest.mark.parametrize("prefix", SLOWEST_FIRST)
def test_every_slow_module_exists(prefix: str) -> None:
    assert list(ROOT.glob(f"{prefix}*"))
