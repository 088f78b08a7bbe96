"""Who may see a dossier goes by the case's agency of this moment, in whatever order events come."""

from collections.abc import Callable
from datetime import timedelta
from itertools import permutations
from typing import Final

import pytest

from contracts.case_access import CaseAccess, consult, end_consultation, hand_over
from contracts.casework import (
    CaseAnswered,
    CaseConsulted,
    CaseHandedOver,
    CasePapersRequested,
    CaseStopped,
)
from kit.core.events import Envelope
from kit.core.ids import new_ulid
from kit.core.model import Event
from kit.security.staff_directory import Staff
from kit.testing.clock import NOW
from tests.unit.intake import test_open_attachment
from tests.unit.intake.world import AGENCY

OTHER: Final = "H49.62"
THIRD: Final = "H49.05"
Act = Callable[[CaseAccess], CaseAccess]


class World(test_open_attachment.World):
    """The case of the filed dossier is dealt with by casework, whose events arrive here."""

    def __init__(self) -> None:
        super().__init__()
        self.sequence = 4
        self.employ(Staff(sub="third", roles=("officer",), agencies=(THIRD,)))

    def event(self, event: Event) -> Envelope:
        """The next event of the case, not received yet."""
        self.sequence += 1
        return Envelope(
            id=new_ulid(self.clock() + timedelta(seconds=self.sequence)),
            type=event.TYPE,
            version=1,
            source="casework",
            subject=self.code,
            sequence=self.sequence,
            time=self.clock(),
            trace="trace",
            dossier=self.code,
            data=event.model_dump(mode="json"),
        )

    def receive(self, *messages: Envelope) -> None:
        for message in messages:
            self.service.inbox.handle(message)

    def hand_over(self, agency: str) -> Envelope:
        return self.event(CaseHandedOver(agency=agency, step="Thẩm định", desk="tham-dinh"))

    def consult(self, agency: str) -> Envelope:
        return self.event(CaseConsulted(agency=agency, due=self.clock() + timedelta(days=2)))

    def answer(self, agency: str) -> Envelope:
        """With its opinion sealed, as it travels."""
        message = self.event(CaseAnswered(agency=agency, due=self.clock(), answer="Đồng ý."))
        return message.model_copy(update={"data": {**message.data, "answer": "sealed:opinion"}})

    def openers(self) -> set[str]:
        """Who of the three agencies opens the paper now."""
        return {who for who in ("assessor", "elsewhere", "third") if self.open(who).status == 200}


@pytest.fixture
def world() -> World:
    return World()


def test_after_a_transfer_the_new_agency_opens_papers_and_the_old_one_cannot(world: World) -> None:
    assert world.openers() == {"assessor"}
    world.receive(world.hand_over(OTHER))
    assert world.openers() == {"elsewhere"}
    world.receive(world.hand_over(AGENCY))
    assert world.openers() == {"assessor"}


def test_the_dossier_itself_is_read_by_the_new_agency_only(world: World) -> None:
    world.receive(world.hand_over(OTHER))
    path = f"/v1/dossiers/{world.code}"

    old, new = world.client.get(path, "assessor"), world.client.get(path, "elsewhere")

    assert (old.status, new.status) == (404, 200)
    assert new.body["agency"] == AGENCY


def test_after_a_transfer_the_new_agencys_administrators_see_who_looked(world: World) -> None:
    world.employ(Staff(sub="admin-there", roles=("admin",), agencies=(OTHER,)))
    world.receive(world.hand_over(OTHER))
    path = f"/v1/dossiers/{world.code}/readers"

    statuses = [world.client.get(path, who).status for who in ("admin", "admin-there", "an")]

    assert statuses == [404, 200, 200]


def test_a_consulted_agency_opens_papers_until_it_has_answered(world: World) -> None:
    world.receive(world.consult(THIRD))
    assert world.openers() == {"assessor", "third"}
    world.receive(world.answer(THIRD))
    assert world.openers() == {"assessor"}


def test_a_consulted_agency_that_stays_silent_opens_nothing_after_its_due_date(
    world: World,
) -> None:
    world.receive(world.consult(THIRD))
    path = f"/v1/dossiers/{world.code}"

    assert world.client.get(path, "third").status == 200
    world.clock.advance(timedelta(days=2))
    assert (world.client.get(path, "third").status, world.openers()) == (404, {"assessor"})


def test_a_consultation_ends_with_its_case(world: World) -> None:
    ending = world.event(CaseStopped(reason="Không bổ sung", ground="none"))
    world.receive(ending, world.consult(THIRD))
    assert world.openers() == {"assessor"}


def test_agencies_are_consulted_in_parallel(world: World) -> None:
    world.receive(world.consult(THIRD), world.consult(OTHER), world.answer(THIRD))
    assert world.openers() == {"assessor", "elsewhere"}


def test_the_owner_opens_papers_wherever_the_case_is(world: World) -> None:
    world.receive(world.hand_over(OTHER))
    assert world.open("an").status == 200


def test_events_in_any_order_and_twice_lead_to_the_same_access(world: World) -> None:
    messages = (
        world.consult(THIRD),
        world.hand_over(OTHER),
        world.answer(THIRD),
        world.hand_over(AGENCY),
    )
    for order in permutations(messages):
        fresh = World()
        assert fresh.code == world.code
        fresh.receive(*order, *order)
        assert fresh.openers() == {"assessor"}, [each.type for each in order]


def test_an_answer_that_comes_before_its_question_closes_it(world: World) -> None:
    question, response = world.consult(THIRD), world.answer(THIRD)
    world.receive(response, question)
    assert world.openers() == {"assessor"}


def test_an_agency_may_be_asked_again(world: World) -> None:
    first, response, again = world.consult(THIRD), world.answer(THIRD), world.consult(THIRD)
    world.receive(again, first, response)
    assert world.openers() == {"assessor", "third"}


def test_what_a_citizen_declared_stays_sealed_through_a_transfer(world: World) -> None:
    before = world.intake.dossier(world.code)
    world.receive(world.hand_over(OTHER))
    after = world.intake.dossier(world.code)

    assert before is not None
    assert after is not None
    assert after.lookup_key == before.lookup_key
    assert world.client.get(f"/v1/dossiers/{world.code}", "an").body["applicant"]


def test_papers_that_were_sent_later_are_opened_too(world: World) -> None:
    due = world.clock() + timedelta(days=30)
    request = CasePapersRequested(request="r-1", items=("Bản sao",), reason="Thiếu", due=due)
    world.receive(world.event(request))
    dossier = world.intake.dossier(world.code)
    assert dossier is not None
    world.paper = world.checked_paper(dossier.draft)
    assert world.open("assessor").status == 404

    sent = world.client.post(
        f"/v1/dossiers/{world.code}/supplement", "an", {"papers": [world.paper]}
    )

    assert (sent.status, world.open("assessor").status) == (201, 200)
    assert world.open("assessor").body["filename"] == f"{world.code}-02.pdf"


def test_an_event_about_an_erased_dossier_is_recorded_and_changes_nothing(world: World) -> None:
    message = world.hand_over(OTHER)
    world.code = message.subject
    for key in [key for key in world.transport.items if key[0] == f"DOSSIER#{world.code}"]:
        del world.transport.items[key]

    world.receive(message)

    assert world.intake.has_handled(message)
    assert world.intake.dossier(world.code) is None


ACTS: Final[tuple[Act, ...]] = (
    lambda access: hand_over(access, OTHER, sequence=5),
    lambda access: consult(access, THIRD, sequence=6),
    lambda access: end_consultation(access, THIRD, sequence=7),
    lambda access: consult(access, OTHER, sequence=8),
    lambda access: hand_over(access, THIRD, sequence=9),
)


def test_the_latest_sequence_stands_in_every_order() -> None:
    for acts in permutations(ACTS):
        access = CaseAccess()
        for act in acts:
            access = act(act(access))
        assert (access.agency, access.sequence, access.consulted(NOW)) == (THIRD, 9, (OTHER,))
