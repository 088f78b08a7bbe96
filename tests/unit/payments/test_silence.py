"""What a provider never answers for keeps nobody else waiting, and an alarm hears of it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from kit.core.ids import new_ulid
from local.stripe_double.api import Asking, Reply
from local.stripe_double.objects import error
from local.stripe_double.parameters import Refused
from payments.checkout import start
from payments.domain.payment_attempt import Payment
from payments.providers.port import ProviderUnavailable
from payments.refunds.send import RefundWish, ask
from payments.repository import Store
from payments.schedules.expire import sweep_overdue
from payments.schedules.poll import poll
from tests.story import Story
from tests.unit.payments.till import MINUTE, RETURN, Till

Run = Callable[[Store, datetime], int]


class HalfDeaf(Till):
    """A till whose provider answers 503 to whatever names one of the sessions `dead`."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.dead: set[str] = set()
        answered = self.stripe._once

        def once(asking: Asking) -> Reply:
            if any(session in asking.url + asking.body for session in self.dead):
                raise Refused(503, error("api_error", "Something went wrong on Stripe's end."))
            return answered(asking)

        self.stripe._once = once  # type: ignore[method-assign]


@pytest.fixture
def till() -> HalfDeaf:
    """The till."""
    return HalfDeaf()


def _tried(till: HalfDeaf, number: int) -> Payment:
    till.now += timedelta(seconds=1)  # one after another, so that their order is known
    till.story = Story(till.vault, code=f"H49.61.01-261123-{number:04}")
    till.file()
    wish = start.Start(
        new_ulid(till.now), till.store.dossier(till.story.code).fees[-1], RETURN, "vi"
    )
    return start.start(till.store, wish, till.now)


def _dead(till: HalfDeaf, *payments: Payment) -> None:
    till.dead |= {payment.session or "" for payment in payments}


def _failed(run: Run, till: HalfDeaf) -> None:
    with pytest.raises(ProviderUnavailable):
        run(till.store, till.now)


def test_one_session_that_is_never_answered_for_keeps_no_other_from_expiring(
    till: HalfDeaf,
) -> None:
    tried = [_tried(till, number) for number in range(1, 6)]
    _dead(till, tried[0])
    till.now += timedelta(minutes=91)

    _failed(sweep_overdue, till)

    assert [till.store.payment(each.id).state for each in tried] == ["pending", *["expired"] * 4]


def test_four_sessions_that_are_never_answered_for_keep_a_fifth_waiting_for_one_sweep(
    till: HalfDeaf,
) -> None:
    tried = [_tried(till, number) for number in range(1, 6)]
    _dead(till, *tried[:4])
    till.now += timedelta(minutes=91)

    _failed(sweep_overdue, till)
    assert till.store.payment(tried[4].id).state == "pending"
    till.now += 5 * MINUTE
    _failed(sweep_overdue, till)

    assert till.store.payment(tried[4].id).state == "expired"


def test_a_provider_that_is_away_is_asked_three_times_and_no_more(till: HalfDeaf) -> None:
    tried = [_tried(till, number) for number in range(1, 8)]
    _dead(till, *tried)
    till.now += timedelta(minutes=91)
    till.stripe.asked.clear()

    _failed(sweep_overdue, till)

    assert len({asking.url for asking in till.stripe.asked}) == 3


def test_one_open_try_that_is_never_answered_for_keeps_no_other_from_being_settled(
    till: HalfDeaf,
) -> None:
    tried = [_tried(till, number) for number in range(1, 4)]
    for each in tried:
        till.stripe.account.pay(each.session or "")
    till.held.clear()
    _dead(till, tried[0])
    till.now += 6 * MINUTE

    _failed(poll, till)

    assert [till.store.payment(each.id).state for each in tried] == ["pending", "paid", "paid"]


def test_three_tries_past_their_end_do_not_keep_the_poller_from_those_behind_them(
    till: HalfDeaf,
) -> None:
    lost = [_tried(till, number) for number in range(1, 4)]
    _dead(till, *lost)
    till.now += timedelta(minutes=91)
    _failed(sweep_overdue, till)
    paid = _tried(till, 4)
    till.stripe.account.pay(paid.session or "")
    till.held.clear()
    till.now += 6 * MINUTE

    _failed(poll, till)

    assert till.store.payment(paid.id).state == "paid"


def test_three_slow_payments_that_are_never_answered_for_keep_no_fourth_from_being_settled(
    till: HalfDeaf,
) -> None:
    tried = [_tried(till, number) for number in range(1, 5)]
    for each in tried:
        till.stripe.account.pay_slowly(each.session or "")
    till.deliver()
    till.stripe.account.slow_outcome(tried[3].session or "", good=True)
    till.held.clear()
    _dead(till, *tried[:3])
    till.now += timedelta(days=1)

    _failed(poll, till)
    poll(till.store, till.now)

    assert till.store.payment(tried[3].id).state == "paid"


def test_three_refunds_that_are_never_answered_for_do_not_keep_a_fourth_from_being_sent(
    till: HalfDeaf,
) -> None:
    tried = [_tried(till, number) for number in range(1, 5)]
    for each in tried:
        till.stripe.account.pay(each.session or "")
    till.deliver()
    for each in tried:
        till.now += timedelta(seconds=1)
        ask(
            till.store,
            RefundWish(f"R-{each.id}", each.id, 150_000, "withdrawn", "an", 150_000),
            till.now,
        )
    _dead(till, *tried[:3])
    till.now += MINUTE

    _failed(sweep_overdue, till)
    till.now += 5 * MINUTE
    _failed(sweep_overdue, till)

    assert [till.store.refund(f"R-{each.id}").state for each in tried] == [
        *["open"] * 3,
        "succeeded",
    ]
