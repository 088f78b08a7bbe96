"""One poisoned dossier: others are untouched, its field is named, it is sent again (X4)."""

from collections.abc import Iterator

import pytest

from contracts.casework import CaseAssigned
from contracts.intake import ContactChanged, ErasureOrdered
from contracts.terms import Contact
from contracts.testing.dossier_events import CODE, DossierEvents, contact_of, dossier_filed
from exchange.lanes.send_again import send_again
from kit.core.model import SEALED_PREFIX
from tests.unit.exchange.streams import code_of
from tests.unit.exchange.world import World

WRONG_MAIL = "an tai example"


@pytest.fixture
def world() -> Iterator[World]:
    opened = World()
    yield opened
    opened.close()


def poisoned(world: World) -> DossierEvents:
    """A dossier with a mail address that the portal does not take."""
    events = DossierEvents(world.vault)
    filed = dossier_filed("none")
    wrong = filed.evolve(contact=contact_of(filed, email=WRONG_MAIL))
    events.publish("intake", wrong)
    return events


def others(world: World, count: int) -> None:
    for number in range(count):
        events = DossierEvents(world.vault, code_of(number), f"01KAQ{number:021}")
        events.publish("intake", dossier_filed("none"))
        world.receive(events.published)


def test_a_refused_dossier_is_set_aside_by_its_field_and_others_are_sent(world: World) -> None:
    world.receive(poisoned(world).published)
    others(world, 20)
    world.heal()

    assert world.lane().state == "refused"
    refusal = world.lane().refusal
    assert refusal is not None
    assert (refusal.service, refusal.field, refusal.code) == ("DongBoHoSoMC", "Email", "-1")
    assert len(world.portal.dossiers.by_code) == 20
    assert {world.lane(code_of(n)).state for n in range(20)} == {"synced"}
    [event] = [each for each in world.events() if each.type == "sync.refused"]
    assert event.data == {"service": "DongBoHoSoMC", "field": "Email", "code": "-1"}
    assert event.dossier == CODE


def test_nothing_more_is_called_for_a_refused_dossier(world: World) -> None:
    events = poisoned(world)
    world.receive(events.published)
    world.heal()
    calls = len(world.portal.journal.calls)

    world.heal(48)

    assert len(world.portal.journal.calls) == calls
    assert world.repository.count_refused(10) == 1


def test_a_refused_dossier_is_sent_again_by_itself_after_its_correction(world: World) -> None:
    events = poisoned(world)
    world.receive(events.published)
    world.heal()

    events.publish("intake", ContactChanged(contact=Contact(email="an@example.vn")))
    world.receive(events.published[-1:])
    world.heal()

    assert world.lane().state == "synced"
    assert world.stored()["Email"] == "an@example.vn"
    types = [event.type for event in world.events()]
    assert (types.count("sync.refused"), types.count("sync.done")) == (1, 1)


def test_other_facts_leave_a_refused_dossier_to_its_officials(world: World) -> None:
    events = poisoned(world)
    world.receive(events.published)
    world.heal()

    events.publish("casework", CaseAssigned(step="Thẩm định", desk="desk-2"))
    world.receive(events.published[-1:])
    world.heal()
    assert world.lane().state == "refused"

    send_again(world.repository, CODE, at=world.clock())
    world.push()

    assert world.lane().state == "refused"
    assert [event.type for event in world.events()].count("sync.refused") == 2


def test_an_erased_dossier_is_no_longer_anybodys_to_correct(world: World) -> None:
    events = poisoned(world)
    world.receive(events.published)
    world.heal()

    events.publish("intake", ErasureOrdered(request="r", by="head", role="head"))
    world.receive(events.published[-1:])

    [event] = [each for each in world.events() if each.type == "sync.done"]
    assert event.data == {"how": "erased"}


def test_what_was_refused_is_stored_sealed_and_what_was_answered_too(world: World) -> None:
    world.receive(poisoned(world).published)
    world.heal()

    items = {item.sk: item.doc for item in world.transport.items.values() if "LANE#" in item.pk}
    assert SEALED_PREFIX in items["REFUSED"]
    calls = [doc for sort_key, doc in items.items() if sort_key.startswith("TRY#")]
    assert calls
    for doc in items.values():
        assert WRONG_MAIL not in doc
        assert "Nguyễn Thị An" not in doc
        assert "022190001234" not in doc


def test_a_payload_that_states_more_than_the_facts_is_held_back(
    world: World,
) -> None:
    events = DossierEvents(world.vault)
    filed = dossier_filed("none")
    applicant = filed.applicant.evolve(identity_number="000000001")
    events.publish("intake", filed.evolve(applicant=applicant))
    world.receive(events.published)
    world.heal()

    refusal = world.lane().refusal
    assert refusal is not None
    assert (refusal.field, refusal.code) == ("DinhDanhCHS", "honesty")
    assert world.portal.dossiers.by_code == {}


def test_an_erased_dossier_is_sent_no_more(world: World) -> None:
    events = DossierEvents(world.vault)
    events.publish("intake", dossier_filed("none"))
    world.receive(events.published)
    world.vault.destroy(events.draft)
    world.heal()

    assert world.repository.sealed_lane(CODE).state == "erased"  # type: ignore[union-attr]
    assert world.portal.dossiers.by_code == {}
