"""The events that casework handles, each by one handler that loads, decides and commits once."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Protocol

from casework.domain.case import Case
from casework.domain.event_subscriptions import SUBSCRIPTIONS, reaction_to
from casework.processing.apply_document_event import apply_document_failed, apply_document_sealed
from casework.reception.apply_fee_event import (
    apply_fee_due,
    apply_fee_settled,
    apply_fee_voided,
    apply_fee_waived,
)
from casework.reception.register import register_case
from casework.repository import CaseworkRepository
from contracts.intake import ProcedurePublished
from kit.core.events import Envelope
from kit.messaging.inbox import EventHandlers
from kit.persistence.repository import OutOfOrder
from kit.platform import fault_injection

Clock = Callable[[], datetime]


class CaseEventHandler(Protocol):
    """Changes a case by an event; raises Conflict, Duplicate."""

    def __call__(
        self, cases: CaseworkRepository, case: Case, message: Envelope, *, at: datetime
    ) -> None: ...


def event_handlers(cases: CaseworkRepository, clock: Clock) -> EventHandlers:
    """By event type; an event that no handler changes a case by is recorded."""
    case_handlers: dict[str, CaseEventHandler] = {
        "document.sealed": apply_document_sealed,
        "document.failed": apply_document_failed,
        "fee.due": apply_fee_due,
        "fee.settled": apply_fee_settled,
        "fee.waived": apply_fee_waived,
        "fee.voided": apply_fee_voided,
    }
    return {
        **{event: partial(_record, cases, clock) for event in SUBSCRIPTIONS},
        **{e: partial(_on_case_event, cases, clock, apply) for e, apply in case_handlers.items()},
        "procedure.published": partial(_on_procedure_published, cases, clock),
        "dossier.filed": partial(_on_dossier_filed, cases, clock),
    }


def _record(cases: CaseworkRepository, clock: Clock, message: Envelope) -> None:
    cases.record(message, clock())


def _on_procedure_published(cases: CaseworkRepository, clock: Clock, message: Envelope) -> None:
    cases.add_procedure_version(message.read(ProcedurePublished), cause=message, at=clock())


def _on_dossier_filed(cases: CaseworkRepository, clock: Clock, message: Envelope) -> None:
    case = cases.case(message.subject)
    if reaction_to(message.type, case.state if case else None) == "handle":
        register_case(cases, message, at=clock())
    else:
        _record(cases, clock, message)


def _on_case_event(
    cases: CaseworkRepository, clock: Clock, apply: CaseEventHandler, message: Envelope
) -> None:
    """Raises OutOfOrder for an event that the case cannot take yet."""
    if message.type.startswith("document.") and message.data.get("kind") != "result":
        _record(cases, clock, message)
        return

    case = cases.case(message.correlation_key)
    reaction = reaction_to(message.type, case.state if case else None)
    if reaction == "defer":
        raise OutOfOrder(f"{Case.KIND}#{message.correlation_key}", case.version if case else 0)
    if reaction == "record" or case is None:
        _record(cases, clock, message)
        return

    fault_injection.point("hear.loaded")
    apply(cases, case, message, at=clock())
    fault_injection.point("hear.committed")
