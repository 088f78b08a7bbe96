"""The event handlers of voice: what makes a dossier one that may be rated."""

from dataclasses import dataclass

from contracts.casework import CaseReturned
from contracts.exports import ExportRequested
from contracts.intake import AccessChanged, DossierFiled, PersonErasureOrdered
from contracts.national import QuestionReceived
from kit.core.events import Envelope
from kit.core.time import Clock
from kit.messaging.inbox import EventHandlers
from voice.feedback.receive import receive_question
from voice.personal_data.deliver import deliver_parts
from voice.ratings.record_facts import record_facts
from voice.repository import VoiceRepository


@dataclass(frozen=True, slots=True)
class VoiceEvents:
    """Facts have no required order, and duplicates change nothing."""

    repository: VoiceRepository
    clock: Clock

    def on_fact(self, message: Envelope) -> None:
        """Raises ContractBroken, Duplicate."""
        record_facts(self.repository, message, at=self.clock())

    def on_question_received(self, message: Envelope) -> None:
        """It waits for the agency's reply; raises ContractBroken, Duplicate."""
        receive_question(self.repository, message, at=self.clock())

    def on_export_requested(self, message: Envelope) -> None:
        """What is stored of a person's dossiers is published; raises Conflict, Duplicate."""
        deliver_parts(self.repository, message, at=self.clock())

    def on_person_erasure_ordered(self, message: Envelope) -> None:
        """Nobody reads any more what the person wrote to agencies; raises ContractBroken."""
        for person in message.read(PersonErasureOrdered).people:
            self.repository.forget_owner(person)

    def handlers(self) -> EventHandlers:
        """Event type -> the one handler."""
        facts = (DossierFiled.TYPE, AccessChanged.TYPE, CaseReturned.TYPE)
        return dict.fromkeys(facts, self.on_fact) | {
            QuestionReceived.TYPE: self.on_question_received,
            ExportRequested.TYPE: self.on_export_requested,
            PersonErasureOrdered.TYPE: self.on_person_erasure_ordered,
        }
