"""The event handlers of the exchange: every fact of a dossier goes into its lane."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contracts.exports import ExportRequested
from contracts.intake import (
    DataRequested,
    DossierFiled,
    DossierSupplemented,
    ErasureOrdered,
    ProcedurePublished,
)
from contracts.voice import FeedbackChanged
from exchange.domain.facts import FIELDS
from exchange.ingest.fetch import fetch_supplement, start_fetching, stop_fetching
from exchange.lanes.erase import erase_lane
from exchange.lanes.record_fact import record_fact
from exchange.mapping.record_published import record_published
from exchange.personal_data.deliver import deliver_parts
from exchange.questions.record_reply import record_reply
from exchange.repository import ExchangeRepository
from kit.core.events import Envelope
from kit.core.time import Clock
from kit.messaging.inbox import EventHandlers

if TYPE_CHECKING:
    from exchange.registries.composition import RegistryLookUps


@dataclass(frozen=True, slots=True)
class ExchangeEvents:
    """Facts have no required order, and duplicates change nothing."""

    repository: ExchangeRepository
    clock: Clock
    look_ups: "Callable[[], RegistryLookUps]"

    def on_fact(self, message: Envelope) -> None:
        """Raises ContractBroken, Conflict."""
        record_fact(self.repository, message, at=self.clock())
        if message.type == DossierFiled.TYPE and message.read(DossierFiled).portal:
            start_fetching(self.repository, message.subject, at=self.clock())
        if message.type == DossierSupplemented.TYPE:
            awaited = message.read(DossierSupplemented).awaited
            fetch_supplement(self.repository, message.subject, awaited, at=self.clock())

    def on_erasure_ordered(self, message: Envelope) -> None:
        """Raises Conflict."""
        if message.dossier:
            erase_lane(self.repository, message.dossier, at=self.clock())
            stop_fetching(self.repository, message.dossier, at=self.clock())

    def on_procedure_published(self, message: Envelope) -> None:
        """Raises ContractBroken, Conflict."""
        published = message.read(ProcedurePublished)
        record_published(self.repository, published, at=self.clock())

    def on_feedback_changed(self, message: Envelope) -> None:
        """A reply to a question, or its publication, is to be sent; raises ContractBroken."""
        record_reply(self.repository, message, at=self.clock())

    def on_export_requested(self, message: Envelope) -> None:
        """What is stored of a person's dossiers is published; raises Conflict, Duplicate."""
        deliver_parts(self.repository, message, at=self.clock())

    def on_data_requested(self, message: Envelope) -> None:
        """Registries are asked about a draft; raises ContractBroken, Conflict."""
        from exchange.registries.ask_for_draft import DraftInquiries

        DraftInquiries(self.repository, self.look_ups()).ask(message, at=self.clock())

    def handlers(self) -> EventHandlers:
        """Event type -> the one handler."""
        return dict.fromkeys(FIELDS, self.on_fact) | {
            DataRequested.TYPE: self.on_data_requested,
            ErasureOrdered.TYPE: self.on_erasure_ordered,
            ExportRequested.TYPE: self.on_export_requested,
            FeedbackChanged.TYPE: self.on_feedback_changed,
            ProcedurePublished.TYPE: self.on_procedure_published,
        }
