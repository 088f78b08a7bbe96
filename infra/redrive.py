"""`python -m infra.redrive intake`: moves a service's dead letters back to the queue they came from."""

import argparse
from typing import Any

from infra.places import SERVICES
from infra.stages import Stage, stage

HIDDEN_FOR = 120
"""Seconds in which a letter that was received and not deleted is seen by nobody else."""


def redrive(to: Stage, service: str, queues: Any) -> int:
    """Move the dead letters of a service, or of the uploads ("papers"); returns how many are on their way.

    SQS moves them by itself. MiniStack has no StartMessageMoveTask: on a local cloud they are carried by hand.
    """
    name = f"motcua-{to.name}-papers" if service == "papers" else f"motcua-{to.name}-{service}-inbox"
    dead = queues.get_queue_url(QueueName=f"{name}-dlq")["QueueUrl"]
    if to.local:
        return carry(queues, dead, queues.get_queue_url(QueueName=name)["QueueUrl"])
    asked = ["QueueArn", "ApproximateNumberOfMessages"]
    said = queues.get_queue_attributes(QueueUrl=dead, AttributeNames=asked)["Attributes"]
    waiting = int(said["ApproximateNumberOfMessages"])
    if waiting:
        queues.start_message_move_task(SourceArn=said["QueueArn"])
    return waiting


def carry(queues: Any, dead: str, home: str) -> int:
    """Send each letter home, then delete it: who dies in between leaves it in both, and hearers know duplicates."""
    carried = 0
    while True:
        letters = queues.receive_message(QueueUrl=dead, MaxNumberOfMessages=10, VisibilityTimeout=HIDDEN_FOR)
        if not letters.get("Messages"):
            return carried
        for letter in letters["Messages"]:
            queues.send_message(QueueUrl=home, MessageBody=letter["Body"])
            queues.delete_message(QueueUrl=dead, ReceiptHandle=letter["ReceiptHandle"])
            carried += 1


def main() -> None:
    """Says how many messages go back; redriving twice does no harm."""
    parser = argparse.ArgumentParser(prog="python -m infra.redrive", description=__doc__)
    parser.add_argument("service", choices=[*SERVICES, "papers"])
    parser.add_argument("--stage", default="local")
    asked = parser.parse_args()
    to = stage(asked.stage)
    print(f"{asked.service}: {redrive(to, asked.service, to.client('sqs'))} dead letters on their way back")


if __name__ == "__main__":
    main()
