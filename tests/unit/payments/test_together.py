"""A hundred at once on one fee, over a table that refuses and forgets to answer: one kept charge, one receipt."""

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
from local.stripe_double.parameters import Refused
from payments.backoffice import cash
from payments.checkout.close import close_open
from payments.domain import active_attempt as slots
from payments.domain.payment_attempt import Payment
from payments.refunds import send
from payments.refunds.send import RefundWish
from payments.schedules.expire import sweep_overdue
from tests.fakes import MemoryTransport
from tests.unit.payments.laws import Laws
from tests.unit.payments.till import Till

AT_ONCE = 100
LATER = timedelta(minutes=91)
UNLUCKY = (ServiceError, Refused, Busy, Ambiguous, Conflict)
Actor = Callable[[Till], object]


def by_card(till: Till) -> None:
    session = till.start().session or ""
    with till.stripe.account.lock:
        till.stripe.account.pay(session)


def in_cash(till: Till) -> None:
    cash.take_cash(till.store, cash.Taken(new_ulid(till.now), till.fee.id, "cashier"), till.now)


def expires(till: Till) -> None:
    sweep_overdue(till.store, till.now + LATER)


def walks_away(till: Till) -> None:
    close_open(till.store, till.fee.id, till.now)


def refunds(till: Till) -> None:
    """An official sends half of what was paid back, as soon as somebody paid."""
    payment = till.fee.payment
    if payment:
        there = till.store.book(payment).refundable("fees") + till.store.book(payment).refundable(
            "surplus"
        )
        wish = RefundWish(new_ulid(till.now), payment, max(there // 2, 1), "nhầm", "an", there)
        send.approve(till.store, send.ask(till.store, wish, till.now).id, "binh", till.now)


STARTERS: tuple[Actor, ...] = (by_card, in_cash, expires, walks_away, refunds)
TRANSFERS, SLOW_CARDS = 40, 15
ONE_LINE_AT_A_TIME = threading.Lock()
"""A bank numbers its lines one after the other."""


def tries_of_before(till: Till) -> list[Actor]:
    """Transfers whose codes were given away, and slow cards: all of them pay at once later."""
    codes = [till.start(method="transfer") for _ in range(TRANSFERS)]
    slow = []
    for _ in range(SLOW_CARDS):
        slow.append(till.start().session or "")
        till.stripe.account.pay_slowly(slow[-1])
        till.deliver()
        till.store.commit(
            [slots.free(till.store.slot(till.fee.id))], at=till.now
        )  # as if the door had been open

    def decided(till: Till, session: str) -> None:
        with till.stripe.account.lock:
            till.stripe.account.slow_outcome(session, good=True)

    def transferred(till: Till, code: Payment) -> None:
        with ONE_LINE_AT_A_TIME:
            till.transfer(code)

    paying: list[Actor] = [lambda till, code=code: transferred(till, code) for code in codes]  # type: ignore[misc]
    return [*paying, *(lambda till, each=each: decided(till, each) for each in slow)]


class Post:
    """Carries what is told to the doors and the queue, by many hands; what fails comes again."""

    def __init__(self, till: Till) -> None:
        self.till = till
        self.lock = threading.Lock()

    def carry(self) -> None:
        till = self.till
        with suppress(IndexError):
            self._or_again(till.held, till.held.popleft(), till.webhook)
        with suppress(IndexError):
            self._or_again(till.lines, till.lines.popleft(), till.bank_says)
        with self.lock:
            till.fetch()
        with suppress(IndexError):
            self._or_again(till.queue, till.queue.popleft(), till.inbox.handle)

    def _or_again(self, place, told, hear) -> None:  # type: ignore[no-untyped-def]
        try:
            hear(told)
        except UNLUCKY:
            place.append(told)


def together(till: Till, actors: list[Actor]) -> None:
    """Every actor and the post, all at once."""
    post, ready = Post(till), threading.Barrier(AT_ONCE)

    def acts(actor: Actor) -> None:
        ready.wait()
        with suppress(*UNLUCKY):
            actor(till)
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


def one_charge_is_kept(seed: int) -> None:
    """The whole story under one seed."""
    plan = fault_injection.Plan(chance=random.Random(seed))
    transport = MemoryTransport(forgetful=seed % 2 == 0)
    till = Till(transport, around=FaultInjectingTransport(transport, plan))
    till.file()
    chance = random.Random(seed)
    actors = tries_of_before(till)
    actors += [chance.choice(STARTERS) for _ in range(AT_ONCE - len(actors))]
    chance.shuffle(actors)

    plan.rate = 0.2
    together(till, actors)
    plan.rate = 0.0
    for _ in range(4):
        till.now += LATER
        till.deliver()
        till.sweep()

    Laws(till).rest()
    assert plan.injected > 100
    assert len([p for p in till.stored("PAY#") if p["surplus"]]) >= TRANSFERS + SLOW_CARDS - 1
    assert [p["kept"] for p in till.stored("PAY#") if p["kept"]] == [150_000]
    assert len(till.receipts) == till.told.count("fee.settled") == 1


@pytest.mark.parametrize("seed", range(12))
def test_of_a_hundred_at_once_one_charge_is_kept_and_one_receipt_issued(seed: int) -> None:
    one_charge_is_kept(seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 400))
def test_of_a_hundred_at_once_one_charge_is_kept_whatever_the_seed(seed: int) -> None:
    one_charge_is_kept(seed)
