"""The balance transaction: a line of a provider's own books of our account."""

from typing import Literal

from contracts.terms import Moment
from kit.core.model import Model

BalanceTransactionKind = Literal[
    "charge", "refund", "refund_failure", "dispute", "dispute_won", "other"
]


class Settlement(Model):
    """The amounts that a provider books in the currency it settles in, in its smallest unit.

    `rate` is the provider's own text of the exchange rate, if it names one.
    """

    currency: str
    amount: int
    fee: int
    net: int
    rate: str | None = None


class BalanceTransaction(Model):
    """`amount` in đồng as the payer sees it: positive what came, negative what left.

    `id` is the provider's id of the money, the same as in the ledger (`PaymentSucceeded.charge`,
    `RefundStatus.id`); `entry` its id of this line. `payment` and `refund` are our ids, where the
    provider carries them; `charge` is its id of the money that a refund is of. `text_mark` is a
    short check sum of a bank's text, which tells lines of one number apart. `dossier` is the code
    of the dossier that it was paid for, where the provider carries that.
    """

    entry: str
    kind: BalanceTransactionKind
    id: str
    amount: int
    at: Moment
    payment: str | None = None
    refund: str | None = None
    charge: str | None = None
    text_mark: str | None = None
    dossier: str | None = None
    settlement: Settlement | None = None
