"""What a provider never answers for keeps nobody else waiting, and an alarm hears of it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from contracts.testing.dossier_events import DossierEvents
from kit.core.ids import new_ulid
from local.doubles.stripe.api import Reply, Request
from local.doubles.stripe.objects import error
from local.doubles.stripe.parameters import Refused
from payments.checkout import start
from payments.checkout.start import StartPayment
from payments.domain.payment_attempt import PaymentAttempt
from payments.providers.port import PaymentProviderUnavailable
from payments.providers.registry import Providers
from payments.refunds.request import RequestRefund, request_refund
from payments.repository import PaymentRepository
from payments.schedules.expire import expire_overdue
from payments.schedules.poll import poll
from tests.unit.payments.world import MINUTE, RETURN, World

Run = Callable[[PaymentRepository, Providers, datetime], int]


class HalfDeaf(World):
    """A world whose provider answers 503 to whatever names one of the sessions `dead`."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.dead: set[str] = set()
        answer = self.stripe._once

        def once(request: Request) -> Reply:
            if any(session in request.url + request.body for session in self.dead):
                raise Refused(503, error("api_error", "Something went wrong on Stripe's end."))
            return answer(request)

        self.stripe._once = once  # type: ignore[method-assign]


@pytest.fixture
def world() -> HalfDeaf:
    """The world."""
    return HalfDeaf()


def _tried(world: HalfDeaf, number: int) -> PaymentAttempt:
    world.now += timedelta(seconds=1)  # one after another, so that their order is known
    world.others = DossierEvents(world.vault, code=f"H49.61.01-261123-{number:04}")
    world.file()
    command = StartPayment(
        new_ulid(world.now), world.store.dossier(world.others.code).fees[-1], RETURN, "vi"
    )
    return start.start_payment(world.store, world.providers, command, world.now)


def _dead(world: HalfDeaf, *payments: PaymentAttempt) -> None:
    world.dead |= {payment.session or "" for payment in payments}


def _failed(run: Run, world: HalfDeaf) -> None:
    with pytest.raises(PaymentProviderUnavailable):
        run(world.store, world.providers, world.now)


def test_one_session_that_is_never_answered_for_keeps_no_other_from_expiring(
    world: HalfDeaf,
) -> None:
    tried = [_tried(world, number) for number in range(1, 6)]
    _dead(world, tried[0])
    world.now += timedelta(minutes=91)

    _failed(expire_overdue, world)

    assert [world.store.payment(each.id).state for each in tried] == ["pending", *["expired"] * 4]


def test_four_sessions_that_are_never_answered_for_keep_a_fifth_waiting_for_one_sweep(
    world: HalfDeaf,
) -> None:
    tried = [_tried(world, number) for number in range(1, 6)]
    _dead(world, *tried[:4])
    world.now += timedelta(minutes=91)

    _failed(expire_overdue, world)
    assert world.store.payment(tried[4].id).state == "pending"
    world.now += 5 * MINUTE
    _failed(expire_overdue, world)

    assert world.store.payment(tried[4].id).state == "expired"


def test_a_provider_that_is_away_is_asked_three_times_and_no_more(world: HalfDeaf) -> None:
    tried = [_tried(world, number) for number in range(1, 8)]
    _dead(world, *tried)
    world.now += timedelta(minutes=91)
    world.stripe.requests.clear()

    _failed(expire_overdue, world)

    assert len({request.url for request in world.stripe.requests}) == 3


def test_one_open_try_that_is_never_answered_for_keeps_no_other_from_being_settled(
    world: HalfDeaf,
) -> None:
    tried = [_tried(world, number) for number in range(1, 4)]
    for each in tried:
        world.stripe.account.pay(each.session or "")
    world.held.clear()
    _dead(world, tried[0])
    world.now += 6 * MINUTE

    _failed(poll, world)

    assert [world.store.payment(each.id).state for each in tried] == ["pending", "paid", "paid"]


def test_three_tries_past_their_end_do_not_keep_the_poller_from_those_behind_them(
    world: HalfDeaf,
) -> None:
    lost = [_tried(world, number) for number in range(1, 4)]
    _dead(world, *lost)
    world.now += timedelta(minutes=91)
    _failed(expire_overdue, world)
    paid = _tried(world, 4)
    world.stripe.account.pay(paid.session or "")
    world.held.clear()
    world.now += 6 * MINUTE

    _failed(poll, world)

    assert world.store.payment(paid.id).state == "paid"


def test_three_slow_payments_that_are_never_answered_for_keep_no_fourth_from_being_settled(
    world: HalfDeaf,
) -> None:
    tried = [_tried(world, number) for number in range(1, 5)]
    for each in tried:
        world.stripe.account.pay_slowly(each.session or "")
    world.deliver()
    world.stripe.account.slow_outcome(tried[3].session or "", good=True)
    world.held.clear()
    _dead(world, *tried[:3])
    world.now += timedelta(days=1)

    _failed(poll, world)
    poll(world.store, world.providers, world.now)

    assert world.store.payment(tried[3].id).state == "paid"


def test_three_refunds_that_are_never_answered_for_do_not_keep_a_fourth_from_being_sent(
    world: HalfDeaf,
) -> None:
    tried = [_tried(world, number) for number in range(1, 5)]
    for each in tried:
        world.stripe.account.pay(each.session or "")
    world.deliver()
    for each in tried:
        world.now += timedelta(seconds=1)
        request_refund(
            world.store,
            world.providers,
            RequestRefund(f"R-{each.id}", each.id, 150_000, "withdrawn", "an", 150_000),
            world.now,
        )
    _dead(world, *tried[:3])
    world.now += MINUTE

    _failed(expire_overdue, world)
    world.now += 5 * MINUTE
    _failed(expire_overdue, world)

    assert [world.store.refund(f"R-{each.id}").state for each in tried] == [
        *["open"] * 3,
        "succeeded",
    ]
