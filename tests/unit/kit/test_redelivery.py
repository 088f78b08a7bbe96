"""Failed messages: soon again at first, later ever more seldom, given up when nothing helps."""

from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError

from infra.service.queues import RECEIVES
from kit.messaging.redelivery import FIRST_PAUSE, LONGEST_PAUSE, SqsRedelivery, pause_after

PREFIX = "https://sqs.example/123/motcua-prod-"
ARN = "arn:aws:sqs:xy:123:motcua-prod-payments-inbox"
HOUR = 3600


class Sqs:
    """SQS' client: remembers what it was asked, or fails."""

    def __init__(self, error: Exception | None = None) -> None:
        self.requests: list[dict[str, Any]] = []
        self.error = error

    def _ask(self, **request: Any) -> None:
        if self.error is not None:
            raise self.error
        self.requests.append(request)

    change_message_visibility = send_message = _ask


def record(receives: int) -> Any:
    event = {"messageId": "m", "receiptHandle": "r", "eventSourceARN": ARN}
    event["attributes"] = {"ApproximateReceiveCount": str(receives)}  # type: ignore[assignment]
    return SimpleNamespace(body="text", raw_event=event)


def redelivery(sqs: Sqs, chance: float = 1.0) -> SqsRedelivery:
    return SqsRedelivery(PREFIX, lambda _: sqs, lambda: chance)


def test_the_pauses_grow_from_two_seconds_to_a_quarter_of_an_hour() -> None:
    pauses = [pause_after(n, 1.0) for n in range(1, 13)]
    assert pauses == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]
    assert (FIRST_PAUSE, LONGEST_PAUSE) == (2, 900)


@pytest.mark.parametrize("receives", range(1, 61))
def test_messages_that_failed_together_come_again_apart(receives: int) -> None:
    soonest, latest = pause_after(receives, 0.0), pause_after(receives, 1.0)
    assert 2 <= soonest <= latest <= 900
    assert receives < 3 or soonest == latest / 2


def test_fifteen_minutes_without_a_dependency_take_a_message_ten_of_its_receives() -> None:
    elapsed, receives = 0, 1
    while elapsed < 900:
        elapsed += pause_after(receives, 0.0)
        receives += 1
    assert receives < RECEIVES / 4
    assert elapsed < 2 * 900, "it is done within half an hour after"


def test_a_message_is_given_up_after_half_a_day_of_failures_not_after_minutes() -> None:
    assert sum(pause_after(n, 0.5) for n in range(1, RECEIVES)) > 9 * HOUR


def test_a_failed_message_is_hidden_in_the_queue_that_it_came_from() -> None:
    sqs = Sqs()
    redelivery(sqs).postpone(record(receives=3))
    [request] = sqs.requests
    assert request == {
        "QueueUrl": "https://sqs.example/123/motcua-prod-payments-inbox",
        "ReceiptHandle": "r",
        "VisibilityTimeout": 8,
    }


def test_a_message_that_broke_its_contract_goes_to_the_dead_letters_of_its_queue() -> None:
    sqs = Sqs()
    assert redelivery(sqs).give_up(record(receives=1))
    [request] = sqs.requests
    assert request["QueueUrl"] == "https://sqs.example/123/motcua-prod-payments-inbox-dlq"
    assert request["MessageBody"] == "text"


@pytest.mark.parametrize(
    "error",
    [
        ClientError({"Error": {"Code": "AccessDenied"}}, "X"),
        ConnectTimeoutError(endpoint_url="https://sqs.example"),
    ],
    ids=["refused", "unreachable"],
)
def test_a_queue_that_cannot_be_reached_keeps_the_message(
    error: Exception,
) -> None:
    redelivery(Sqs(error)).postpone(record(receives=1))
    assert not redelivery(Sqs(error)).give_up(record(receives=1))
