"""The receipt of provider events: verified and stored once; the queue applies them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from kit.persistence.repository import Conflict
from payments.domain import provider_event as provider_events
from payments.domain.provider_event import ProviderEvent
from payments.providers.port import Callback
from payments.repository import PaymentRepository


def receive(
    payments: PaymentRepository,
    callback: Callback,
    raw: bytes,
    headers: Mapping[str, str],
    at: datetime,
) -> None:
    """Store the events of a callback; raises BadSignature, UnexpectedEvent, MalformedRequest."""
    for event in callback.parse_callback(raw, headers, at):
        store_once(payments, event, at)


def store_once(payments: PaymentRepository, event: ProviderEvent, at: datetime) -> bool:
    """Whether the event was new: providers repeat theirs until they are answered."""
    try:
        store_new(payments, (event,), at)
    except Conflict:
        return False
    return True


def store_new(payments: PaymentRepository, events: Sequence[ProviderEvent], at: datetime) -> None:
    """Store events in one transaction, personal fields sealed; raises Conflict if one is stored."""
    sealed = [
        event.evolve(vault=payments.bank_vault(event.at)) if event.details else event
        for event in events
    ]
    payments.commit([provider_events.received(event) for event in sealed], at=at)
