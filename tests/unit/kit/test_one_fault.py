"""Every read on a request's path survives one reset connection, one throttle and one error."""

import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.config import Config
from botocore.session import Session

from kit.core.errors import Unavailable
from kit.persistence.dynamodb import Dynamo
from kit.persistence.items import Item, Put
from kit.persistence.query import Query
from kit.persistence.retries import LONGEST_SECONDS, Retries
from kit.persistence.table import Table
from kit.platform import aws_clients
from kit.security.issuer_keys import fetch_keys
from kit.security.lookup_rate_limit import DynamoFailedAttempts
from status.adapters.view_store import DynamoViewStore
from tests.unit.kit.odd_server import FAULTS, Fault, OddServer, odd_server

VIEW = {name: {"S": name} for name in ("body", "etag", "lookup")}
ANSWER = {
    "Item": {"pk": {"S": "A"}, "sk": {"S": "STATE"}, "doc": {"S": "{}"}, **VIEW},
    "Items": [{"pk": {"S": "A"}, "sk": {"S": "STATE"}, "doc": {"S": "{}"}}],
    "Attributes": {"n": {"N": "3"}},
}
Call = Callable[[Any], object]


def never(_: float) -> None:
    """No pause."""


def table(client: Any) -> Table:
    return Table(Dynamo("t", lambda: client), sleep=never)


CALLS: dict[str, Call] = {
    "the item of a table": lambda client: table(client).get("A"),
    "a page of a table": lambda client: table(client).query(Query(partition="A")),
    "a counter of a table": lambda client: table(client).add("A", "N"),
    "a write of a table": lambda client: table(client).write([Put(Item("A", "STATE", "{}"))]),
    "the view of a dossier": lambda client: view_store(client).view("H49-261123-0001"),
    "the count of wrong keys": lambda client: attempts(client).count("b", 1),
}


def view_store(client: Any) -> DynamoViewStore:
    return DynamoViewStore("t", lambda _: client, Retries(sleep=never))


def attempts(client: Any) -> DynamoFailedAttempts:
    return DynamoFailedAttempts("t", client, Retries(sleep=never))


@pytest.fixture(scope="module")
def server() -> Iterator[OddServer]:
    with odd_server(ANSWER) as running:
        yield running


@pytest.fixture(scope="module")
def client(server: OddServer) -> Any:
    """As `aws_clients` configures it: one request a call."""
    return Session().create_client(
        "dynamodb",
        endpoint_url=f"http://127.0.0.1:{server.server_port}",
        region_name="ap-southeast-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"mode": "standard", "total_max_attempts": 1}),
    )


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", CALLS)
def test_one_fault_is_not_seen(server: OddServer, client: Any, name: str, fault: Fault) -> None:
    server.faults.append(fault)
    before = server.requests

    CALLS[name](client)

    assert server.requests - before >= 2


@pytest.mark.parametrize("name", CALLS)
def test_all_three_one_after_another_are_not_seen_either(
    server: OddServer, client: Any, name: str
) -> None:
    server.faults.extend(FAULTS)

    CALLS[name](client)

    assert not server.faults


def test_no_try_begins_after_the_time_of_a_request() -> None:
    times = iter([0.0, 1.0, LONGEST_SECONDS])
    patience = Retries(sleep=never, clock=lambda: next(times)).patience()

    assert patience.pause()
    assert not patience.pause()


def test_the_keys_of_an_issuer_are_asked_for_twice() -> None:
    requests: list[str] = []

    def open_url(url: str, timeout: float) -> io.BytesIO:
        requests.append(url)
        if len(requests) == 1:
            raise ConnectionResetError
        return io.BytesIO(json.dumps({"keys": []}).encode())

    assert fetch_keys("https://id.example", open_url) == {"keys": []}
    requests.clear()
    with pytest.raises(Unavailable):
        fetch_keys("https://id.example", lambda *_, **__: (_ for _ in ()).throw(OSError))


def test_three_tries_of_a_client_end_before_the_function(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-southeast-1")
    for name in ("kms", "secretsmanager"):
        config = aws_clients.client(name).meta.config
        assert 3 * (config.connect_timeout + config.read_timeout) < 20
    aws_clients.client.cache_clear()
