"""Events of fees and their receipts.

A fee's id, the subject of its events, is that of the event that made it due: `dossier.filed`,
`case.accepted` or `case.fee_assessed`.
"""

from typing import Final, Literal

from contracts.receipts import Payer, ReceiptFacts
from contracts.terms import Dong, Moment, QuoteLine
from kit.core.model import Event, Sealed

Method = Literal["card", "transfer", "cash", "platform"]
"""`platform` is the payment platform of the national portal."""
VOID_WITH_THE_CASE: Final = frozenset({"unpaid", "refused", "stopped", "withdrawn"})
"""What `FeeVoided.why` says where the fee ends with its case; other words are an official's, and
nothing is owed."""
BY_THE_SYSTEM: Final = frozenset({"pay_by", "case.refused", "case.stopped", "case.withdrawn"})
"""`FeeVoided.by` where no official voided the fee: its last day, or the event that ended
its case."""


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


class FeeDisputed(Event):
    """The payer disputes the charge at their bank."""

    TYPE = "fee.disputed"

    amount: Dong
    evidence_due: Moment
