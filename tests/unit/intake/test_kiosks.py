"""Kiosks: a citizen who signed in with a card or VNeID files at a registered device themselves."""

from typing import Any, Final

import pytest

from intake.domain.draft import Draft
from intake.domain.verified_identity import VerifiedIdentity
from intake.profile.update import UpdateProfile, update_profile
from kit.security.people import PersonLink
from kit.security.staff_directory import Agency, Staff
from tests.unit.intake.world import AGENCY, AN, ANSWERS, CODE, World, a_procedure

ADMIN: Final = Staff(sub="admin", roles=("admin",), agencies=("H49",))
BELOW: Final = Staff(sub="admin-below", roles=("admin",), agencies=(AGENCY,))
DESK: Final = Staff(sub="desk", roles=("receptionist",), agencies=(AGENCY,))
HALL: Final = {"name": "Sảnh tầng 1"}
KIOSK_PROCEDURE: Final = a_procedure(documents=(), channels=("online", "counter"))


@pytest.fixture
def world() -> World:
    """An's identity is verified, as by the chip of a card; Bình typed theirs."""
    world = World()
    world.publish(KIOSK_PROCEDURE)
    world.employ(ADMIN, BELOW, DESK)
    facts = {"full_name": AN.full_name, "identity_number": str(AN.identity_number)}
    verified = VerifiedIdentity(facts=facts, at=world.clock())
    command = UpdateProfile(owner=PersonLink(person="an"), profile=AN, verified=verified)
    update_profile(world.intake, command, at=world.clock())
    world.update_profile(sub="binh")
    return world


def register(world: World, sub: str = "admin", agency: str = AGENCY) -> Any:
    return world.client.post(f"/v1/agencies/{agency}/kiosks", sub, HALL)


def begin(world: World, device: dict[str, str] | None, sub: str = "an") -> Any:
    body = {"procedure": CODE, "agency": AGENCY, "answers": ANSWERS, "kiosk": device}
    return world.client.post("/v1/drafts", sub, body)


def credential(world: World) -> dict[str, str]:
    registered = register(world).body
    return {"kiosk": registered["kiosk"], "secret": registered["secret"]}


def draft_of(world: World, answer: Any) -> Draft:
    draft = world.intake.draft(answer.body["draft"])
    assert draft is not None
    return draft


def test_a_citizen_files_at_a_kiosk_and_the_dossier_is_theirs(world: World) -> None:
    begun = begin(world, credential(world))
    assert begun.status == 201
    filed = world.client.post(f"/v1/drafts/{begun.body['draft']}/filing", "an", {})

    assert filed.status == 201
    dossier = world.intake.filed_dossier(filed.body["code"])
    assert (dossier.channel, dossier.owner) == ("kiosk", "an")
    assert draft_of(world, begun).entry is None
    assert world.client.get(f"/v1/dossiers/{dossier.id}", "an").status == 200
    path = f"/v1/dossiers/{dossier.id}/withdrawal"
    assert world.client.post(path, "desk", {"reason": "x"}).status == 404


def test_the_credential_is_answered_once_and_stored_as_a_digest(world: World) -> None:
    device = credential(world)
    listed = world.client.get(f"/v1/agencies/{AGENCY}/kiosks", "admin").body["items"]

    assert [each["kiosk"] for each in listed] == [device["kiosk"]]
    assert "secret" not in listed[0]
    docs = [item.doc for item in world.transport.items.values() if item.pk.startswith("KIOSK")]
    assert not [doc for doc in docs if device["secret"] in doc]


@pytest.mark.parametrize("what", ["unknown", "wrong secret", "revoked", "elsewhere"])
def test_a_device_that_is_none_of_the_agencys_begins_nothing(world: World, what: str) -> None:
    other = "H49.62"
    world.directory.put_agency(Agency(code=other, name="UBND khác", valid_from="2025-07-01"))
    device = credential(world)
    if what == "unknown":
        device["kiosk"] = "0" * 26
    elif what == "wrong secret":
        device["secret"] = device["secret"][::-1]
    elif what == "revoked":
        world.client.delete(f"/v1/kiosks/{device['kiosk']}", "admin")
    else:
        elsewhere = register(world, agency=other).body
        device = {"kiosk": elsewhere["kiosk"], "secret": elsewhere["secret"]}

    refused = begin(world, device)

    assert (refused.status, refused.code) == (409, "kiosk_not_valid")


def test_a_draft_of_a_revoked_kiosk_is_not_filed(world: World) -> None:
    device = credential(world)
    draft = begin(world, device).body["draft"]
    assert world.client.delete(f"/v1/kiosks/{device['kiosk']}", "admin").status == 204
    assert world.client.post(f"/v1/drafts/{draft}/filing", "an", {}).code == "kiosk_not_valid"


def test_who_only_typed_who_they_are_files_at_no_kiosk(world: World) -> None:
    assert begin(world, credential(world), "binh").code == "identity_not_verified"
    assert begin(world, None, "binh").status == 201


def test_administrators_register_and_revoke_in_their_agency_alone(world: World) -> None:
    assert register(world, "admin-below", agency="H49").status == 404
    assert register(world, "desk").status == 403
    own = register(world, "admin-below").body["kiosk"]
    revoked = [world.client.delete(f"/v1/kiosks/{own}", "admin").status for _ in range(2)]
    assert revoked == [204, 204]
    (listed,) = world.client.get(f"/v1/agencies/{AGENCY}/kiosks", "admin-below").body["items"]
    assert listed["revoked_at"] is not None
