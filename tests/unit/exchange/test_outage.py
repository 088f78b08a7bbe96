"""The portal is down for three days: it is probed, and the backlog is caught up fairly (X2)."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

import pytest

from contracts.testing.dossier_events import DossierEvents, dossier_filed
from dvcqg.simulator.faults import Faults
from exchange.bootstrap import LAST_PUSH
from exchange.domain.pusher_run import LONGEST_RUN
from exchange.push.worker import WORKERS, Turn
from kit.testing.clock import NOW
from tests.unit.exchange.streams import code_of, shifted
from tests.unit.exchange.world import World

HOURS: Final = 72
SECONDS_A_CALL: Final = 1.0
RUN: Final = LONGEST_RUN - timedelta(seconds=LAST_PUSH)
"""How long the workers of one run begin turns."""


@dataclass
class WorkersOnSimulatedTime:
    """Four workers at once: whoever is free first has the next turn, and each call takes a second.

    A turn is simulated whole, from the moment at which its worker is free.
    """

    world: World
    end: datetime
    arrivals: list[tuple[datetime, int]]
    filed_at: dict[str, datetime] = field(default_factory=dict)
    lags: list[tuple[datetime, float]] = field(default_factory=list)
    """When each new dossier was filed, and after how many seconds the portal had it."""
    busy_until: datetime = NOW
    caught_up: datetime | None = None

    def run(self, backlog: int) -> None:
        """Minute by minute: events arrive, then the workers have their run."""
        minute = self.world.clock()
        while minute < self.end:
            if minute >= self.busy_until:
                self._wake(minute)
            if self.caught_up is None and self._stored() >= backlog:
                self.caught_up = self.world.clock()
            minute += timedelta(minutes=1)

    def _wake(self, minute: datetime) -> None:
        world = self.world
        free = [(minute, number) for number in range(WORKERS)]
        heapq.heapify(free)
        while free:
            at, number = heapq.heappop(free)
            if at >= minute + RUN:
                continue
            self._arrive(at)
            self._pass_to(at)
            calls = len(world.portal.journal.calls)
            turn = world.service.worker(number).turn()
            seconds = SECONDS_A_CALL * (len(world.portal.journal.calls) - calls)
            if turn is not Turn.IDLE:
                free_at = at + timedelta(seconds=seconds)
                heapq.heappush(free, (free_at, number))
                self.busy_until = max(self.busy_until, free_at)
                self._note_lags(free_at)

    def _arrive(self, at: datetime) -> None:
        while self.arrivals and self.arrivals[0][0] <= at:
            moment, number = self.arrivals.pop(0)
            self._pass_to(moment)
            file(self.world, number, moment)
            self.filed_at[code_of(number)] = moment

    def _pass_to(self, at: datetime) -> None:
        self.world.pass_time(max(0.0, (at - self.world.clock()).total_seconds()))

    def _note_lags(self, at: datetime) -> None:
        stored = self.world.portal.dossiers.by_code
        for code in [code for code in self.filed_at if code in stored and stored[code].steps]:
            filed = self.filed_at.pop(code)
            self.lags.append((filed, (at - filed).total_seconds()))

    def _stored(self) -> int:
        return len([n for n in self.world.portal.dossiers.by_code if n[-5:] < NEW_FROM])


NEW: Final = 270
"""How many are filed then, one every twenty seconds for ninety minutes."""
NEW_FROM: Final = "90000"
"""Numbers of dossiers that are filed once the portal answers again."""


def file(world: World, number: int, at: datetime) -> None:
    """A dossier is filed, and its event arrives."""
    events = DossierEvents(world.vault, code_of(number), f"01KAQ{number:021}")
    message = events.publish("intake", dossier_filed("none"))
    world.service.inbox.handle(shifted(message, at - message.time))


@pytest.fixture
def world() -> Iterator[World]:
    end = NOW + timedelta(hours=HOURS)
    outage = (NOW.isoformat(), end.isoformat())
    opened = World(Faults(outages=(outage,), session_calls=(0, 0)))
    yield opened
    opened.close()


@pytest.mark.parametrize("backlog", [300, pytest.param(7_200, marks=pytest.mark.soak)])
def test_the_portal_is_probed_while_down_and_caught_up_with_today_first(
    world: World, backlog: int
) -> None:
    outage = timedelta(hours=HOURS)
    every = (outage - timedelta(minutes=1)) / backlog  # the last before the last minute's run
    arrivals = [(NOW + every * n, n) for n in range(backlog)]
    waiting = WorkersOnSimulatedTime(world, NOW + outage, arrivals)
    waiting.run(backlog)
    probes = [call.at for call in world.portal.journal.calls]
    in_outage = len(probes)

    begin = world.clock()
    new = [(begin + timedelta(seconds=20 * n), int(NEW_FROM) + n) for n in range(NEW)]
    again = WorkersOnSimulatedTime(world, begin + timedelta(minutes=110), new)
    again.run(backlog)

    gaps = [later - earlier for earlier, later in pairwise(probes[9:])]
    assert min(gaps) >= timedelta(minutes=15)
    assert in_outage <= 10 + HOURS * 4
    assert again.caught_up is not None
    minutes = (again.caught_up - begin).total_seconds() / 60
    first_answer = next(call.at for call in world.portal.journal.calls[in_outage:])
    lags = sorted(lag for filed, lag in again.lags if filed >= first_answer)
    p95 = lags[int(0.95 * len(lags)) - 1]
    print(f"probes {in_outage}, caught up in {minutes:.1f} min, lag p95 {p95:.0f} s, n {len(lags)}")
    assert minutes <= 90
    assert len(again.lags) == NEW
    assert p95 <= 300
    events = [each.type for each in world.events() if each.type.startswith("sync.")]
    assert events == ["sync.paused", "sync.resumed"]
