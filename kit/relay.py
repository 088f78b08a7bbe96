"""The relay: sends each committed event to its hearers' queues, then clears its `unsent` mark.

It raises when it can't: the stream tries again, hearers recognise duplicates, and the sweeper re-sends what
stays unsent for five minutes, so that a stream which was dead for days loses nothing.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from kit import aws, faults, log
from kit.ids import stamp
from kit.items import ConditionFailed, Item, Unmark
from kit.model import JsonDict
from kit.table import Table

Routes = Mapping[str, tuple[str, ...]]
UNSENT_AFTER = timedelta(minutes=5)
MOST_ENTRIES, MOST_BYTES = 10, 256 * 1024


class RelayFailed(Exception):
    """Some events could not be sent; they stay marked unsent."""


class Sender(Protocol):
    """Sends texts to a service's inbox; raises RelayFailed unless every one was taken."""

    def send(self, service: str, bodies: Sequence[str]) -> None: ...


@dataclass(frozen=True, slots=True)
class Queues:
    """`Sender` by SQS; `prefix` + `<service>-inbox` is a queue's URL."""

    prefix: str

    def send(self, service: str, bodies: Sequence[str]) -> None:
        for batch in _batches(bodies):
            answer = aws.client("sqs").send_message_batch(
                QueueUrl=f"{self.prefix}{service}-inbox",
                Entries=[{"Id": str(n), "MessageBody": body} for n, body in enumerate(batch)],
            )
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
    """Send again what has been unsent for five minutes; returns how many."""
    sent = 0
    upto = stamp(now - UNSENT_AFTER)
    after: str | None = None
    while True:
        page = table.index("waiting", "unsent", upto=upto, after=after, limit=100)
        items = [found for key in page.items if (found := table.get(key.pk, key.sk)) and "waiting" in found.marks]
        deliver(items, routes=routes, sender=sender, table=table)
        sent += len(items)
        after = page.after
        if after is None:
            return sent


def deliver(items: Sequence[Item], *, routes: Routes, sender: Sender, table: Table) -> None:
    """Send events to every hearer, then clear their marks."""
    bodies: dict[str, list[str]] = defaultdict(list)
    for item in items:
        for hearer in routes[json.loads(item.doc)["type"]]:
            bodies[hearer].append(item.doc)

    for hearer, texts in bodies.items():
        sender.send(hearer, texts)
    faults.point("relay.sent")

    for item in items:
        try:
            table.write([Unmark(item.pk, item.sk, ("waiting", "since"))])
        except ConditionFailed:  # erased meanwhile: nothing left to clear
            continue


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
