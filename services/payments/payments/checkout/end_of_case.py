"""The end of a case: nobody pays any more, and what was paid goes back by its rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from contracts.terms import Ground
from kit.core.events import Change
from payments.checkout.close import close_active_attempt
from payments.domain import fee_ending as fee_endings
from payments.domain.dossier import WHY_VOID, CaseEvent, Dossier
from payments.providers.registry import Providers
from payments.refunds.request import refunds_by_rule
from payments.repository import PaymentRepository


@dataclass(frozen=True, slots=True)
class CaseEnd:
    """The event that ends a case and its ground; `changes_state`: no earlier one ended it."""

    event: CaseEvent
    ground: Ground
    changes_state: bool


def end_fees(
    payments: PaymentRepository, providers: Providers, dossier: Dossier, end: CaseEnd, at: datetime
) -> Iterator[Change]:
    """Close the open attempts of every fee; with the first end, void the fees that are due and send
    settled ones back.
    """
    for fee in payments.fees_of(dossier):
        if end.ground == "unpaid" and fee.reinstated:
            continue  # the money had come in time: casework reopens the case
        # the fee was read first: money or a payer that comes meanwhile is a conflict
        close_active_attempt(payments, providers, fee.id, at)
        if end.changes_state and fee.state == "due":
            yield fee_endings.void(fee, why=WHY_VOID[end.event], by=end.event, at=at)
        if end.changes_state and fee.state == "settled":
            yield from refunds_by_rule(payments, providers, fee, end.ground, at)
