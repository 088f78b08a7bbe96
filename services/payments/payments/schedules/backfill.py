"""The back-fill of provider events that were never delivered: providers' lists of events are read
again, and what is new is stored.
"""

from datetime import datetime, timedelta
from typing import Final

from kit.persistence.repository import Conflict
from kit.platform import log
from payments.domain import backfill_progress
from payments.domain.backfill_progress import BackfillProgress
from payments.provider_events.store import store_once
from payments.providers.port import PaymentProviderRefused, PaymentProviderUnavailable
from payments.providers.registry import Adapter, Providers
from payments.repository import PaymentRepository

LISTED_FOR: Final = timedelta(days=30)
"""How far the first run looks back: card providers list their events of 30 days."""
FRESH: Final = timedelta(minutes=10)
"""A younger event may still be on its way by itself."""
STEP: Final = timedelta(days=1)
"""Read at a time, with the progress stored after each: a run could not read many days before its
time limit."""
OVERLAP: Final = timedelta(hours=2)
"""Read twice: a provider may list an event later than the moment that it bears."""


def backfill(payments: PaymentRepository, providers: Providers, at: datetime) -> int:
    """Store what every provider lists and we have not received; answers how many events that were.

    The inbox applies them. A provider that does not answer, or a run that dies of its time limit,
    is continued from the same place by the next run.
    """
    stored = 0
    for adapter in providers:
        if providers.gateway(adapter.provider).capabilities.list_events:
            stored += _backfill_provider(payments, providers, adapter, at)
    log.metric("BackfilledEvents", stored)
    return stored


def _backfill_provider(
    payments: PaymentRepository, providers: Providers, adapter: Adapter, at: datetime
) -> int:
    stored = 0
    progress = payments.backfill_progress(adapter.provider, since=at - LISTED_FOR)
    try:
        while progress.upto < at - FRESH:
            since = max(progress.upto - OVERLAP, at - LISTED_FOR)
            until = min(progress.upto + STEP, at - FRESH)
            stored += _store_events(payments, providers, adapter, since, until, at)
            progress = _advanced(payments, progress, until, at)
    except (PaymentProviderUnavailable, PaymentProviderRefused) as error:
        log.failure("backfill_left_for_next_run", error, provider=adapter.provider)
    except Conflict as error:
        log.failure("backfill_left_to_other_run", error, provider=adapter.provider)
    return stored


def _store_events(
    payments: PaymentRepository,
    providers: Providers,
    adapter: Adapter,
    since: datetime,
    until: datetime,
    at: datetime,
) -> int:
    stored = 0
    for event in providers.gateway(adapter.provider).list_events(since, until):
        if store_once(payments, event, at):
            stored += 1
            log.warning(
                "provider_event_backfilled",
                provider=adapter.provider,
                provider_event=event.id,
                kind=event.kind,
            )
    return stored


def _advanced(
    payments: PaymentRepository, progress: BackfillProgress, upto: datetime, at: datetime
) -> BackfillProgress:
    """The progress as it is stored now; raises Conflict."""
    payments.commit([backfill_progress.advance(progress, upto)], at=at)
    return progress.evolve(upto=upto).committed()
