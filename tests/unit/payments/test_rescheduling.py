"""What the provider will not close keeps nobody else waiting."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from local.doubles.stripe.objects import Json
from local.doubles.stripe.parameters import invalid
from payments.domain import fee as fees
from payments.domain import payment_attempt as payments
from payments.domain.payment_attempt import PaymentAttempt
from payments.schedules.expire import expire_overdue
from tests.unit.payments.world import MINUTE, World

Trouble = Callable[[World, PaymentAttempt, pytest.MonkeyPatch], object]


def _gone_at_the_provider(world: World, number: int) -> PaymentAttempt:
    """A try of a fee of its own, whose session the provider does not know; the fee's last day is
    over too."""
    owed = world.fee.evolve(id=f"FEE-{number}", version=0)
    gone = PaymentAttempt(
        id=f"PAY-{number}",
        dossier=owed.dossier,
        vault=owed.vault,
        fee=owed.id,
        method="card",
        provider="stripe",
        amount=owed.total,
        state="pending",
        session=f"cs_gone_{number}",
        since=world.now,
        expires=world.now,
    )
    held = fees.lock(world.store.active_attempt(owed.id), gone.id)
    world.store.commit([fees.due(owed), payments.create(gone), held], at=world.now)
    return gone


def _unknown(world: World, payment: PaymentAttempt, monkeypatch: pytest.MonkeyPatch) -> None:
    del world.stripe.account.sessions[payment.session or ""]


def _another_amount(world: World, payment: PaymentAttempt, monkeypatch: pytest.MonkeyPatch) -> None:
    world.stripe.account.pay(payment.session or "")["amount_total"] = 1


def _still_open(world: World, payment: PaymentAttempt, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(session: str) -> Json:
        raise invalid(f"{session} cannot be expired now.")

    monkeypatch.setattr(world.stripe.account, "expire_session", refuse)


def test_a_hundred_sessions_the_provider_lost_do_not_keep_a_paid_fee_from_being_settled() -> None:
    world = World()
    world.file()
    for number in range(100):
        _gone_at_the_provider(world, number)
    world.now += MINUTE
    world.stripe.account.pay(world.start().session or "")
    world.held.clear()
    world.now += timedelta(minutes=91)

    expire_overdue(world.store, world.providers, world.now)
    world.now += 5 * MINUTE
    expire_overdue(world.store, world.providers, world.now)

    assert world.fee.state == "settled"
    assert world.store.payment("PAY-0").state == "pending"


def test_a_hundred_fees_the_provider_will_not_close_do_not_keep_another_from_being_voided() -> None:
    world = World()
    world.file()
    for number in range(100):
        _gone_at_the_provider(world, number)
    world.store.commit(
        [fees.reschedule(world.fee, until=world.now + timedelta(days=8))], at=world.now
    )
    world.now += timedelta(days=9)

    expire_overdue(world.store, world.providers, world.now)
    world.now += 5 * MINUTE
    expire_overdue(world.store, world.providers, world.now)

    assert world.fee.state == "void"
    assert world.store.fee("FEE-0").state == "due"


@pytest.mark.parametrize("trouble", [_unknown, _another_amount, _still_open])
def test_what_cannot_be_closed_is_looked_at_again_after_an_hour(
    trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World()
    world.file()
    payment = world.start()
    trouble(world, payment, monkeypatch)
    world.now += timedelta(minutes=91)
    if trouble is _still_open:  # the provider's clock is behind ours
        monkeypatch.setattr(world.stripe.account.sessions, "_run_out", lambda session: None)

    assert expire_overdue(world.store, world.providers, world.now) == 0
    assert world.store.attempts_past_end(world.now) == []
    assert world.store.payment(payment.id).state == "pending"

    world.now += timedelta(hours=1)
    assert world.store.attempts_past_end(world.now) == [payment.id]
