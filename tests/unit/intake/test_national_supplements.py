"""Answers to supplement requests that citizens sent at the National Portal."""

from typing import Any

import pytest

from contracts.casework import CasePapersRequested, CaseStopped
from contracts.intake import DossierSupplemented
from contracts.national import NationalPaper, SupplementReceived
from contracts.testing.national import NATIONAL_CODE, NATIONAL_PAPER, national_envelope
from kit.core.events import Envelope
from kit.core.model import Event
from tests.unit.intake.test_national import DESK, SECOND, fetch, handle, register
from tests.unit.intake.world import World, a_procedure


@pytest.fixture
def world() -> World:
    world = World()
    world.publish(a_procedure())
    world.employ(DESK)
    return world


def request_papers(world: World, sequence: int = 1) -> None:
    """Casework asks for a paper."""
    event = CasePapersRequested(
        request=f"request-{sequence}", items=("Hợp đồng",), reason="Thiếu", due=world.clock()
    )
    handle(world, of_case(world, event, sequence))


def of_case(world: World, event: Event, sequence: int) -> Envelope:
    return national_envelope(world.vault, event, sequence=sequence).evolve(source="casework")


def answer_of(world: World, sequence: int = 2, *, request: int = 1, **changes: Any) -> Envelope:
    """Exchange publishes an answer of the portal."""
    received = SupplementReceived(
        request=f"request-{request}",
        request_sequence=request,
        papers=(NationalPaper(id=SECOND, code="tp01", name="hop-dong.pdf"),),
        answers={"note": "Hợp đồng thuê nhà"},
    ).evolve(**changes)
    return national_envelope(world.vault, received, sequence=sequence)


def supplemented_events(world: World) -> list[DossierSupplemented]:
    events = [each for each in world.events() if each.type == DossierSupplemented.TYPE]
    return [world.intake.read(each, DossierSupplemented) for each in events]


def test_an_answer_of_the_portal_is_a_supplement_whose_files_come_later(world: World) -> None:
    register(world)
    request_papers(world)

    handle(world, answer_of(world))

    [event] = supplemented_events(world)
    assert (event.request, event.awaited) == ("request-1", (SECOND,))
    assert event.answers == {"note": "Hợp đồng thuê nhà"}
    dossier = world.intake.filed_dossier(NATIONAL_CODE)
    assert [each.request for each in dossier.supplements] == ["request-1"]
    assert [each.id for each in dossier.awaited_papers] == [NATIONAL_PAPER, SECOND]
    fetch(world, SECOND)
    dossier = world.intake.filed_dossier(NATIONAL_CODE)
    assert [each.id for each in dossier.attachments] == [SECOND]
    answer = world.client.get(f"/v1/dossiers/{NATIONAL_CODE}", "desk").body
    assert [each["request"] for each in answer["supplements"]] == ["request-1"]


def test_an_answer_before_its_dossier_and_its_request_waits_for_both(world: World) -> None:
    handle(world, answer_of(world))
    register(world)
    assert supplemented_events(world) == []

    request_papers(world)

    assert len(supplemented_events(world)) == 1


def test_an_answer_comes_once_however_often_its_message_does(world: World) -> None:
    register(world)
    request_papers(world)
    message = answer_of(world)
    for _ in range(3):
        handle(world, message)

    assert len(supplemented_events(world)) == 1


def test_a_second_answer_to_a_request_joins_the_first(world: World) -> None:
    register(world)
    request_papers(world)
    third = NationalPaper(id="01KAQNATPAPER0000000000003", name="ban-ve.pdf")
    handle(world, answer_of(world))
    handle(world, answer_of(world, 3, papers=(third,)))

    assert [event.awaited for event in supplemented_events(world)] == [(SECOND,), (third.id,)]
    awaited = world.intake.filed_dossier(NATIONAL_CODE).awaited_papers
    assert [each.id for each in awaited] == [NATIONAL_PAPER, SECOND, third.id]


def test_an_answer_for_a_dossier_that_has_ended_changes_nothing(world: World) -> None:
    register(world)
    request_papers(world)
    stopped = CaseStopped(reason="Quá hạn", ground="none")
    handle(world, of_case(world, stopped, 2))

    handle(world, answer_of(world, 3))

    assert supplemented_events(world) == []
    assert len(world.intake.filed_dossier(NATIONAL_CODE).awaited_papers) == 1
