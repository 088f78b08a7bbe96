"""`python -m infra.redrive --stage NAME SERVICE`: moves dead letters back to their queue."""

import argparse
from functools import cache
from typing import Any

from infra.places import SERVICES
from infra.senders import require_operator
from infra.service.description import read_description
from infra.stages import Stage, stage_on_aws

HIDDEN_FOR = 120
"""Seconds in which a letter that was received and not deleted is seen by nobody else."""


@cache
def queues_by_word() -> dict[str, str]:
    """Queue by the word for it: a service's name for its inbox, else its own ("papers")."""
    described = {service: read_description(service).queues for service in SERVICES}
    return {
        service if key == "inbox" else key: queue.name
        for service, queues in described.items()
        for key, queue in queues.items()
    }


def redrive(to: Stage, word: str, queues: Any) -> int:
    """Move the dead letters of a queue; returns how many are on their way.

    SQS moves them by itself. MiniStack has no StartMessageMoveTask: an emulator's are carried.
    """
    name = f"motcua-{to.name}-{queues_by_word()[word]}"
    dead = queues.get_queue_url(QueueName=f"{name}-dlq")["QueueUrl"]
    if to.emulator:
        return carry(queues, dead, queues.get_queue_url(QueueName=name)["QueueUrl"])
    names = ["QueueArn", "ApproximateNumberOfMessages"]
    attributes = queues.get_queue_attributes(QueueUrl=dead, AttributeNames=names)["Attributes"]
    waiting = int(attributes["ApproximateNumberOfMessages"])
    if waiting:
        queues.start_message_move_task(SourceArn=attributes["QueueArn"])
    return waiting


def carry(queues: Any, dead: str, home: str) -> int:
    """Send each message to its queue, then delete it from the dead letters; returns how many.

    A process that ends in between leaves it in both, and inboxes recognise duplicates.
    """
    carried = 0
    while True:
        letters = queues.receive_message(
            QueueUrl=dead, MaxNumberOfMessages=10, VisibilityTimeout=HIDDEN_FOR
        )
        if not letters.get("Messages"):
            return carried
        for letter in letters["Messages"]:
            queues.send_message(QueueUrl=home, MessageBody=letter["Body"])
            queues.delete_message(QueueUrl=dead, ReceiptHandle=letter["ReceiptHandle"])
            carried += 1


def redrive_and_print(to: Stage, word: str) -> None:
    """Print how many messages go back; redriving twice does no harm."""
    require_operator(to)
    print(f"{word}: {redrive(to, word, to.client('sqs'))} dead letters on their way back")


def main() -> None:
    """A stage on AWS; the local one's are redriven by `python -m local.redrive`."""
    parser = argparse.ArgumentParser(prog="python -m infra.redrive", description=__doc__)
    parser.add_argument("queue", choices=queues_by_word())
    parser.add_argument("--stage", required=True)
    arguments = parser.parse_args()
    redrive_and_print(stage_on_aws(arguments.stage), arguments.queue)


if __name__ == "__main__":
    main()
