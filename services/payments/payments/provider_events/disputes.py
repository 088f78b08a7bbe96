"""The application of dispute reports: the payer asks their bank for the money back."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from kit.core.events import Change
from kit.persistence.repository import OutOfOrder
from payments.domain import discrepancy as discrepancies
from payments.domain import fee as fees
from payments.domain import payment_attempt
from payments.domain.attempt_money import money_of_attempt
from payments.domain.discrepancy import (
    BY_SYSTEM,
    Discrepancy,
    MoneyInQuestion,
    discrepancy_id,
    new_discrepancy,
)
from payments.domain.ledger import Entry, EntryKind, Movement, movement_entry
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_report import (
    DisputeClosed,
    DisputeOpened,
    DisputeReport,
    FundsReinstated,
    FundsWithdrawn,
)
from payments.provider_events.apply import Applied
from payments.providers.registry import Providers
from payments.repository import PaymentRepository, entry_write

LATEST_EVIDENCE: Final = timedelta(days=7)
"""Taken for the last day of evidence where the provider names none (it gives 7 to 21 days)."""
PAID_BEFORE: Final = timedelta(days=3)
"""How long a dispute waits for the report of the money that it is about.

For so long card providers repeat their webhooks; later its money moves in the ledger without one.
"""
POSTINGS: Final[Mapping[type[DisputeReport], tuple[EntryKind, str, str]]] = {
    FundsWithdrawn: ("dispute", "disputed", "at"),
    FundsReinstated: ("dispute_won", "at", "disputed"),
    DisputeClosed: ("dispute_lost", "lost", "disputed"),
}
"""The ledger's entry, its debit and its credit; one that is closed counts only if it is lost."""


def apply_dispute_event(
    payments: PaymentRepository,
    _: Providers,
    event: ProviderEvent,
    report: DisputeReport,
    at: datetime,
) -> Applied:
    """The fee is disputed, the ledger moves, and a discrepancy stays open until it is won.

    In any order: the money that came back may be reported before the dispute itself. Without an
    attempt (money that was never reported) the ledger moves all the same, about the dispute. Raises
    OutOfOrder while the report of the money may still come.
    """
    attempt = _attempt_of(payments, event, report, at)
    existing = payments.discrepancy_if_any(discrepancy_id("dispute", report.dispute))

    discrepancy = _of_dispute(existing, event, report, attempt, at)
    change = Change(discrepancy, None)
    if _is_won(report) and discrepancy.state != "resolved":
        change = discrepancies.resolve(discrepancy, by=BY_SYSTEM, reason="won", at=at)
    entry = _entry(payments, event, report, attempt, at)
    changes = [change._replace(extra_writes=(entry_write(entry),) if entry else ())]
    if attempt is not None:
        changes += _of_attempt(payments, report, attempt, at)
    return Applied("dispute", changes)


def _attempt_of(
    payments: PaymentRepository, event: ProviderEvent, report: DisputeReport, at: datetime
) -> PaymentAttempt | None:
    if report.payment:
        return payments.payment_if_any(report.payment)
    if not report.charge:
        return None
    attempt = payments.payment_of_charge(report.charge)
    if attempt is None and at - event.at < PAID_BEFORE:
        raise OutOfOrder(f"CHARGE#{report.charge}", 0)
    return attempt


def _of_attempt(
    payments: PaymentRepository, report: DisputeReport, attempt: PaymentAttempt, at: datetime
) -> list[Change]:
    changes = [payment_attempt.bump_version(attempt)]
    fee = payments.fee(attempt.fee)
    if isinstance(report, DisputeOpened) and fee.state == "settled" and fee.payment == attempt.id:
        evidence_due = report.evidence_due or at + LATEST_EVIDENCE
        changes.append(fees.dispute(fee, amount=report.dong, evidence_due=evidence_due))
    return changes


def _is_won(report: DisputeReport) -> bool:
    """The money is back, or the bank had only inquired and never took any."""
    dropped = isinstance(report, DisputeClosed) and report.outcome == "dropped"
    return dropped or isinstance(report, FundsReinstated)


def _entry(
    payments: PaymentRepository,
    event: ProviderEvent,
    report: DisputeReport,
    attempt: PaymentAttempt | None,
    at: datetime,
) -> Entry | None:
    """The entry, if đồng moved and none is stored: a provider may report the same by two events.

    Money of another currency is the discrepancy's alone.
    """
    if isinstance(report, DisputeOpened) or not report.dong:
        return None
    if isinstance(report, DisputeClosed) and report.outcome != "lost":
        return None
    kind, debit, credit = POSTINGS[type(report)]
    about, fee = (attempt.id, attempt.fee) if attempt else (report.dispute, None)
    if any(payments.entry(each, kind, report.dispute) for each in {report.dispute, about}):
        return None
    movement = Movement(kind, report.dispute, about, event.provider, report.dong, at, fee)
    accounts = {"at": f"at:{event.provider}"}
    return movement_entry(movement, accounts.get(debit, debit), accounts.get(credit, credit))


def _of_dispute(
    existing: Discrepancy | None,
    event: ProviderEvent,
    report: DisputeReport,
    attempt: PaymentAttempt | None,
    at: datetime,
) -> Discrepancy:
    """The discrepancy; it names the attempt as soon as that is known."""
    if existing is None:
        money = MoneyInQuestion(provider=event.provider, amount=report.dong)
        if attempt is not None:
            money = money_of_attempt(attempt, report.dong).evolve(provider=event.provider)
        return new_discrepancy("dispute", report.dispute, money, at)
    if attempt is None or existing.payment is not None:
        return existing
    return existing.evolve(
        dossier=attempt.dossier, vault=attempt.vault, payment=attempt.id, fee=attempt.fee
    )
