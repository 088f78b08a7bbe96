"""What the doors let callers do: start a payment, and tell us of money."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contracts.terms import Language
from kit import faults
from kit.aggregates import Conflict, retrying
from payments import call as calls
from payments import fee as fees
from payments import notification as notifications
from payments import payment as payments
from payments import slot
from payments.call import OpenCall
from payments.closing import close
from payments.fee import Fee, FeeNotDue
from payments.gateway import stripe_webhook
from payments.gateway.port import Opened, Order, OrderLine, ProviderRefused, ProviderUnavailable
from payments.payment import ASKED_WITHIN, SINKS, TRY_LASTS, Payment, PaymentOver, PaymentProcessing
from payments.rules import (
    AmountTooLargeForCard,
    AmountTooSmallForCard,
    ReturnNotAllowed,
    require_card_can_carry,
)
from payments.settling import freed
from payments.store import Store

START_PROBLEMS = (
    FeeNotDue,
    PaymentOver,
    PaymentProcessing,
    ProviderRefused,
    ProviderUnavailable,
    AmountTooLargeForCard,
    AmountTooSmallForCard,
    ReturnNotAllowed,
)


@dataclass(frozen=True, slots=True)
class Start:
    """A wish to pay a fee by card. `payment` is the id of the try: the same over repeats of the request."""

    payment: str
    fee: str
    return_url: str
    language: Language


def start(store: Store, wish: Start, at: datetime) -> Payment:
    """Open a try to pay by card; the same wish again gets the same try.

    Raises FeeNotDue, AmountTooSmallForCard, AmountTooLargeForCard, PaymentOver (that try has ended),
    PaymentProcessing, ProviderUnavailable (asking again is safe) and ProviderRefused.
    """
    payment = _created(store, wish, at)
    faults.point("pay.stored")
    if payment.state == "pending":
        return payment
    if payment.state != "created":
        raise PaymentOver(field="payment")
    if at >= payment.since + ASKED_WITHIN:
        close(store, payment.id, at, expired=True)
        raise PaymentOver(field="payment")

    call = store.open_call(payment.id)
    opened = _opened(store, call, at)
    faults.point("pay.opened")
    return _recorded(store, call, opened, at)


def receive(store: Store, raw: bytes, signature: str, *, secrets: Sequence[str], live: bool, at: datetime) -> None:
    """Store what Stripe tells us, once; the queue does the work. Raises NotSigned, NotForUs, BadRequest."""
    stripe_webhook.verify(raw, signature, secrets, at)
    notification = stripe_webhook.read(raw, live=live)
    try:
        store.commit([notifications.store(notification)], at=at)
    except Conflict:  # told before: Stripe repeats until it is answered
        return


@retrying
def _created(store: Store, wish: Start, at: datetime) -> Payment:
    payment = store.payment_if_any(wish.payment)
    if payment is not None:
        return payment
    fee = store.fee(wish.fee)
    fee.after("settle")
    require_card_can_carry(fee.total)
    held = store.slot(fee.id)
    if held.payment is not None:
        if close(store, held.payment, at).state == "processing":
            raise PaymentProcessing(field="fee")
        raise Conflict  # look again: the fee may be settled now, or somebody else's try may be open

    payment = Payment(
        id=wish.payment,
        dossier=fee.dossier,
        vault=fee.vault,
        fee=fee.id,
        method="card",
        amount=fee.total,
        since=at,
        expires=at + TRY_LASTS,
        calls=1,
    )
    asked = calls.ask_open(_order(payment, fee, wish), at)
    store.commit([payments.create(payment), fees.tried(fee), slot.take(held, payment.id), asked], at=at)
    return store.payment(payment.id)


def _order(payment: Payment, fee: Fee, wish: Start) -> Order:
    return Order(
        payment=payment.id,
        fee=fee.id,
        lines=tuple(OrderLine(name=line.name, amount=line.amount) for line in fee.lines if line.amount),
        return_url=wish.return_url,
        language=wish.language,
        expires=payment.expires,
    )


def _opened(store: Store, call: OpenCall, at: datetime) -> Opened:
    try:
        return store.cards.start(call.order, call.key)
    except ProviderUnavailable as error:
        _note(store, call.payment, error.error, at)
        raise
    except ProviderRefused as error:
        _called_off(store, call.payment, error.error, at)
        raise


@retrying
def _recorded(store: Store, call: OpenCall, opened: Opened, at: datetime) -> Payment:
    payment = store.payment(call.payment)
    if payment.state == "created":
        change = payments.open_(payment, session=opened.session, url=opened.url)
        store.commit([change, calls.ended(store.open_call(payment.id), "answered")], at=at)
    elif payment.state in SINKS and payment.session is None:  # ended while we asked: nobody was given the address
        store.cards.close(opened.session, f"{call.key}-close")
        raise PaymentOver(field="payment")
    return store.payment(payment.id)


@retrying
def _note(store: Store, payment: str, error: str, at: datetime) -> None:
    store.commit([calls.ended(store.open_call(payment), "unknown", error)], at=at)


@retrying
def _called_off(store: Store, payment_id: str, error: str, at: datetime) -> None:
    payment = store.payment(payment_id)
    refused = calls.ended(store.open_call(payment_id), "refused", error)
    if not payment.allows("cancel"):
        return
    store.commit([payments.cancel(payment, at=at), *freed(store, payment), refused], at=at)
