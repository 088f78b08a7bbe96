"""Sending to SQS: within its limits, and nothing it refused passes for sent."""

from typing import Any

import pytest

from kit.core.events import Envelope
from kit.messaging.outbox_relay import Queues, RelayFailed
from tests.unit.kit.thing import envelope


class Sqs:
    """SQS' client: takes batches within its limits, refuses the entries named."""

    def __init__(self, *failed: str) -> None:
        self.failed = failed
        self.batches: list[tuple[str, list[str]]] = []

    def send_message_batch(self, QueueUrl: str, Entries: list[dict[str, str]]) -> dict[str, Any]:  # noqa: N803
        bodies = [entry["MessageBody"] for entry in Entries]
        assert len(Entries) <= 10
        assert sum(len(b.encode()) for b in bodies) <= 256 * 1024
        assert len({entry["Id"] for entry in Entries}) == len(Entries)
        self.batches.append((QueueUrl, bodies))
        return {"Failed": [{"Id": i} for i in self.failed]}


def queues(client: object, prefix: str = "q-") -> Queues:
    return Queues(prefix, lambda _: client)


def test_batches_keep_within_ten_entries_and_256_kb() -> None:
    sqs = Sqs()
    bodies = ["đ" * 30_000] * 7 + ["x"] * 25
    queues(sqs, "https://sqs/acct/motcua-local-").send("status", bodies)
    assert [b for _, batch in sqs.batches for b in batch] == bodies
    assert {url for url, _ in sqs.batches} == {"https://sqs/acct/motcua-local-status-inbox"}


def test_a_character_that_sqs_refuses_held_an_event_back_from_its_subscribers() -> None:
    sqs = Sqs()
    message = envelope(data={"desk": "bàn \ufffe\uffff 1"})
    queues(sqs).send("status", [message.model_dump_json()])

    [(_, [body])] = sqs.batches
    assert not {"\ufffe", "\uffff"} & set(body)
    assert Envelope.model_validate_json(body) == message


def test_a_refused_entry_of_a_batch_is_a_failure() -> None:
    with pytest.raises(RelayFailed):
        queues(Sqs("0")).send("status", ["x"])


def test_a_queue_that_does_not_exist_is_a_failure_of_the_relay() -> None:
    from botocore.exceptions import ClientError

    class Missing:
        def send_message_batch(self, **_: object) -> None:
            raise ClientError(
                {"Error": {"Code": "AWS.SimpleQueueService.NonExistentQueue"}}, "SendMessageBatch"
            )

    with pytest.raises(RelayFailed):
        queues(Missing()).send("status", ["x"])
