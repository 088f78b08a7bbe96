"""Dossiers that wait, end early or are stopped, in all six services: twice and in any order."""

from datetime import timedelta

import pytest

from tests.world import World


@pytest.fixture(params=[0, 1, 2])
def world(request: pytest.FixtureRequest) -> World:
    """Every message comes twice, in an order of its own."""
    return World(seed=request.param, pay="none", twice=True, shuffled=True)


def in_work(world: World) -> str:
    """A dossier without a fee whose first step is assigned."""
    code = world.file()
    world.settle()
    world.accept(code)
    world.assign(code)
    world.settle()
    return code


def sent(world: World) -> set[tuple[str, str]]:
    return {
        (template, channel) for template, channel, outcome in world.notices() if outcome == "sent"
    }


def test_a_dossier_that_is_supplemented_gets_its_result(world: World) -> None:
    code = in_work(world)
    world.request_supplement(code)
    world.settle()
    world.supplement(code)
    world.settle()

    world.decide(code)
    world.settle()
    world.return_result(code)
    world.settle()

    assert world.timeline() == [1, 2, 4, 5, 4, 9, 10]
    assert {("case.papers_requested", "sms"), ("case.resumed", "mail")} <= sent(world)
    assert not any(world.dead.values())


def test_a_dossier_is_withdrawn_as_its_owner_asked(world: World) -> None:
    code = in_work(world)
    world.request_withdrawal(code)
    world.settle()
    world.withdraw(code)
    world.settle()

    assert world.timeline() == [1, 2, 4, 7]
    assert ("case.withdrawn", "sms") in sent(world)
    assert not any(world.dead.values())


def test_a_dossier_that_nobody_supplements_is_stopped_once(world: World) -> None:
    code = in_work(world)
    world.request_supplement(code)
    world.settle()
    world.clock += timedelta(days=40)
    for _ in range(2):
        world.services["casework"].sweep()
        world.settle()

    assert world.timeline() == [1, 2, 4, 5, 8]
    stops = [event for event in world.events() if event.type == "case.stopped"]
    assert len(stops) == 1
    assert ("case.stopped", "sms") in sent(world)
