"""Notifications that never came are fetched, each once."""

from datetime import timedelta

from payments.domain.backfill_progress import BackfillProgress
from payments.schedules.backfill import backfill
from tests.unit.payments.world import MINUTE, World

HOUR = timedelta(hours=1)


def _paid_without_notification() -> World:
    world = World()
    world.file()
    world.stripe.account.pay(world.start().session or "")
    world.held.clear()
    return world


def test_a_payment_without_a_notification_is_settled_once_that_is_fetched() -> None:
    world = _paid_without_notification()
    world.now += HOUR

    assert backfill(world.store, world.providers, world.now) == 1
    world.relay()

    assert world.fee.state == "settled"
    assert backfill(world.store, world.providers, world.now) == 0


def test_what_is_fresh_may_still_come_by_itself() -> None:
    world = _paid_without_notification()
    world.now += 9 * MINUTE

    assert backfill(world.store, world.providers, world.now) == 0


def test_what_came_by_itself_is_not_counted_as_missed() -> None:
    world = World()
    world.file()
    world.pay_by_card()
    world.now += HOUR

    assert backfill(world.store, world.providers, world.now) == 0


def test_a_provider_that_does_not_answer_is_read_from_the_same_place_later() -> None:
    world = World()
    world.file()
    backfill(world.store, world.providers, world.now)
    before = world.store.load(BackfillProgress, "stripe")
    world.stripe.account.pay(world.start().session or "")
    world.held.clear()
    world.now += 5 * HOUR
    world.stripe.failures.append("lost")

    assert backfill(world.store, world.providers, world.now) == 0
    assert world.store.load(BackfillProgress, "stripe") == before

    assert backfill(world.store, world.providers, world.now) == 1


def test_what_a_provider_lists_late_is_still_found_within_two_hours() -> None:
    world = _paid_without_notification()
    events = dict(world.stripe.account.events)
    world.stripe.account.events.clear()
    world.now += HOUR
    order, world.stripe.account.events._order = world.stripe.account.events._order, []
    assert backfill(world.store, world.providers, world.now) == 0

    world.stripe.account.events.update(events)
    world.stripe.account.events._order = order
    world.now += HOUR

    assert backfill(world.store, world.providers, world.now) == 1


def test_after_days_of_silence_the_next_run_goes_on_where_one_ended() -> None:
    world = World()
    backfill(world.store, world.providers, world.now)
    silent = world.now
    world.file()
    world.stripe.account.pay(world.start().session or "")
    world.held.clear()
    world.now += timedelta(days=10)
    world.stripe.failures.extend([None, None, None, "lost"])  # type: ignore[list-item]  # three are answered

    assert backfill(world.store, world.providers, world.now) == 1
    cursor = world.store.load(BackfillProgress, "stripe")
    assert cursor is not None
    assert silent + timedelta(days=2) < cursor.upto < silent + timedelta(days=4)

    assert backfill(world.store, world.providers, world.now) == 0
    cursor = world.store.load(BackfillProgress, "stripe")
    assert cursor is not None
    assert cursor.upto == world.now - 10 * MINUTE
