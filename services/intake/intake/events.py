"""The events that intake subscribes to: some change what an owner may do, all are recorded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from contracts.exports import PARTS
from contracts.intake import ErasureOrdered, PersonErasureOrdered
from contracts.national import DossierReceived, SupplementReceived
from contracts.registries import RegistryResponded
from intake.catalogue.listing import PAUSE
from intake.digitisation.apply_document_event import apply_document_event
from intake.dossiers.apply_case_event import CASE_EVENTS, apply_case_event
from intake.drafts.apply_registry_answer import apply_registry_answer
from intake.national.apply_paper_event import apply_paper_event
from intake.national.register import NationalRegistrar
from intake.national.supplement import supplement_from_portal
from intake.personal_data.collect import collect_part
from intake.personal_data.erase import DossierEraser
from intake.personal_data.erase_person import PersonEraser
from intake.profile.announce_reply import ReplyAnnouncer
from intake.repository import IntakeRepository
from kit.core.events import Envelope
from kit.core.time import Clock
from kit.messaging.inbox import EventHandlers

SUBSCRIPTIONS: Final = (
    "case.accepted",
    "case.refused",
    "case.reopened",
    "case.papers_requested",
    "case.resumed",
    "case.stopped",
    "case.withdrawn",
    "case.withdrawal_refused",
    "case.completed",
)
PAPER_EVENTS: Final = ("paper.checked", "paper.rejected")
DOCUMENT_EVENTS: Final = ("document.sealed", "document.failed")


@dataclass(frozen=True, slots=True)
class IntakeEvents:
    """Bound to the table; `refresh_listing` has the list of procedures made anew after a pause."""

    intake: IntakeRepository
    refresh_listing: Callable[[timedelta], None]
    eraser: DossierEraser
    person_eraser: PersonEraser
    registrar: NationalRegistrar
    announcer: ReplyAnnouncer
    clock: Clock

    def record(self, message: Envelope) -> None:
        self.intake.record(message, self.clock())

    def on_procedure_published(self, message: Envelope) -> None:
        self.refresh_listing(PAUSE)
        self.intake.record(message, self.clock())

    def on_national_dossier(self, message: Envelope) -> None:
        self.registrar.register(message, at=self.clock())

    def on_national_supplement(self, message: Envelope) -> None:
        supplement_from_portal(self.intake, message, at=self.clock())

    def on_paper_event(self, message: Envelope) -> None:
        apply_paper_event(self.intake, message, at=self.clock())

    def on_case_event(self, message: Envelope) -> None:
        apply_case_event(self.intake, message, at=self.clock())

    def on_feedback_changed(self, message: Envelope) -> None:
        self.announcer.announce(message, at=self.clock())

    def on_case_returned(self, message: Envelope) -> None:
        self.intake.note_return(message)

    def on_document_event(self, message: Envelope) -> None:
        apply_document_event(self.intake, message, at=self.clock())

    def on_erasure_ordered(self, message: Envelope) -> None:
        self.eraser.erase(message, at=self.clock())

    def on_person_erasure_ordered(self, message: Envelope) -> None:
        self.person_eraser.erase(message, at=self.clock())

    def on_registry_response(self, message: Envelope) -> None:
        apply_registry_answer(self.intake, message, at=self.clock())

    def on_part_exported(self, message: Envelope) -> None:
        collect_part(self.intake, message, at=self.clock())

    def handlers(self) -> EventHandlers:
        """Event type -> its handler, for every event that intake subscribes to."""
        return {
            **dict.fromkeys(SUBSCRIPTIONS, self.record),
            "procedure.published": self.on_procedure_published,
            DossierReceived.TYPE: self.on_national_dossier,
            SupplementReceived.TYPE: self.on_national_supplement,
            **dict.fromkeys(PAPER_EVENTS, self.on_paper_event),
            **dict.fromkeys(CASE_EVENTS, self.on_case_event),
            "case.returned": self.on_case_returned,
            "feedback.changed": self.on_feedback_changed,
            **dict.fromkeys(DOCUMENT_EVENTS, self.on_document_event),
            ErasureOrdered.TYPE: self.on_erasure_ordered,
            PersonErasureOrdered.TYPE: self.on_person_erasure_ordered,
            RegistryResponded.TYPE: self.on_registry_response,
            **{part.TYPE: self.on_part_exported for part in PARTS.values()},
        }
