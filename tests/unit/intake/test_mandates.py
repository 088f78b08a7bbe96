"""Mandates and claims: by a verified number and name, for a time, until they are revoked."""

from datetime import timedelta
from typing import Any, Final

import pytest

from contracts.intake import AccessChanged, DossierFiled
from contracts.terms import Applicant
from intake.claims.claim import Claimed, ClaimIdentity, IdentityNotVerified, claim
from intake.domain.desk_entry import DeskEntry
from intake.domain.dossier import Dossier
from intake.domain.verified_identity import VerifiedIdentity
from intake.drafts.enter import EnterDraft, enter_draft
from intake.filing.file import FileDraft
from intake.profile.update import UpdateProfile, update_profile
from kit.core.ids import new_ulid
from kit.security.people import PersonLink
from kit.security.staff_directory import Staff
from tests.unit.intake.world import AGENCY, AN, ANSWERS, CODE, World, a_procedure

MINH: Final = AN.evolve(
    full_name="Trần Văn Minh", identity_number="022090002222", phone="0912345679"
)
DESK: Final = Staff(sub="desk", roles=("receptionist",), agencies=(AGENCY,))
FREE: Final = a_procedure(documents=(), channels=("online", "counter", "post"))
MANDATE: Final = {
    "full_name": MINH.full_name,
    "identity_number": MINH.identity_number,
    "scope": "act",
    "since": "2026-11-23",
    "until": "2026-11-30",
}
REQUEST: Final = {"procedure": CODE, "agency": AGENCY}


@pytest.fixture
def world() -> World:
    world = World()
    world.publish(FREE)
    for sub, profile in (("an", AN), ("minh", MINH)):
        facts = {
            "full_name": profile.full_name,
            "identity_number": str(profile.identity_number),
        }
        verified = VerifiedIdentity(facts=facts, at=world.clock())
        command = UpdateProfile(owner=PersonLink(person=sub), profile=profile, verified=verified)
        update_profile(world.intake, command, at=world.clock())
    world.employ(DESK)
    return world


def claimed(world: World, sub: str) -> Claimed:
    command = ClaimIdentity(person=PersonLink(person=sub))
    records, secret = world.people.mandates, world.service.keys.identity()
    return claim(world.intake, records, secret, command, at=world.clock())


def give(world: World, **changes: object) -> str:
    body = {**MANDATE, **changes}
    return str(world.client.post("/v1/me/mandates", "an", body).body["mandate"])


def entered(world: World, name: str, number: str | None, **facts: Any) -> Dossier:
    """A desk files for somebody by their number and name."""
    applicant = Applicant(full_name=name, identity_number=number, address="Ba Chẽ", **facts)
    entry = DeskEntry(channel="counter", by="desk", proof="card_shown", applicant=applicant)
    content = REQUEST
    command = EnterDraft.model_validate(
        {"id": new_ulid(world.clock()), "official": DESK, "content": content, "entry": entry}
    )
    draft = enter_draft(world.intake, world.directory, command, at=world.clock())
    return world.service.filer.file(FileDraft(draft=draft.id, owner=DESK), at=world.clock())


def file_free(world: World) -> Dossier:
    return world.file(world.create_draft())


def test_a_dossier_of_a_desk_is_claimed_by_number_and_name(world: World) -> None:
    own = entered(world, "NGUYEN  THI AN", AN.identity_number)
    mistyped = entered(world, "Lê Văn Tám", AN.identity_number)
    entered(world, AN.full_name, "022190009999")

    assert claimed(world, "an").dossiers == (own.id,)
    assert claimed(world, "an").dossiers == ()

    event = next(e for e in world.events() if e.type == "dossier.access_changed")
    assert world.intake.read(event, AccessChanged).owner.sub == "an"
    assert world.intake.filed_dossier(own.id).owner == "an"
    assert world.intake.filed_dossier(mistyped.id).owner is None
    mine = world.client.get("/v1/me/dossiers", "an").body["items"]
    assert [dossier["code"] for dossier in mine] == [own.id]


@pytest.mark.parametrize(
    "facts",
    [
        {"organisation": "Công ty TNHH Bình An", "tax_code": "5700101690"},
        {},
    ],
    ids=["organisation", "person"],
)
def test_an_organisations_dossier_is_claimed_by_its_representative(
    world: World, facts: dict[str, str]
) -> None:
    filed = entered(world, AN.full_name, AN.identity_number, **facts)

    assert claimed(world, "minh").dossiers == ()
    assert claimed(world, "an").dossiers == (filed.id,)


def test_a_passport_is_no_claim(world: World) -> None:
    filed = entered(world, AN.full_name, None, passport="C1234567", nationality="LA")

    assert claimed(world, "an").dossiers == ()
    assert world.intake.filed_dossier(filed.id).owner is None


def test_who_is_not_verified_claims_nothing(world: World) -> None:
    command = UpdateProfile(owner=PersonLink(person="typed"), profile=AN)
    update_profile(world.intake, command, at=world.clock())

    with pytest.raises(IdentityNotVerified):
        claimed(world, "typed")


def test_a_representative_files_for_the_principal_as_long_as_the_mandate_holds(
    world: World,
) -> None:
    mandate = give(world, procedure=CODE)
    under = {**REQUEST, "answers": ANSWERS, "mandate": mandate}
    assert world.client.post("/v1/drafts", "minh", under).status == 404
    assert claimed(world, "minh").mandates == (mandate,)

    draft = world.client.post("/v1/drafts", "minh", under).body["draft"]
    filed = world.client.post(f"/v1/drafts/{draft}/filing", "minh", {}).body["code"]

    dossier = world.intake.filed_dossier(filed)
    declared = world.intake.read(world.events()[-1], DossierFiled)
    assert (dossier.owner, declared.applicant.full_name) == ("an", AN.full_name)
    assert declared.representative is not None
    assert (declared.representative.sub, declared.representative.full_name) == (
        "minh",
        MINH.full_name,
    )
    assert world.client.get(f"/v1/dossiers/{filed}", "minh").status == 200
    assert world.client.get(f"/v1/dossiers/{filed}", "an").status == 200
    assert world.client.delete(f"/v1/me/mandates/{mandate}", "an").status == 204
    assert world.client.get(f"/v1/dossiers/{filed}", "minh").status == 404
    assert world.client.post("/v1/drafts", "minh", under).body["code"] == "mandate_not_valid"


def test_access_to_one_dossier_is_given_ends_and_is_on_record(world: World) -> None:
    filed = file_free(world)
    mandate = give(world, dossier=filed.id, scope="read")
    claimed(world, "minh")
    path = f"/v1/dossiers/{filed.id}"

    assert world.client.get(path, "minh").status == 200
    withdrawal = world.client.post(f"{path}/withdrawal", "minh", {"reason": "Thôi."})
    assert withdrawal.status == 404
    world.clock.advance(timedelta(days=8))
    assert world.client.get(path, "minh").status == 404
    world.client.delete(f"/v1/me/mandates/{mandate}", "minh")

    changes = [e for e in world.events() if e.type == "dossier.access_changed"]
    listed = [world.intake.read(e, AccessChanged).representatives for e in changes]
    assert [[each.sub for each in those] for those in listed] == [["minh"], []]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"procedure": CODE, "dossier": f"{AGENCY}-261123-0001"},
        {"procedure": CODE, "scope": "read"},
        {"procedure": CODE, "until": "2026-11-22"},
        {"procedure": CODE, "until": "2027-11-24"},
    ],
)
def test_a_mandate_that_is_not_whole_is_refused(world: World, changes: dict[str, str]) -> None:
    file_free(world)

    refusal = world.client.post("/v1/me/mandates", "an", {**MANDATE, **changes})

    assert (refusal.status, refusal.body["code"]) == (422, "mandate_malformed")
