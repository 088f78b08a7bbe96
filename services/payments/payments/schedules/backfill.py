"""What providers told and we missed: their lists of notifications are read again, and what is new is stored."""

from datetime import datetime, timedelta
from typing import ClassVar, Final

from contracts.terms import Moment
from kit.core.events import Change
from kit.core.model import Aggregate
from kit.persistence.repository import Conflict
from kit.platform import log
from payments.checkout.start import store_once
from payments.providers.port import PaymentProviderRefused, PaymentProviderUnavailable
from payments.providers.registry import ADAPTERS, Adapter
from payments.repository import Store

KEPT_FOR: Final = timedelta(days=30)
"""How far the first run looks back. Stripe: "List events, going back up to 30 days." (OpenAPI, GET /v1/events)"""
FRESH: Final = timedelta(minutes=10)
"""A younger notification may still be on its way by itself."""
STRETCH: Final = timedelta(days=1)
"""Read at a time, and the cursor moved behind it: a run could not read days of silence before its time is over."""
OVERLAP: Final = timedelta(hours=2)
"""Read twice: a provider may list a notification later than the moment that it bears."""


class Cursor(Aggregate):
    """`id` is the provider; everything it told before `upto` is stored."""

    KIND: ClassVar[str] = "BACKFILL"

    upto: Moment


def backfill(store: Store, at: datetime) -> int:
    """Store what every provider told and we have not heard; the queue works on it. Answers how many there were.

    A provider that does not answer, or a run that dies of its time, is read on from the same place by the next run.
    """
    found = 0
    for adapter in ADAPTERS:
        if store.gateway(adapter.method).capabilities.list_events:
            found += _missed(store, adapter, at)
    log.metric("BackfilledEvents", found)
    return found


def _missed(store: Store, adapter: Adapter, at: datetime) -> int:
    found, cursor = 0, _cursor(store, adapter, at)
    try:
        while cursor.upto < at - FRESH:
            until = min(cursor.upto + STRETCH, at - FRESH)
            found += _stored(store, adapter, max(cursor.upto - OVERLAP, at - KEPT_FOR), until, at)
            cursor = _moved(store, cursor, until, at)
    except (PaymentProviderUnavailable, PaymentProviderRefused) as error:
        log.failure("left for the next run", error, provider=adapter.provider)
    except Conflict as error:
        log.failure("left to the run that was faster", error, provider=adapter.provider)
    return found


def _cursor(store: Store, adapter: Adapter, at: datetime) -> Cursor:
    return store.aggregates.load(Cursor, adapter.provider) or Cursor(
        id=adapter.provider, upto=at - KEPT_FOR
    )


def _stored(store: Store, adapter: Adapter, since: datetime, until: datetime, at: datetime) -> int:
    found = 0
    for told in store.gateway(adapter.method).list_events(since, until):
        if store_once(store, told, at):
            found += 1
            log.warning(
                "a notification was missed",
                provider=adapter.provider,
                notification=told.id,
                kind=told.kind,
            )
    return found


def _moved(store: Store, cursor: Cursor, until: datetime, at: datetime) -> Cursor:
    """The cursor behind what was read, as it is stored; raises Conflict."""
    moved = cursor.evolve(upto=until)
    store.commit([Change(moved, None)], at=at)
    return moved.evolve(version=moved.version + 1)
