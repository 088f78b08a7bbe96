"""The problems that several routes share: those of closing and of starting an attempt."""

from typing import Final

from payments.checkout.limits import (
    AmountTooLargeForCard,
    AmountTooLargeForTransfer,
    AmountTooSmallForCard,
    AmountTooSmallForTransfer,
    ReturnUrlNotAllowed,
)
from payments.domain.fee import FeeNotDue
from payments.domain.payment_attempt import (
    PaymentOver,
    PaymentProcessing,
    TrainingTakesNoPayment,
)
from payments.providers.port import (
    AttemptStillOpen,
    PaymentProviderRefused,
    PaymentProviderUnavailable,
)
from payments.settlement.settle import PaymentAmountDiffers

CLOSE_PROBLEMS: Final = (
    PaymentProviderRefused,
    PaymentProviderUnavailable,
    AttemptStillOpen,
    PaymentAmountDiffers,
)
START_PROBLEMS: Final = (
    *CLOSE_PROBLEMS,
    FeeNotDue,
    PaymentOver,
    PaymentProcessing,
    TrainingTakesNoPayment,
    AmountTooLargeForCard,
    AmountTooSmallForCard,
    AmountTooLargeForTransfer,
    AmountTooSmallForTransfer,
    ReturnUrlNotAllowed,
)
