"""What providers are asked without being told: how open tries, those they work on, and refunds stand."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from kit import log
from kit.aggregates import retrying
from kit.errors import Unavailable
from kit.ids import stamp
from payments import payment as payments
from payments.closing import as_seen
from payments.gateway.port import ProviderRefused, ProviderUnavailable, Seen
from payments.payment import Payment
from payments.refunding import carry_out
from payments.settling import NotThisMoney, freed
from payments.store import WAITING, Store

LEFT_ALONE: Final = timedelta(minutes=5)
"""A younger try is left to its payer and to the provider's webhook."""
ASK_AGAIN: Final = timedelta(minutes=30)
"""How long a try that its provider works on is left alone: so that, in a long queue, each has its turn."""
AT_MOST: Final = 400
"""Tries and refunds asked about in one run: at half a second each, two thirds of the function's five minutes."""


def poll(store: Store, at: datetime) -> int:
    """Ask about open tries, tries under way and refunds; answers how many were asked about.

    One that can't be worked on is logged and stands in nobody's way; when a provider does not answer, the run ends.
    """
    asked = 0
    for kind, ask in (("processing", ask_try), ("open", ask_try), ("refund", _ask_refund)):
        for subject in _waiting(store, kind, at):
            if asked == AT_MOST:
                log.warning("more to ask about than one run takes", kind=kind)
                return asked
            try:
                asked += _asked(ask, store, subject, at)
            except ProviderUnavailable as error:
                log.failure("left for the next run", error, subject=subject)
                return asked
    log.metric("Polled", asked)
    return asked


@retrying
def ask_try(store: Store, payment_id: str, at: datetime) -> bool:
    """Ask how a try stands and write it down; what is open there stays so. Answers whether the provider was asked.

    Raises ProviderUnavailable, ProviderRefused, NotThisMoney.
    """
    payment = store.payment(payment_id)
    gateway = store.gateway(payment.method)
    asking = payment.state in ("pending", "processing") and payment.session and at >= payment.since + LEFT_ALONE
    if not gateway.can.query or not asking:
        return False

    seen = gateway.query(payment.session or "")
    _written(store, payment, seen, at)
    return True


def _written(store: Store, payment: Payment, seen: Seen, at: datetime) -> None:
    if payment.state == "pending" or seen.state == "paid":
        changes = as_seen(store, payment, seen, at, expired=True)
    elif seen.state == "expired":
        changes = [payments.fail(payment, at=at), *freed(store, payment)]
    else:
        changes = [payments.put_off(payment, until=at + ASK_AGAIN)]
    if changes:
        store.commit(changes, at=at)


def _ask_refund(store: Store, refund_id: str, at: datetime) -> bool:
    if store.refund(refund_id).there is None:
        return False  # never answered: the sweeper asks for it, every five minutes
    carry_out(store, refund_id, at)
    return True


def _asked(ask: Callable[[Store, str, datetime], bool], store: Store, subject: str, at: datetime) -> bool:
    try:
        return ask(store, subject, at)
    except ProviderUnavailable:
        raise
    except (ProviderRefused, NotThisMoney, Unavailable) as error:
        log.failure("could not be asked about", error, subject=subject)
        return True


def _waiting(store: Store, kind: str, at: datetime) -> list[str]:
    """Ids of what waits; of what is asked about again and again, what has its turn now."""
    table = store.aggregates.table
    if kind == "processing":
        items = iter(table.index(WAITING, kind, upto=stamp(at), limit=AT_MOST).items)
    else:
        items = table.whole_index(WAITING, kind)
    return [item.pk.partition("#")[2] for item in items]
