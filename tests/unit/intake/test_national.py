"""What was filed at the National Portal: a dossier of ours under the portal's code, with its files
as they come."""

from datetime import timedelta
from typing import Any, Final

import pytest

from contracts.intake import DossierFiled, DossierPaperReceived
from contracts.national import NationalPaper
from contracts.required_documents import Component
from contracts.testing.national import (
    FILED_THERE_AT,
    NATIONAL_CODE,
    NATIONAL_PAPER,
    NATIONAL_VAULT,
    national_envelope,
    national_received,
)
from intake.domain.dossier import Dossier
from intake.domain.lookup_key import is_well_formed
from intake.domain.verified_identity import VerifiedIdentity
from intake.profile.update import UpdateProfile, update_profile
from kit.core.events import ContractBroken, Envelope
from kit.persistence.repository import Duplicate
from kit.security.people import PersonLink
from kit.security.staff_directory import Staff
from tests.unit.intake.world import AGENCY, AN, PDF, World, a_procedure

DESK: Final = Staff(sub="desk", roles=("receptionist",), agencies=(AGENCY,))
SECOND: Final = "01KAQNATPAPER0000000000002"
EICAR: Final = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture
def world() -> World:
    world = World()
    world.publish(a_procedure())
    world.employ(DESK)
    return world


def handle(world: World, message: Envelope) -> None:
    world.service.inbox.handle(message)


def handle_own(world: World, seen: int = 0) -> int:
    """Intake handles its own checks of papers."""
    events = world.events()
    for event in events[seen:]:
        if event.type in ("paper.checked", "paper.rejected"):
            handle(world, event)
    return len(events)


def register(world: World, **changes: Any) -> Dossier:
    handle(world, national_envelope(world.vault, national_received(**changes)))
    return world.intake.filed_dossier(NATIONAL_CODE)


def fetch(world: World, paper: str = NATIONAL_PAPER, content: bytes = PDF) -> None:
    """Exchange puts a file into quarantine, which wakes the check."""
    upload = world.bucket.upload(f"quarantine/{paper}", content)
    world.checker.check(upload, at=world.clock())
    handle_own(world)


def filed_event(world: World) -> DossierFiled:
    event = next(each for each in world.events() if each.type == "dossier.filed")
    return world.intake.read(event, DossierFiled)


def test_the_code_of_the_portal_is_the_dossiers_and_none_is_minted(world: World) -> None:
    dossier = register(world)

    assert (dossier.id, dossier.vault, dossier.portal) == (
        NATIONAL_CODE,
        NATIONAL_VAULT,
        "national",
    )
    assert list(world.intake.numbers_of("261123")) == []
    assert world.event_types.count("dossier.filed") == 1
    event = next(each for each in world.events() if each.type == "dossier.filed")
    assert (event.subject, event.vault) == (NATIONAL_CODE, NATIONAL_VAULT)


def test_the_clock_of_reception_starts_at_the_filing_at_the_portal(world: World) -> None:
    dossier = register(world)
    filed = filed_event(world)

    assert dossier.filed_at == FILED_THERE_AT
    assert (filed.received_at, filed.portal, filed.channel) == (
        FILED_THERE_AT,
        "national",
        "online",
    )


def test_what_was_declared_reaches_those_who_work_on_it(world: World) -> None:
    register(world)
    filed = filed_event(world)

    assert filed.owner is None
    assert filed.applicant.full_name == "Nguyễn Thị An"
    assert filed.applicant.authenticated
    assert filed.contact is not None
    assert filed.contact.email == "an@example.vn"
    assert filed.answers == {"summary": "Đăng ký bán phở"}
    assert filed.quote.total == 150_000
    assert is_well_formed(filed.lookup_key)
    answer = world.client.get(f"/v1/dossiers/{NATIONAL_CODE}", "desk")
    assert answer.body["applicant"]["full_name"] == "Nguyễn Thị An"
    assert answer.body["portal"] == "national"


def test_the_same_message_again_registers_nothing(world: World) -> None:
    message = national_envelope(world.vault)
    handle(world, message)
    handle(world, message)
    with pytest.raises(Duplicate):
        world.service.registrar.register(message, at=world.clock())

    assert world.event_types.count("dossier.filed") == 1


def test_another_message_about_the_same_dossier_registers_nothing(world: World) -> None:
    register(world)
    register(world)

    assert world.event_types.count("dossier.filed") == 1


def test_a_code_that_another_dossier_has_is_set_aside(world: World) -> None:
    ours = world.file_dossier()
    message = national_envelope(world.vault, code=ours.id)

    with pytest.raises(ContractBroken):
        handle(world, message)

    assert world.intake.filed_dossier(ours.id).portal is None


def test_a_dossier_waits_until_its_procedure_is_in_the_catalogue() -> None:
    world = World()
    handle(world, national_envelope(world.vault))
    assert world.intake.dossier(NATIONAL_CODE) is None
    assert len(world.deferred.of(NATIONAL_CODE)) == 1

    world.publish(a_procedure())
    world.service.inbox.drain_oldest()

    assert world.intake.filed_dossier(NATIONAL_CODE).portal == "national"
    assert filed_event(world).received_at == FILED_THERE_AT


def test_an_agency_that_nobody_knows_leaves_the_dossier_to_the_one_above(world: World) -> None:
    dossier = register(world, agency="H49.77.05")

    assert (dossier.agency, dossier.id) == ("H49", NATIONAL_CODE)


def test_a_paper_is_for_the_component_of_its_national_code(world: World) -> None:
    national = "000.00.00.G12-KQ014021"
    world.publish(
        a_procedure(documents=(Component(id="p1", name="Tờ khai", required=True, code=national),))
    )
    papers = (
        NationalPaper(id=NATIONAL_PAPER, code=national, name="a.pdf", reused=True),
        NationalPaper(id=SECOND, code="000.00.00.G99-KQ000001", name="b.pdf"),
    )
    dossier = register(world, papers=papers)

    assert [(each.component, each.name) for each in dossier.awaited_papers] == [
        ("p1", "Tờ khai"),
        ("other", "Giấy tờ khác"),
    ]
    fetch(world)
    filed = world.intake.filed_dossier(NATIONAL_CODE).attachments
    assert [(paper.component, paper.name, paper.reused) for paper in filed] == [
        ("p1", "Tờ khai", True)
    ]


def test_a_dossier_is_registered_before_its_files_are_here(world: World) -> None:
    dossier = register(world)

    assert dossier.attachments == ()
    assert [(each.id, each.state) for each in dossier.awaited_papers] == [
        (NATIONAL_PAPER, "to_fetch")
    ]
    body = world.client.get(f"/v1/dossiers/{NATIONAL_CODE}", "desk").body
    assert [each["state"] for each in body["awaited_papers"]] == ["to_fetch"]


def test_a_fetched_file_is_checked_as_any_upload_and_joins_the_papers(world: World) -> None:
    register(world)
    fetch(world)

    dossier = world.intake.filed_dossier(NATIONAL_CODE)
    attachment = world.intake.attachment(NATIONAL_PAPER)
    assert attachment is not None
    assert (attachment.state, attachment.size) == ("checked", len(PDF))
    assert dossier.awaited_papers == ()
    received = next(each for each in world.events() if each.type == "dossier.paper_received")
    assert received.read(DossierPaperReceived).paper == dossier.attachments[0]
    link = world.client.get(
        f"/v1/dossiers/{NATIONAL_CODE}/papers/{NATIONAL_PAPER}/link?purpose=reception", "desk"
    )
    assert link.status == 200, link.body


def test_a_file_that_comes_days_later_is_taken_all_the_same(world: World) -> None:
    register(world)
    world.clock.advance(timedelta(days=3))
    fetch(world)

    assert len(world.intake.filed_dossier(NATIONAL_CODE).attachments) == 1


@pytest.mark.parametrize(
    ("content", "why"), [(PDF + EICAR, "infected"), (b"MZ\x90 a program", "not_taken")]
)
def test_a_file_that_fails_its_check_stays_listed_with_why(
    world: World, content: bytes, why: str
) -> None:
    register(world)
    fetch(world, content=content)

    dossier = world.intake.filed_dossier(NATIONAL_CODE)
    assert dossier.attachments == ()
    assert [(each.state, each.why) for each in dossier.awaited_papers] == [("rejected", why)]


def test_a_paper_without_a_file_is_listed_and_awaits_none(world: World) -> None:
    papers = (NationalPaper(id=NATIONAL_PAPER, code="tp01", name="Giấy khai sinh", has_file=False),)
    dossier = register(world, papers=papers)

    assert [each.state for each in dossier.awaited_papers] == ["no_file"]
    assert world.intake.attachment(NATIONAL_PAPER) is None


def test_the_person_with_the_verified_number_claims_it_at_their_sign_in(world: World) -> None:
    register(world)
    facts = {"full_name": AN.full_name, "identity_number": str(AN.identity_number)}
    verified = VerifiedIdentity(facts=facts, at=world.clock())
    command = UpdateProfile(owner=PersonLink(person="an"), profile=AN, verified=verified)
    update_profile(world.intake, command, at=world.clock())

    claimed = world.client.post("/v1/me/claims", "an", {})

    assert claimed.body["dossiers"] == [NATIONAL_CODE], claimed.body
    assert world.intake.filed_dossier(NATIONAL_CODE).owner == "an"
    listed = world.client.get("/v1/me/dossiers", "an").body["items"]
    assert [each["code"] for each in listed] == [NATIONAL_CODE]


def test_most_papers_are_registered_in_one_transaction(world: World) -> None:
    papers = tuple(
        NationalPaper(id=f"01KAQNATPAPER00000000001{place:02}", code="tp01", name="a.pdf")
        for place in range(60)
    )
    dossier = register(world, papers=papers)

    assert len(dossier.awaited_papers) == 60
