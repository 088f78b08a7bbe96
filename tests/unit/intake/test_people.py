"""Who owns what: a person has one id, whatever account they sign in with."""

import json
from datetime import timedelta
from typing import Any

import pytest

from kit.security.person_records import PersonRecords
from kit.testing.memory_table import MemoryTransport, memory_table
from tests.unit.intake import test_api
from tests.unit.intake.test_api import DRAFT, PROFILE
from tests.unit.intake.test_verified_identity import proof

OLD, NEW = "account-1", "account-2"


class World(test_api.World):
    """Intake with the directory of people as it is deployed."""

    def __init__(self) -> None:
        super().__init__()
        self.people_transport = MemoryTransport()
        self.resources.people = PersonRecords(memory_table(self.people_transport), self.clock)

    def verify(self, sub: str, **claims: str) -> Any:
        return self.client.put("/v1/me", sub, {**PROFILE, "id_token": proof(sub, **claims)})

    def filed(self, sub: str) -> str:
        """The code of a dossier that an account filed."""
        draft = self.draft(sub)
        self.checked_paper(draft, sub)
        return str(self.client.post(f"/v1/drafts/{draft}/filing", sub, {}).body["code"])

    def owner_of(self, code: str) -> str:
        [event] = [e for e in self.events() if e.type == "dossier.filed" and e.subject == code]
        return str(event.data["owner"]["sub"])

    def codes_of(self, sub: str, limit: int = 20) -> list[str]:
        codes, cursor = list[str](), ""
        while True:
            page = self.client.get(f"/v1/me/dossiers?limit={limit}{cursor}", sub).body
            codes += [line["code"] for line in page["items"]]
            if page["next"] is None:
                return codes
            cursor = f"&cursor={page['next']}"


@pytest.fixture
def world() -> World:
    return World()


def test_the_owner_in_events_is_an_id_of_intake_and_no_subject(world: World) -> None:
    code = world.filed(OLD)

    assert len(world.owner_of(code)) == 26
    stored = json.dumps([item.doc for item in world.transport.items.values()])
    assert OLD not in stored


def test_an_account_without_a_profile_keeps_its_drafts(world: World) -> None:
    world.draft("editor-of-drafts")
    first = world.client.post("/v1/drafts", OLD, DRAFT).body["draft"]

    assert world.client.get(f"/v1/drafts/{first}", OLD).status == 200
    assert world.client.get(f"/v1/drafts/{first}", NEW).status == 404
    assert world.client.get("/v1/me", OLD).status == 404


def test_two_accounts_with_the_same_typed_number_stay_two_people(world: World) -> None:
    code = world.filed(OLD)
    world.client.put("/v1/me", NEW, PROFILE)

    assert world.codes_of(NEW) == []
    assert world.client.get(f"/v1/dossiers/{code}", NEW).status == 404


def test_a_number_that_one_of_two_accounts_only_typed_joins_nobody(world: World) -> None:
    code = world.filed(OLD)
    world.client.put("/v1/me", OLD, {**PROFILE, "identity_number": "022190009999"})
    world.verify(NEW)

    assert world.codes_of(NEW) == []
    assert world.client.get(f"/v1/dossiers/{code}", NEW).status == 404


def test_dossiers_and_drafts_of_both_accounts_are_the_persons(world: World) -> None:
    codes = [world.filed(OLD), world.filed(NEW), world.filed(OLD)]
    drafts = {sub: world.draft(sub) for sub in (OLD, NEW)}
    world.verify(OLD)
    world.verify(NEW)
    world.clock.advance(timedelta(seconds=61))

    for sub in (OLD, NEW):
        assert world.codes_of(sub) == world.codes_of(sub, limit=1) == codes[::-1]
        for code in codes:
            assert world.client.get(f"/v1/dossiers/{code}", sub).status == 200
            assert world.client.get(f"/v1/dossiers/{code}/readers", sub).status == 200
        for draft in drafts.values():
            assert world.client.get(f"/v1/drafts/{draft}", sub).status == 200
    assert world.client.get(f"/v1/dossiers/{codes[0]}", "somebody").status == 404


def test_a_draft_from_before_is_filed_by_the_person_who_stays(world: World) -> None:
    first = world.filed(OLD)
    draft = world.draft(NEW)
    world.checked_paper(draft, NEW)
    world.verify(OLD)
    world.verify(NEW)

    filing = world.client.post(f"/v1/drafts/{draft}/filing", OLD, {})

    assert filing.status == 201
    assert world.owner_of(filing.body["code"]) == world.owner_of(first)
    again = world.client.post(f"/v1/drafts/{draft}/filing", NEW, {})
    assert again.body["code"] == filing.body["code"]


def test_a_dossier_from_before_is_withdrawn_by_either_account_and_by_nobody_else(
    world: World,
) -> None:
    code = world.filed(NEW)
    world.verify(OLD)
    world.verify(NEW)
    path, body = f"/v1/dossiers/{code}/withdrawal", {"reason": "Tôi đổi ý."}

    assert world.client.post(path, "somebody", body).status == 404
    assert world.client.post(path, OLD, body).status == 201


def test_the_profile_is_one_from_then_on_and_the_other_is_gone(world: World) -> None:
    world.verify(OLD, phone="0912000001")
    world.client.put("/v1/me", NEW, {**PROFILE, "address": "Số 2, Cẩm Phả"})
    before = profiles(world)

    world.client.put("/v1/me", NEW, {**PROFILE, "address": "Số 3", "id_token": proof(NEW)})

    shown = world.client.get("/v1/me", OLD).body
    assert shown == world.client.get("/v1/me", NEW).body
    assert (shown["address"], "identity_number" in shown["verified"]) == ("Số 3", True)
    assert (len(before), len(profiles(world))) == (2, 1)


def test_the_identity_number_is_not_in_the_directory_of_people(world: World) -> None:
    world.verify(OLD)
    world.verify(NEW)

    stored = json.dumps([(item.pk, item.doc) for item in world.people_transport.items.values()])
    assert "FINGERPRINT#v1:" in stored
    assert "022190009999" not in stored
    assert not any(word in stored for word in ("NGUYỄN", "0987654321"))


def test_a_passport_joins_nobody(world: World) -> None:
    for sub in (OLD, NEW):
        claims = {"full_name": "SOMSAK", "passport": "C1234567", "nationality": "LA"}
        body = {**PROFILE, "identity_number": None, "passport": "C1234567", "nationality": "LA"}
        world.client.put("/v1/me", sub, {**body, "id_token": f"{sub}:{json.dumps(claims)}"})
    code = world.filed(OLD)

    assert world.client.get(f"/v1/dossiers/{code}", NEW).status == 404


def test_a_repeated_request_finds_the_draft_that_it_made_before_the_join(world: World) -> None:
    world.draft(OLD)
    key = {"Idempotency_Key": "the-same-request"}
    created = world.client.post("/v1/drafts", NEW, DRAFT, **key).body["draft"]
    world.verify(OLD)
    world.verify(NEW)

    assert world.client.post("/v1/drafts", NEW, DRAFT, **key).body["draft"] == created


def profiles(world: World) -> list[str]:
    return [pk for pk, sk in world.transport.items if pk.startswith("PERSON#") and sk == "STATE"]
