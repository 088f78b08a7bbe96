"""The import of a bank statement (sao kê): its lines are applied like callbacks, and stored as the
bank's books of their days.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from kit.core.budget import UNLIMITED, Budget
from kit.persistence.repository import retry_on_conflict
from kit.platform import log
from payments.domain import accounting_day
from payments.domain.ledger import day_of
from payments.domain.provider_transaction import StatementImport, imported
from payments.provider_events.store import store_once
from payments.providers.bank.line import PROVIDER, event_of
from payments.providers.bank.statement.problems import UnreadLine
from payments.providers.bank.statement.read import Statement, read
from payments.providers.bank.unread import LineUnreadable, unread_event
from payments.reconciliation.statement_lines import NOT_COUNTED, Counting, StatementLines
from payments.repository import PaymentRepository

if TYPE_CHECKING:
    from payments.providers.bank.transfer import BankAccount


@dataclass(frozen=True, slots=True)
class ImportStatement:
    """An official (`by`) brings the statement of our bank account as a separated file."""

    raw: bytes
    account: "BankAccount"
    by: str


@dataclass(frozen=True, slots=True)
class StatementRun:
    """One run over a statement of our `account` that the official `by` brought at `received_at`.

    `counting` is asked what a transaction with so many new lines records beside them.
    """

    account: "BankAccount"
    by: str
    received_at: datetime
    at: datetime
    counting: Counting = NOT_COUNTED
    budget: Budget = UNLIMITED


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many lines were read, how many of them no callback or statement had reported before, the
    days that they cover, and the lines that a person must read.
    """

    lines: int
    new: int
    days: tuple[date, ...]
    unread: tuple[UnreadLine, ...] = ()

    @property
    def already_reported(self) -> int:
        """Lines that a callback or an earlier statement had reported."""
        return self.lines - self.new


def import_statement(
    payments: PaymentRepository, command: ImportStatement, at: datetime
) -> ImportResult:
    """A statement that is read and stored at once. The same again changes nothing.

    Raises StatementUnreadable, StatementTooLarge; then nothing was stored.
    """
    statement = read(command.raw, command.account.account, at)
    return store_statement(payments, statement, StatementRun(command.account, command.by, at, at))


def store_statement(
    payments: PaymentRepository, statement: Statement, run: StatementRun
) -> ImportResult:
    """Store the lines of a statement; its days are compared again.

    A line that can't be read is kept for a person. Lines that are stored already are passed over: a
    run that ended early is carried on by the next. Raises StatementUnfinished.
    """
    for line in statement.unread:
        why = LineUnreadable(line.column, line.reason)
        store_once(payments, unread_event(line.text, why, run.received_at), run.at)
    if statement.unread:
        log.metric("BankLineUnread", len(statement.unread))

    identity_of = run.account.identity_of
    events = [
        event_of(each.line, "statement", identity_of(each.line.booked_at))
        for each in statement.lines
    ]
    days = Counter(event.day for event in events)
    new = StatementLines(payments, days, run.at, run.counting, run.budget).store(events)
    for day, lines in sorted(days.items()):
        _record_import(payments, day, lines, run.by, run.at)
    return ImportResult(len(events), new, tuple(sorted(days)), statement.unread)


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
