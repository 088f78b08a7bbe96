"""`python -m infra.redrive intake`: moves a service's dead letters back to the queue they came from."""

import argparse

from infra.places import SERVICES
from infra.stages import stage


def main() -> None:
    """Says how many messages wait; hearers recognise duplicates, so redriving twice does no harm."""
    parser = argparse.ArgumentParser(prog="python -m infra.redrive", description=__doc__)
    parser.add_argument("service", choices=[*SERVICES, "papers"])
    parser.add_argument("--stage", default="local")
    asked = parser.parse_args()
    queues = stage(asked.stage).client("sqs")
    name = "papers" if asked.service == "papers" else f"{asked.service}-inbox"
    dead = queues.get_queue_url(QueueName=f"motcua-{asked.stage}-{name}-dlq")["QueueUrl"]
    said = queues.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn", "ApproximateNumberOfMessages"])[
        "Attributes"
    ]
    if int(said["ApproximateNumberOfMessages"]):
        queues.start_message_move_task(SourceArn=said["QueueArn"])
    print(f"{asked.service}: {said['ApproximateNumberOfMessages']} dead letters on their way back")


if __name__ == "__main__":
    main()
