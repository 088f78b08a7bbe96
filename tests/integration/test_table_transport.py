"""The local cloud's DynamoDB does what the table in memory does: so tests on the fake count.

The table has the shape of services/casework/service.yaml and a name of its own.
"""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import boto3
import pytest

from kit.persistence.dynamodb import Dynamo
from kit.persistence.items import Remove
from kit.persistence.query import Query
from local.cloud.settings import REGION, cloud_url
from tests import transport as contract
from tests import transport_lists
from tests.infra.cloudformation import resources

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def cloud() -> Iterator[Any]:
    """A client of the local cloud."""
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    make: Any = boto3.client
    client = make("dynamodb", endpoint_url=cloud_url(), region_name=REGION, **keys)
    yield client
    client.close()


@pytest.fixture(scope="module")
def table(cloud: Any) -> Iterator[Dynamo]:
    """An own table of the deployed shape."""
    name = f"motcua-test-{uuid4().hex[:8]}"
    wanted = ("KeySchema", "AttributeDefinitions", "GlobalSecondaryIndexes", "BillingMode")
    shape = table_of_casework()
    cloud.create_table(TableName=name, **{key: shape[key] for key in wanted})
    cloud.get_waiter("table_exists").wait(TableName=name)
    yield Dynamo(name, lambda: cloud)
    cloud.delete_table(TableName=name)


@pytest.fixture
def transport(table: Dynamo) -> Dynamo:
    """The table, emptied."""
    for pk in ("A", "other"):
        page = table.query(Query(partition=pk))
        for item in page.items:
            table.write([Remove(item.pk, item.sk)], "")
    return table


def table_of_casework() -> dict[str, Any]:
    """The properties of casework's table: the one with both indexes."""
    (resource,) = resources("casework", "AWS::DynamoDB::Table").values()
    shape: dict[str, Any] = resource["Properties"]
    return shape


class TestItems(contract.Items):
    """On DynamoDB."""


class TestTransactions(contract.Transactions):
    """On DynamoDB."""


class TestLists(transport_lists.Lists):
    """On DynamoDB."""
