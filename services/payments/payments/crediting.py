"""What a provider told us, worked on: each notification changes its payment at most once, in any order."""

from datetime import datetime

from kit import faults, log
from kit.aggregates import Duplicate
from kit.events import Change, Envelope
from payments import notification as notifications
from payments import payment as payments
from payments.closing import close_open
from payments.notification import Notification
from payments.payment import Payment, PaymentAct
from payments.settling import NotThisMoney, freed, money_came
from payments.store import Store


def credit(store: Store, heard: Envelope, at: datetime) -> None:
    """Do to the payment what the provider told of it, once; what leads to nothing is recorded with the reason.

    A fee that is owed no longer must not stay payable: its open try is closed. Raises Conflict, ProviderUnavailable.
    """
    notification = store.notification(heard.subject)
    faults.point("settle.loaded")
    payment = store.payment_if_any(notification.payment) if notification.payment else None
    try:
        _worked_on(store, notification, payment, heard, at)
        faults.point("settle.committed")
    except Duplicate:
        log.info("heard before", event=heard.id)
    if payment is not None and store.fee(payment.fee).state != "due":
        close_open(store, payment.fee, at)


def _worked_on(store: Store, told: Notification, payment: Payment | None, heard: Envelope, at: datetime) -> None:
    ignored = _why_ignored(told, payment)
    changes: list[Change] = []
    if not ignored and payment and told.meaning:
        payment = _caught_up(store, told, payment, told.meaning, at)
        if not payment.allows(told.meaning):
            ignored = f"{told.meaning} when {payment.state}"
        else:
            ignored, changes = _decided(store, told, payment, told.meaning, at)

    result = f"ignored: {ignored}" if ignored else str(told.meaning)
    store.commit([*changes, notifications.done(told, result)], at=at, heard=heard)
    log.info("notification worked on", notification=told.id, payment=told.payment, result=result)
    if changes and told.meaning == "pay":
        log.metric("PaymentPaid")


def _caught_up(store: Store, told: Notification, payment: Payment, act: PaymentAct, at: datetime) -> Payment:
    missing = payment.missing(act)
    while missing:
        store.commit(_changes(store, payment, missing, told, at), at=at)
        payment = store.payment(payment.id)
        missing = payment.missing(act)
    return payment


def _decided(
    store: Store, told: Notification, payment: Payment, act: PaymentAct, at: datetime
) -> tuple[str | None, list[Change]]:
    try:
        return None, _changes(store, payment, act, told, at)
    except NotThisMoney:
        log.warning("amount differs", payment=payment.id, event=told.id)
        return "amount differs", []


def _why_ignored(notification: Notification, payment: Payment | None) -> str | None:
    if notification.meaning is None:
        return "unknown kind"
    if payment is None:
        return "unknown payment"
    other = payment.session and notification.session and payment.session != notification.session
    if other and notification.meaning != "pay":
        return "another session"
    return None


def _changes(store: Store, payment: Payment, act: PaymentAct, told: Notification, at: datetime) -> list[Change]:
    if act == "pay":
        return money_came(store, payment, told.amount or 0, told.currency or "", at)
    if act == "expire":
        return [payments.expire(payment, at=at), *freed(store, payment)]
    if act == "fail":
        return [payments.fail(payment, at=at), *freed(store, payment)]
    if act == "open":
        return [payments.open_(payment, session=told.session, url=None)]
    return [payments.process(payment) if act == "process" else payments.decline(payment)]
