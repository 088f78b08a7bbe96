"""Closing a try: at the provider first, whose word stands, then here."""

from collections.abc import Sequence
from datetime import datetime

from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from payments.domain import payment_attempt as payments
from payments.domain import provider_request as calls
from payments.domain.payment_attempt import SINKS, PaymentAttempt
from payments.domain.provider_request import CloseRequest
from payments.providers.port import (
    AttemptStillOpen,
    Gateway,
    PaymentProviderRefused,
    PaymentProviderUnavailable,
    SessionStatus,
)
from payments.providers.registry import BY_METHOD
from payments.repository import Store
from payments.settlement.settle import money_of, release_lock, settle_payment


@retry_on_conflict
def close_attempt(
    store: Store, payment_id: str, at: datetime, *, expired: bool = False
) -> PaymentAttempt:
    """End an open try so that nobody can pay it any more; answers it as it stands then.

    If it was paid meanwhile, it is settled as paid. One the provider still works on stays so.
    Raises PaymentProviderUnavailable when the provider does not answer, AttemptStillOpen or PaymentProviderRefused when it will not close
    it, PaymentAmountDiffers when it names another amount: then it stays open here too.
    """
    payment = store.payment(payment_id)
    if payment.state in SINKS or payment.state == "processing":
        return payment
    gateway = store.gateway(payment.method)
    if payment.state == "created" or not gateway.capabilities.close:
        # created: its address was given to nobody; the starter finds it ended and closes there. What can't be closed
        # at its provider (a transfer) is ended here alone, and money that still comes by it is honoured.
        ending = payments.expire if expired else payments.cancel
        store.commit([ending(payment, at=at), *release_lock(store, payment)], at=at)
        return store.payment(payment_id)

    call = _asked(store, payment, at)
    seen = _closed(store, gateway, call, at)
    payment = store.payment(payment_id)
    if payment.state != "pending":
        return payment
    changes = apply_session_status(store, payment, seen, at, expired=expired)
    if seen.state == "open":
        raise AttemptStillOpen
    store.commit([*changes, calls.conclude(call, "answered")], at=at)
    return store.payment(payment_id)


def close_active_attempt(store: Store, fee: str, at: datetime) -> None:
    """Close the open try of a fee, if there is one; raises PaymentProviderUnavailable."""
    open_try = store.active_attempt(fee).attempt
    if open_try is not None:
        close_attempt(store, open_try, at)


def _asked(store: Store, payment: PaymentAttempt, at: datetime) -> CloseRequest:
    number = payment.calls + 1
    asked = calls.prepare_close(payment.id, number, payment.session or "", at)
    store.commit([payments.count_request(payment), asked], at=at)
    return store.close_request(payment.id, number)


def _closed(store: Store, gateway: Gateway, call: CloseRequest, at: datetime) -> SessionStatus:
    try:
        return gateway.close(call.session, call.key)
    except PaymentProviderUnavailable as error:
        store.commit([calls.conclude(call, "unknown", error.error)], at=at)
        raise
    except PaymentProviderRefused as error:
        store.commit([calls.conclude(call, "refused", error.error)], at=at)
        raise


def apply_session_status(
    store: Store, payment: PaymentAttempt, seen: SessionStatus, at: datetime, *, expired: bool
) -> Sequence[Change]:
    """What it means for a pending try that its provider says how it stands; nothing where it is still open there.

    Raises PaymentAmountDiffers.
    """
    if seen.state == "paid":
        return settle_payment(
            store, payment, money_of(seen, BY_METHOD[payment.method].provider, at), at
        )
    if seen.state == "processing":
        return [payments.process(payment)]
    if seen.state == "open":
        return []
    ending = payments.expire if expired else payments.cancel
    return [ending(payment, at=at), *release_lock(store, payment)]
