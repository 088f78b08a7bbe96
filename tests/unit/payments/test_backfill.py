"""Notifications that never came are fetched, each once."""

from datetime import timedelta

from payments.schedules.backfill import Cursor, backfill
from tests.unit.payments.till import MINUTE, Till

HOUR = timedelta(hours=1)


def _paid_in_silence() -> Till:
    till = Till()
    till.file()
    till.stripe.account.pay(till.start().session or "")
    till.held.clear()
    return till


def test_a_payment_nobody_told_us_about_is_settled_once_its_notification_is_fetched() -> None:
    till = _paid_in_silence()
    till.now += HOUR

    assert backfill(till.store, till.now) == 1
    till.relay()

    assert till.fee.state == "settled"
    assert backfill(till.store, till.now) == 0


def test_what_is_fresh_may_still_come_by_itself() -> None:
    till = _paid_in_silence()
    till.now += 9 * MINUTE

    assert backfill(till.store, till.now) == 0


def test_what_came_by_itself_is_not_counted_as_missed() -> None:
    till = Till()
    till.file()
    till.pay_by_card()
    till.now += HOUR

    assert backfill(till.store, till.now) == 0


def test_a_provider_that_does_not_answer_is_read_from_the_same_place_later() -> None:
    till = Till()
    till.file()
    backfill(till.store, till.now)
    before = till.store.aggregates.load(Cursor, "stripe")
    till.stripe.account.pay(till.start().session or "")
    till.held.clear()
    till.now += 5 * HOUR
    till.stripe.failures.append("lost")

    assert backfill(till.store, till.now) == 0
    assert till.store.aggregates.load(Cursor, "stripe") == before

    assert backfill(till.store, till.now) == 1


def test_what_a_provider_lists_late_is_still_found_within_two_hours() -> None:
    till = _paid_in_silence()
    told = dict(till.stripe.account.events)
    till.stripe.account.events.clear()
    till.now += HOUR
    order, till.stripe.account.events._order = till.stripe.account.events._order, []
    assert backfill(till.store, till.now) == 0

    till.stripe.account.events.update(told)
    till.stripe.account.events._order = order
    till.now += HOUR

    assert backfill(till.store, till.now) == 1


def test_after_days_of_silence_the_next_run_goes_on_where_one_ended() -> None:
    till = Till()
    backfill(till.store, till.now)
    silent = till.now
    till.file()
    till.stripe.account.pay(till.start().session or "")
    till.held.clear()
    till.now += timedelta(days=10)
    till.stripe.failures.extend([None, None, None, "lost"])  # type: ignore[list-item]  # three are answered

    assert backfill(till.store, till.now) == 1
    cursor = till.store.aggregates.load(Cursor, "stripe")
    assert cursor is not None
    assert silent + timedelta(days=2) < cursor.upto < silent + timedelta(days=4)

    assert backfill(till.store, till.now) == 0
    cursor = till.store.aggregates.load(Cursor, "stripe")
    assert cursor is not None
    assert cursor.upto == till.now - 10 * MINUTE
