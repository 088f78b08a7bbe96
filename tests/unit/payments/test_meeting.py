"""A payer who meets the end of a fee: nobody is sent to pay what is settled or void."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from contracts.casework import CaseRefused
from kit.core.events import Change
from payments.checkout.close import close_active_attempt
from payments.domain.active_attempt import ActiveAttempt
from payments.domain.fee import FeeNotDue
from payments.schedules.expire import expire_overdue
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


def _starts_before_the_void(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    commit = world.store.commit
    met: list[str] = []

    def meeting(changes: Sequence[Change], **named: Any) -> None:
        if not met and any(
            change.event and change.event.TYPE == "fee.voided" for change in changes
        ):
            met.append("payer")
            world.start()
        commit(changes, **named)

    monkeypatch.setattr(world.store, "commit", meeting)


def _starts_after_the_closing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    met: list[str] = []

    def meeting(*given: Any) -> None:
        close_active_attempt(*given)
        if not met:
            met.append("payer")
            world.start()

    monkeypatch.setattr("payments.events.close_active_attempt", meeting)


def test_who_asks_again_while_the_first_payment_is_settled_is_not_charged_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World()
    world.file()
    world.stripe.account.pay(world.start().session or "")
    slot = world.store.active_attempt

    def settled_between(fee: str) -> ActiveAttempt:
        monkeypatch.setattr(world.store, "active_attempt", slot)
        world.deliver()
        return slot(fee)

    monkeypatch.setattr(world.store, "active_attempt", settled_between)
    with pytest.raises(FeeNotDue):
        world.start()

    assert world.fee.state == "settled"
    assert _payable(world) == []


@pytest.mark.parametrize(
    "ending", [_time_is_up, lambda world: world.hear(REFUSED)], ids=["time", "refusal"]
)
def test_who_starts_while_the_fee_is_voided_cannot_pay_the_void_fee(
    ending: Ending, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World()
    world.file()
    _starts_before_the_void(world, monkeypatch)

    ending(world)

    assert world.fee.state == "void"
    assert len(world.stripe.account.sessions) == 1
    assert _payable(world) == []
    with pytest.raises(FeeNotDue):
        world.start()


def test_who_starts_while_the_refusal_looks_for_open_tries_cannot_pay_the_void_fee(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World()
    world.file()
    _starts_after_the_closing(world, monkeypatch)

    world.hear(REFUSED)

    assert world.fee.state == "void"
    assert len(world.stripe.account.sessions) == 1
    assert _payable(world) == []
