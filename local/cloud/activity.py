"""What moves in the local cloud: the figures by which a wait tells slow work from none."""

from functools import cache

from infra.places import SERVICES
from local.cloud.aws_client import aws_client
from local.cloud.settings import cloud_url

Activity = tuple[tuple[str, int, int], ...]
"""Service, items of its table, messages in its inbox queue."""
DEPTHS = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")


def cloud_activity() -> Activity:
    """Every step of a dossier writes an item (state, event, handled message) or moves a message.

    A read through the APIs does neither, so a client that polls is not taken for progress.
    """
    return tuple((service, *_table_and_queue(service)) for service in SERVICES)


def _table_and_queue(service: str) -> tuple[int, int]:
    name = f"motcua-local-{service}"
    table = aws_client("dynamodb").describe_table(TableName=name)["Table"]
    depths = aws_client("sqs").get_queue_attributes(
        QueueUrl=_queue_url(cloud_url(), f"{name}-inbox"), AttributeNames=[*DEPTHS]
    )["Attributes"]
    return int(table["ItemCount"]), sum(int(depth) for depth in depths.values())


@cache
def _queue_url(endpoint: str, name: str) -> str:  # noqa: ARG001 - a cloud of its own, a cache too
    return str(aws_client("sqs").get_queue_url(QueueName=name)["QueueUrl"])
