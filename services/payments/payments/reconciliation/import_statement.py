"""The import of a bank statement (sao kê): its lines are applied like callbacks, and stored as the
bank's books of their days.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from kit.persistence.repository import retry_on_conflict
from payments.domain import accounting_day
from payments.domain.balance_transaction import BalanceTransaction, Settlement
from payments.domain.ledger import day_of
from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_report import DONG, BankTransactionReceived, BankTransactionSent
from payments.domain.provider_transaction import (
    ProviderTransaction,
    StatementImport,
    imported,
)
from payments.provider_events.receive import store_new
from payments.providers.bank import statement
from payments.repository import PaymentRepository

PROVIDER: Final = "bank"
AT_ONCE: Final = 50
"""Lines in one transaction: two items each, of the hundred that it may have."""


@dataclass(frozen=True, slots=True)
class ImportStatement:
    """An official (`by`) brings the statement of our bank `account`, a CSV in UTF-8."""

    raw: bytes
    account: str
    by: str


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many lines a statement had, how many of them no callback or statement had reported
    before, and the days that it covers.
    """

    lines: int
    new: int
    days: tuple[date, ...]

    @property
    def already_reported(self) -> int:
        """Lines that a callback or an earlier statement had reported."""
        return self.lines - self.new


def import_statement(
    payments: PaymentRepository, command: ImportStatement, at: datetime
) -> ImportResult:
    """The same statement again changes nothing. Its days are compared again.

    Lines that are stored already are passed over: the repeat of a request that died of its time
    limit carries on. Raises StatementUnreadable, StatementTooLarge; then nothing was stored.
    """
    events = statement.read(command.raw, command.account)
    lines_of_day = sorted(Counter(day_of(event.at) for event in events).items())
    stored = {each.line for day, _ in lines_of_day for each in payments.transactions_on(day)}
    missing = [event for event in events if line_of(event) not in stored]
    new = sum(
        _store_lines(payments, missing[first : first + AT_ONCE], at)
        for first in range(0, len(missing), AT_ONCE)
    )
    for day, lines in lines_of_day:
        _record_import(payments, day, lines, command.by, at)
    return ImportResult(len(events), new, tuple(day for day, _ in lines_of_day))


@retry_on_conflict
def _store_lines(payments: PaymentRepository, events: Sequence[ProviderEvent], at: datetime) -> int:
    """Store the events that nobody reported, then all lines as the bank's books; answers how many
    were new.
    """
    new = [event for event in events if payments.provider_event_if_any(event.id) is None]
    if new:
        store_new(payments, new, at)
    payments.store_transactions(
        [ProviderTransaction(provider=PROVIDER, line=line_of(event)) for event in events]
    )
    return len(new)


@retry_on_conflict
def _record_import(
    payments: PaymentRepository, day: date, lines: int, by: str, at: datetime
) -> None:
    existing = payments.statement_import(PROVIDER, day) or StatementImport(
        id=f"{PROVIDER}.{day.isoformat()}", lines=lines, at=at, by=by
    )
    changes = [imported(existing, lines=lines, by=by, at=at)]
    if day < day_of(at):
        changes.append(accounting_day.request_comparison(payments.day(day), at))
    payments.commit(changes, at=at)


def line_of(event: ProviderEvent) -> BalanceTransaction:
    """A statement's line; what is not đồng stands in columns of its own."""
    report = event.report
    if not isinstance(report, BankTransactionReceived | BankTransactionSent):
        raise TypeError(event.id)
    incoming = isinstance(report, BankTransactionReceived)
    amount, currency = report.amount * (1 if incoming else -1), report.currency
    foreign = Settlement(currency=currency, amount=amount, fee=0, net=amount)
    return BalanceTransaction(
        entry=event.id,
        kind="charge" if incoming else "refund",
        id=event.id,
        amount=amount if currency == DONG else 0,
        at=event.at,
        settlement=None if currency == DONG else foreign,
    )
