"""What officials get: payment attempts, ledgers and refunds."""

from pydantic import Field

from contracts.payments import Method
from contracts.terms import Dong, DossierCode
from kit.core.local_time import LocalTime
from kit.core.model import Model
from payments.api.schemas import Currency, Id
from payments.domain.ledger import Book, Entry, EntryKind, Origin
from payments.domain.payment_attempt import AttemptState, PaymentAttempt
from payments.domain.provider_event import BankDetails
from payments.domain.refund import Refund, RefundState


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


class PayeeView(Model):
    """The account from which money came, as the bank reported it. Personal."""

    account: str | None = Field(description="The account's number.")
    name: str | None = Field(description="The name of the account's holder.")
    text: str = Field(description="The text of the transfer.")


class RefundView(Model):
    """Money that goes back."""

    refund: Id = Field(description="The refund's id.")
    payment: Id = Field(description="The payment attempt whose money goes back.")
    fee: Id = Field(description="The fee that it paid.")
    dossier: DossierCode | None = Field(description="The dossier that owed the fee.")
    method: Method = Field(description="How the money came.")
    amount: Dong = Field(description="đồng.")
    currency: Currency = "VND"
    origin: Origin = Field(description="The ledger account from which it is taken.")
    why: str = Field(description="The reason.")
    state: RefundState = Field(description="`asked`: it waits for approvals.")
    by: str = Field(description="The official who requested it, or the rule.")
    manual: bool = Field(description="Whether an official sends it, because no provider can.")
    needs: int = Field(description="How many officials must approve.")
    approvals: tuple[str, ...] = Field(description="The officials who approved.")
    since: LocalTime = Field(description="When it was requested.")
    until: LocalTime | None = Field(description="When it ended.")
    reference: str | None = Field(description="What a manual transfer must name.")
    error: str | None = Field(description="Why it failed or was refused.")
    discrepancy: str | None = Field(description="The discrepancy that it answers.")
    payee: PayeeView | None = Field(
        description="To whom a manual transfer goes; for accountants only."
    )


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


def refund_view(refund: Refund, payee: BankDetails | None) -> RefundView:
    """`payee` is what the bank reported of the transaction by which the money came."""
    return RefundView(
        refund=refund.id,
        payment=refund.payment,
        fee=refund.fee,
        dossier=refund.dossier,
        method=refund.method,
        amount=refund.amount,
        origin=refund.origin,
        why=refund.why,
        state=refund.state,
        by=refund.by,
        manual=refund.manual,
        needs=refund.needs,
        approvals=refund.approvals,
        since=refund.since,
        until=refund.until,
        reference=refund.reference,
        error=refund.error,
        discrepancy=refund.discrepancy,
        payee=payee_view(payee),
    )


def payee_view(details: BankDetails | None) -> PayeeView | None:
    """Null where nothing is known or may be shown."""
    if details is None:
        return None
    return PayeeView(account=details.account, name=details.name, text=details.text)


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
