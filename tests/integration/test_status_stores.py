"""View store and archive on the local cloud's DynamoDB and S3, in their own table and bucket."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any
from uuid import uuid4

import boto3
import pytest
from botocore.config import Config

from contracts.testing.dossier_events import CODE, KEY, paid_dossier
from kit.core.time import system_clock
from kit.persistence.dynamodb import open_table
from kit.security.lookup_rate_limit import LIMIT, LookupAttempt
from kit.security.visitor_network import Caller
from kit.testing.memory_vault import memory_vault
from local.cloud.settings import REGION, cloud_url
from status.adapters.s3_archive import S3Archive
from status.adapters.view_store import DynamoViewStore
from status.lookup.look_up import Lookups
from status.projection.project import Projection
from status.repository import StatusRepository

pytestmark = pytest.mark.integration
SECRET = '{"current": "v1", "v1": "a secret of the tests"}'
Clients = Callable[[str], Any]
KEYS: list[Any] = [
    {"AttributeName": "pk", "KeyType": "HASH"},
    {"AttributeName": "sk", "KeyType": "RANGE"},
]
HOME, ELSEWHERE = "113.160.1.7", "27.64.0.1"


@pytest.fixture(scope="module")
def clients() -> Iterator[Clients]:
    """Makes boto3's clients of the local cloud; the table's own client finds it by environment."""
    environment = {
        "AWS_ENDPOINT_URL": cloud_url(),
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }
    make: Any = boto3.client
    path_style = Config(s3={"addressing_style": "path"})
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        yield cache(lambda service: make(service, config=path_style))


@pytest.fixture(scope="module")
def table(clients: Clients) -> Iterator[str]:
    name = f"motcua-test-{uuid4().hex[:8]}"
    types: list[Any] = [
        {"AttributeName": key["AttributeName"], "AttributeType": "S"} for key in KEYS
    ]
    clients("dynamodb").create_table(
        TableName=name, KeySchema=KEYS, AttributeDefinitions=types, BillingMode="PAY_PER_REQUEST"
    )
    yield name
    clients("dynamodb").delete_table(TableName=name)


@pytest.fixture(scope="module")
def bucket(clients: Clients) -> Iterator[str]:
    name, client = f"motcua-test-{uuid4().hex[:8]}", clients("s3")
    client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    yield name
    for entry in client.list_objects_v2(Bucket=name).get("Contents", ()):
        client.delete_object(Bucket=name, Key=entry["Key"])
    client.delete_bucket(Bucket=name)


@pytest.fixture(scope="module")
def lookups(clients: Clients, table: str, bucket: str) -> Lookups:
    """The look-up over a table in which one dossier was projected."""
    vault = memory_vault()
    repository = StatusRepository(open_table(table), vault)
    projection = Projection(repository, S3Archive(bucket, clients), lambda: SECRET)
    messages = paid_dossier(vault)
    projection.begin_batch(messages, system_clock())
    for message in messages:
        projection.project(message, system_clock())
    return Lookups(DynamoViewStore(table, clients), lambda: SECRET)


def test_the_archive_has_every_event_of_the_batch(
    clients: Clients, lookups: Lookups, bucket: str
) -> None:
    assert lookups
    events = S3Archive(bucket, clients).read(f"{system_clock():%Y-%m-%d}")

    sequences = sorted(event.sequence for event in events if event.source == "casework")
    assert sequences == [1, 2, 3, 4, 5, 6, 7]


def test_code_and_key_find_the_rendered_view(lookups: Lookups) -> None:
    view = lookups.look_up(LookupAttempt(CODE, KEY, Caller(HOME), system_clock()))
    assert view.body.startswith(f'{{"code":"{CODE}"')
    assert len(view.etag) == 32


def test_after_too_many_failed_attempts_the_right_key_opens_all_the_same(
    lookups: Lookups,
) -> None:
    at = system_clock()
    for code in (CODE, "H49.61.01-261123-9999"):
        statuses = []
        for _ in range(LIMIT + 2):
            with pytest.raises(Exception) as error:  # noqa: PT011 - its status is compared below
                lookups.look_up(LookupAttempt(code, "0000000000", Caller(ELSEWHERE), at))
            statuses.append(getattr(error.value, "status", 0))
        assert statuses == [404] * LIMIT + [429] * 2
    for address in (ELSEWHERE, HOME):
        assert lookups.look_up(LookupAttempt(CODE, KEY, Caller(address), at)).etag
