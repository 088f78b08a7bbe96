"""The events of a dossier become its snapshot and its steps at the National Portal."""

import json
from collections.abc import Iterator

import pytest

from contracts.testing.dossier_events import CODE, free_dossier, paid_dossier
from dvcqg.validate.validator import findings_of
from tests.unit.exchange.world import World


@pytest.fixture
def world() -> Iterator[World]:
    created = World()
    yield created
    created.close()


def findings(world: World) -> list[str]:
    """What the kit's validator finds in everything that was sent."""
    calls = [call.as_json(payload=True) for call in world.portal.journal.calls]
    return [each.code for each in findings_of(json.dumps({"calls": calls}))]


def test_a_filed_dossier_is_sent_a_minute_later_with_its_step(world: World) -> None:
    world.receive(free_dossier(world.vault)[:1])
    world.push()
    assert CODE not in world.portal.dossiers.by_code

    world.heal()

    assert world.stored()["TrangThaiHoSo"] == "1"
    assert world.steps() == ["1"]
    assert findings(world) == []


def test_a_whole_course_ends_as_the_portal_shows_it(world: World) -> None:
    world.receive(paid_dossier(world.vault))
    world.heal()

    assert world.stored()["TrangThaiHoSo"] == "10"
    assert world.stored()["DuocThanhToanTrucTuyen"] == "2"
    assert world.steps() == ["1", "6", "1", "2", "4", "4", "9", "10"]
    assert world.lane().state == "synced"
    assert findings(world) == []


def test_each_event_after_a_push_is_an_update_and_one_more_step(world: World) -> None:
    for message in paid_dossier(world.vault):
        world.receive([message])
        world.heal()

    assert world.steps() == ["1", "6", "1", "2", "4", "4", "9", "10"]
    assert findings(world) == []
    effects = [effect.change.value for effect in world.portal.journal.effects_of(CODE)]
    assert effects.count("inserted") == 1 + 8, "the dossier and each step once"


def test_what_comes_twice_and_backwards_changes_nothing(world: World) -> None:
    messages = paid_dossier(world.vault)
    world.receive([*reversed(messages), *messages])
    world.heal()

    assert world.steps() == ["1", "6", "1", "2", "4", "4", "9", "10"]
    assert findings(world) == []


def test_the_adapters_dialect_takes_the_same(world: World) -> None:
    other = World(dialect="adapter")
    other.receive(paid_dossier(other.vault))
    other.heal()

    assert other.steps() == ["1", "6", "1", "2", "4", "4", "9", "10"]
    assert findings(other) == []
    other.close()
