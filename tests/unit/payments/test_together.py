"""A hundred at once on one fee, over a table that refuses and forgets to answer: one kept
charge, one receipt."""

import random
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta

import pytest

from kit.core.errors import ServiceError
from kit.core.ids import new_ulid
from kit.persistence.fault_injecting_transport import FaultInjectingTransport
from kit.persistence.items import Ambiguous, Busy
from kit.persistence.repository import Conflict
from kit.platform import fault_injection
from kit.testing.memory_table import MemoryTransport
from local.doubles.stripe.parameters import Refused
from payments.backoffice import cash
from payments.checkout.close import close_active_attempt
from payments.domain import fee as fees
from payments.domain.payment_attempt import PaymentAttempt
from payments.refunds.approve import ApproveRefund, approve_refund
from payments.refunds.request import RequestRefund, request_refund
from payments.schedules.expire import expire_overdue
from tests.unit.payments.invariants import Invariants
from tests.unit.payments.world import World

AT_ONCE = 100
LATER = timedelta(minutes=91)
UNLUCKY = (ServiceError, Refused, Busy, Ambiguous, Conflict)
Actor = Callable[[World], object]


def by_card(world: World) -> None:
    session = world.start().session or ""
    with world.stripe.account.lock:
        world.stripe.account.pay(session)


def in_cash(world: World) -> None:
    cash.take_cash(
        world.store,
        world.providers,
        cash.TakeCash(new_ulid(world.now), world.fee.id, "cashier"),
        world.now,
    )


def expires(world: World) -> None:
    expire_overdue(world.store, world.providers, world.now + LATER)


def walks_away(world: World) -> None:
    close_active_attempt(world.store, world.providers, world.fee.id, world.now)


def refunds(world: World) -> None:
    """An official sends half of what was paid back, as soon as somebody paid."""
    payment = world.fee.payment
    if payment:
        there = world.store.book(payment).refundable("fees") + world.store.book(payment).refundable(
            "overpayments"
        )
        command = RequestRefund(
            new_ulid(world.now), payment, max(there // 2, 1), "nhầm", "an", there
        )
        approve_refund(
            world.store,
            ApproveRefund(
                request_refund(world.store, world.providers, command, world.now).id, "binh"
            ),
            world.now,
        )


STARTERS: tuple[Actor, ...] = (by_card, in_cash, expires, walks_away, refunds)
TRANSFERS, SLOW_CARDS = 40, 15
ONE_LINE_AT_A_TIME = threading.Lock()
"""A bank numbers its lines one after the other."""


def earlier_attempts(world: World) -> list[Actor]:
    """Transfers whose codes were given away, and slow cards: all of them pay at once later."""
    codes = [world.start(method="transfer") for _ in range(TRANSFERS)]
    slow = []
    for _ in range(SLOW_CARDS):
        slow.append(world.start().session or "")
        world.stripe.account.pay_slowly(slow[-1])
        world.deliver()
        world.store.commit(
            [fees.release(world.store.active_attempt(world.fee.id))], at=world.now
        )  # as if the door had been open

    def decided(world: World, session: str) -> None:
        with world.stripe.account.lock:
            world.stripe.account.slow_outcome(session, good=True)

    def transferred(world: World, code: PaymentAttempt) -> None:
        with ONE_LINE_AT_A_TIME:
            world.transfer(code)

    paying: list[Actor] = [lambda world, code=code: transferred(world, code) for code in codes]  # type: ignore[misc]
    return [*paying, *(lambda world, each=each: decided(world, each) for each in slow)]


class Post:
    """Carries what is told to the doors and the queue, by many hands; what fails comes again."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.lock = threading.Lock()

    def carry(self) -> None:
        world = self.world
        with suppress(IndexError):
            self._or_again(world.held, world.held.popleft(), world.webhook)
        with suppress(IndexError):
            self._or_again(world.lines, world.lines.popleft(), world.bank_callback)
        with self.lock:
            world.fetch()
        with suppress(IndexError):
            self._or_again(world.queue, world.queue.popleft(), world.inbox.handle)

    def _or_again(self, place, arrival, deliver) -> None:  # type: ignore[no-untyped-def]
        try:
            deliver(arrival)
        except UNLUCKY:
            place.append(arrival)


def together(world: World, actors: list[Actor]) -> None:
    """Every actor and the post, all at once."""
    post, ready = Post(world), threading.Barrier(AT_ONCE)

    def acts(actor: Actor) -> None:
        ready.wait()
        with suppress(*UNLUCKY):
            actor(world)
        for _ in range(6):
            post.carry()

    threads = [threading.Thread(target=acts, args=(actor,)) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.fixture(autouse=True)
def _threads_change_often() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


def one_charge_stays(seed: int) -> None:
    """The whole story under one seed."""
    plan = fault_injection.Plan(chance=random.Random(seed))
    transport = MemoryTransport(forgetful=seed % 2 == 0)
    world = World(transport, around=FaultInjectingTransport(transport, plan))
    world.file()
    chance = random.Random(seed)
    actors = earlier_attempts(world)
    actors += [chance.choice(STARTERS) for _ in range(AT_ONCE - len(actors))]
    chance.shuffle(actors)

    plan.rate = 0.2
    together(world, actors)
    plan.rate = 0.0
    for _ in range(4):
        world.now += LATER
        world.deliver()
        world.sweep()

    Invariants(world).rest()
    assert plan.injected > 100
    assert len([p for p in world.stored("ATTEMPT#") if p["overpaid"]]) >= TRANSFERS + SLOW_CARDS - 1
    assert [p["settled"] for p in world.stored("ATTEMPT#") if p["settled"]] == [150_000]
    assert len(world.receipts) == world.published.count("fee.settled") == 1


@pytest.mark.parametrize("seed", range(12))
def test_of_a_hundred_at_once_one_charge_is_kept_and_one_receipt_issued(seed: int) -> None:
    one_charge_stays(seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 400))
def test_of_a_hundred_at_once_one_charge_is_kept_whatever_the_seed(seed: int) -> None:
    one_charge_stays(seed)
