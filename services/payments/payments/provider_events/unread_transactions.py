"""The application of bank lines that could not be read: an official reads them."""

from datetime import datetime

from payments.domain.discrepancy import MoneyInQuestion, open_discrepancy
from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_report import BankTransactionUnread
from payments.provider_events.apply import Applied
from payments.providers.registry import Providers
from payments.repository import PaymentRepository


def apply_unread_transaction(
    _: PaymentRepository,
    __: Providers,
    event: ProviderEvent,
    report: BankTransactionUnread,
    at: datetime,
) -> Applied:
    """A discrepancy: nobody knows yet whether money moved, so that the ledger has none of it."""
    money = MoneyInQuestion(provider=event.provider, amount=0, vault=event.vault, line=event.id)
    opened = open_discrepancy("unread_transaction", event.id, money, at)
    return Applied(f"unread: {report.field or 'line'} {report.reason}", [opened])
