"""The booking of a refund that somebody made at the provider, without us."""

from dataclasses import replace
from datetime import datetime

from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from kit.platform import log
from payments.backoffice.money_owed import DiscrepancyNotThisWay
from payments.backoffice.resolve_discrepancy import ResolveDiscrepancy, resolved_by
from payments.domain import payment_attempt
from payments.domain.balance_transaction import BalanceTransaction
from payments.domain.discrepancy import Discrepancy
from payments.domain.ledger import Movement, Origin, movement_entry
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.provider_transaction import movement_id
from payments.domain.refund import RefundTooLarge
from payments.repository import PaymentRepository, entry_write


@retry_on_conflict
def book_refund(
    payments: PaymentRepository, command: ResolveDiscrepancy, at: datetime
) -> Discrepancy:
    """The ledger takes a refund that the provider's books have and we did not make: out of an
    overpayment if it covers it, else out of the fee.

    Raises NotFound, DiscrepancyOver, DiscrepancyNotThisWay, RefundTooLarge.
    """
    discrepancy = payments.discrepancy(command.discrepancy)
    resolved = resolved_by(discrepancy, command, at)
    line = _foreign_refund(payments, discrepancy)
    attempt = payments.payment(discrepancy.payment or "")
    origin = _origin(payments, attempt, -line.amount)

    taken = Movement("refund", line.id, attempt.id, attempt.provider, -line.amount, at, attempt.fee)
    sent = replace(taken, kind="refunded")
    writes = (
        entry_write(movement_entry(taken, origin, "refunding")),
        entry_write(movement_entry(sent, "refunding", f"at:{attempt.provider}")),
    )
    changes: list[Change] = [
        resolved._replace(extra_writes=writes),
        payment_attempt.bump_version(attempt),
    ]

    payments.commit(changes, at=at)
    log.metric("RefundBooked")
    return payments.discrepancy(discrepancy.id)


def _foreign_refund(payments: PaymentRepository, discrepancy: Discrepancy) -> BalanceTransaction:
    """The provider's only line of a refund that names a payment of ours and no refund of ours."""
    if discrepancy.kind != "missing_here" or discrepancy.payment is None or discrepancy.refund:
        raise DiscrepancyNotThisWay(field="how")
    subject = discrepancy.id.partition(".")[2]
    id_ = subject.removeprefix(movement_id("refunded", ""))
    lines = [each.line for each in payments.transactions_of(id_)]
    if id_ == subject or len(lines) != 1 or lines[0].kind != "refund" or lines[0].amount >= 0:
        raise DiscrepancyNotThisWay(field="how")
    return lines[0]


def _origin(payments: PaymentRepository, attempt: PaymentAttempt, amount: int) -> Origin:
    book = payments.book(attempt.id)
    origins: tuple[Origin, ...] = ("overpayments", "fees")
    for origin in origins:
        if amount <= book.refundable(origin):
            return origin
    raise RefundTooLarge(field="discrepancy")
