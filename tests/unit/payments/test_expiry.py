"""What time decides when nobody does anything."""

from datetime import timedelta

import pytest

from kit.core.budget import Budget
from payments.providers.port import PaymentProviderUnavailable
from payments.schedules.expire import expire_overdue
from tests.unit.payments.world import World


def test_a_try_that_nobody_paid_expires_though_the_webhook_never_came() -> None:
    world = World()
    world.file()
    payment = world.start()
    world.now += timedelta(minutes=91)
    world.held.clear()

    assert expire_overdue(world.store, world.providers, world.now) == 1

    assert world.store.payment(payment.id).state == "expired"
    assert world.fee.state == "due"
    assert expire_overdue(world.store, world.providers, world.now) == 0


def test_a_try_that_was_paid_though_the_webhook_never_came_is_settled() -> None:
    world = World()
    world.file()
    world.stripe.account.pay(world.start().session or "")
    world.held.clear()
    world.now += timedelta(minutes=91)

    expire_overdue(world.store, world.providers, world.now)

    assert world.fee.state == "settled"
    assert len(world.receipts) == 1


def test_a_fee_that_nobody_paid_in_time_is_void() -> None:
    world = World()
    world.file()
    world.start()
    world.now += timedelta(days=9)

    expire_overdue(world.store, world.providers, world.now)

    assert world.event("fee.voided") == {"why": "unpaid", "by": "pay_by", "proposed_by": None}
    assert world.fee.state == "void"
    assert expire_overdue(world.store, world.providers, world.now) == 0


@pytest.mark.parametrize("total", [999, 500_000_000])
def test_a_fee_that_nothing_but_a_desk_takes_does_not_get_its_case_refused_as_unpaid(
    total: int,
) -> None:
    world = World()
    world.file("before_acceptance", total)
    world.now += timedelta(days=60)

    assert expire_overdue(world.store, world.providers, world.now) == 0

    assert world.event("fee.due")["pay_by"] is None
    assert world.fee.state == "due"
    assert "fee.voided" not in world.published


@pytest.mark.parametrize("total", [1_000, 14_999, 100_000_000, 499_999_999])
def test_a_fee_that_a_transfer_just_carries_has_its_last_day(total: int) -> None:
    fee = World().file("before_acceptance", total)

    assert fee is not None
    assert fee.pay_by is not None


def test_what_the_provider_does_not_answer_for_waits_for_the_next_sweep() -> None:
    world = World()
    world.file()
    payment = world.start()
    world.now += timedelta(minutes=91)
    world.stripe.failures.append("lost")

    with pytest.raises(PaymentProviderUnavailable):
        expire_overdue(world.store, world.providers, world.now)
    assert world.store.payment(payment.id).state == "pending"
    assert [c["outcome"] for c in world.stored("REQUEST#")] == ["answered", "unknown"]

    expire_overdue(world.store, world.providers, world.now)
    assert world.store.payment(payment.id).state == "expired"


def test_a_fee_is_not_void_while_the_provider_works_on_its_payment() -> None:
    world = World()
    world.file()
    session = world.start().session or ""
    world.stripe.account.pay_slowly(session)
    world.now += timedelta(days=9)

    expire_overdue(world.store, world.providers, world.now)
    assert "fee.voided" not in world.published

    world.stripe.account.slow_outcome(session, good=True)
    world.deliver()
    assert world.fee.state == "settled"


def test_a_sweep_without_time_leaves_what_is_overdue_to_the_next() -> None:
    world = World()
    world.file()
    world.start()
    world.now += timedelta(minutes=91)
    spent = Budget(lambda: 20.0, reserve=20.0)
    assert expire_overdue(world.store, world.providers, world.now, spent) == 0
    assert expire_overdue(world.store, world.providers, world.now) == 1
