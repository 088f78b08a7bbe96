"""Dead letters go home: each at least once, none lost, whatever ends the way in between."""

from collections import defaultdict
from typing import Any

import pytest

from infra.redrive import redrive
from infra.stages import Emulator, Stage
from infra.target import Target

DEAD, HOME = "motcua-local-payments-inbox-dlq", "motcua-local-payments-inbox"


class PowerCut(Exception):
    """The machine stops."""


class Queues:
    """SQS: a received message is hidden until it is deleted, or `come_back` shows it again."""

    def __init__(self) -> None:
        self.held: dict[str, list[str]] = defaultdict(list)
        self.hidden: dict[str, list[str]] = defaultdict(list)
        self.moved: list[str] = []
        self.dies_before_deleting = False

    def get_queue_url(self, QueueName: str) -> dict[str, str]:  # noqa: N803
        return {"QueueUrl": QueueName}

    def get_queue_attributes(self, QueueUrl: str, AttributeNames: list[str]) -> dict[str, Any]:  # noqa: N803
        attributes = {
            "QueueArn": f"arn:{QueueUrl}",
            "ApproximateNumberOfMessages": str(len(self.held[QueueUrl])),
        }
        return {"Attributes": {name: attributes[name] for name in AttributeNames}}

    def receive_message(self, QueueUrl: str, MaxNumberOfMessages: int, **_: Any) -> dict[str, Any]:  # noqa: N803
        batch = self.held[QueueUrl][:MaxNumberOfMessages]
        self.hidden[QueueUrl] += batch
        del self.held[QueueUrl][:MaxNumberOfMessages]
        return (
            {"Messages": [{"Body": body, "ReceiptHandle": body} for body in batch]} if batch else {}
        )

    def send_message(self, QueueUrl: str, MessageBody: str) -> None:  # noqa: N803
        self.held[QueueUrl].append(MessageBody)

    def delete_message(self, QueueUrl: str, ReceiptHandle: str) -> None:  # noqa: N803
        if self.dies_before_deleting:
            raise PowerCut
        self.hidden[QueueUrl].remove(ReceiptHandle)

    def start_message_move_task(self, SourceArn: str) -> None:  # noqa: N803
        self.moved.append(SourceArn)

    def come_back(self, queue: str) -> None:
        self.held[queue] += self.hidden.pop(queue, [])


TARGET = Target("python3.13", "arm64", here=False, interpreter=None)
AWS = Stage("prod", TARGET)
EMULATED = Stage("local", TARGET, emulator=Emulator("http://127.0.0.1:4566", "ap-southeast-1"))


def test_every_dead_letter_goes_home_and_the_second_time_there_is_nothing_to_do() -> None:
    queues = Queues()
    queues.held[DEAD] = [f"letter {n}" for n in range(23)]

    assert redrive(EMULATED, "payments", queues) == 23
    assert redrive(EMULATED, "payments", queues) == 0
    assert queues.held[HOME] == [f"letter {n}" for n in range(23)]
    assert queues.hidden[DEAD] == []


def test_a_letter_is_deleted_only_after_it_was_sent() -> None:
    queues = Queues()
    queues.held[DEAD] = ["a", "b"]
    queues.dies_before_deleting = True
    with pytest.raises(PowerCut):
        redrive(EMULATED, "payments", queues)

    queues.dies_before_deleting = False
    queues.come_back(DEAD)
    redrive(EMULATED, "payments", queues)

    assert queues.held[HOME] == ["a", "a", "b"]


def test_uploads_have_dead_letters_of_their_own() -> None:
    queues = Queues()
    queues.held["motcua-local-papers-dlq"] = ["upload"]

    assert redrive(EMULATED, "papers", queues) == 1
    assert queues.held["motcua-local-papers"] == ["upload"]


def test_on_aws_the_queue_moves_them_itself() -> None:
    queues = Queues()
    assert redrive(AWS, "payments", queues) == 0
    assert queues.moved == []

    queues.held["motcua-prod-payments-inbox-dlq"] = ["a", "b"]
    assert redrive(AWS, "payments", queues) == 2
    assert queues.moved == ["arn:motcua-prod-payments-inbox-dlq"]
