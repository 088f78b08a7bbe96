"""The queues: a message that failed for hours is dead and waits for the operator."""

from infra.service.description import FORTNIGHT, Description
from infra.service.intrinsics import Node, get_att, staged
from infra.service.storage import RETAINED

RECEIVES = 60
"""With the pauses of kit.messaging.redelivery about twelve hours; throttled receives count too."""
VISIBILITY_TIMEOUTS = 6
"""AWS' advice for queues that wake functions: hidden for six times the function's timeout."""


def queues(service: Description) -> Node:
    """Each described queue with its dead letters, and the relay's queue of failures."""
    resources: Node = {}
    for key, queue in service.queues.items():
        logical, dead = f"{key.capitalize()}Queue", f"{key.capitalize()}DeadLetters"
        redrive = {"deadLetterTargetArn": get_att(dead, "Arn"), "maxReceiveCount": RECEIVES}
        hidden = VISIBILITY_TIMEOUTS * service.receiver(key).timeout
        waking = {"VisibilityTimeout": hidden, "RedrivePolicy": redrive}
        resources[logical] = _queue(queue.name, queue.retention, waking)
        resources[dead] = _queue(f"{queue.name}-dlq", FORTNIGHT, {})
    resources["RelayFailures"] = _queue(f"{service.name}-relay-failures", FORTNIGHT, {})
    return resources


def _queue(name: str, retention: int, waking: Node) -> Node:
    storage = {"MessageRetentionPeriod": retention, "SqsManagedSseEnabled": True}
    properties = {"QueueName": staged(name), **storage, **waking}
    return {"Type": "AWS::SQS::Queue", **RETAINED, "Properties": properties}
