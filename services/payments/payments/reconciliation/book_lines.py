"""The lines of a statement as the bank's books hold them, and what makes two of them equal."""

import re
from datetime import datetime
from typing import Final, NamedTuple

from payments.domain.balance_transaction import BalanceTransaction, Settlement
from payments.domain.line_identity import text_mark
from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_report import DONG, BankTransactionReceived, BankTransactionSent
from payments.providers.bank.line import EVER

COUNTED: Final = re.compile(rf"(\.(?:[0-9]{{6}}|{EVER}))\.[0-9]{{1,5}}$")
"""The count behind an event's id where a number stands on several lines."""


class BookContent(NamedTuple):
    """What the books show of a line: its event's id without the count behind it, its money, and the
    mark of its text.
    """

    id: str
    amount: int
    at: datetime
    text_mark: str | None


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
        text_mark=text_mark(event),
    )


def content_of(line: BalanceTransaction) -> BookContent:
    """What tells a line of the books from others."""
    return BookContent(without_count(line.id), line.amount, line.at, line.text_mark)


def row_key(event: ProviderEvent) -> tuple[object, ...]:
    """What is equal in two rows that are one line."""
    return event.id, event.day, event.digest, text_mark(event)


def without_count(id: str) -> str:
    """An event's id without the count of lines with its number."""
    return COUNTED.sub(r"\1", id)
