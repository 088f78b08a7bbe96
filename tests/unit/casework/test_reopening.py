"""A case that was rejected for lack of payment goes on, once it is known that the payer had paid in
time."""

from itertools import permutations

import pytest

from casework.domain.case import Case
from contracts.payments import FeeReinstated, FeeVoided
from kit.core.events import Envelope
from kit.core.model import Event
from kit.platform import fault_injection
from kit.platform.fault_injection import Killed, Plan
from kit.testing.clock import NOW
from tests.unit.casework.world import FEE_DUE, FEE_SETTLED, World, a_dossier, a_message

UNPAID = FeeVoided(why="unpaid", by="pay_by")
REINSTATED = FeeReinstated(pay_by=NOW, paid_at=NOW)
EVENTS: tuple[Event, ...] = (FEE_DUE, UNPAID, REINSTATED, FEE_SETTLED)


def a_world() -> World:
    world = World()
    world.receive(a_dossier())
    return world


def of_fee(event: Event) -> Envelope:
    """An event of the fee with the number that payments gives it."""
    return a_message(event, subject="F1").evolve(sequence=1 + EVENTS.index(event))


def receive(world: World, *events: Event) -> Case:
    for event in events:
        world.casework.inbox.handle(of_fee(event))
    return world.case


def test_it_waits_for_the_settlement_and_then_goes_to_the_desk() -> None:
    world = a_world()

    assert receive(world, FEE_DUE, UNPAID).state == "rejected"
    reopened = receive(world, REINSTATED)
    assert (reopened.state, reopened.closed_at) == ("awaiting_payment", None)
    assert receive(world, FEE_SETTLED).state == "awaiting_reception"
    assert world.event_types == [
        "case.awaiting_payment",
        "case.refused",
        "case.reopened",
        "case.awaiting_reception",
    ]


@pytest.mark.parametrize("order", list(permutations(EVENTS)))
def test_any_order_of_the_fees_events_comes_to_the_desk(order: tuple[Event, ...]) -> None:
    world = a_world()

    case = receive(world, *order, *order)

    assert (case.state, case.fees) == ("awaiting_reception", {"F1": "settled"})
    assert world.event_types.count("case.awaiting_reception") == 1
    assert world.event_types.count("case.refused") == world.event_types.count("case.reopened")


@pytest.mark.parametrize("point", ["commit.before", "commit.after"])
@pytest.mark.parametrize("nth", [1, 2])
def test_a_reopening_that_died_is_made_once(point: str, nth: int) -> None:
    world = a_world()
    receive(world, FEE_DUE, UNPAID, FEE_SETTLED)
    message = of_fee(REINSTATED)

    with fault_injection.injected(Plan(kill={point: nth})), pytest.raises(Killed):
        world.casework.inbox.handle(message)
    world.casework.inbox.handle(message)

    assert world.case.state == "awaiting_reception"
    assert world.event_types.count("case.reopened") == 1
    assert world.event_types.count("case.awaiting_reception") == 1


def test_a_case_that_the_desk_rejected_stays_rejected() -> None:
    world = a_world()
    receive(world, FEE_DUE)
    world.casework.inbox.handle(of_fee(FEE_SETTLED))
    world.reject("Không thuộc thẩm quyền.")

    assert receive(world, REINSTATED).state == "rejected"
    assert "case.reopened" not in world.event_types


def test_the_reopening_is_on_the_control_sheet() -> None:
    world = a_world()
    receive(world, *EVENTS)

    acts = [entry.act for entry in world.cases.audit_entries_of(world.case)]

    assert acts == ["file_unpaid", "reject_unpaid", "reopen", "open_reception"]
