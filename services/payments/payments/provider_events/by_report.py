"""What each report of a provider means here."""

from collections.abc import Mapping
from typing import Final, get_args

from payments.domain.provider_report import (
    BankTransactionReport,
    BankTransactionUnread,
    DisputeReport,
    PaymentReport,
    PaymentReported,
    RefundUpdated,
    SessionChanged,
)
from payments.provider_events.apply import Apply
from payments.provider_events.bank_transactions import apply_bank_transaction
from payments.provider_events.disputes import apply_dispute_event
from payments.provider_events.payment_events import (
    apply_payment_event,
    apply_session_change,
)
from payments.provider_events.refund_events import apply_refund_event
from payments.provider_events.reported_payments import apply_reported_payment
from payments.provider_events.unread_transactions import apply_unread_transaction

BY_REPORT: Final[Mapping[type, Apply]] = {
    **dict.fromkeys(get_args(PaymentReport), apply_payment_event),
    **dict.fromkeys(get_args(DisputeReport), apply_dispute_event),
    **dict.fromkeys(get_args(BankTransactionReport), apply_bank_transaction),
    SessionChanged: apply_session_change,
    PaymentReported: apply_reported_payment,
    RefundUpdated: apply_refund_event,
    BankTransactionUnread: apply_unread_transaction,
}
"""What a provider reports → the function that decides what it means here."""
