"""The application of reported payments: a dossier of the national portal came paid.

The money counts toward the fee, so that its case goes on, and stands on an account of its own until
the payment platform's list confirms it.
"""

from datetime import datetime
from typing import Final

from kit.core.events import Change
from kit.core.ids import new_ulid
from kit.persistence.repository import OutOfOrder
from payments.checkout.close import close_active_attempt
from payments.checkout.official_attempt import official_attempt
from payments.domain.discrepancy import MoneyInQuestion, open_discrepancy
from payments.domain.dossier import Dossier
from payments.domain.fee import Fee
from payments.domain.ledger import Money, charge_entry
from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_report import PaymentReported
from payments.provider_events.apply import Applied
from payments.providers.registry import PLATFORM, Providers
from payments.repository import PaymentRepository, entry_write
from payments.settlement.reinstate import reinstate_if_paid_in_time
from payments.settlement.settle import CURRENCY, settle_payment

BY_PORTAL: Final = "national_portal"
"""Who took the money of a reported payment."""


def apply_reported_payment(
    payments: PaymentRepository,
    providers: Providers,
    event: ProviderEvent,
    report: PaymentReported,
    at: datetime,
) -> Applied:
    """The fee of just this amount is settled; money that fits no fee is an official's matter.

    Raises OutOfOrder until the dossier is filed, and what closing another attempt raises.
    """
    dossier = payments.dossier_if_filed(report.dossier)
    if dossier is None:
        raise OutOfOrder(f"{Dossier.KIND}#{report.dossier}", 0)
    money = Money(PLATFORM, event.id, report.amount, CURRENCY, at, event.at, reported=True)
    fee = _fee_of(payments, providers, dossier, money, at)
    if fee is None:
        return _unmatched(event, dossier, money)
    adapter = providers.adapter(PLATFORM)
    attempt = official_attempt(fee, adapter, new_ulid(at), by=BY_PORTAL, at=at)
    changes = settle_payment(payments, providers, attempt, money, at)
    return Applied("pay", changes, fee.id)


def _fee_of(
    payments: PaymentRepository,
    providers: Providers,
    dossier: Dossier,
    money: Money,
    at: datetime,
) -> Fee | None:
    """The fee that the money is for, once no other attempt can pay it; the amount names it."""
    for fee in payments.fees_of(dossier):
        if fee.total != money.amount:
            continue
        reinstate_if_paid_in_time(payments, fee, money.paid_at, at)
        close_active_attempt(payments, providers, fee.id, at)
        current = payments.fee(fee.id)
        if current.state == "due":
            return current
    return None


def _unmatched(event: ProviderEvent, dossier: Dossier, money: Money) -> Applied:
    entry = charge_entry(money, event.id, fee=None)
    in_question = MoneyInQuestion(
        provider=PLATFORM,
        amount=money.amount,
        dossier=dossier.id,
        vault=dossier.vault,
        line=event.id,
        proposed=dossier.fees,
    )
    opened: Change = open_discrepancy("unmatched_transfer", event.id, in_question, money.at)
    return Applied("unmatched", [opened._replace(extra_writes=(entry_write(entry),))])
