"""The search of officials for payment attempts and discrepancies within their reach."""

from dataclasses import dataclass
from datetime import date

from contracts.payments import Method
from payments.backoffice.reach import Reach
from payments.domain.discrepancy import Discrepancy, DiscrepancyState
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.refund import Refund, RefundState
from payments.repositories.slice import Slice
from payments.repository import PaymentRepository


@dataclass(frozen=True, slots=True)
class DiscrepanciesInState:
    """The discrepancies in a state, perhaps only those of a `day`; `after` is where the slice
    begins.
    """

    state: DiscrepancyState
    day: date | None
    after: str | None
    limit: int


@dataclass(frozen=True, slots=True)
class RefundsInState:
    """The refunds in a state, perhaps only those of money that came by a `method`; `after` is where
    the slice begins.
    """

    state: RefundState
    method: Method | None
    after: str | None
    limit: int


def payments_of_dossier(
    payments: PaymentRepository, code: str, reach: Reach
) -> list[PaymentAttempt]:
    """Every attempt to pay the fees of a dossier, oldest first; raises NotFound."""
    dossier = payments.dossier(code)
    reach.require(code)
    return payments.payments_of(payments.fees_of(dossier))


def payments_by_reference(
    payments: PaymentRepository, reference: str, reach: Reach
) -> list[PaymentAttempt]:
    """The attempt, or the one whose refund, a transfer's reference names; none where it names
    nothing.
    """
    named = payments.named_by([reference])
    payment = payments.payment_if_any(named.payment) if isinstance(named, Refund) else named
    return [payment] if payment and reach.includes(payment.dossier) else []


def payments_of_day(
    payments: PaymentRepository, day: date, reach: Reach, *, after: str | None, limit: int
) -> Slice[PaymentAttempt]:
    """The attempts whose money came on a day; a slice may hold fewer than `limit`."""
    entries = payments.entries_of_day(day, after=after, limit=limit)
    ids = dict.fromkeys(
        entry.about
        for entry in entries.items
        if entry.fee and entry.kind in ("charge", "allocation")
    )
    paid = filter(None, map(payments.payment_if_any, ids))
    visible = tuple(payment for payment in paid if reach.includes(payment.dossier))
    return Slice(visible, entries.after)


def discrepancies(
    payments: PaymentRepository, query: DiscrepanciesInState, reach: Reach
) -> Slice[Discrepancy]:
    """Oldest first; a slice may hold fewer than its limit."""
    page = payments.discrepancies_in(query.state, after=query.after, limit=query.limit)
    day = query.day and query.day.isoformat()
    visible = tuple(
        each for each in page.items if day in (None, each.day) and reach.includes(each.dossier)
    )
    return Slice(visible, page.after)


def refunds(payments: PaymentRepository, query: RefundsInState, reach: Reach) -> Slice[Refund]:
    """Oldest first; a slice may hold fewer than its limit."""
    page = payments.refunds_in(query.state, after=query.after, limit=query.limit)
    visible = tuple(
        each
        for each in page.items
        if query.method in (None, each.method) and reach.includes(each.dossier)
    )
    return Slice(visible, page.after)


def bank_transaction_of(payments: PaymentRepository, refund: Refund) -> str | None:
    """The bank transaction by which the money came that a refund sends back."""
    discrepancy = payments.discrepancy_if_any(refund.discrepancy) if refund.discrepancy else None
    if discrepancy is not None and discrepancy.line:
        return discrepancy.line
    return payments.payment(refund.payment).charge if refund.method == "transfer" else None
