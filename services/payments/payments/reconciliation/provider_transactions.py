"""The match between provider transactions and ledger entries."""

from collections.abc import Iterator
from typing import Final

from payments.domain.balance_transaction import BalanceTransaction
from payments.domain.ledger import Entry
from payments.domain.provider_report import BankTransactionSent
from payments.domain.provider_transaction import (
    BY_STATEMENT,
    ProviderTransaction,
    provider_amount,
)
from payments.domain.refund import Refund
from payments.domain.reported_payment import reported_charge_id
from payments.repository import PaymentRepository

BOOKED_AS: Final = {"charge": ("charge", "confirmation")}
"""The ledger's kinds of a transaction's kind, where they are several: money that had been reported
before is confirmed by it."""
REVERSAL_KINDS: Final[frozenset[str]] = frozenset({"refunded", "refund_failure"})


def store_listed(
    payments: PaymentRepository, provider: str, line: BalanceTransaction
) -> ProviderTransaction:
    """Store a transaction that a provider lists, under the provider's ids of it."""
    payment = payments.payment_if_any(line.payment) if line.payment else None
    if payment is None and line.charge:  # made at the provider, which does not carry our ids then
        payment = payments.payment_of_charge(line.charge)
    if payment is None and line.kind == "refund" and line.dossier:
        payment = payments.payment_of_charge(reported_charge_id(line.dossier))
    if payment is not None:
        line = line.evolve(payment=payment.id)
    dossier = payment.dossier if payment else None
    transaction = ProviderTransaction(provider=provider, line=line, dossier=dossier)
    payments.store_if_changed(transaction)
    return transaction


def entry_of(payments: PaymentRepository, transaction: ProviderTransaction) -> Entry | None:
    """The ledger entry of a transaction.

    It stands under the payment that the transaction names, under one that we know by the provider's
    id, or under the transaction itself.
    """
    for about in _possible_owners(payments, transaction):
        for kind in BOOKED_AS.get(transaction.kind, (transaction.kind,)):
            entry = payments.entry(about, kind, transaction.line.id)
            if entry is not None:
                return entry
    return None


def is_reversed_refund(payments: PaymentRepository, transaction: ProviderTransaction) -> bool:
    """True if the provider's books show a refund and its reversal that our ledger never booked.

    Such a refund failed here before it was known to have left: neither half has an entry that
    moves the provider's account.
    """
    line = transaction.line
    refund = payments.refund_if_any(line.refund) if line.refund else None
    if refund is None or refund.state != "failed" or transaction.kind not in REVERSAL_KINDS:
        return False
    entries = payments.book(refund.payment).entries
    booked = any(
        provider_amount(entry)
        for entry in entries
        if entry.kind in REVERSAL_KINDS and entry.refund == refund.id
    )
    halves = [half.line.amount for half in payments.transactions_of(line.id)]
    return not booked and len(halves) == 2 and not sum(halves)


def _possible_owners(
    payments: PaymentRepository, transaction: ProviderTransaction
) -> Iterator[str]:
    """Ids under which the entry may stand: of a payment, or of the transaction itself."""
    line = transaction.line
    if line.payment:
        yield line.payment
    refund = payments.refund_if_any(line.refund) if line.refund else None
    if refund:
        yield refund.payment
    if transaction.provider in BY_STATEMENT:
        yield from _owners_by_bank(payments, line)
    elif line.kind == "charge" and (payment := payments.payment_of_charge(line.id)):
        yield payment.id
    if line.dossier is not None:
        yield payments.reported_about(line.dossier)


def _owners_by_bank(payments: PaymentRepository, line: BalanceTransaction) -> Iterator[str]:
    if line.kind == "charge":
        if payment := payments.payment_of_charge(line.id):
            yield payment.id
    else:
        report = payments.provider_event(line.id).report
        if isinstance(report, BankTransactionSent):
            named = payments.named_by(report.references)
            if isinstance(named, Refund):
                yield named.payment
    yield line.id
