"""What providers are asked without being told: how open tries, those they work on, and refunds stand."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Final

from kit.core.errors import Unavailable
from kit.core.ids import stamp
from kit.persistence.repository import retry_on_conflict
from kit.platform import log
from payments.checkout.close import apply_session_status
from payments.domain import payment_attempt as payments
from payments.domain.payment_attempt import PaymentAttempt
from payments.providers.port import (
    PaymentProviderRefused,
    PaymentProviderUnavailable,
    SessionStatus,
)
from payments.refunds.send import send
from payments.repository import WAITING, Store
from payments.schedules.outage import Silence
from payments.settlement.settle import PaymentAmountDiffers, release_lock

Ask = Callable[[Store, str, datetime], bool]
LEFT_ALONE: Final = timedelta(minutes=5)
"""A younger try is left to its payer and to the provider's webhook."""
ASK_AGAIN: Final = timedelta(minutes=30)
"""How long a try that its provider works on is left alone: so that, in a long queue, each has its turn."""
AT_MOST: Final = 400
"""Tries and refunds asked about in one run: at half a second each, two thirds of the function's five minutes."""


def poll(store: Store, at: datetime) -> int:
    """Ask about open tries, tries under way and refunds; answers how many were asked about.

    One that can't be worked on, or gets no answer, is logged and stands in nobody's way. Raises PaymentProviderUnavailable,
    once all others were asked about or the provider is away.
    """
    asked, silence = 0, Silence()
    for ask, subject in _turns(store, at):
        if asked == AT_MOST:
            log.warning("more to ask about than one run takes", next=subject)
            break
        try:
            if _asked(ask, store, subject, at):
                asked += 1
                silence.broken()
        except PaymentProviderUnavailable as error:
            log.failure("no answer: left for the next run", error, subject=subject)
            silence.met(error)
        if silence.away:
            break
    log.metric("Polled", asked)
    silence.tell()
    return asked


@retry_on_conflict
def ask_try(store: Store, payment_id: str, at: datetime) -> bool:
    """Ask how a try stands and write it down; what is open there stays so. Answers whether the provider was asked.

    Raises PaymentProviderUnavailable, PaymentProviderRefused, PaymentAmountDiffers.
    """
    payment = store.payment(payment_id)
    gateway = store.gateway(payment.method)
    asking = (
        payment.state in ("pending", "processing")
        and payment.session
        and at >= payment.since + LEFT_ALONE
    )
    if not gateway.capabilities.query or not asking:
        return False

    try:
        seen = gateway.query(payment.session or "")
    except PaymentProviderUnavailable:
        if payment.state == "processing":  # or it would be the first again; an open one has its end
            store.commit([payments.reschedule(payment, until=at + ASK_AGAIN)], at=at)
        raise
    _written(store, payment, seen, at)
    return True


def _written(store: Store, payment: PaymentAttempt, seen: SessionStatus, at: datetime) -> None:
    if payment.state == "pending" or seen.state == "paid":
        changes = apply_session_status(store, payment, seen, at, expired=True)
    elif seen.state == "expired":
        changes = [payments.fail(payment, at=at), *release_lock(store, payment)]
    else:
        changes = [payments.reschedule(payment, until=at + ASK_AGAIN)]
    if changes:
        store.commit(changes, at=at)


def _ask_refund(store: Store, refund_id: str, at: datetime) -> bool:
    if store.refund(refund_id).provider_refund_id is None:
        return False  # never answered: the sweeper asks for it, every five minutes
    send(store, refund_id, at)
    return True


def _asked(ask: Ask, store: Store, subject: str, at: datetime) -> bool:
    try:
        return ask(store, subject, at)
    except PaymentProviderUnavailable:
        raise
    except (PaymentProviderRefused, PaymentAmountDiffers, Unavailable) as error:
        log.failure("could not be asked about", error, subject=subject)
        return True


def _turns(store: Store, at: datetime) -> Iterator[tuple[Ask, str]]:
    asks: tuple[tuple[str, Ask], ...] = (
        ("processing", ask_try),
        ("refund", _ask_refund),
        ("open", ask_try),
    )
    return ((ask, subject) for kind, ask in asks for subject in _waiting(store, kind, at))


def _waiting(store: Store, kind: str, at: datetime) -> list[str]:
    """Ids of what waits; of what is asked about again and again, what has its turn now.

    Tries past their end come last: the sweeper asks about them too, and who gets no answer would have others wait.
    """
    table = store.aggregates.table
    if kind == "processing":
        items = iter(table.index(WAITING, kind, upto=stamp(at), limit=AT_MOST).items)
    else:
        items = table.whole_index(WAITING, kind)
    in_turn = sorted(
        items, key=lambda item: kind == "open" and str(item.index_attributes["since"]) <= stamp(at)
    )
    return [item.pk.partition("#")[2] for item in in_turn]
