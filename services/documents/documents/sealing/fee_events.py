"""The event handlers of fees: the owner gets the result with its fee, and a receipt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from contracts.casework import CaseFeeAssessed
from contracts.payments import VOID_WITH_THE_CASE, FeeSettled, FeeVoided
from documents.domain.dossier import Dossier, assess_fee, end_fee
from documents.legal_facts.chain import FactChain
from documents.repository import DocumentsRepository
from documents.sealing import jobs
from documents.sealing.seal import DocumentSealer
from kit.core.events import Change, Envelope

DossierEventHandler = Callable[[Dossier, Envelope, datetime], None]


@dataclass(frozen=True, slots=True)
class FeeEvents:
    """One method for each event type."""

    repository: DocumentsRepository
    sealer: DocumentSealer
    chain: FactChain

    def on_fee_assessed(self, dossier: Dossier, message: Envelope, at: datetime) -> None:
        """The owner gets the result after this fee too; without an amount nothing is owed."""
        owed = message.read(CaseFeeAssessed).total > 0
        changed = assess_fee(dossier, message.id) if owed else dossier
        self._record_change(dossier, changed, message, at)

    def on_fee_settled(self, dossier: Dossier, message: Envelope, at: datetime) -> None:
        """Two commits: the owner gets the result at once, even if the receipt needs a retry."""
        changed = end_fee(dossier, message.subject)
        if changed != dossier:
            self.repository.save_dossier(changed, at=at)
        settled = self.repository.open_event(message, FeeSettled)
        self.sealer.seal_all(dossier, [jobs.receipt_job(message, settled)], message, at=at)

    def on_receipt_corrected(self, dossier: Dossier, message: Envelope, at: datetime) -> None:
        """Seal the replacing receipt, if there is one; the mistaken one stays."""
        self.sealer.seal_replacing_receipt(dossier, message, at=at)

    def on_fee_waived(self, dossier: Dossier, message: Envelope, at: datetime) -> None:
        """Let the owner have the result."""
        self._record_change(dossier, end_fee(dossier, message.subject), message, at)

    def on_fee_voided(self, dossier: Dossier, message: Envelope, at: datetime) -> None:
        """A fee voided by an official counts as waived; one that ends with its case does not."""
        if message.read(FeeVoided).why in VOID_WITH_THE_CASE:
            self.chain.commit(dossier, (), cause=message, at=at)
        else:
            self.on_fee_waived(dossier, message, at)

    def _record_change(
        self, dossier: Dossier, changed: Dossier, message: Envelope, at: datetime
    ) -> None:
        changes = [Change(changed, None)] if changed != dossier else []
        self.chain.commit(dossier, changes, cause=message, at=at)

    def of_dossier(self) -> dict[str, DossierEventHandler]:
        """Event type -> its one handler."""
        return {
            "case.fee_assessed": self.on_fee_assessed,
            "fee.settled": self.on_fee_settled,
            "fee.receipt_corrected": self.on_receipt_corrected,
            "fee.waived": self.on_fee_waived,
            "fee.voided": self.on_fee_voided,
        }
