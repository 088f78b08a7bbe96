"""The settlement report of a day: every provider transaction with its ledger entry, then the
entries of the day that no transaction of the day matches.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from payments.domain.ledger import Entry
from payments.domain.provider_transaction import (
    ProviderTransaction,
    movement_of_entry,
    provider_amount,
)
from payments.reconciliation.provider_transactions import entry_of
from payments.repository import PaymentRepository


@dataclass(frozen=True, slots=True)
class ReportRow:
    """`ledger_amount` is what the entry moved on the day of the report, in đồng: None where it is
    of another day.
    """

    transaction: ProviderTransaction | None
    entry: Entry | None
    dossier: str | None
    ledger_amount: int | None


def settlement_report(payments: PaymentRepository, day: date) -> Iterator[ReportRow]:
    """The rows in the order of the providers' books, then of the ledger."""
    entries = {movement_of_entry(entry): entry for entry in payments.entries_on(day)}
    for transaction in payments.transactions_on(day):
        own = entries.pop(transaction.movement, None)
        entry = own or entry_of(payments, transaction)
        dossier = transaction.dossier or _dossier_of(payments, entry)
        yield ReportRow(transaction, entry, dossier, provider_amount(own) if own else None)
    for entry in entries.values():
        if provider_amount(entry):
            yield ReportRow(None, entry, _dossier_of(payments, entry), provider_amount(entry))


def _dossier_of(payments: PaymentRepository, entry: Entry | None) -> str | None:
    return payments.fee(entry.fee).dossier if entry and entry.fee else None
