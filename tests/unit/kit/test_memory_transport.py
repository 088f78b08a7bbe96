"""The table in memory does what the cloud's does: tests/integration runs the same on DynamoDB."""

import pytest

from kit.testing.memory_table import MemoryTransport
from tests import transport as contract
from tests import transport_lists


@pytest.fixture
def transport() -> MemoryTransport:
    """An empty table."""
    return MemoryTransport()


class TestItems(contract.Items):
    """In memory."""


class TestTransactions(contract.Transactions):
    """In memory."""


class TestLists(transport_lists.Lists):
    """In memory."""
