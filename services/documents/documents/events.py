"""The events that documents handles, each by one handler that loads, decides and commits."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from contracts.intake import AccessChanged, DossierFiled
from contracts.payments import VOID_WITH_THE_CASE, FeeVoided
from documents.domain.dossier import Dossier, change_owner, new_dossier, settle_fee
from documents.repository import DocumentsRepository
from documents.sealing.seal import DocumentSealer
from kit.core.events import Envelope
from kit.core.time import Clock
from kit.messaging.inbox import EventHandlers
from kit.persistence.repository import Duplicate, OutOfOrder

DossierEventHandler = Callable[[Dossier, Envelope, datetime], None]
RECORDED: Final = (
    "dossier.supplemented",
    "dossier.key_replaced",
    "case.refused",
    "case.papers_requested",
    "case.extended",
    "case.stopped",
    "case.withdrawn",
)
"""Events that are recorded only; their forms (02-05) are not made yet."""


class DossierEvents:
    """The handlers of events about one dossier."""

    def __init__(self, documents: DocumentsRepository, sealer: DocumentSealer) -> None:
        self._documents = documents
        self._sealer = sealer

    def on_access_changed(self, dossier: Dossier, message: Envelope, at: datetime) -> None:
        """The dossier gets its new owner."""
        owner = message.read(AccessChanged).owner.sub
        changed = change_owner(dossier, owner, sequence=message.sequence)
        self._documents.save_dossier(changed, cause=message, at=at)

    def on_case_accepted(self, dossier: Dossier, message: Envelope, at: datetime) -> None:
        """Mẫu 01 is sealed."""
        self._sealer.seal_acceptance_form(dossier, message, at=at)

    def on_case_decided(self, dossier: Dossier, message: Envelope, at: datetime) -> None:
        """The results are sealed."""
        self._sealer.seal_results(dossier, message, at=at)

    def on_fee_settled(self, dossier: Dossier, message: Envelope, at: datetime) -> None:
        """Two commits: the owner gets the result at once, even if the receipt needs a retry."""
        if dossier.owes_fee:
            self._documents.save_dossier(settle_fee(dossier), at=at)
        self._sealer.seal_receipt(dossier, message, at=at)

    def on_fee_waived(self, dossier: Dossier, message: Envelope, at: datetime) -> None:
        """The owner gets the result."""
        if dossier.owes_fee:
            self._documents.save_dossier(settle_fee(dossier), cause=message, at=at)
        else:
            self._documents.record(message, at)

    def on_fee_voided(self, dossier: Dossier, message: Envelope, at: datetime) -> None:
        """A fee voided by an official counts as waived; one that ends with its case does not."""
        if message.read(FeeVoided).why in VOID_WITH_THE_CASE:
            self._documents.record(message, at)
        else:
            self.on_fee_waived(dossier, message, at)


def event_handlers(
    documents: DocumentsRepository, sealer: DocumentSealer, clock: Clock
) -> EventHandlers:
    """Event type -> its one handler."""
    events = DossierEvents(documents, sealer)
    handlers: dict[str, DossierEventHandler] = {
        "dossier.access_changed": events.on_access_changed,
        "case.accepted": events.on_case_accepted,
        "case.decided": events.on_case_decided,
        "fee.settled": events.on_fee_settled,
        "fee.waived": events.on_fee_waived,
        "fee.voided": events.on_fee_voided,
    }
    return {
        "dossier.filed": partial(_on_dossier_filed, documents, clock),
        **{t: partial(_on_dossier_event, documents, clock, h) for t, h in handlers.items()},
        **{event_type: partial(_record, documents, clock) for event_type in RECORDED},
    }


def _on_dossier_filed(documents: DocumentsRepository, clock: Clock, message: Envelope) -> None:
    dossier = new_dossier(message.read(DossierFiled), message)
    documents.save_dossier(dossier, cause=message, at=clock())


def _on_dossier_event(
    documents: DocumentsRepository, clock: Clock, handler: DossierEventHandler, message: Envelope
) -> None:
    """Raises OutOfOrder before `dossier.filed` was handled."""
    if documents.has_handled(message):
        raise Duplicate
    dossier = documents.dossier(message.correlation_key)
    if dossier is None:
        raise OutOfOrder(f"{Dossier.KIND}#{message.correlation_key}", 0)
    handler(dossier, message, clock())


def _record(documents: DocumentsRepository, clock: Clock, message: Envelope) -> None:
    documents.record(message, clock())
