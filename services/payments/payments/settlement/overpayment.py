"""The overpayment (tiền thừa): it goes back by a refund, and a discrepancy stays until it has."""

from dataclasses import dataclass
from datetime import datetime

from kit.core.events import Change
from kit.core.ids import new_ulid
from payments.domain.discrepancy import (
    DiscrepancyKind,
    discrepancy_id,
    money_of_attempt,
    open_discrepancy,
)
from payments.domain.fee import Fee
from payments.domain.ledger import Money
from payments.domain.payment_attempt import PaymentAttempt
from payments.providers.registry import BANK, Providers
from payments.repository import PaymentRepository
from payments.settlement.refund_draft import RefundDraft, begin_refund


@dataclass(frozen=True, slots=True)
class Overpayment:
    """`amount` đồng of `money` came by `attempt` beyond the fee; `kind` says why it is too much."""

    kind: DiscrepancyKind
    attempt: PaymentAttempt
    fee: Fee
    amount: int
    money: Money


def record_overpayment(
    payments: PaymentRepository, providers: Providers, overpayment: Overpayment, at: datetime
) -> list[Change]:
    """The discrepancy of the overpayment, and the refund that will resolve it."""
    attempt, money = overpayment.attempt, overpayment.money
    subject = f"{attempt.id}.{money.charge}"
    draft = RefundDraft(
        id=new_ulid(at),
        attempt=attempt,
        amount=overpayment.amount,
        origin="overpayments",
        why=overpayment.kind,
        by="overpayment",
        by_rule=True,
        discrepancy=discrepancy_id(overpayment.kind, subject),
    )
    in_question = money_of_attempt(attempt, overpayment.amount, expected=0).evolve(
        provider=money.provider,
        refund=draft.id,
        line=money.charge if money.provider == BANK else None,
    )
    return [
        open_discrepancy(overpayment.kind, subject, in_question, at),
        begin_refund(payments, providers, draft, at),
    ]
