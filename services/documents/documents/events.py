"""The event handlers of documents: each loads the dossier, decides and commits."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from contracts.casework import (
    CaseAccepted,
    CaseDecided,
    CaseHandedOver,
)
from contracts.intake import AccessChanged, ContactChanged, DossierFiled, DossierPaperReceived
from documents.domain.document import files_below
from documents.domain.dossier import (
    Dossier,
    change_contact,
    change_owner,
    erase_files,
    hand_over,
    new_dossier,
    receive_paper,
)
from documents.domain.ports import FileStore
from documents.legal_facts.chain import FactChain
from documents.personal_data.deliver import deliver_parts
from documents.repository import DocumentsRepository, recalled_changes
from documents.sealing import jobs
from documents.sealing.copy_seal import CopySealer
from documents.sealing.corrections import correction_job, recalled_documents
from documents.sealing.fee_events import DossierEventHandler, FeeEvents
from documents.sealing.forms import FORMS
from documents.sealing.jobs import RenderingJob
from documents.sealing.seal import DocumentSealer
from kit.core.events import Change, Envelope
from kit.core.time import Clock
from kit.messaging.inbox import EventHandlers
from kit.persistence.repository import Duplicate, OutOfOrder
from kit.security.remote_signing import SignatureAwaited

RECORDED: Final = (
    "dossier.supplemented",
    "dossier.key_replaced",
    "case.reopened",
    "case.assigned",
    "case.consulted",
    "case.answered",
    "case.resumed",
    "case.due_changed",
    "case.returned",
    "case.completed",
    "case.withdrawal_refused",
    "dossier.withdrawal_requested",
)
"""Events that have no form; legal facts and moves of the case are recorded with them."""


@dataclass(frozen=True, slots=True)
class DocumentsEvents:
    """One method for each event type; all but the first get the dossier of the event."""

    repository: DocumentsRepository
    sealer: DocumentSealer
    copies: CopySealer
    chain: FactChain
    files: FileStore
    clock: Clock

    def on_dossier_filed(self, message: Envelope) -> None:
        """Store the dossier; its personal fields stay sealed."""
        dossier = new_dossier(message.read(DossierFiled), message)
        self.chain.commit(dossier, [Change(dossier, None)], cause=message, at=self.clock())

    def on_paper_received(self, dossier: Dossier, message: Envelope, at: datetime) -> None:
        """Store the paper: forms list it from now on."""
        paper = message.read(DossierPaperReceived).paper
        self._record_change(dossier, receive_paper(dossier, paper), message, at)

    def on_access_changed(self, dossier: Dossier, message: Envelope, at: datetime) -> None:
        """Store the owner."""
        owner = message.read(AccessChanged).owner.sub
        changed = change_owner(dossier, owner, sequence=message.sequence)
        self.chain.commit(dossier, [Change(changed, None)], cause=message, at=at)

    def on_contact_changed(self, dossier: Dossier, message: Envelope, at: datetime) -> None:
        """Store the contact, sealed: forms state it from now on."""
        contact = message.read(ContactChanged).contact
        changed = change_contact(dossier, contact, sequence=message.sequence)
        self.chain.commit(dossier, [Change(changed, None)], cause=message, at=at)

    def on_erasure_ordered(self, dossier: Dossier, message: Envelope, at: datetime) -> None:
        """Delete the files of its documents; the documents stay, with their digests."""
        self.files.erase(files_below(str(dossier.vault or dossier.id)))
        erased = erase_files(dossier, at=at)
        self.chain.commit(dossier, [Change(erased, None)], cause=message, at=at)

    def on_case_handed_over(self, dossier: Dossier, message: Envelope, at: datetime) -> None:
        """Store the agency: it may see the documents from now on, and signs what is sealed."""
        case = message.read(CaseHandedOver)
        changed = hand_over(dossier, case.agency, case.agency_name, sequence=message.sequence)
        self.chain.commit(dossier, [Change(changed, None)], cause=message, at=at)

    def on_case_accepted(self, dossier: Dossier, message: Envelope, at: datetime) -> None:
        """Seal Mẫu 01; a result of the same day has its line in the register alone."""
        accepted = self.repository.open_event(message, CaseAccepted)
        job = jobs.acceptance_job(message, accepted)
        if accepted.with_form:
            self.sealer.seal_all(dossier, [job], message, at=at)
        else:
            self.sealer.register(dossier, job, message, at=at)

    def on_form(self, dossier: Dossier, message: Envelope, at: datetime) -> None:
        """Seal the form of an act."""
        kind, job_of = FORMS[message.type]
        job = job_of(message, self.repository.open_event(message, kind))
        self.sealer.seal_all(dossier, [job], message, at=at)

    def on_case_decided(self, dossier: Dossier, message: Envelope, at: datetime) -> None:
        """Seal the results."""
        decided = self.repository.open_event(message, CaseDecided)
        self._seal_by_official(dossier, jobs.result_jobs(message, decided), message, at)

    def _seal_by_official(
        self, dossier: Dossier, results: list[RenderingJob], message: Envelope, at: datetime
    ) -> None:
        try:
            self.sealer.seal_all(dossier, results, message, at=at)
        except SignatureAwaited:  # the sweeper hands the parked decision in again
            raise OutOfOrder(f"{Dossier.KIND}#{dossier.id}", dossier.version) from None

    def on_result_corrected(self, dossier: Dossier, message: Envelope, at: datetime) -> None:
        """Seal the corrected result, which replaces the mistaken one."""
        job = correction_job(self.repository, message)
        self._seal_by_official(dossier, [job], message, at)

    def on_result_recalled(self, dossier: Dossier, message: Envelope, at: datetime) -> None:
        """Mark the results: verification answers from now on that they are revoked."""
        recalled = recalled_documents(self.repository, dossier, message)
        self.chain.commit(dossier, recalled_changes(recalled), cause=message, at=at)

    def on_copy_confirmed(self, dossier: Dossier, message: Envelope, at: datetime) -> None:
        """Seal the copy of an original."""
        self.copies.seal(dossier, message, at=at)

    def _record_change(
        self, dossier: Dossier, changed: Dossier, message: Envelope, at: datetime
    ) -> None:
        changes = [Change(changed, None)] if changed != dossier else []
        self.chain.commit(dossier, changes, cause=message, at=at)

    def record(self, dossier: Dossier, message: Envelope, at: datetime) -> None:
        """Record the act; it changes nothing else."""
        self.chain.commit(dossier, (), cause=message, at=at)

    def on_export_requested(self, message: Envelope) -> None:
        """Publish what is stored of a person's dossiers."""
        deliver_parts(self.repository, message, at=self.clock())

    def handlers(self) -> EventHandlers:
        """Event type -> its one handler."""
        of_dossier: dict[str, DossierEventHandler] = {
            "dossier.paper_received": self.on_paper_received,
            "dossier.access_changed": self.on_access_changed,
            "dossier.contact_changed": self.on_contact_changed,
            "dossier.erasure_ordered": self.on_erasure_ordered,
            "case.handed_over": self.on_case_handed_over,
            **dict.fromkeys(FORMS, self.on_form),
            "case.accepted": self.on_case_accepted,
            "case.decided": self.on_case_decided,
            "case.result_corrected": self.on_result_corrected,
            "case.result_recalled": self.on_result_recalled,
            "paper.copy_confirmed": self.on_copy_confirmed,
            **FeeEvents(self.repository, self.sealer, self.chain).of_dossier(),
            **dict.fromkeys(RECORDED, self.record),
        }
        return {
            "dossier.filed": self.on_dossier_filed,
            "export.requested": self.on_export_requested,
            **{event: partial(self._with_dossier, handle) for event, handle in of_dossier.items()},
        }

    def _with_dossier(self, handle: DossierEventHandler, message: Envelope) -> None:
        """Raises OutOfOrder before `dossier.filed` was handled."""
        if self.repository.has_handled(message):
            raise Duplicate
        dossier = self.repository.dossier(message.correlation_key)
        if dossier is None:
            raise OutOfOrder(f"{Dossier.KIND}#{message.correlation_key}", 0)
        handle(dossier, message, self.clock())
