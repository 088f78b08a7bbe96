"""What the doors let payers do, and providers: start a try, call it off, and tell us of money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from contracts.payments import Method
from contracts.terms import Language
from kit.persistence.items import ConditionFailed
from kit.persistence.repository import Conflict, retry_on_conflict
from kit.platform import fault_injection
from payments.checkout.close import close_attempt
from payments.checkout.limits import (
    AmountTooLargeForCard,
    AmountTooLargeForTransfer,
    AmountTooSmallForCard,
    AmountTooSmallForTransfer,
    ReturnUrlNotAllowed,
    require_method_carries,
)
from payments.domain import active_attempt
from payments.domain import fee as fees
from payments.domain import payment_attempt as payments
from payments.domain import provider_event as provider_events
from payments.domain import provider_request as calls
from payments.domain.fee import Fee, FeeNotDue
from payments.domain.payment_attempt import (
    ATTEMPT_LIFETIME,
    OPENING_WINDOW,
    SINKS,
    PaymentAttempt,
    PaymentOver,
    PaymentProcessing,
)
from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_request import OpenRequest
from payments.providers.port import (
    Callback,
    Gateway,
    Order,
    OrderLine,
    PaymentInstructions,
    PaymentProviderRefused,
    PaymentProviderUnavailable,
)
from payments.repository import Store
from payments.settlement.overpayment import reference_pointer
from payments.settlement.settle import PaymentAmountDiffers, release_lock

CLOSE_PROBLEMS = (PaymentProviderRefused, PaymentProviderUnavailable, PaymentAmountDiffers)
START_PROBLEMS = (
    *CLOSE_PROBLEMS,
    FeeNotDue,
    PaymentOver,
    PaymentProcessing,
    AmountTooLargeForCard,
    AmountTooSmallForCard,
    AmountTooLargeForTransfer,
    AmountTooSmallForTransfer,
    ReturnUrlNotAllowed,
)


@dataclass(frozen=True, slots=True)
class StartPayment:
    """A wish to pay a fee. `payment` is the id of the try: the same over repeats of the request."""

    payment: str
    fee: str
    return_url: str
    language: Language
    method: Method = "card"


def start_payment(store: Store, wish: StartPayment, at: datetime) -> PaymentAttempt:
    """Open a try to pay; the same wish again gets the same try.

    Raises FeeNotDue, AmountTooSmallForCard and its like (see START_PROBLEMS), PaymentOver (that try has ended),
    PaymentProcessing, PaymentProviderUnavailable (asking again is safe) and PaymentProviderRefused.
    """
    payment = _created(store, wish, at)
    fault_injection.point("pay.stored")
    if payment.state == "pending":
        return payment
    if payment.state != "created":
        raise PaymentOver(field="payment")
    if at >= payment.since + OPENING_WINDOW:
        close_attempt(store, payment.id, at, expired=True)
        raise PaymentOver(field="payment")

    call, gateway = store.open_request(payment.id), store.gateway(payment.method)
    opened = _opened(store, gateway, call, at)
    fault_injection.point("pay.opened")
    return _recorded(store, gateway, call, opened, at)


def cancel_payment(store: Store, payment: str, at: datetime) -> PaymentAttempt:
    """The payer walks away: the try is closed at its provider, whose word stands.

    Raises NotFound, PaymentProviderUnavailable, PaymentProviderRefused.
    """
    return close_attempt(store, payment, at)


def receive(
    store: Store, callback: Callback, raw: bytes, headers: Mapping[str, str], at: datetime
) -> None:
    """Store what a provider tells us, once; the queue does the work. Raises BadSignature, UnexpectedEvent, MalformedRequest."""
    for told in callback.parse_callback(raw, headers, at):
        store_once(store, told, at)


def store_once(store: Store, told: ProviderEvent, at: datetime) -> bool:
    """Store what a provider told; whether it was new (providers repeat until they are answered)."""
    try:
        store_new(store, (told,), at)
    except Conflict:
        return False
    return True


def store_new(store: Store, told: Sequence[ProviderEvent], at: datetime) -> None:
    """Store what nobody told before in one transaction, what is personal sealed; raises Conflict."""
    sealed = [
        each.evolve(vault=store.bank_vault(each.at)) if each.details else each for each in told
    ]
    store.commit([provider_events.received(each) for each in sealed], at=at)


@retry_on_conflict
def _created(store: Store, wish: StartPayment, at: datetime) -> PaymentAttempt:
    payment = store.payment_if_any(wish.payment)
    if payment is not None:
        return payment
    fee = store.fee(wish.fee)
    fee.after("settle")
    require_method_carries(wish.method, fee.total)
    held = store.active_attempt(fee.id)
    if held.attempt is not None:
        if close_attempt(store, held.attempt, at).state == "processing":
            raise PaymentProcessing(field="fee")
        raise Conflict  # look again: the fee may be settled now, or somebody else's try may be open

    payment = PaymentAttempt(
        id=wish.payment,
        dossier=fee.dossier,
        vault=fee.vault,
        fee=fee.id,
        method=wish.method,
        amount=fee.total,
        since=at,
        expires=at + ATTEMPT_LIFETIME,
        calls=1,
    )
    asked = calls.prepare_open(_order(payment, fee, wish), at)
    store.commit(
        [
            payments.create(payment),
            fees.add_attempt(fee, payment.id),
            active_attempt.lock(held, payment.id),
            asked,
        ],
        at=at,
    )
    return store.payment(payment.id)


def _order(payment: PaymentAttempt, fee: Fee, wish: StartPayment) -> Order:
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


def _opened(store: Store, gateway: Gateway, call: OpenRequest, at: datetime) -> PaymentInstructions:
    try:
        return gateway.start(call.order, call.key)
    except PaymentProviderUnavailable as error:
        _note(store, call.payment, error.error, at)
        raise
    except PaymentProviderRefused as error:
        _called_off(store, call.payment, error.error, at)
        raise


@retry_on_conflict
def _recorded(
    store: Store, gateway: Gateway, call: OpenRequest, opened: PaymentInstructions, at: datetime
) -> PaymentAttempt:
    payment = store.payment(call.payment)
    if payment.state == "created":
        change = payments.open_attempt(payment, opened)
        if opened.reference:
            change = replace(
                change, extra_writes=(reference_pointer(opened.reference, payment=payment.id),)
            )
        try:
            store.commit(
                [change, calls.conclude(store.open_request(payment.id), "answered")], at=at
            )
        except ConditionFailed:  # the reference is another payment's: one in 35 million million is
            close_attempt(store, payment.id, at)
            raise PaymentOver(field="payment") from None
    elif (
        payment.state in SINKS and payment.session is None
    ):  # ended while we asked: nobody was given the address
        if gateway.capabilities.close:
            gateway.close(opened.session, f"{call.key}-close")
        raise PaymentOver(field="payment")
    return store.payment(payment.id)


@retry_on_conflict
def _note(store: Store, payment: str, error: str, at: datetime) -> None:
    store.commit([calls.conclude(store.open_request(payment), "unknown", error)], at=at)


@retry_on_conflict
def _called_off(store: Store, payment_id: str, error: str, at: datetime) -> None:
    payment = store.payment(payment_id)
    refused = calls.conclude(store.open_request(payment_id), "refused", error)
    if not payment.allows("cancel"):
        return
    store.commit([payments.cancel(payment, at=at), *release_lock(store, payment), refused], at=at)
