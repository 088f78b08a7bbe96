"""The sweeper's part of the outbox: how much is unsent, and sending it again."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from kit.core.budget import UNLIMITED, Budget
from kit.core.time import stamp
from kit.messaging.outbox_relay import MOST_ENTRIES, RelayFailed, Routes, Sender, deliver
from kit.persistence.items import Item, Remove
from kit.persistence.query import Query
from kit.persistence.table import Table
from kit.persistence.unsent import copy_values, event_key, event_values
from kit.platform import log

UNSENT_AFTER = timedelta(minutes=5)
PAGE = 100


class Backlog(NamedTuple):
    """How many items wait, and for how many seconds the oldest has."""

    items: int
    oldest: float


def backlog(table: Table, values: Sequence[str], now: datetime) -> Backlog:
    """What carries one of these marks, by the index alone."""
    count, oldest = 0, now
    for mark in values:
        for n, key in enumerate(table.all(Query(partition=mark, index="waiting"))):
            if n == 0:
                since = datetime.fromisoformat(str(key.index_attributes["since"]))
                oldest = min(oldest, since)
            count += 1
    return Backlog(count, (now - oldest).total_seconds())


def index_values(routes: Routes) -> list[str]:
    """Every mark of events that are unsent, to all or to one subscriber."""
    copies = [mark for subscriber in _subscribers(routes) for mark in copy_values(subscriber)]
    return event_values() + copies


def sweep(
    *, routes: Routes, sender: Sender, table: Table, now: datetime, budget: Budget = UNLIMITED
) -> int:
    """Send again what has been unsent for five minutes; answers how many copies and events.

    Raises RelayFailed at the end of the run, naming the subscribers that can't be reached. One of
    them takes no time from the others.
    """
    failures = set[str]()
    sent = _send_events(routes, sender, table, now, budget.part(2), failures)
    for subscriber in _subscribers(routes):
        try:
            sent += _send_copies(subscriber, sender, table, now, budget)
        except RelayFailed:
            failures.add(subscriber)
    if failures:
        raise RelayFailed(*sorted(failures))
    return sent


def _send_events(
    routes: Routes,
    sender: Sender,
    table: Table,
    now: datetime,
    budget: Budget,
    failures: set[str],
) -> int:
    """Those that nobody has got yet: the relay did not run."""
    sent = 0
    for page in _pages(event_values(), table, now, budget, PAGE):
        items = [
            event
            for key in page
            if (event := table.get(key.pk, key.sk)) and "waiting" in event.index_attributes
        ]
        unrouted = deliver(items, routes=routes, sender=sender, table=table)
        failures.update(f"no route: {item.pk}" for item in unrouted)
        sent += len(items) - len(unrouted)
    return sent


def _send_copies(
    subscriber: str, sender: Sender, table: Table, now: datetime, budget: Budget
) -> int:
    """Those that one subscriber has not got; raises RelayFailed at the first that it can't get."""
    sent = 0
    for page in _pages(copy_values(subscriber), table, now, budget, MOST_ENTRIES):
        events = [event for key in page if (event := table.get(*event_key(key)))]
        sender.send(subscriber, [event.doc for event in events])
        table.write([Remove(key.pk, key.sk) for key in page])
        sent += len(events)
    return sent


def _pages(
    values: Sequence[str], table: Table, now: datetime, budget: Budget, limit: int
) -> Iterator[Sequence[Item]]:
    """Keys under each mark that are old enough, oldest first, as long as there is time."""
    for mark in values:
        query = Query(partition=mark, index="waiting", upto=stamp(now - UNSENT_AFTER), limit=limit)
        while True:
            if budget.is_spent:
                log.warning("sweep_out_of_time", mark=mark)
                return
            page = table.query(query)
            if page.items:
                yield page.items
            if page.after is None:
                break
            query = query.behind(page.after)


def _subscribers(routes: Routes) -> list[str]:
    return sorted({subscriber for listed in routes.values() for subscriber in listed})
