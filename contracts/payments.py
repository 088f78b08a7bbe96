"""What payments says."""

from typing import Final, Literal

from contracts.receipts import Payer, ReceiptFacts
from contracts.terms import Dong, Moment, QuoteLine, Sha256
from kit.core.model import Event, Sealed

Method = Literal["card", "transfer", "cash"]
VOID_WITH_THE_CASE: Final = frozenset({"unpaid", "refused", "stopped", "withdrawn"})
"""What `FeeVoided.why` says where the fee ends with its case; other words are an official's, and
nothing is owed."""


class FeeDue(Event):
    """A fee is owed until `pay_by` (None: no last day)."""

    TYPE = "fee.due"

    lines: tuple[QuoteLine, ...]
    total: Dong
    pay_by: Moment | None = None


class FeeSettled(Event):
    """The fee is paid; the receipt has its number. `paid_by` is what it says of who paid, `payer`
    the name alone."""

    TYPE = "fee.settled"

    amount: Dong
    method: Method
    receipt: ReceiptFacts
    payer: Sealed[str | None] = None
    paid_by: Sealed[Payer | None] = None


class ReceiptCorrected(Event):
    """A receipt has a mistake (sai sót), of which its payer is told; the receipt stays as it is.

    `mistaken` is its number. Where more than words is wrong, `receipt` replaces it, of the same
    money; `paid_by` is who paid as that one says.
    """

    TYPE = "fee.receipt_corrected"

    mistaken: str
    why: str
    by: str
    amount: Dong
    method: Method
    receipt: ReceiptFacts | None = None
    paid_by: Sealed[Payer | None] = None


class FeeWaived(Event):
    """The fee need not be paid. `proposed_by`: the first of two officials, where two decided."""

    TYPE = "fee.waived"

    why: str
    by: str
    proposed_by: str | None = None


class FeeVoided(Event):
    """The fee is no longer owed.

    `why`: unpaid, refused, stopped, withdrawn, or an official's reason. `proposed_by`: the first of
    two officials, where two decided.
    """

    TYPE = "fee.voided"

    why: str
    by: str
    proposed_by: str | None = None


class FeeReinstated(Event):
    """The fee is owed again: the bank had booked the money before `pay_by`, and told it later."""

    TYPE = "fee.reinstated"

    pay_by: Moment
    paid_at: Moment


class FeeSurplus(Event):
    """More was paid than was owed."""

    TYPE = "fee.surplus"

    amount: Dong
    payment: str


class RefundOpened(Event):
    """Money is going back."""

    TYPE = "refund.opened"

    fee: str
    amount: Dong
    why: str


class RefundSucceeded(RefundOpened):
    """The money went back."""

    TYPE = "refund.succeeded"


class RefundFailed(RefundOpened):
    """The money did not go back."""

    TYPE = "refund.failed"


class FeeDisputed(Event):
    """The payer disputes the charge at their bank."""

    TYPE = "fee.disputed"

    amount: Dong
    evidence_due: Moment


class PaymentOpened(Event):
    """The payer can pay."""

    TYPE = "payment.opened"

    fee: str
    method: Method


class PaymentDeclined(PaymentOpened):
    """A try was declined; the payment stays open."""

    TYPE = "payment.declined"


class PaymentExpired(PaymentOpened):
    """Nobody paid in time."""

    TYPE = "payment.expired"


class PaymentCancelled(PaymentOpened):
    """The payer walked away."""

    TYPE = "payment.cancelled"


class PaymentFailed(PaymentOpened):
    """The provider gave it up."""

    TYPE = "payment.failed"


class PaymentPaid(Event):
    """Money came. `kept` + `surplus` = `amount`."""

    TYPE = "payment.paid"

    fee: str
    method: Method
    amount: Dong
    kept: Dong
    surplus: Dong


class ProviderNotified(Event):
    """A provider's webhook was verified and stored; the work is done from the queue."""

    TYPE = "provider.notified"

    provider: str
    kind: str
    object: str
    digest: Sha256


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
)
