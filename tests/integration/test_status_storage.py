"""The look-up and the event archive on the local cloud, in a table and bucket of their own."""

from collections.abc import Iterator
from functools import cache
from typing import Any
from uuid import uuid4

import boto3
import pytest
from botocore.config import Config

from kit.core import ids
from kit.http.lookup_rate_limit import LIMIT, LookupAttempt, TooManyTries
from kit.persistence.dynamodb import open_table
from kit.persistence.repository import Repository
from kit.platform import aws_clients
from local.cloud.settings import REGION, cloud_url
from status.adapters.archive import S3Archive
from status.adapters.view_store import DynamoShelf
from status.events import Ears
from status.lookup.look_up import Lookups
from status.projection.project import Projection
from status.repository import Store
from tests.fakes import memory_vault
from tests.story import CODE, KEY, paid

pytestmark = pytest.mark.integration
SECRET = "a secret of the tests"
KEYS: list[Any] = [
    {"AttributeName": "pk", "KeyType": "HASH"},
    {"AttributeName": "sk", "KeyType": "RANGE"},
]
HOME, ELSEWHERE = "113.160.1.7", "27.64.0.1"


@pytest.fixture(scope="module")
def clients() -> Iterator[Any]:
    """Clients of the local cloud, put where the services find them."""
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    make: Any = boto3.client
    path = Config(s3={"addressing_style": "path"})
    client = cache(
        lambda name: make(name, endpoint_url=cloud_url(), region_name=REGION, config=path, **keys)
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(aws_clients, "client", client)
        yield client


@pytest.fixture(scope="module")
def table(clients: Any) -> Iterator[str]:
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
def bucket(clients: Any) -> Iterator[str]:
    name, client = f"motcua-test-{uuid4().hex[:8]}", clients("s3")
    client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    yield name
    for entry in client.list_objects_v2(Bucket=name).get("Contents", ()):
        client.delete_object(Bucket=name, Key=entry["Key"])
    client.delete_bucket(Bucket=name)


@pytest.fixture(scope="module")
def lookups(table: str, bucket: str) -> Lookups:
    """The look-up over a table in which one dossier was projected."""
    vault, store = memory_vault(), open_table(table)
    aggregates = Repository(store, "status", vault)
    projection = Projection(Store(store), S3Archive(bucket), aggregates.cipher, lambda: SECRET)
    events = paid(vault)
    projection.begin(events, ids.now())
    for event in events:
        Ears(projection, aggregates, ids.now).handle(event)
    return Lookups(DynamoShelf(table), lambda: SECRET)


def test_the_archive_gives_back_every_event_it_took(lookups: Lookups, bucket: str) -> None:
    assert lookups
    events = S3Archive(bucket).read(f"{ids.now():%Y-%m-%d}")
    assert sorted(e.sequence for e in events if e.source == "casework") == [1, 2, 3, 4, 5, 6, 7]


def test_code_and_key_find_the_rendered_view(lookups: Lookups) -> None:
    shown = lookups.look_up(LookupAttempt(CODE, KEY, HOME, ids.now()))
    assert shown.body.startswith(f'{{"code":"{CODE}"')
    assert len(shown.etag) == 32


def test_guessing_ends_for_the_right_key_too_and_only_from_there(lookups: Lookups) -> None:
    at = ids.now()
    for code in (CODE, "H49.61.01-261123-9999"):
        answers = []
        for _ in range(LIMIT + 2):
            with pytest.raises(Exception) as refused:  # noqa: PT011 - its status is compared below
                lookups.look_up(LookupAttempt(code, "0000000000", ELSEWHERE, at))
            answers.append(getattr(refused.value, "status", 0))
        assert answers == [404] * LIMIT + [429] * 2
    with pytest.raises(TooManyTries):
        lookups.look_up(LookupAttempt(CODE, KEY, ELSEWHERE, at))
    assert lookups.look_up(LookupAttempt(CODE, KEY, HOME, at)).etag
