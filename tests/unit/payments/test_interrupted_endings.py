"""A payer who meets the end of a fee: nobody is sent to pay what is settled or void."""

from collections.abc import Callable

import pytest

from contracts.casework import CaseRefused
from payments.domain.fee import FeeNotDue
from payments.schedules.expire import expire_overdue
from tests.unit.payments.interrupted_repository import InterruptedRepository
from tests.unit.payments.world import MINUTE, World

REFUSED = CaseRefused(reason="thiếu giấy tờ", ground="refused")
Ending = Callable[[World], object]


def _payable(world: World) -> list[str]:
    return [
        name
        for name, session in world.stripe.account.sessions.items()
        if session["status"] == "open"
    ]


def _time_is_up(world: World) -> None:
    world.now += 9 * 24 * 60 * MINUTE
    expire_overdue(world.store, world.providers, world.now)


def interrupted_world() -> tuple[World, InterruptedRepository]:
    """A due fee, and the repository in which something else may interrupt a use case."""
    world = World(repository=InterruptedRepository)
    world.file()
    assert isinstance(world.store, InterruptedRepository)
    return world, world.store


def test_who_asks_again_while_the_first_payment_is_settled_is_not_charged_twice() -> None:
    world, repository = interrupted_world()
    world.stripe.account.pay(world.start().session or "")
    repository.before_lock = world.deliver

    with pytest.raises(FeeNotDue):
        world.start()

    assert world.fee.state == "settled"
    assert _payable(world) == []


@pytest.mark.parametrize(
    "ending", [_time_is_up, lambda world: world.handle(REFUSED)], ids=["time", "refusal"]
)
def test_who_starts_while_the_fee_is_voided_cannot_pay_the_void_fee(
    ending: Ending,
) -> None:
    world, repository = interrupted_world()
    repository.before_void = world.start

    ending(world)

    assert world.fee.state == "void"
    assert len(world.stripe.account.sessions) == 1
    assert _payable(world) == []
    with pytest.raises(FeeNotDue):
        world.start()


def test_who_starts_while_the_refusal_looks_for_attempts_cannot_pay_the_void_fee() -> None:
    world, repository = interrupted_world()
    repository.after_free_lock = world.start

    world.handle(REFUSED)

    assert world.fee.state == "void"
    assert len(world.stripe.account.sessions) == 1
    assert _payable(world) == []
