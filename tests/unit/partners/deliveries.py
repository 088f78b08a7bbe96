"""Deliveries on simulated time: events, the deliverer's runs side by side, the waker's minutes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heapreplace
from typing import TypeVar

from kit.core.budget import Budget
from kit.core.ids import new_ulid
from kit.persistence.query import Query
from kit.persistence.repository import required
from kit.platform.fault_injection import Killed, Plan, injected
from partners.domain.hook import Hook
from partners.domain.public_event import PublicEvent, Refused, Unnumbered
from partners.repositories.hooks import DUE
from tests.unit.partners.receiver import Receiver
from tests.unit.partners.world import SOURCE, World

T = TypeVar("T")
R = TypeVar("R")
CODE = "H49.61.01-261123-0001"
MINUTE = timedelta(minutes=1)
RUN_SECONDS = 40.0
"""What a run of the deliverer has for requests."""
VISIBLE_AGAIN = timedelta(minutes=6)
"""When a message of a run that died is seen again."""


@dataclass
class Deliveries:
    """A partner with endpoints; `slots` runs of the deliverer are made side by side."""

    receiver: Receiver | None = None
    slots: int = 10
    plan: Plan = field(default_factory=Plan)
    world: World = field(init=False)
    key: str = field(init=False)
    appended: dict[int, datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.world = World(each_of=self._side_by_side)
        if self.receiver is not None:
            self.receiver.clock = self.world.clock
            self.world.outside = self.world.outside._replace(endpoints=self.receiver)
            self.world.service = self.world.opened()
        self.key = self.world.program()
        self._free = [self.world.clock()] * self.slots
        self._busy: dict[str, datetime] = {}
        self._waker = self.world.clock() + MINUTE

    @property
    def endpoint(self) -> Receiver:
        """The receiver behind every address."""
        receiver = self.world.outside.endpoints
        assert isinstance(receiver, Receiver)
        return receiver

    def hook(self, url: str = "https://hooks.halong.vn/motcua", *, active: bool = True) -> Hook:
        """A new endpoint; an active one passed its test."""
        headers = {"X_Api_Key": self.key}
        response = self.world.client.post("/v1/hooks", "", {"url": url}, **headers)
        assert response.status == 201, response.text
        id_ = str(response.body["id"])
        if active:
            tested = self.world.client.post(f"/v1/hooks/{id_}/test", "", {}, **headers)
            assert tested.body["delivered"], tested.text
        return required(self.world.repository.hook(id_))

    def append(self, events: int = 1) -> list[PublicEvent]:
        """Events now; the partner's endpoints are woken."""
        return [self._append() for _ in range(events)]

    def _append(self) -> PublicEvent:
        world, at = self.world, self.world.clock()
        data = Refused(dossier=CODE, procedure="1.001612", agency="H49.61.01")
        event = Unnumbered(id=new_ulid(at), subject=CODE, time=at, data=data)
        feed = world.repository.feed("ban-hang")
        appended = world.repository.append(feed, event, SOURCE, at)
        self.appended[appended.number] = at
        for hook in world.repository.hooks_of("ban-hang"):
            world.queue.wake(hook)
        return appended

    def run_until(self, end: datetime) -> None:
        """Messages and the waker's minutes, in their order."""
        queue = self.world.queue
        while True:
            message, turn = queue.messages[0][0] if queue.messages else end, self._turn(end)
            if min(message, turn) >= end:
                break
            if turn <= message:
                self.world.clock.now = self._waker = turn
                self.world.service.wake_due()
                self._waker += MINUTE
            else:
                self._deliver(*queue.pop())
        self.world.clock.now = end

    def _turn(self, end: datetime) -> datetime:
        """The waker's next minute in which it finds something."""
        first = Query(partition=DUE, index="waiting", limit=1)
        if not (places := self.world.transport.items.page(first)[0]):
            return end
        due = datetime.fromisoformat(places[0][0])
        minutes = max(0, -((self._waker - due) // MINUTE))
        return self._waker + minutes * MINUTE

    def run_for(self, time: timedelta) -> None:
        """The same for a time."""
        self.run_until(self.world.clock() + time)

    def _deliver(self, at: datetime, hook: str) -> None:
        """In the slot that is free first; a note to who is at work on it makes one more look."""
        busy = self._busy.get(hook, at)
        if busy > at:
            if not any(
                each == hook and when >= busy for when, _, each in self.world.queue.messages
            ):
                self.world.queue.push(busy, hook)
            return
        clock = self.world.clock
        clock.now = started = max(at, self._free[0])
        ends = started + timedelta(seconds=RUN_SECONDS)

        def remaining() -> float:
            return (ends - clock()).total_seconds()

        budget = Budget(remaining)
        try:
            with injected(self.plan):
                self.world.service.deliverer.run(hook, budget)
        except Killed:
            self.world.queue.push(started + VISIBLE_AGAIN, hook)
        self._busy[hook] = clock()
        heapreplace(self._free, clock())

    def _side_by_side(self, function: Callable[[T], R], each: Iterable[T], /) -> Iterator[R]:
        """As threads: all begin at once, the slowest ends it."""
        clock, results = self.world.clock, []
        began = ends = clock()
        for one in each:
            clock.now = began
            results.append(function(one))
            ends = max(ends, clock())
        clock.now = ends
        return iter(results)
