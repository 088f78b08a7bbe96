"""The reports of providers in our own words: a closed union, whatever the provider calls them.

An adapter under `providers` translates. `payment` is our id of an attempt, `session` the
provider's; amounts are in the smallest unit of `currency`, written in small letters ("vnd").
"""

from typing import Annotated, Literal

from pydantic import Field

from contracts.terms import Dong, Moment
from kit.core.model import Model

DONG = "vnd"
BankSource = Literal["callback", "statement"]
LineField = Literal["id", "day", "amount", "text"]
"""What may name a bank's line."""
UnreadField = Literal[
    "id",
    "booked_at",
    "time",
    "text",
    "amount",
    "debit",
    "credit",
    "direction",
    "currency",
    "account",
    "other",
    "name",
]
UnreadReason = Literal[
    "missing",
    "not_an_amount",
    "wrong_sign",
    "both_columns",
    "not_a_date",
    "ambiguous_date",
    "too_far_away",
    "not_a_currency",
    "other_account",
    "not_printable",
    "too_long",
    "other_form",
    "bad_row",
]


class _OfAttempt(Model):
    payment: str | None
    session: str | None = None


class PaymentSucceeded(_OfAttempt):
    """The money came; `charge` is the provider's id of it."""

    type: Literal["payment_succeeded"] = "payment_succeeded"
    charge: str
    amount: int
    currency: str


class PaymentPending(_OfAttempt):
    """The payer has done their part; whether the money comes is not known yet."""

    type: Literal["payment_pending"] = "payment_pending"


class PaymentDeclined(_OfAttempt):
    """A card was declined; the payer may use another one in the same session."""

    type: Literal["payment_declined"] = "payment_declined"


class PaymentFailed(_OfAttempt):
    """The money that was pending does not come."""

    type: Literal["payment_failed"] = "payment_failed"


class PaymentExpired(_OfAttempt):
    """Nobody paid in time; the session is closed."""

    type: Literal["payment_expired"] = "payment_expired"


class SessionChanged(_OfAttempt):
    """Something happened to a session, and nothing proves what: its provider is asked."""

    type: Literal["session_changed"] = "session_changed"


class PaymentReported(Model):
    """The national portal says that a dossier came paid; only the platform's list confirms it."""

    type: Literal["payment_reported"] = "payment_reported"
    dossier: str
    amount: Annotated[Dong, Field(gt=0)]


class RefundStatus(Model):
    """How a refund stands at the provider under its `id`; `error` is its code where it failed."""

    id: str
    state: Literal["open", "succeeded", "failed"]
    amount: Dong
    error: str | None = None


class RefundUpdated(Model):
    """`refund` is our id, None where the provider made the refund without us."""

    type: Literal["refund_updated"] = "refund_updated"
    refund: str | None
    status: RefundStatus


class _OfDispute(Model):
    """`dispute` and `charge` are the provider's ids of the dispute and of the money."""

    dispute: str
    charge: str | None
    payment: str | None
    amount: int
    currency: str

    @property
    def dong(self) -> int:
        """0 where it is in another currency: the ledger counts đồng."""
        return self.amount if self.currency == DONG else 0


class DisputeOpened(_OfDispute):
    """The payer asks their bank for the money back, which hears us until `evidence_due`."""

    type: Literal["dispute_opened"] = "dispute_opened"
    evidence_due: Moment | None = None


class FundsWithdrawn(_OfDispute):
    """The provider took the disputed money from us until the dispute is decided."""

    type: Literal["funds_withdrawn"] = "funds_withdrawn"


class FundsReinstated(_OfDispute):
    """The provider gave the disputed money back: we have won."""

    type: Literal["funds_reinstated"] = "funds_reinstated"


class DisputeClosed(_OfDispute):
    """`dropped`: the payer's bank had only inquired and never took any money."""

    type: Literal["dispute_closed"] = "dispute_closed"
    outcome: Literal["won", "lost", "dropped"]


class _BankTransaction(Model):
    """`references` and `dossiers` (codes) are those that the transfer's text may name.

    `same_number` is the provider event that has the bank's number of this one and other content,
    where nothing shows that they are two payments. `identity` are the fields that name a line at
    this bank; None: every one.
    """

    amount: int
    currency: str
    references: tuple[str, ...] = ()
    dossiers: tuple[str, ...] = ()
    source: BankSource = "callback"
    same_number: str | None = None
    identity: tuple[LineField, ...] | None = None


class BankTransactionReceived(_BankTransaction):
    """Money came into our account at the bank."""

    type: Literal["bank_transaction_received"] = "bank_transaction_received"


class BankTransactionSent(_BankTransaction):
    """Money left our account at the bank."""

    type: Literal["bank_transaction_sent"] = "bank_transaction_sent"


class BankTransactionUnread(Model):
    """A line of the bank that a person must read; without a `field` none of it could be read."""

    type: Literal["bank_transaction_unread"] = "bank_transaction_unread"
    field: UnreadField | None
    reason: UnreadReason


PaymentReport = PaymentSucceeded | PaymentPending | PaymentDeclined | PaymentFailed | PaymentExpired
DisputeReport = DisputeOpened | FundsWithdrawn | FundsReinstated | DisputeClosed
BankTransactionReport = BankTransactionReceived | BankTransactionSent
ProviderReport = Annotated[
    PaymentReport
    | SessionChanged
    | PaymentReported
    | RefundUpdated
    | DisputeReport
    | BankTransactionReport
    | BankTransactionUnread,
    Field(discriminator="type"),
]
