"""The unreported payments and refunds: a provider's books have them, and no provider event came.

They are applied now, as late money is.
"""

from datetime import datetime

from kit.persistence.repository import retry_on_conflict
from kit.platform import log
from payments.domain.ledger import Money
from payments.domain.provider_report import RefundStatus
from payments.domain.provider_transaction import ProviderTransaction
from payments.providers.registry import Providers
from payments.refunds.status import record_refund_status
from payments.repository import PaymentRepository
from payments.settlement.reinstate import reinstate_if_paid_in_time
from payments.settlement.settle import CURRENCY, PaymentAmountDiffers, settle_payment


def apply_unreported(
    payments: PaymentRepository,
    providers: Providers,
    transaction: ProviderTransaction,
    at: datetime,
) -> bool:
    """Whether a transaction without an entry could be applied.

    That is a charge of an attempt that takes money, or the outcome of a refund.
    """
    line = transaction.line
    if line.kind == "charge" and line.payment:
        return _apply_charge(payments, providers, transaction, line.payment, at)
    if line.kind in ("refund", "refund_failure") and line.refund:
        return _apply_refund(payments, transaction, line.refund, at)
    return False


@retry_on_conflict
def _apply_charge(
    payments: PaymentRepository,
    providers: Providers,
    transaction: ProviderTransaction,
    payment_id: str,
    at: datetime,
) -> bool:
    payment = payments.payment_if_any(payment_id)
    if payment is None or not payment.allows("pay"):
        return False

    line = transaction.line
    money = Money(transaction.provider, line.id, line.amount, CURRENCY, at, line.at)
    if money.amount == payment.amount:
        reinstate_if_paid_in_time(payments, payments.fee(payment.fee), money.paid_at, at)
    try:
        payments.commit(settle_payment(payments, providers, payment, money, at), at=at)
    except PaymentAmountDiffers:
        return False
    log.warning("payment_unreported", payment=payment.id, provider=transaction.provider)
    return True


def _apply_refund(
    payments: PaymentRepository, transaction: ProviderTransaction, refund_id: str, at: datetime
) -> bool:
    refund = payments.refund_if_any(refund_id)
    failed = transaction.line.kind == "refund_failure"
    if refund is None or refund.state != ("succeeded" if failed else "open"):
        return False
    status = RefundStatus(
        id=transaction.line.id,
        state="failed" if failed else "succeeded",
        amount=abs(transaction.line.amount),
    )
    record_refund_status(payments, refund.id, status, at)
    return True
