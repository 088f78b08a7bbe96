"""A quarter of an hour without a dependency: nothing is given up, and all is done soon after.

A failed message is hidden as SQS hides it, for the time that kit.messaging.redelivery asks for.
"""

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from contracts.routes import ROUTES
from infra.service.queues import RECEIVES
from kit.core.events import Envelope
from kit.messaging.redelivery import pause_after
from kit.messaging.unsent_events import sweep
from kit.platform import fault_injection
from kit.testing.memory_queues import MemoryQueues
from kit.testing.memory_vault import MemoryKeys
from notifications.adapters.message_sender import Mail, Sms, TransientFailure
from tests.faults.soundness import assert_sound
from tests.unit.documents.world import LocalSigner
from tests.world import SERVICES, MemoryPost, Message, World

ABSENCE, AFTERWARDS = timedelta(minutes=15), timedelta(minutes=30)
SWEEP_EVERY = timedelta(minutes=5)


@dataclass
class Absence:
    """Which dependency does not answer now; none by default."""

    of: str = ""

    def check(self, dependency: str) -> None:
        """Raises ConnectionError while the dependency is away."""
        if self.of == dependency:
            raise ConnectionError(dependency)


@dataclass
class Kms(MemoryKeys):
    """KMS, which may be away."""

    absence: Absence

    def generate(self, vault: str) -> tuple[bytes, bytes]:
        self.absence.check("kms")
        return super().generate(vault)

    def unwrap(self, vault: str, wrapped: bytes) -> bytes:
        self.absence.check("kms")
        return super().unwrap(vault, wrapped)


@dataclass
class Signer(LocalSigner):
    """The keys of seals, which are away with KMS."""

    absence: Absence = field(default_factory=Absence)

    def sign(self, digest: bytes) -> str:
        self.absence.check("kms")
        return super().sign(digest)

    def public_key(self) -> str:
        self.absence.check("kms")
        return super().public_key()


@dataclass
class Post(MemoryPost):
    """SNS and SES, of which one may be away."""

    absence: Absence = field(default_factory=Absence)

    def sms(self, message: Sms) -> None:
        if self.absence.of == "sns":
            raise TransientFailure
        super().sms(message)

    def mail(self, message: Mail) -> None:
        if self.absence.of == "ses":
            raise TransientFailure
        super().mail(message)


class Outage:
    """Queues on simulated time, while a world lives."""

    def __init__(self, dependency: str) -> None:
        self.dependency, self.absence = dependency, Absence()
        self.world = World(
            keys=Kms(self.absence),
            signer=Signer(absence=self.absence),
            post=Post(absence=self.absence),
        )
        self.hidden: list[tuple[datetime, int, str, Message]] = []
        self.order = itertools.count()
        self.swept = self.end = self.world.clock
        self.receives = 0

    def begin(self) -> None:
        """From now on the dependency is away for a quarter of an hour."""
        self.end = self.world.clock + ABSENCE
        self.absence.of = self.dependency
        self.world.plan.rate = 1.0 if self.dependency == "dynamodb" else 0.0
        self.world.vault._ciphers.clear()  # new processes have no key yet

    def run(self) -> None:
        """Until nothing is left to do."""
        while self.step():
            pass

    def step(self) -> bool:
        """The next thing in time; False when there is none."""
        world = self.world
        if world.clock >= self.end:
            self.absence.of, world.plan.rate = "", 0.0
        if self.absence.of != "dynamodb":  # its streams are away with it
            world.relay()
        for service in SERVICES:
            for message in world.queues[service]:
                self.hide(service, message, world.clock)
            world.queues[service] = []
        if not self.hidden and world.clock >= self.end:
            return self.sweep()
        due = self.hidden[0][0] if self.hidden else self.end
        if due >= self.swept + SWEEP_EVERY:
            world.clock = max(world.clock, self.swept + SWEEP_EVERY)
            self.sweep()
        elif self.hidden:
            self.receive()
        else:
            world.clock = max(world.clock, self.end)
        return True

    def hide(self, service: str, message: Message, until: datetime) -> None:
        heapq.heappush(self.hidden, (until, next(self.order), service, message))

    def receive(self) -> None:
        """One receive of the message that is due first."""
        world = self.world
        due, _, service, message = heapq.heappop(self.hidden)
        world.clock = max(world.clock, due)
        message.receives += 1
        self.receives = max(self.receives, message.receives)
        event = Envelope.model_validate_json(message.body)
        try:
            with fault_injection.injected(world.plan):
                if service == "status":
                    world.status.projection.begin_batch([event], world.now())
                world.inboxes[service].handle(event)
        except Exception:  # noqa: BLE001 - as in Lambda: it fails alone
            if message.receives >= RECEIVES:
                world.dead[service].append(message.body)
            pause = pause_after(message.receives, world.chance.random())
            self.hide(service, message, world.clock + timedelta(seconds=pause))

    def sweep(self) -> bool:
        """Every sweeper once; whether one of them did something."""
        world, before = self.world, self.state()
        self.swept = world.clock
        for service in SERVICES:
            queues = MemoryQueues()
            jobs: list[Callable[[], object]] = [
                lambda service=service, queues=queues: sweep(  # type: ignore[misc]
                    routes=ROUTES, sender=queues, table=world.tables[service], now=world.now()
                ),
                world.inboxes[service].drain_oldest,
            ]
            for job in jobs:
                try:
                    with fault_injection.injected(world.plan):
                        job()
                except Exception:  # noqa: BLE001 - the next sweep does it
                    continue
            world.enqueue(queues)
        return self.state() != before or any(world.queues.values())

    def state(self) -> list[int]:
        return [len(self.world.transports[service].items) for service in SERVICES]


def filed(world: World) -> None:
    world.file()


def paid(world: World) -> None:
    filed(world)
    world.settle()
    world.pay_fee()


def decided(world: World) -> None:
    paid(world)
    world.settle()
    world.accept(world.code)
    world.settle()
    world.decide(world.code)


def finish(world: World, before: Callable[[World], None]) -> None:
    """What was left to do when the dependency went away."""
    if before is filed:
        world.pay_fee()
        world.settle()
    if before is not decided:
        world.work(world.code)
    else:
        world.return_result(world.code)
        world.settle()


@pytest.mark.parametrize("before", [filed, paid, decided], ids=lambda each: each.__name__)
@pytest.mark.parametrize("dependency", ["kms", "dynamodb", "ses", "sns"])
def test_fifteen_minutes_without_a_dependency_give_nothing_up(
    dependency: str, before: Callable[[World], None]
) -> None:
    outage = Outage(dependency)
    world = outage.world
    before(world)
    world.relay()
    outage.begin()
    outage.run()

    assert not any(world.dead.values())
    assert outage.receives > 5, "so many would have been the end before"
    assert world.clock <= outage.end + AFTERWARDS

    outage.run()
    finish(world, before)
    assert_sound(world)
