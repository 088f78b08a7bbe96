"""What providers told and we missed: their lists of notifications are read again, and what is new is stored."""

from datetime import datetime, timedelta
from typing import ClassVar, Final

from contracts.terms import Moment
from kit import log
from kit.aggregates import retrying
from kit.events import Change
from kit.model import Aggregate
from payments.actions import store_once
from payments.gateway.port import ProviderRefused, ProviderUnavailable
from payments.gateway.registry import ADAPTERS, Adapter
from payments.store import Store

KEPT_FOR: Final = timedelta(days=30)
"""How far the first run looks back. Stripe: "List events, going back up to 30 days." (OpenAPI, GET /v1/events)"""
FRESH: Final = timedelta(minutes=10)
"""A younger notification may still be on its way by itself."""
OVERLAP: Final = timedelta(hours=2)
"""Read twice: a provider may list a notification later than the moment that it bears."""


class Cursor(Aggregate):
    """`id` is the provider; everything it told before `upto` is stored."""

    KIND: ClassVar[str] = "BACKFILL"

    upto: Moment


def backfill(store: Store, at: datetime) -> int:
    """Store what every provider told and we have not heard; the queue works on it. Answers how many there were.

    A provider that does not answer is read from the same place by the next run.
    """
    found = 0
    for adapter in ADAPTERS:
        if not store.gateway(adapter.method).can.list_told:
            continue
        try:
            found += _missed(store, adapter, at)
        except (ProviderUnavailable, ProviderRefused) as error:
            log.failure("left for the next run", error, provider=adapter.provider)
    log.metric("BackfilledEvents", found)
    return found


@retrying
def _missed(store: Store, adapter: Adapter, at: datetime) -> int:
    cursor = store.aggregates.load(Cursor, adapter.provider)
    since = cursor.upto - OVERLAP if cursor else at - KEPT_FOR
    ripe = (told for told in store.gateway(adapter.method).list_told(since) if told.at <= at - FRESH)
    found = 0
    for told in ripe:
        if store_once(store, told, at):
            found += 1
            log.warning("a notification was missed", provider=adapter.provider, notification=told.id, kind=told.kind)

    moved = Cursor(id=adapter.provider, upto=at - FRESH, version=cursor.version if cursor else 0)
    store.commit([Change(moved, None)], at=at)
    return found
