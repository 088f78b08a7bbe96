"""The relay: sends each committed event to its subscribers' queues, then clears its unsent mark.

A subscriber whose queue does not take an event gets a mark of its own, which the sweeper reads.
What the relay can't do at all it leaves marked: the stream tries again, subscribers recognise
duplicates, and the sweeper re-sends what stays unsent for five minutes.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from kit.core.model import JsonDict
from kit.persistence.items import ConditionFailed, Item, Put, Unmark
from kit.persistence.packed_text import text_of
from kit.persistence.table import Table
from kit.persistence.unsent import copy_for
from kit.platform import aws_clients, fault_injection, log

Routes = Mapping[str, tuple[str, ...]]
MOST_ENTRIES, MOST_BYTES = 10, 256 * 1024
MARK = ("waiting", "since")


class RelayFailed(Exception):
    """Some events could not be sent; they stay marked unsent."""


class Sender(Protocol):
    """Sends texts to a service's inbox; raises RelayFailed unless every one was taken."""

    def send(self, service: str, bodies: Sequence[str]) -> None:
        """Send every text; some may have been sent where it raises."""
        ...


@dataclass(frozen=True, slots=True)
class Queues:
    """`Sender` by SQS; `prefix` + `<service>-inbox` is a queue's URL."""

    prefix: str
    client: Callable[[str], Any] = aws_clients.client

    def send(self, service: str, bodies: Sequence[str]) -> None:
        from botocore.exceptions import BotoCoreError, ClientError

        for batch in _batches([_sendable(body) for body in bodies]):
            try:
                answer = self.client("sqs").send_message_batch(
                    QueueUrl=f"{self.prefix}{service}-inbox",
                    Entries=[{"Id": str(n), "MessageBody": body} for n, body in enumerate(batch)],
                )
            except (BotoCoreError, ClientError) as error:
                raise RelayFailed(service, type(error).__name__) from None
            if answer.get("Failed"):
                raise RelayFailed(service)


def relay(event: JsonDict, *, routes: Routes, sender: Sender, table: Table) -> JsonDict:
    """Send the new events of a stream batch; answers where the stream has to begin again
    (ReportBatchItemFailures): at the first event that nobody is known to subscribe to.
    """
    numbers: dict[tuple[str, str], str] = {}
    items: list[Item] = []
    for record in event["Records"]:
        image = record["dynamodb"].get("NewImage", {})
        if record.get("eventName") == "INSERT" and image["sk"]["S"].startswith("EVENT#"):
            doc, version = text_of(image["doc"]), int(image["version"]["N"])
            item = Item(image["pk"]["S"], image["sk"]["S"], doc, version)
            items.append(item)
            numbers[item.pk, item.sk] = record["dynamodb"].get("SequenceNumber", "")
    unrouted = deliver(items, routes=routes, sender=sender, table=table)
    log.info("relayed", events=len(items))
    failed = [numbers[item.pk, item.sk] for item in unrouted[:1]]
    return {"batchItemFailures": [{"itemIdentifier": number} for number in failed]}


def deliver(
    items: Sequence[Item], *, routes: Routes, sender: Sender, table: Table
) -> Sequence[Item]:
    """Send events to every subscriber, clear their marks, and mark what a subscriber has not got.

    Answers the events without a route, which stay unsent.
    """
    addressed = [(item, routes.get(json.loads(item.doc)["type"])) for item in items]
    failed = _sent(addressed, sender)
    fault_injection.point("relay.sent")

    for item, subscribers in addressed:
        if subscribers is not None:
            _clear(item, [each for each in subscribers if each in failed], table)
    unrouted = [item for item, subscribers in addressed if subscribers is None]
    for item in unrouted:
        log.warning("no_route", event=item.pk, sequence=item.sk)
    return unrouted


def _sent(addressed: Sequence[tuple[Item, tuple[str, ...] | None]], sender: Sender) -> set[str]:
    """Sends to each subscriber in turn; answers those whose queue did not take everything."""
    bodies: dict[str, list[str]] = defaultdict(list)
    for item, subscribers in addressed:
        for subscriber in subscribers or ():
            bodies[subscriber].append(item.doc)
    failed = set[str]()
    for subscriber, texts in bodies.items():
        try:
            sender.send(subscriber, texts)
        except RelayFailed as error:
            log.failure("subscriber_not_reached", error, subscriber=subscriber, events=len(texts))
            failed.add(subscriber)
    return failed


def _clear(item: Item, without: Sequence[str], table: Table) -> None:
    """Clear an event's mark, and mark it for each subscriber that is without it."""
    copies = [Put(copy_for(subscriber, item)) for subscriber in without]
    try:
        table.write([Unmark(item.pk, item.sk, MARK), *copies])
    except ConditionFailed:  # erased meanwhile: nothing left to clear
        return


def _sendable(body: str) -> str:
    """JSON without the two characters for which SQS refuses a message and which JSON need not
    escape.
    """
    return body.replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")


def _batches(bodies: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for body in bodies:
        length = len(body.encode())
        if batch and (len(batch) == MOST_ENTRIES or size + length > MOST_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(body)
        size += length
    if batch:
        yield batch
