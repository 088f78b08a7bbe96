"""What a provider told us, worked on: each notification has its effect at most once, in any order."""

from datetime import datetime, timedelta
from typing import Final

from kit.core.events import Change, Envelope
from kit.persistence.repository import Duplicate, OutOfOrder, retry_on_conflict
from kit.platform import fault_injection, log
from payments.checkout.close import close_active_attempt
from payments.domain import payment_attempt as payments
from payments.domain import provider_event as provider_events
from payments.domain.discrepancy import Discrepancy, day_text, discrepancy_id, open_
from payments.domain.ledger import Money, day_of
from payments.domain.payment_attempt import AttemptAct, PaymentAttempt
from payments.domain.payment_instructions import PaymentInstructions
from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_report import RefundStatus
from payments.provider_events.bank_transactions import line_came
from payments.provider_events.disputes import disputed
from payments.providers.port import PaymentProviderRefused, PaymentProviderUnavailable
from payments.refunds.send import apply_refund_status
from payments.repository import Store
from payments.settlement.settle import PaymentAmountDiffers, release_lock, settle_payment

DISPUTE: Final = "charge.dispute."
PAID_BEFORE: Final = timedelta(days=3)
"""How long a dispute waits for the word of the payment that it is about: for so long Stripe repeats its webhooks.
Later its money moves in the ledger without one."""


def credit(store: Store, message: Envelope, at: datetime) -> None:
    """Do what the provider told, once; what leads to nothing is recorded with the reason.

    A fee that is owed no longer must not stay payable: its open try is closed. Raises Conflict, and OutOfOrder for a dispute
    about money of which we have not heard yet.
    """
    told = store.provider_event(message.subject)
    fault_injection.point("settle.loaded")
    payment = _payment_of(store, told, at)
    try:
        result, changes = _worked_out(store, told, payment, at)
        store.commit([*changes, provider_events.processed(told, result)], at=at, cause=message)
        log.info(
            "notification worked on", notification=told.id, payment=told.payment, result=result
        )
        if result == "pay":
            log.metric("PaymentPaid")
        fault_injection.point("settle.committed")
    except Duplicate:
        log.info("heard before", event=message.id)
    if payment is not None and store.fee(payment.fee).state != "due":
        _close_other(store, payment.fee, at)


def _close_other(store: Store, fee: str, at: datetime) -> None:
    """What the provider will not close now is the next sweep's: what it told us is done with."""
    try:
        close_active_attempt(store, fee, at)
    except (PaymentProviderUnavailable, PaymentProviderRefused, PaymentAmountDiffers) as error:
        log.failure("left for the sweeper", error, fee=fee)
        _hurried(store, fee, at)


@retry_on_conflict
def _hurried(store: Store, fee: str, at: datetime) -> None:
    held = store.active_attempt(fee).attempt
    if held is not None:
        store.commit([payments.reschedule(store.payment(held), until=at)], at=at)


def _payment_of(store: Store, told: ProviderEvent, at: datetime) -> PaymentAttempt | None:
    if told.payment:
        return store.payment_if_any(told.payment)
    if told.references:
        named = store.named_by(told.references)
        return named if isinstance(named, PaymentAttempt) else None
    found = store.payment_of_charge(told.charge) if told.charge else None
    if (
        found is None
        and told.charge
        and told.kind.startswith(DISPUTE)
        and at - told.at < PAID_BEFORE
    ):
        raise OutOfOrder(f"CHARGE#{told.charge}", 0)
    return found


def _worked_out(
    store: Store, told: ProviderEvent, payment: PaymentAttempt | None, at: datetime
) -> tuple[str, list[Change]]:
    if told.kind in ("transfer.received", "transfer.sent"):
        matched = line_came(store, told, at)
        return matched.result, matched.changes
    if told.refund:
        return _refund_told(store, told, at)
    if told.kind.startswith(DISPUTE):
        return "dispute", disputed(store, told, payment, at)
    if payment is None:
        return "ignored: unknown payment" if told.meaning else "ignored: unknown kind", []
    return _payment_told(store, told, payment, at)


def _refund_told(store: Store, told: ProviderEvent, at: datetime) -> tuple[str, list[Change]]:
    refund = store.refund_if_any(told.refund or "")
    states = {"succeeded": "succeeded", "failed": "failed", "canceled": "failed"}
    state = states.get(told.payment_status or "", "open")
    if refund is None:
        return "ignored: unknown refund", []
    seen = RefundStatus.model_validate(
        {"id": told.object, "state": state, "amount": told.amount or 0, "error": told.error}
    )
    changes = apply_refund_status(store, refund, seen, at)
    return (f"refund {state}" if changes else f"ignored: {state} when {refund.state}"), changes


def _payment_told(
    store: Store, told: ProviderEvent, payment: PaymentAttempt, at: datetime
) -> tuple[str, list[Change]]:
    if told.meaning is None:
        return "ignored: unknown kind", []
    other = payment.session and told.session and payment.session != told.session
    if other and told.meaning != "pay":
        return "ignored: another session", []
    payment = _caught_up(store, told, payment, told.meaning, at)
    if not payment.allows(told.meaning):
        return f"ignored: {told.meaning} when {payment.state}", []
    try:
        return told.meaning, _changes(store, payment, told.meaning, told, at)
    except PaymentAmountDiffers:
        log.warning("amount differs", payment=payment.id, event=told.id)
        return "ignored: amount differs", _differs(store, told, payment, at)


def _caught_up(
    store: Store, told: ProviderEvent, payment: PaymentAttempt, act: AttemptAct, at: datetime
) -> PaymentAttempt:
    missing = payment.missing(act)
    while missing:
        store.commit(_changes(store, payment, missing, told, at), at=at)
        payment = store.payment(payment.id)
        missing = payment.missing(act)
    return payment


def _changes(
    store: Store, payment: PaymentAttempt, act: AttemptAct, told: ProviderEvent, at: datetime
) -> list[Change]:
    if act == "pay":
        charge = told.charge or told.object
        return settle_payment(
            store,
            payment,
            Money(told.provider, charge, told.amount or 0, told.currency or "", at),
            at,
        )
    if act == "expire":
        return [payments.expire(payment, at=at), *release_lock(store, payment)]
    if act == "fail":
        return [payments.fail(payment, at=at), *release_lock(store, payment)]
    if act == "open":
        return [payments.open_attempt(payment, PaymentInstructions(session=told.session or ""))]
    return [payments.process(payment) if act == "process" else payments.decline(payment)]


def _differs(
    store: Store, told: ProviderEvent, payment: PaymentAttempt, at: datetime
) -> list[Change]:
    matter = discrepancy_id("amount_differs", f"{payment.id}.{told.object}")
    if store.discrepancy_if_any(matter):
        return []
    case = Discrepancy(
        id=matter,
        dossier=payment.dossier,
        vault=payment.vault,
        kind="amount_differs",
        provider=told.provider,
        day=day_text(day_of(at)),
        since=at,
        amount=told.amount or 0,
        expected=payment.amount,
        payment=payment.id,
        fee=payment.fee,
    )
    return [open_(case)]
