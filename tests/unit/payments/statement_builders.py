"""Statements for tests: headings, a row, and what comes of reading one."""

import pytest

from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_report import (
    BankTransactionReceived,
    BankTransactionReport,
    BankTransactionSent,
)
from payments.providers.bank.statement import read
from payments.providers.bank.statement_cells import StatementUnreadable
from tests.unit.payments.bank_builders import ACCOUNT, NAMED

OURS = ACCOUNT.account
HEAD = "Số giao dịch,Ngày giao dịch,Nội dung,Số tiền"
ENGLISH = "Reference,Date,Description,Debit,Credit"
ROW = f"FT26327000001,23/11/2026,{NAMED} An,150000"


def one(text: str) -> ProviderEvent:
    """The only line of a statement."""
    [got] = read(text.encode(), OURS)
    return got


def transaction(event: ProviderEvent) -> BankTransactionReport:
    """What an event of the bank reports."""
    assert isinstance(event.report, BankTransactionReceived | BankTransactionSent)
    return event.report


def amounts(head: str, *rows: str) -> list[tuple[str, int]]:
    """Direction and amount of every line."""
    got = read("\n".join((head, *rows)).encode(), OURS)
    return [(event.kind.removeprefix("transfer."), transaction(event).amount) for event in got]


def refused(text: str | bytes) -> tuple[str | None, object]:
    """The line and column that a refusal names."""
    with pytest.raises(StatementUnreadable) as why:
        read(text.encode() if isinstance(text, str) else text, OURS)
    return why.value.field, why.value.facts["column"]
