"""What officials get: payment attempts and ledgers."""

from pydantic import Field

from contracts.payments import Method
from contracts.terms import Dong, DossierCode
from kit.core.local_time import LocalTime
from kit.core.model import Model
from payments.api.schemas import Currency, Id
from payments.domain.ledger import Book, Entry, EntryKind
from payments.domain.payment_attempt import AttemptState, PaymentAttempt


class PaymentSummary(Model):
    """A payment attempt as officials see it."""

    payment: Id = Field(description="The attempt's id.")
    fee: Id = Field(description="The fee that it pays.")
    dossier: DossierCode | None = Field(description="The dossier that owes the fee.")
    method: Method = Field(description="How it is paid.")
    state: AttemptState = Field(description="How it stands.")
    amount: Dong = Field(description="What it asks for, in đồng.")
    settled: Dong = Field(description="What came and settled the fee, in đồng.")
    overpaid: Dong = Field(description="What came beyond the fee, in đồng.")
    since: LocalTime = Field(description="When it was started.")
    until: LocalTime | None = Field(description="When it ended.")
    reference: str | None = Field(description="What the text of a transfer must name.")
    charge: str | None = Field(description="The provider's id of the money.")


class PaymentsView(Model):
    """A page of payment attempts; it may hold fewer than asked for."""

    items: tuple[PaymentSummary, ...] = Field(description="The attempts within reach.")
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class PostingView(Model):
    """An amount on an account."""

    account: str = Field(description="`at:<provider>` is money held there.")
    amount: int = Field(description="đồng, positive to debit, negative to credit.")


class EntryView(Model):
    """A movement of money."""

    kind: EntryKind = Field(description="What moved the money.")
    id: str = Field(description="The provider's id of the movement.")
    provider: str = Field(description="The provider that holds the money.")
    refund: str | None = Field(description="The refund that it belongs to.")
    at: LocalTime = Field(description="When it was booked.")
    postings: tuple[PostingView, ...] = Field(description="They add up to zero.")


class LedgerView(Model):
    """The ledger of a payment attempt."""

    payment: Id = Field(description="The attempt's id.")
    currency: Currency = "VND"
    refundable: Dong = Field(description="What may still go back, in đồng.")
    overpaid: Dong = Field(description="What of it was paid beyond the fee, in đồng.")
    entries: tuple[EntryView, ...] = Field(description="Every movement, oldest first.")


def payment_summary(payment: PaymentAttempt) -> PaymentSummary:
    """What officials see of an attempt in a list."""
    return PaymentSummary(
        payment=payment.id,
        fee=payment.fee,
        dossier=payment.dossier,
        method=payment.method,
        state=payment.state,
        amount=payment.amount,
        settled=payment.settled,
        overpaid=payment.overpaid,
        since=payment.since,
        until=payment.until,
        reference=payment.reference,
        charge=payment.charge,
    )


def ledger_view(payment: str, book: Book) -> LedgerView:
    """`book` holds the entries about the payment."""
    overpaid = book.refundable("overpayments")
    entries = sorted(book.entries, key=lambda entry: (entry.at, entry.kind, entry.id))
    return LedgerView(
        payment=payment,
        refundable=overpaid + book.refundable("fees"),
        overpaid=overpaid,
        entries=tuple(map(_entry_view, entries)),
    )


def _entry_view(entry: Entry) -> EntryView:
    return EntryView(
        kind=entry.kind,
        id=entry.id,
        provider=entry.provider,
        refund=entry.refund,
        at=entry.at,
        postings=tuple(
            PostingView(account=posting.account, amount=posting.amount)
            for posting in entry.postings
        ),
    )
