"""Money in a provider's book that we never heard of: it is done now, as what comes late is done."""

from datetime import datetime

from kit.persistence.repository import retry_on_conflict
from kit.platform import log
from payments.domain.ledger import Money
from payments.providers.port import RefundStatus
from payments.reconciliation.provider_transactions import Kept
from payments.refunds.send import record_refund_status
from payments.repository import Store
from payments.settlement.settle import CURRENCY, PaymentAmountDiffers, settle_payment


def applied(store: Store, kept: Kept, at: datetime) -> bool:
    """Whether a line without an entry could be worked on: a charge of a try that takes money, or a refund's course."""
    if kept.line.kind == "charge" and kept.line.payment:
        return _charge(store, kept, at)
    if kept.line.kind in ("refund", "refund_failure") and kept.line.refund:
        return _refund(store, kept, at)
    return False


@retry_on_conflict
def _charge(store: Store, kept: Kept, at: datetime) -> bool:
    payment = store.payment_if_any(kept.line.payment or "")
    if payment is None or not payment.allows("pay"):
        return False
    money = Money(kept.provider, kept.line.id, kept.line.amount, CURRENCY, at)
    try:
        store.commit(settle_payment(store, payment, money, at), at=at)
    except PaymentAmountDiffers:
        return False
    log.warning("paid without a word", payment=payment.id, provider=kept.provider)
    return True


def _refund(store: Store, kept: Kept, at: datetime) -> bool:
    refund = store.refund_if_any(kept.line.refund or "")
    failed = kept.line.kind == "refund_failure"
    if refund is None or refund.state != ("succeeded" if failed else "open"):
        return False
    amount = abs(kept.line.amount)
    state = "failed" if failed else "succeeded"
    seen = RefundStatus.model_validate(
        {"id": kept.line.id, "state": state, "amount": amount, "error": None}
    )
    record_refund_status(store, refund.id, seen, at)
    return True
