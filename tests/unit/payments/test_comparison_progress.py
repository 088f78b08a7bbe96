"""A day that does not fit into one run: the next run carries on, and the result is the same."""

from datetime import timedelta

import pytest

from contracts.casework import CaseFeeAssessed
from contracts.testing.dossier_events import CODE
from kit.core.budget import Budget
from payments.domain.accounting_day import request_comparison
from payments.domain.comparison_progress import ComparisonProgress, begun
from payments.domain.payment_attempt import PaymentAttempt
from payments.reconciliation.day_comparison import ComparisonUnfinished, Pace
from payments.reconciliation.run import reconcile, reconcile_due
from tests.unit.payments.day_builders import MONDAY, NIGHT, a_world_with_a_fee, day, statement
from tests.unit.payments.world import World

FEES = 7


class Looks:
    """A time that is over at the n-th look at it."""

    def __init__(self, looks: int) -> None:
        self.left = looks

    def __call__(self) -> float:
        self.left -= 1
        return 1.0 if self.left > 0 else -1.0


def paced(looks: int) -> Pace:
    """Two looks a page: a run of so many ends after half as many pages of one line."""
    return Pace(Budget(Looks(looks)), page=1)


def attempt(world: World, number: int, method: str) -> PaymentAttempt:
    """An attempt to pay the dossier's fee number so, which becomes due now if it is not."""
    if number:
        lines, total = world.fee.lines, world.fee.total
        world.handle(CaseFeeAssessed(lines=lines, total=total, pay="before_result"))
    return world.start(method=method)  # type: ignore[arg-type]


def busy_monday() -> World:
    """Cards and transfers; a card that Stripe never reported, and a transfer that the statement
    lacks.
    """
    world = a_world_with_a_fee()
    lines = []
    for number in range(FEES):
        payment = attempt(world, number, "card" if number % 2 else "transfer")
        if payment.method == "card":
            world.stripe.account.pay(payment.session or "")
            if number == FEES - 2:
                world.held.clear()
        else:
            lines.append(world.transfer(payment))
        world.deliver()
        world.now += timedelta(seconds=1)
    statement(world, lines[:-1])
    world.now += NIGHT
    return world


def outcome(world: World) -> tuple[object, ...]:
    compared = day(world)
    return (
        compared.totals,
        compared.bodies,
        sorted(world.cases()),
        compared.reconciled_at is not None,
        sorted(world.store.fee(fee).state for fee in world.store.dossier(CODE).fees),
    )


def runs_until_done(world: World, looks: int) -> int:
    for run in range(1, 200):
        try:
            reconcile(world.store, world.providers, MONDAY, world.now, paced(looks))
        except ComparisonUnfinished:
            assert day(world).reconciled_at is None
            world.now += timedelta(seconds=1)
        else:
            return run
    raise AssertionError("it never ends")


@pytest.mark.parametrize("looks", [1, 3, 5, 9, 14, 31])
def test_a_day_in_many_runs_ends_as_in_one(looks: int) -> None:
    whole, parts = busy_monday(), busy_monday()
    reconcile(whole.store, whole.providers, MONDAY, whole.now)

    runs = runs_until_done(parts, looks)

    assert runs > 1
    assert outcome(parts) == outcome(whole)
    assert outcome(whole)[2] == ["missing_there"]


def test_each_run_gets_further_however_short_it_is() -> None:
    world = busy_monday()
    places = []
    for _ in range(4):
        with pytest.raises(ComparisonUnfinished):
            reconcile(world.store, world.providers, MONDAY, world.now, paced(1))
        place = world.store.comparison_progress(MONDAY)
        assert place is not None
        places.append((place.phase, place.provider, place.upto, place.after))

    assert len(set(places)) == len(places)


def test_a_statement_that_comes_meanwhile_begins_the_comparison_anew() -> None:
    world = busy_monday()
    with pytest.raises(ComparisonUnfinished):
        reconcile(world.store, world.providers, MONDAY, world.now, paced(9))
    world.store.commit([request_comparison(day(world), world.now)], at=world.now)

    reconcile(world.store, world.providers, MONDAY, world.now)

    whole = busy_monday()
    reconcile(whole.store, whole.providers, MONDAY, whole.now)
    assert outcome(world) == outcome(whole)
    assert day(world).wanted is None


def test_a_day_that_is_not_done_stays_due_and_delays_the_days_behind_it() -> None:
    world = busy_monday()

    first = reconcile_due(world.store, world.providers, world.now, paced(3))
    rest = [reconcile_due(world.store, world.providers, world.now) for _ in range(2)]

    assert MONDAY not in first
    assert MONDAY in rest[0]
    assert MONDAY not in rest[1]


def test_a_day_that_fits_into_one_run_stores_no_progress() -> None:
    world = busy_monday()

    reconcile(world.store, world.providers, MONDAY, world.now)

    assert world.store.comparison_progress(MONDAY) is None


def test_a_day_that_was_done_in_parts_can_be_compared_in_parts_again() -> None:
    world = busy_monday()
    runs_until_done(world, 3)
    first = outcome(world)
    done = world.store.comparison_progress(MONDAY)
    world.store.commit([request_comparison(day(world), world.now)], at=world.now)

    with pytest.raises(ComparisonUnfinished):
        reconcile(world.store, world.providers, MONDAY, world.now, paced(3))
    reconcile(world.store, world.providers, MONDAY, world.now)

    assert done is not None
    assert done.phase == "done"
    assert outcome(world) == first


def test_a_progress_carries_on_only_while_its_day_is_as_it_was() -> None:
    fresh = begun("2026-11-23", 3, None)
    stored = fresh.evolve(phase="entries", after="x", opened=2, version=7)

    assert fresh == ComparisonProgress(id="2026-11-23", day_version=3)
    assert begun("2026-11-23", 3, stored) == stored
    assert begun("2026-11-23", 3, stored.evolve(phase="done")) == fresh.evolve(version=7)
    assert begun("2026-11-23", 4, stored) == fresh.evolve(version=7, day_version=4)
