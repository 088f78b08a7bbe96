"""What documents does on each event it hears."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from contracts.intake import AccessChanged, DossierFiled
from contracts.payments import VOID_WITH_THE_CASE, FeeVoided
from documents.domain.dossier import Dossier, kept, with_access, with_fee_settled
from documents.repository import Store
from documents.sealing import seal
from kit.core.events import Envelope
from kit.messaging.inbox import EventHandlers
from kit.persistence.repository import Duplicate, OutOfOrder

Now = Callable[[], datetime]
Take = Callable[[Store, Dossier, Envelope, datetime], None]
RECORDED: Final = (
    "dossier.supplemented",
    "dossier.key_replaced",
    "case.refused",
    "case.papers_requested",
    "case.extended",
    "case.stopped",
    "case.withdrawn",
)
"""Heard and recorded; their forms (02-05) are not made yet."""


def event_handlers(store: Store, now: Now) -> EventHandlers:
    """Event type -> what is done."""
    takes: dict[str, Take] = {
        "dossier.access_changed": _access_changed,
        "case.accepted": _case_accepted,
        "case.decided": _case_decided,
        "fee.settled": _fee_settled,
        "fee.waived": _fee_waived,
        "fee.voided": _fee_voided,
    }
    return {
        "dossier.filed": partial(_dossier_filed, store, now),
        **{event: partial(_of_dossier, store, now, take) for event, take in takes.items()},
        **{event: partial(_recorded, store, now) for event in RECORDED},
    }


def _dossier_filed(store: Store, now: Now, message: Envelope) -> None:
    store.keep(kept(message.read(DossierFiled), message), cause=message, at=now())


def _of_dossier(store: Store, now: Now, take: Take, message: Envelope) -> None:
    """Take an event about a dossier that is known; early where it was not heard of yet."""
    if store.aggregates.has_handled(message):
        raise Duplicate
    dossier = store.dossier(message.correlation_key)
    if dossier is None:
        raise OutOfOrder(f"{Dossier.KIND}#{message.correlation_key}", 0)
    take(store, dossier, message, now())


def _access_changed(store: Store, dossier: Dossier, message: Envelope, at: datetime) -> None:
    store.keep(with_access(dossier, message.read(AccessChanged), message), cause=message, at=at)


def _case_accepted(store: Store, dossier: Dossier, message: Envelope, at: datetime) -> None:
    seal.seal_form_one(store, dossier, message, at=at)


def _case_decided(store: Store, dossier: Dossier, message: Envelope, at: datetime) -> None:
    seal.seal_results(store, dossier, message, at=at)


def _fee_settled(store: Store, dossier: Dossier, message: Envelope, at: datetime) -> None:
    """The result may go out at once, also where the receipt takes another try; then the receipt is made."""
    if dossier.owes:
        store.keep(with_fee_settled(dossier), at=at)
    seal.seal_receipt(store, dossier, message, at=at)


def _fee_waived(store: Store, dossier: Dossier, message: Envelope, at: datetime) -> None:
    """The result may go out."""
    if dossier.owes:
        store.keep(with_fee_settled(dossier), cause=message, at=at)
    else:
        store.aggregates.record(message, at)


def _fee_voided(store: Store, dossier: Dossier, message: Envelope, at: datetime) -> None:
    """A fee asked for in error is as one that is waived; one that ends with its case lets nothing out."""
    if message.read(FeeVoided).why in VOID_WITH_THE_CASE:
        store.aggregates.record(message, at)
    else:
        _fee_waived(store, dossier, message, at)


def _recorded(store: Store, now: Now, message: Envelope) -> None:
    store.aggregates.record(message, now())
