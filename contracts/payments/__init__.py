"""The events that payments publishes."""

from contracts.exports import FeeExported
from contracts.payments.attempts import (
    PaymentCancelled,
    PaymentDeclined,
    PaymentExpired,
    PaymentFailed,
    PaymentOpened,
    PaymentPaid,
    ProviderNotified,
)
from contracts.payments.fees import (
    BY_THE_SYSTEM,
    VOID_WITH_THE_CASE,
    FeeDisputed,
    FeeDue,
    FeeReinstated,
    FeeSettled,
    FeeSurplus,
    FeeVoided,
    FeeWaived,
    Method,
    ReceiptCorrected,
)
from contracts.payments.refunds import RefundFailed, RefundOpened, RefundSucceeded
from kit.core.model import Event

EVENTS: tuple[type[Event], ...] = (
    FeeDue,
    FeeSettled,
    ReceiptCorrected,
    FeeWaived,
    FeeVoided,
    FeeReinstated,
    FeeSurplus,
    RefundOpened,
    RefundSucceeded,
    RefundFailed,
    FeeDisputed,
    PaymentOpened,
    PaymentDeclined,
    PaymentExpired,
    PaymentCancelled,
    PaymentFailed,
    PaymentPaid,
    ProviderNotified,
    FeeExported,
)

__all__ = [
    "BY_THE_SYSTEM",
    "EVENTS",
    "VOID_WITH_THE_CASE",
    "FeeDisputed",
    "FeeDue",
    "FeeExported",
    "FeeReinstated",
    "FeeSettled",
    "FeeSurplus",
    "FeeVoided",
    "FeeWaived",
    "Method",
    "PaymentCancelled",
    "PaymentDeclined",
    "PaymentExpired",
    "PaymentFailed",
    "PaymentOpened",
    "PaymentPaid",
    "ProviderNotified",
    "ReceiptCorrected",
    "RefundFailed",
    "RefundOpened",
    "RefundSucceeded",
]
