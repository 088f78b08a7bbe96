"""The sandbox: dossiers that nobody filed advance when their partner requests it."""

import pytest

from kit.testing.http_client import ClientResponse
from partners.domain.sandbox import CODES, LIVES
from tests.unit.partners.deliveries import Deliveries
from tests.unit.partners.receiver import Receiver
from tests.unit.partners.world import World, partners_settings

FIRST = CODES[0]


def advance(world: World, key: str, code: str = FIRST, **more: bool) -> ClientResponse:
    body = {"dossier": code} | more
    return world.client.post("/v1/sandbox/advances", "", body, X_Api_Key=key)


def test_every_life_is_lived_to_its_end_and_can_begin_again() -> None:
    world = World()
    key = world.program()
    types: dict[str, list[str]] = {}

    for code, life in zip(CODES, LIVES, strict=True):
        for step in range(1, len(life) + 1):
            answer = advance(world, key, code)
            assert answer.status == 201, answer.text
            assert (answer.body["step"], answer.body["steps"]) == (step, len(life))
            types.setdefault(code, []).append(answer.body["event"]["type"].split(".", 2)[2])
        assert advance(world, key, code).body["code"] == "sandbox_life_over"

    again = advance(world, key, from_start=True)
    assert (again.body["event"]["type"], again.body["step"]) == ("vn.motcua.dossier.filed.v1", 1)
    assert {each[0] for each in types.values()} == {"dossier.filed.v1"}
    assert types[CODES[6]] == ["dossier.filed.v1", "dossier.refused.v1"]
    numbers = [event.number for event in world.feed()]
    assert numbers == list(range(1, sum(map(len, LIVES)) + 2)), "no number is missing"


def test_a_step_is_in_the_feed_in_the_view_and_at_the_endpoint() -> None:
    deliveries = Deliveries(Receiver(World().clock))
    deliveries.hook()
    world, key = deliveries.world, deliveries.key

    events = [advance(world, key).body["event"] for _ in range(2)]
    deliveries.run_until(world.clock())
    deliveries._deliver(*world.queue.pop())

    assert world.get("/v1/events?after=0", key).body["items"] == events
    assert [each.event for each in deliveries.endpoint.tried] == events
    view = world.get(f"/v1/dossiers/{FIRST}", key).body
    assert (view["status"], view["due_at"]) == (2, events[1]["data"]["due_at"])


def test_each_partner_has_a_sandbox_of_its_own() -> None:
    world = World()
    key, other = world.program(), world.program("doi-tac-khac")

    advance(world, key)

    assert world.get(f"/v1/dossiers/{FIRST}", other).status == 404
    assert world.feed("doi-tac-khac") == []
    assert advance(world, key, "H49.61.01-261123-0001").status == 404


def test_a_stage_of_citizens_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    key = world.program()
    without = World()
    without.settings = partners_settings().model_copy(update={"sandbox": False})
    without.opened()
    assert advance(world, key).status == 201
    assert advance(without, without.program()).status == 404

    monkeypatch.setenv("STAGE", "prod")
    assert advance(world, key).status == 404, "whatever its settings say"
