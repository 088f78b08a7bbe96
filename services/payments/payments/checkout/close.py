"""Closing a try: at the provider first, whose word stands, then here."""

from collections.abc import Sequence
from datetime import datetime

from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from payments.domain import payment_attempt as payments
from payments.domain import provider_request as calls
from payments.domain.payment_attempt import SINKS, Payment
from payments.domain.provider_request import CloseCall
from payments.providers.port import Gateway, ProviderRefused, ProviderUnavailable, Seen, StillOpen
from payments.providers.registry import BY_METHOD
from payments.repository import Store
from payments.settlement.settle import freed, money_came, money_of


@retry_on_conflict
def close(store: Store, payment_id: str, at: datetime, *, expired: bool = False) -> Payment:
    """End an open try so that nobody can pay it any more; answers it as it stands then.

    If it was paid meanwhile, it is settled as paid. One the provider still works on stays so.
    Raises ProviderUnavailable when the provider does not answer, StillOpen or ProviderRefused when it will not close
    it, NotThisMoney when it names another amount: then it stays open here too.
    """
    payment = store.payment(payment_id)
    if payment.state in SINKS or payment.state == "processing":
        return payment
    gateway = store.gateway(payment.method)
    if payment.state == "created" or not gateway.can.close:
        # created: its address was given to nobody; the starter finds it ended and closes there. What can't be closed
        # at its provider (a transfer) is ended here alone, and money that still comes by it is honoured.
        ending = payments.expire if expired else payments.cancel
        store.commit([ending(payment, at=at), *freed(store, payment)], at=at)
        return store.payment(payment_id)

    call = _asked(store, payment, at)
    seen = _closed(store, gateway, call, at)
    payment = store.payment(payment_id)
    if payment.state != "pending":
        return payment
    changes = as_seen(store, payment, seen, at, expired=expired)
    if seen.state == "open":
        raise StillOpen
    store.commit([*changes, calls.ended(call, "answered")], at=at)
    return store.payment(payment_id)


def close_open(store: Store, fee: str, at: datetime) -> None:
    """Close the open try of a fee, if there is one; raises ProviderUnavailable."""
    open_try = store.slot(fee).payment
    if open_try is not None:
        close(store, open_try, at)


def _asked(store: Store, payment: Payment, at: datetime) -> CloseCall:
    number = payment.calls + 1
    asked = calls.ask_close(payment.id, number, payment.session or "", at)
    store.commit([payments.called(payment), asked], at=at)
    return store.close_call(payment.id, number)


def _closed(store: Store, gateway: Gateway, call: CloseCall, at: datetime) -> Seen:
    try:
        return gateway.close(call.session, call.key)
    except ProviderUnavailable as error:
        store.commit([calls.ended(call, "unknown", error.error)], at=at)
        raise
    except ProviderRefused as error:
        store.commit([calls.ended(call, "refused", error.error)], at=at)
        raise


def as_seen(
    store: Store, payment: Payment, seen: Seen, at: datetime, *, expired: bool
) -> Sequence[Change]:
    """What it means for a pending try that its provider says how it stands; nothing where it is still open there.

    Raises NotThisMoney.
    """
    if seen.state == "paid":
        return money_came(
            store, payment, money_of(seen, BY_METHOD[payment.method].provider, at), at
        )
    if seen.state == "processing":
        return [payments.process(payment)]
    if seen.state == "open":
        return []
    ending = payments.expire if expired else payments.cancel
    return [ending(payment, at=at), *freed(store, payment)]
