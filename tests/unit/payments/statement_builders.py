"""Statements for tests: headings, a row, and what comes of reading one."""

import pytest

from payments.domain.provider_event import ProviderEvent
from payments.providers.bank.statement import StatementUnreadable, read
from tests.unit.payments.bank_builders import ACCOUNT, NAMED

OURS = ACCOUNT.account
HEAD = "Số giao dịch,Ngày giao dịch,Nội dung,Số tiền"
ENGLISH = "Reference,Date,Description,Debit,Credit"
ROW = f"FT26327000001,23/11/2026,{NAMED} An,150000"


def one(text: str) -> ProviderEvent:
    """The only line of a statement."""
    [got] = read(text.encode(), OURS)
    return got


def amounts(head: str, *rows: str) -> list[tuple[str, int | None]]:
    """Direction and amount of every line."""
    got = read("\n".join((head, *rows)).encode(), OURS)
    return [
        (notification.kind.removeprefix("transfer."), notification.amount) for notification in got
    ]


def refused(text: str | bytes) -> tuple[str | None, object]:
    """The line and column that a refusal names."""
    with pytest.raises(StatementUnreadable) as why:
        read(text.encode() if isinstance(text, str) else text, OURS)
    return why.value.field, why.value.facts["column"]
