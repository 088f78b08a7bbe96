"""Disputes: the payer asks their bank for the money back, and the provider says how it goes."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from kit.events import Change
from payments import case as cases
from payments import fee as fees
from payments import payment as payments
from payments.case import Case, case_id
from payments.gateway.registry import BY_METHOD
from payments.ledger import Book, EntryKind, Movement, day_of, moved
from payments.notification import Notification
from payments.payment import Payment
from payments.store import Store

LATEST_EVIDENCE: Final = timedelta(days=7)
"""Taken for the last day of evidence where the provider names none (Stripe gives 7 to 21 days)."""
POSTINGS: Final[dict[str, tuple[EntryKind, str, str]]] = {
    "charge.dispute.funds_withdrawn": ("dispute", "disputed", "at"),
    "charge.dispute.funds_reinstated": ("dispute_won", "at", "disputed"),
    "charge.dispute.closed": ("dispute_lost", "lost", "disputed"),
}
"""Stripe's event -> the ledger's entry, its debit and its credit; one that is closed counts only where it is lost."""


def disputed(store: Store, told: Notification, payment: Payment, at: datetime) -> list[Change]:
    """What a dispute's event means: the fee tells it, the ledger moves, and a case stays open until it is won.

    In any order: the money that came back may be told of before the dispute itself.
    """
    changes: list[Change] = [_moved(store.book(payment.id), told, payment, at)]
    known = store.case_if_any(case_id("dispute", told.object))
    case = known or _case(told, payment, at)
    if _ended_well(told) and case.state != "resolved":
        changes.append(cases.resolve(case, by="system", reason="won", at=at))
    elif known is None:
        changes.append(cases.open_(case))
    fee = store.fee(payment.fee)
    if told.kind == "charge.dispute.created" and fee.state == "settled" and fee.payment == payment.id:
        due = told.evidence_due or at + LATEST_EVIDENCE
        changes.append(fees.dispute(fee, amount=told.amount or 0, evidence_due=due))
    return changes


def _ended_well(told: Notification) -> bool:
    """The money is back, or the bank had only inquired and never took any."""
    inquired = told.kind == "charge.dispute.closed" and told.payment_status in ("warning_closed", "prevented")
    return inquired or told.kind == "charge.dispute.funds_reinstated"


def _moved(book: Book, told: Notification, payment: Payment, at: datetime) -> Change:
    """The entry, if money moved and it is not known: Stripe may tell the same by two events."""
    lost = told.kind != "charge.dispute.closed" or told.payment_status == "lost"
    if told.kind not in POSTINGS or not lost:
        return payments.touched(payment)
    kind, debit, credit = POSTINGS[told.kind]
    if any((entry.kind, entry.id) == (kind, told.object) for entry in book.entries):
        return payments.touched(payment)
    provider = BY_METHOD[payment.method].provider
    accounts = {"at": f"at:{provider}"}
    movement = Movement(kind, told.object, payment.id, provider, told.amount or 0, at, payment.fee)
    entry = moved(movement, accounts.get(debit, debit), accounts.get(credit, credit))
    return replace(payments.touched(payment), also=(entry.write(),))


def _case(told: Notification, payment: Payment, at: datetime) -> Case:
    return Case(
        id=case_id("dispute", told.object),
        dossier=payment.dossier,
        vault=payment.vault,
        kind="dispute",
        provider=told.provider,
        day=cases.day_text(day_of(at)),
        since=at,
        amount=told.amount or 0,
        payment=payment.id,
        fee=payment.fee,
    )
