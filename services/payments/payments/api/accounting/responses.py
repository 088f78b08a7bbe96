"""The settlement report of a day as a table: provider transactions beside ledger entries."""

from collections.abc import Iterable, Iterator
from typing import Final

from kit.core.csv_table import Cell, csv_table
from payments.domain.ledger import Entry
from payments.domain.provider_transaction import ProviderTransaction
from payments.reconciliation.settlement_report import ReportRow

COLUMNS: Final = (
    "provider",
    "provider_entry",
    "kind",
    "id",
    "booked_at",
    "payment",
    "refund",
    "fee",
    "dossier",
    "amount_vnd",
    "ledger_vnd",
    "currency",
    "amount",
    "charge",
    "net",
    "rate",
)
"""`amount_vnd` is the provider's, `ledger_vnd` ours: each on the day of its own books, and so on
one day only. The columns from `amount` on are in the smallest unit of `currency`."""


def settlement_csv(rows: Iterable[ReportRow]) -> str:
    """A table for spreadsheets."""
    return csv_table(COLUMNS, map(_cells, rows))


def _cells(row: ReportRow) -> Iterator[Cell]:
    transaction, entry = row.transaction, row.entry
    yield from _identity(transaction, entry)
    yield from (entry.fee if entry else None, row.dossier)
    yield from (transaction.line.amount if transaction else None, row.ledger_amount)
    settled = transaction.line.settlement if transaction else None
    yield from (
        (settled.currency, settled.amount, settled.fee, settled.net, settled.rate)
        if settled
        else (None,) * 5
    )


def _identity(transaction: ProviderTransaction | None, entry: Entry | None) -> Iterator[Cell]:
    """From `provider` to `refund`: the transaction's own, with our payment and refund where there
    is an entry.
    """
    if transaction:
        line = transaction.line
        yield from (
            transaction.provider,
            line.entry,
            transaction.kind,
            line.id,
            line.at.isoformat(),
        )
        yield from (entry.about, entry.refund) if entry else (line.payment, line.refund)
    elif entry:
        yield from (
            entry.provider,
            None,
            entry.kind,
            entry.id,
            entry.at.isoformat(),
            entry.about,
            entry.refund,
        )
