"""Disputes: the payer asks their bank for the money back, and the provider says how it goes."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from kit.core.events import Change
from payments.domain import discrepancy as cases
from payments.domain import fee as fees
from payments.domain import payment_attempt as payments
from payments.domain.discrepancy import Discrepancy, discrepancy_id
from payments.domain.ledger import Entry, EntryKind, Movement, day_of, movement_entry
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.provider_event import ProviderEvent
from payments.repository import Store

LATEST_EVIDENCE: Final = timedelta(days=7)
"""Taken for the last day of evidence where the provider names none (Stripe gives 7 to 21 days)."""
POSTINGS: Final[dict[str, tuple[EntryKind, str, str]]] = {
    "charge.dispute.funds_withdrawn": ("dispute", "disputed", "at"),
    "charge.dispute.funds_reinstated": ("dispute_won", "at", "disputed"),
    "charge.dispute.closed": ("dispute_lost", "lost", "disputed"),
}
"""Stripe's event -> the ledger's entry, its debit and its credit; one that is closed counts only where it is lost."""


def disputed(
    store: Store, told: ProviderEvent, payment: PaymentAttempt | None, at: datetime
) -> list[Change]:
    """What a dispute's event means: the fee tells it, the ledger moves, and a case stays open until it is won.

    In any order: the money that came back may be told of before the dispute itself. Without a `payment` (money that we
    never heard of) the ledger moves all the same, about the dispute.
    """
    known = store.discrepancy_if_any(discrepancy_id("dispute", told.object))
    case = _about(known, payment) if known else _case(told, payment, at)
    kept = Change(case, None)
    if _ended_well(told) and case.state != "resolved":
        kept = cases.resolve(case, by="system", reason="won", at=at)
    entry = _entry(store, told, payment, at)
    changes = [replace(kept, extra_writes=(entry.write(),) if entry else ())]
    return [*changes, *_told_by_the_fee(store, told, payment, at)] if payment else changes


def _told_by_the_fee(
    store: Store, told: ProviderEvent, payment: PaymentAttempt, at: datetime
) -> list[Change]:
    changes = [payments.bump_version(payment)]
    fee = store.fee(payment.fee)
    if (
        told.kind == "charge.dispute.created"
        and fee.state == "settled"
        and fee.payment == payment.id
    ):
        due = told.evidence_due or at + LATEST_EVIDENCE
        changes.append(fees.dispute(fee, amount=told.dong, evidence_due=due))
    return changes


def _ended_well(told: ProviderEvent) -> bool:
    """The money is back, or the bank had only inquired and never took any."""
    inquired = told.kind == "charge.dispute.closed" and told.payment_status in (
        "warning_closed",
        "prevented",
    )
    return inquired or told.kind == "charge.dispute.funds_reinstated"


def _entry(
    store: Store, told: ProviderEvent, payment: PaymentAttempt | None, at: datetime
) -> Entry | None:
    """The entry, if đồng moved and it is not known: Stripe may tell the same by two events.

    What is told in another currency is the case's alone.
    """
    lost = told.kind != "charge.dispute.closed" or told.payment_status == "lost"
    if told.kind not in POSTINGS or not lost or not told.dong:
        return None
    kind, debit, credit = POSTINGS[told.kind]
    abouts = {told.object, payment.id if payment else told.object}
    known = [entry for about in abouts for entry in store.book(about).entries]
    if any((entry.kind, entry.id) == (kind, told.object) for entry in known):
        return None
    about, fee = (payment.id, payment.fee) if payment else (told.object, None)
    accounts = {"at": f"at:{told.provider}"}
    movement = Movement(kind, told.object, about, told.provider, told.dong, at, fee)
    return movement_entry(movement, accounts.get(debit, debit), accounts.get(credit, credit))


def _about(case: Discrepancy, payment: PaymentAttempt | None) -> Discrepancy:
    """The case names the payment as soon as that is known."""
    if payment is None or case.payment is not None:
        return case
    named = {
        "dossier": payment.dossier,
        "vault": payment.vault,
        "payment": payment.id,
        "fee": payment.fee,
    }
    return case.evolve(**named)


def _case(told: ProviderEvent, payment: PaymentAttempt | None, at: datetime) -> Discrepancy:
    return Discrepancy(
        id=discrepancy_id("dispute", told.object),
        dossier=payment and payment.dossier,
        vault=payment and payment.vault,
        kind="dispute",
        provider=told.provider,
        day=cases.day_text(day_of(at)),
        since=at,
        amount=told.dong,
        payment=payment and payment.id,
        fee=payment and payment.fee,
    )
