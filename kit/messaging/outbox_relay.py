"""The relay: sends each committed event to its hearers' queues, then clears its `unsent` mark.

It raises when it can't: the stream tries again, hearers recognise duplicates, and the sweeper
re-sends what stays unsent for five minutes, so that a stream which was dead for days loses nothing.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from kit.core.model import JsonDict
from kit.core.time import stamp
from kit.persistence.items import ConditionFailed, Item, Unmark
from kit.persistence.query import Query
from kit.persistence.table import Table
from kit.platform import aws_clients, fault_injection, log

Routes = Mapping[str, tuple[str, ...]]
UNSENT_AFTER = timedelta(minutes=5)
MOST_ENTRIES, MOST_BYTES = 10, 256 * 1024
SWEPT_AT_ONCE = 100


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


def relay(event: JsonDict, *, routes: Routes, sender: Sender, table: Table) -> None:
    """Send the new events of a stream batch; raises RelayFailed."""
    images = [r["dynamodb"]["NewImage"] for r in event["Records"] if r.get("eventName") == "INSERT"]
    items = [
        Item(i["pk"]["S"], i["sk"]["S"], i["doc"]["S"], int(i["version"]["N"]))
        for i in images
        if i["sk"]["S"].startswith("EVENT#")
    ]
    deliver(items, routes=routes, sender=sender, table=table)
    log.info("relayed", events=len(items))


def sweep(*, routes: Routes, sender: Sender, table: Table, now: datetime) -> int:
    """Send again what has been unsent for five minutes; returns how many, raises RelayFailed if
    some would not go.
    """
    sent, failures = 0, list[object]()
    unsent = Query(
        partition="unsent", index="waiting", upto=stamp(now - UNSENT_AFTER), limit=SWEPT_AT_ONCE
    )
    while True:
        page = table.query(unsent)
        items = [
            event
            for key in page.items
            if (event := table.get(key.pk, key.sk)) and "waiting" in event.index_attributes
        ]
        try:
            deliver(items, routes=routes, sender=sender, table=table)
        except RelayFailed as failed:
            failures += failed.args
        sent += len(items)
        if page.after is None:
            break
        unsent = unsent.behind(page.after)
    if failures:
        raise RelayFailed(*sorted(set(map(str, failures))))
    return sent


def deliver(items: Sequence[Item], *, routes: Routes, sender: Sender, table: Table) -> None:
    """Send events to every hearer and clear the marks of those that all their hearers got; raises
    RelayFailed.

    One hearer's broken queue, or an event without a route, keeps nothing from the others.
    """
    addressed = [(item, routes.get(json.loads(item.doc)["type"])) for item in items]
    failed = _sent(addressed, sender)
    fault_injection.point("relay.sent")

    for item, subscribers in addressed:
        if subscribers is None:
            failed.add(f"no route: {item.pk}")
        elif failed.isdisjoint(subscribers):
            _clear(item, table)
    if failed:
        raise RelayFailed(*sorted(failed))


def _sent(addressed: Sequence[tuple[Item, tuple[str, ...] | None]], sender: Sender) -> set[str]:
    """Sends to each hearer in turn; returns those that could not be reached."""
    bodies: dict[str, list[str]] = defaultdict(list)
    for item, subscribers in addressed:
        for subscriber in subscribers or ():
            bodies[subscriber].append(item.doc)
    failed = set[str]()
    for subscriber, texts in bodies.items():
        try:
            sender.send(subscriber, texts)
        except RelayFailed:
            failed.add(subscriber)
    return failed


def _clear(item: Item, table: Table) -> None:
    try:
        table.write([Unmark(item.pk, item.sk, ("waiting", "since"))])
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
