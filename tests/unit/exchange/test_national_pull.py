"""The pull: what citizens filed at the portal is listed, stored, then confirmed."""

from collections.abc import Iterator

import pytest

from contracts.national import DossierReceived
from dvcqg.simulator.faults import Faults
from exchange.domain.portal_answer import NoAnswer
from tests.unit.exchange.national import LOG_IN, filed_there
from tests.unit.exchange.world import World


@pytest.fixture(params=["session", "adapter"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    world = World(Faults(session_calls=(0, 0)), dialect=request.param)
    yield world
    world.close()


def code(number: int) -> str:
    return f"H49.61.01-261123-12{number:04}"


def file(world: World, count: int) -> None:
    for number in range(count):
        world.portal.file(filed_there(code(number)))


def received(world: World) -> list[str]:
    return [each.subject for each in world.events() if each.type == DossierReceived.TYPE]


def pull(world: World) -> int:
    return world.service.national_pull("H49").run()


def test_what_is_listed_is_received_and_confirmed_once(world: World) -> None:
    file(world, 3)

    assert pull(world) == 3
    assert pull(world) == 0
    assert received(world) == [code(0), code(1), code(2)]
    assert world.portal.filings.waiting() == []


def test_more_than_a_page_is_taken_in_one_run(world: World) -> None:
    file(world, 130)

    assert pull(world) == 130


def test_a_dossier_that_was_pushed_before_is_confirmed_and_received_once(world: World) -> None:
    file(world, 1)
    session = world.client.post("/v1/national/session", "", LOG_IN).body["session"]
    body = {"session": session, "madonvi": "H49", **filed_there(code(0))}
    assert world.client.post("/v1/national/dossiers", "", body).body["error_code"] == "0"

    assert pull(world) == 1
    assert received(world) == [code(0)]


def test_one_that_can_not_be_taken_is_not_confirmed_and_keeps_no_other(world: World) -> None:
    file(world, 2)
    world.portal.file(filed_there("H49.61.01-261123-990001", MaTTHC="abc"))
    world.portal.file(filed_there("H56.61.01-261123-990002"))

    assert pull(world) == 2
    waiting = [item["MaHoSo"] for item in world.portal.filings.waiting()]
    assert waiting == ["H49.61.01-261123-990001", "H56.61.01-261123-990002"]


def test_a_lost_confirmation_is_made_good_by_the_next_run(world: World) -> None:
    file(world, 1)
    world.portal.set_faults(Faults(unavailable=1.0, session_calls=(0, 0)))
    with pytest.raises(NoAnswer):
        pull(world)
    world.portal.set_faults(Faults(lost=0.6, seed=3, session_calls=(0, 0)))
    for _ in range(20):
        try:
            pull(world)
        except NoAnswer:
            continue

    assert received(world) == [code(0)]
    assert world.portal.filings.waiting() == []


def test_an_ended_session_is_opened_anew() -> None:
    world = World()
    try:
        file(world, 1)
        assert pull(world) == 1
        world.portal.sessions.end_all()
        world.portal.file(filed_there(code(7)))
        assert pull(world) == 1
        assert world.portal.sessions.log_ins == 2
    finally:
        world.close()
