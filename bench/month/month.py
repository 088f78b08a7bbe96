"""The month itself: schedules at their times, payers through the days, officials each day, and
then rest."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import Final

from bench.month.faults import payers
from bench.month.officials import Officials
from bench.month.world import DAY, HOUR, MINUTE, World
from kit.core.time import VIETNAM
from kit.testing.memory_table import MemoryTransport
from payments.domain.accounting_day import bounds
from payments.providers.port import PaymentProviderUnavailable
from payments.reconciliation.run import reconcile_due
from payments.schedules.backfill import backfill
from payments.schedules.expire import expire_overdue
from payments.schedules.poll import poll

BEGIN: Final = datetime(2026, 12, 1, tzinfo=VIETNAM)
REST: Final = 16
"""Days after the last payer, in which what is under way comes to its end: late payers, refunds,
disputes."""


@dataclass(frozen=True)
class Month:
    """What is left when it is over: the world at rest, its officials, and the days."""

    world: World
    officials: Officials
    days: list[date]


def live(count: int, days: int, seed: int) -> Month:
    """`count` payments spread over `days` days from 07:00 to 21:00, and the days of rest."""
    world = World(BEGIN, Random(seed), MemoryTransport(forgetful=True))  # noqa: S311 - a game, not a secret
    officials = Officials(world)
    every_day = [(BEGIN + n * DAY).date() for n in range(days + REST)]
    for n, payer in enumerate(payers(world, count)):
        at = (
            BEGIN
            + n * days // count * DAY
            + timedelta(minutes=world.chance.randint(7 * 60, 21 * 60))
        )
        world.after(at - world.now, payer.come)
    _schedules(world)
    for day in every_day:
        morning = bounds(day)[0] - world.now
        world.after(morning + 8 * HOUR, officials.take_statements)
        world.after(morning + 10 * HOUR, officials.work_cases)
        world.after(morning + 16 * HOUR, officials.work_cases)
        world.after(morning + 17 * HOUR, partial(officials.close_days, _until(every_day, day)))
    world.run(bounds(every_day[-1])[1])
    return Month(world, officials, every_day[:-1])


def _until(days: list[date], last: date) -> list[date]:
    return [day for day in days if day < last]


def _schedules(world: World) -> None:
    """The four functions that time wakes, as services/payments/service.yaml has them."""
    _every(world, 5 * MINUTE, lambda: expire_overdue(world.store, world.providers, world.now))
    _every(world, 5 * MINUTE, world.stripe.account.run_out)
    _every(world, 30 * MINUTE, lambda: poll(world.store, world.providers, world.now))
    _every(world, HOUR, lambda: backfill(world.store, world.providers, world.now))
    _every(world, HOUR, lambda: reconcile_due(world.store, world.providers, world.now))


def _every(world: World, pause: timedelta, act: Callable[[], object]) -> None:
    def again() -> None:
        world.after(pause, again)
        with suppress(
            PaymentProviderUnavailable
        ):  # the run fails, and an alarm may ring; the next one goes on
            act()

    world.after(pause, again)
