"""Statements for tests: headings, a row, and what comes of reading one."""

import pytest

from kit.testing.clock import NOW
from payments.domain.line_identity import EVERY_FIELD
from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_report import (
    BankTransactionReceived,
    BankTransactionReport,
    BankTransactionSent,
)
from payments.providers.bank.line import BankLine, event_of
from payments.providers.bank.statement.problems import StatementUnreadable
from payments.providers.bank.statement.read import Statement, read
from tests.unit.payments.bank_builders import ACCOUNT, NAMED

OURS = ACCOUNT.account
HEAD = "Số giao dịch,Ngày giao dịch,Nội dung,Số tiền"
ENGLISH = "Reference,Date,Description,Debit,Credit"
ROW = f"FT26327000001,23/11/2026,{NAMED} An,150000"


def reading(text: str | bytes) -> Statement:
    """What is understood of a file on the tests' day."""
    return read(text.encode() if isinstance(text, str) else text, OURS, NOW)


def lines(text: str | bytes) -> list[BankLine]:
    """The lines that are read; every row is one."""
    got = reading(text)
    assert got.unread == ()
    return [each.line for each in got.lines]


def one(text: str | bytes) -> ProviderEvent:
    """The only line of a statement."""
    [got] = lines(text)
    return event_of(got, "statement", EVERY_FIELD)


def transaction(event: ProviderEvent) -> BankTransactionReport:
    """What an event of the bank reports."""
    assert isinstance(event.report, BankTransactionReceived | BankTransactionSent)
    return event.report


def amounts(head: str, *rows: str) -> list[tuple[str, int]]:
    """Direction and amount of every line."""
    return [(each.direction, each.amount) for each in lines("\n".join((head, *rows)))]


def unread(text: str | bytes) -> list[tuple[int, str | None, str]]:
    """Line, column and reason of those that can't be read."""
    return [(each.line, each.column, each.reason) for each in reading(text).unread]


def refused(text: str | bytes) -> tuple[str | None, object]:
    """The line and column that the refusal of a whole file names."""
    with pytest.raises(StatementUnreadable) as why:
        reading(text)
    return why.value.field, why.value.facts["column"]
