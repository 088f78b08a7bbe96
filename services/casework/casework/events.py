"""The events that casework handles, each by one handler that loads, decides and commits once."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final, Protocol

from casework.domain.case import Case
from casework.domain.event_subscriptions import SUBSCRIPTIONS, reaction_to
from casework.endings.apply_withdrawal_request import apply_withdrawal_request
from casework.personal_data.deliver import deliver_parts
from casework.processing.apply_document_event import apply_document_failed, apply_document_sealed
from casework.processing.apply_supplement import apply_supplement
from casework.reception.apply_fee_event import (
    apply_fee_due,
    apply_fee_reinstated,
    apply_fee_settled,
    apply_fee_voided,
    apply_fee_waived,
)
from casework.reception.register import register_case
from casework.repository import CaseworkRepository
from casework.worklist.forget import apply_erasure_order
from contracts.intake import ProcedurePublished
from kit.core.events import Envelope
from kit.core.time import Clock
from kit.messaging.inbox import EventHandlers
from kit.persistence.repository import OutOfOrder
from kit.platform import fault_injection


class ApplyEvent(Protocol):
    """Changes a case by an event; raises Conflict, Duplicate."""

    def __call__(
        self, cases: CaseworkRepository, case: Case, message: Envelope, *, at: datetime
    ) -> None: ...


APPLY: Final[dict[str, ApplyEvent]] = {
    "dossier.supplemented": apply_supplement,
    "dossier.withdrawal_requested": apply_withdrawal_request,
    "dossier.erasure_ordered": apply_erasure_order,
    "document.sealed": apply_document_sealed,
    "document.failed": apply_document_failed,
    "fee.due": apply_fee_due,
    "fee.settled": apply_fee_settled,
    "fee.waived": apply_fee_waived,
    "fee.voided": apply_fee_voided,
    "fee.reinstated": apply_fee_reinstated,
}


@dataclass(frozen=True, slots=True)
class CaseworkEvents:
    """An event that changes no case is recorded."""

    cases: CaseworkRepository
    clock: Clock

    def handlers(self) -> EventHandlers:
        """Event type -> its handler, for every event that casework subscribes to."""
        return {
            **dict.fromkeys(SUBSCRIPTIONS, self.record),
            **{event: partial(self.on_case_event, apply) for event, apply in APPLY.items()},
            "procedure.published": self.on_procedure_published,
            "paper.result_checked": self.on_result_file_checked,
            "export.requested": self.on_export_requested,
            "dossier.filed": self.on_dossier_filed,
        }

    def record(self, message: Envelope) -> None:
        self.cases.record(message, self.clock())

    def on_procedure_published(self, message: Envelope) -> None:
        published = message.read(ProcedurePublished)
        self.cases.add_procedure_version(published, cause=message, at=self.clock())

    def on_result_file_checked(self, message: Envelope) -> None:
        self.cases.add_result_file(message, at=self.clock())

    def on_export_requested(self, message: Envelope) -> None:
        deliver_parts(self.cases, message, at=self.clock())

    def on_dossier_filed(self, message: Envelope) -> None:
        case = self.cases.case(message.subject)
        if reaction_to(message.type, case.state if case else None) == "handle":
            register_case(self.cases, message, at=self.clock())
        else:
            self.record(message)

    def on_case_event(self, apply: ApplyEvent, message: Envelope) -> None:
        """Raises OutOfOrder for an event that the case cannot take yet."""
        if message.type.startswith("document.") and message.data.get("kind") != "result":
            self.record(message)
            return

        case = self.cases.case(message.correlation_key)
        reaction = reaction_to(message.type, case.state if case else None)
        if reaction == "defer":
            raise OutOfOrder(f"{Case.KIND}#{message.correlation_key}", case.version if case else 0)
        if reaction == "record" or case is None:
            self.record(message)
            return

        fault_injection.point("event.loaded")
        apply(self.cases, case, message, at=self.clock())
        fault_injection.point("event.committed")
