"""What the doors let payers do, and providers: start a try, call it off, and tell us of money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from contracts.payments import Method
from contracts.terms import Language
from kit.persistence.items import ConditionFailed
from kit.persistence.repository import Conflict, retry_on_conflict
from kit.platform import fault_injection
from payments.checkout.close import close
from payments.checkout.limits import (
    AmountTooLargeForCard,
    AmountTooLargeForTransfer,
    AmountTooSmallForCard,
    AmountTooSmallForTransfer,
    ReturnNotAllowed,
    require_method_carries,
)
from payments.domain import active_attempt
from payments.domain import fee as fees
from payments.domain import payment_attempt as payments
from payments.domain import provider_event as notifications
from payments.domain import provider_request as calls
from payments.domain.fee import Fee, FeeNotDue
from payments.domain.payment_attempt import (
    ASKED_WITHIN,
    SINKS,
    TRY_LASTS,
    Payment,
    PaymentOver,
    PaymentProcessing,
)
from payments.domain.provider_event import Notification
from payments.domain.provider_request import OpenCall
from payments.providers.port import (
    Callback,
    Gateway,
    Opened,
    Order,
    OrderLine,
    ProviderRefused,
    ProviderUnavailable,
)
from payments.repository import Store
from payments.settlement.overpayment import reference_pointer
from payments.settlement.settle import NotThisMoney, freed

CLOSE_PROBLEMS = (ProviderRefused, ProviderUnavailable, NotThisMoney)
START_PROBLEMS = (
    *CLOSE_PROBLEMS,
    FeeNotDue,
    PaymentOver,
    PaymentProcessing,
    AmountTooLargeForCard,
    AmountTooSmallForCard,
    AmountTooLargeForTransfer,
    AmountTooSmallForTransfer,
    ReturnNotAllowed,
)


@dataclass(frozen=True, slots=True)
class Start:
    """A wish to pay a fee. `payment` is the id of the try: the same over repeats of the request."""

    payment: str
    fee: str
    return_url: str
    language: Language
    method: Method = "card"


def start(store: Store, wish: Start, at: datetime) -> Payment:
    """Open a try to pay; the same wish again gets the same try.

    Raises FeeNotDue, AmountTooSmallForCard and its like (see START_PROBLEMS), PaymentOver (that try has ended),
    PaymentProcessing, ProviderUnavailable (asking again is safe) and ProviderRefused.
    """
    payment = _created(store, wish, at)
    fault_injection.point("pay.stored")
    if payment.state == "pending":
        return payment
    if payment.state != "created":
        raise PaymentOver(field="payment")
    if at >= payment.since + ASKED_WITHIN:
        close(store, payment.id, at, expired=True)
        raise PaymentOver(field="payment")

    call, gateway = store.open_call(payment.id), store.gateway(payment.method)
    opened = _opened(store, gateway, call, at)
    fault_injection.point("pay.opened")
    return _recorded(store, gateway, call, opened, at)


def call_off(store: Store, payment: str, at: datetime) -> Payment:
    """The payer walks away: the try is closed at its provider, whose word stands.

    Raises NotFound, ProviderUnavailable, ProviderRefused.
    """
    return close(store, payment, at)


def receive(
    store: Store, callback: Callback, raw: bytes, headers: Mapping[str, str], at: datetime
) -> None:
    """Store what a provider tells us, once; the queue does the work. Raises NotSigned, NotForUs, BadRequest."""
    for told in callback.parse_callback(raw, headers, at):
        store_once(store, told, at)


def store_once(store: Store, told: Notification, at: datetime) -> bool:
    """Store what a provider told; whether it was new (providers repeat until they are answered)."""
    try:
        store_new(store, (told,), at)
    except Conflict:
        return False
    return True


def store_new(store: Store, told: Sequence[Notification], at: datetime) -> None:
    """Store what nobody told before in one transaction, what is personal sealed; raises Conflict."""
    sealed = [
        each.evolve(vault=store.bank_vault(each.at)) if each.details else each for each in told
    ]
    store.commit([notifications.store(each) for each in sealed], at=at)


@retry_on_conflict
def _created(store: Store, wish: Start, at: datetime) -> Payment:
    payment = store.payment_if_any(wish.payment)
    if payment is not None:
        return payment
    fee = store.fee(wish.fee)
    fee.after("settle")
    require_method_carries(wish.method, fee.total)
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
        method=wish.method,
        amount=fee.total,
        since=at,
        expires=at + TRY_LASTS,
        calls=1,
    )
    asked = calls.ask_open(_order(payment, fee, wish), at)
    store.commit(
        [
            payments.create(payment),
            fees.tried(fee, payment.id),
            active_attempt.take(held, payment.id),
            asked,
        ],
        at=at,
    )
    return store.payment(payment.id)


def _order(payment: Payment, fee: Fee, wish: Start) -> Order:
    return Order(
        payment=payment.id,
        fee=fee.id,
        lines=tuple(
            OrderLine(name=line.name, amount=line.amount) for line in fee.lines if line.amount
        ),
        return_url=wish.return_url,
        language=wish.language,
        expires=payment.expires,
    )


def _opened(store: Store, gateway: Gateway, call: OpenCall, at: datetime) -> Opened:
    try:
        return gateway.start(call.order, call.key)
    except ProviderUnavailable as error:
        _note(store, call.payment, error.error, at)
        raise
    except ProviderRefused as error:
        _called_off(store, call.payment, error.error, at)
        raise


@retry_on_conflict
def _recorded(
    store: Store, gateway: Gateway, call: OpenCall, opened: Opened, at: datetime
) -> Payment:
    payment = store.payment(call.payment)
    if payment.state == "created":
        change = payments.open_(payment, opened)
        if opened.reference:
            change = replace(
                change, extra_writes=(reference_pointer(opened.reference, payment=payment.id),)
            )
        try:
            store.commit([change, calls.ended(store.open_call(payment.id), "answered")], at=at)
        except ConditionFailed:  # the reference is another payment's: one in 35 million million is
            close(store, payment.id, at)
            raise PaymentOver(field="payment") from None
    elif (
        payment.state in SINKS and payment.session is None
    ):  # ended while we asked: nobody was given the address
        if gateway.can.close:
            gateway.close(opened.session, f"{call.key}-close")
        raise PaymentOver(field="payment")
    return store.payment(payment.id)


@retry_on_conflict
def _note(store: Store, payment: str, error: str, at: datetime) -> None:
    store.commit([calls.ended(store.open_call(payment), "unknown", error)], at=at)


@retry_on_conflict
def _called_off(store: Store, payment_id: str, error: str, at: datetime) -> None:
    payment = store.payment(payment_id)
    refused = calls.ended(store.open_call(payment_id), "refused", error)
    if not payment.allows("cancel"):
        return
    store.commit([payments.cancel(payment, at=at), *freed(store, payment), refused], at=at)
