"""After all other tests: no personal data in logs, messages and tables, and no open port."""

import json
import os
from collections.abc import Iterator

import pytest
import requests

from infra.places import SERVICES
from local.cloud.settings import (
    REGION,
    STATE,
    bank_port,
    cloud_port,
    cloud_url,
    issuer_port,
    national_account_port,
    platform_port,
    signing_port,
    stripe_port,
    tax_authority_port,
)
from tests.integration.personal_data import PERSONAL, plain
from tests.integration.process_sockets import listeners, processes_of
from tests.integration.world import PAID, World, items

pytestmark = [pytest.mark.integration, pytest.mark.alone]
PLATFORM = ("START RequestId", "END RequestId", "REPORT RequestId", "INIT_START")
TABLES = [f"motcua-local-{name}" for name in (*SERVICES, "vault", "directory")]


@pytest.fixture(scope="module", autouse=True)
def _one_more_journey(world: World) -> None:
    """At least one dossier went through, whatever ran before."""
    world.journey(PAID).complete()


def test_the_patterns_match_what_people_are_sent(world: World) -> None:
    path = (
        "_ministack/sns/sms-messages"
        if mini()
        else f"_aws/sns/sms-messages?accountId=000000000000&region={REGION}"
    )
    messages = requests.get(f"{cloud_url()}/{path}", timeout=30)
    who = world.journey(PAID).who

    assert PERSONAL.search(plain(messages.text))
    assert all(PERSONAL.search(value) for key, value in who.profile().items() if key != "language")


def test_no_log_line_holds_personal_data(world: World) -> None:
    lines = list(log_lines(world))
    revealing = [
        f"{service}: {line[:300]}" for service, line in lines if PERSONAL.search(plain(line))
    ]

    assert len(lines) > 50
    assert revealing == []


def test_the_processes_own_logs_hold_none(world: World) -> None:
    logs = [STATE / "run" / f"{name}-{port}" / "log" for name, port in ports()]
    revealing = [
        path.parent.name
        for path in logs
        if path.exists() and PERSONAL.search(plain(path.read_text()))
    ]

    assert revealing == []


def test_no_waiting_message_or_dead_letter_holds_any(world: World) -> None:
    for queue in world.client("sqs").list_queues(QueueNamePrefix="motcua-local-")["QueueUrls"]:
        taken = world.client("sqs").receive_message(
            QueueUrl=queue, MaxNumberOfMessages=10, VisibilityTimeout=0
        )
        for message in taken.get("Messages", []):
            assert not PERSONAL.search(plain(message["Body"])), queue


@pytest.mark.parametrize("table", TABLES)
def test_no_table_holds_any_in_clear(world: World, table: str) -> None:
    revealing = [
        f"{i['pk']['S']} {i['sk']['S']}"
        for i in items(world, table)
        if PERSONAL.search(plain(json.dumps(i)))
    ]

    assert revealing == []


def test_the_archive_holds_none_in_clear(world: World) -> None:
    store, account = world.client("s3"), world.client("sts").get_caller_identity()["Account"]
    bucket = f"motcua-local-{account}-{REGION}-archive"
    pages = store.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    keys = [entry["Key"] for page in pages for entry in page.get("Contents", [])]

    assert keys
    for key in keys[-300:]:
        assert not PERSONAL.search(
            plain(opened(store.get_object(Bucket=bucket, Key=key)["Body"].read()))
        ), key


def test_every_line_is_one_json_object_and_none_comes_twice(world: World) -> None:
    for service in SERVICES:
        seen: set[str] = set()
        for text in own_lines(world, service):
            line = json.loads(text)
            assert "_aws" in line or {"level", "message", "service", "timestamp"} <= set(line), (
                text[:200]
            )
            assert "_aws" in line or text not in seen, f"twice: {text[:200]}"
            seen.add(text)


def test_nothing_of_ours_listens_on_another_address_than_this_machines_own(world: World) -> None:
    if not mini():
        pytest.skip("LocalStack is somebody else's; it lives in a network of its own")
    running = [
        p for name, port in ports() for p in processes_of(STATE / "run" / f"{name}-{port}" / "pid")
    ]

    sockets = listeners(running)

    assert {port for _, port in ports()} <= {port for _, port in sockets}
    assert {address for address, _ in sockets} <= {"127.0.0.1", "::1"}


def mini() -> bool:
    """Whether the cloud is MiniStack."""
    return not os.environ.get("LOCALSTACK_PORT")


def ports() -> list[tuple[str, int]]:
    """The programs that belong to this cloud."""
    doubles = [("issuer", issuer_port()), ("stripe", stripe_port()), ("bank", bank_port())]
    doubles += [("tax_authority", tax_authority_port()), ("signing", signing_port())]
    doubles += [("platform", platform_port()), ("national_account", national_account_port())]
    return [("cloud", cloud_port()), *doubles]


def log_groups(world: World) -> list[tuple[str, str]]:
    """(service, log group): the templates' own; LocalStack keeps to a group for each function."""
    if mini():
        return [(service, f"/motcua/local/{service}") for service in SERVICES]
    prefix = "/aws/lambda/motcua-local-"
    groups = world.client("logs").describe_log_groups(logGroupNamePrefix=prefix)["logGroups"]
    names = [str(group["logGroupName"]) for group in groups]
    return [(name.removeprefix(prefix).partition("-")[0], name) for name in names]


def log_lines(world: World) -> Iterator[tuple[str, str]]:
    """(service, line) of everything in every log group of the stage."""
    for service, group in log_groups(world):
        pages = world.client("logs").get_paginator("filter_log_events")
        for page in pages.paginate(logGroupName=group):
            for event in page["events"]:
                yield service, event["message"]


def own_lines(world: World, service: str) -> Iterator[str]:
    """What our code wrote, without the platform's lines and its traces of errors."""
    for whose, message in log_lines(world):
        if whose != service or "Traceback (most recent call last)" in message:
            continue
        lines = (line.strip() for line in message.splitlines())
        yield from (
            line
            for line in lines
            if line and not line.startswith(PLATFORM) and line.startswith("{")
        )


def opened(content: bytes) -> str:
    """An archive object's text, whether it is packed or not."""
    import gzip

    return (gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content).decode()
