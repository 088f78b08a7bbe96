"""What a desk enters: who files, how it came, how they are reached; a lost key, a new contact."""

from datetime import timedelta
from typing import Any, Final

import pytest

from contracts.intake import ContactChanged, DossierFiled
from kit.security.staff_directory import Staff
from tests.unit.intake.world import AGENCY, AN, CODE, World, a_procedure

DESK: Final = Staff(sub="desk", roles=("receptionist",), agencies=(AGENCY,))
ELSEWHERE: Final = Staff(sub="elsewhere", roles=("receptionist",), agencies=("H49.62",))
CARD: Final = "022090001111"
BODY: Final = {
    "procedure": CODE,
    "agency": AGENCY,
    "channel": "counter",
    "proof": "card_shown",
    "applicant": {"full_name": "Phạm Văn Bình", "identity_number": CARD, "address": "Ba Chẽ"},
}
POST: Final = {"channel": "post", "proof": "paper"}
ON_PAPER: Final = {"handed_papers": [{"component": "tp01", "originals": 1}]}


@pytest.fixture
def world() -> World:
    world = World()
    world.publish(a_procedure(channels=("online", "counter", "post")))
    world.employ(DESK, ELSEWHERE)
    return world


def enter(world: World, sub: str = "desk", **changes: Any) -> Any:
    return world.client.post("/v1/desk-drafts", sub, {**BODY, **changes})


def file(world: World, **changes: Any) -> tuple[str, DossierFiled]:
    draft = enter(world, **changes).body["draft"]
    filed = world.client.post(f"/v1/drafts/{draft}/filing", "desk", ON_PAPER)
    assert filed.status == 201, filed.body
    event = next(e for e in reversed(world.events()) if e.type == "dossier.filed")
    return str(filed.body["code"]), world.intake.read(event, DossierFiled)


def test_a_dossier_of_the_counter_has_no_owner_and_its_papers_are_on_paper(world: World) -> None:
    code, filed = file(world)

    assert (filed.owner, filed.contact, filed.channel) == (None, None, "counter")
    assert [(paper.component, paper.name) for paper in filed.handed_papers] == [
        ("tp01", "Giấy đề nghị")
    ]
    assert world.intake.filed_dossier(code).owner is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"proof": "paper"}, "proof_not_of_channel"),
        ({"channel": "kiosk"}, "proof_not_of_channel"),
        ({"posted_on": "2026-11-20"}, "arrival_malformed"),
        (POST, "arrival_malformed"),
        (POST | {"posted_on": "2026-11-21", "arrived_on": "2026-11-20"}, "arrival_malformed"),
        (POST | {"posted_on": "2026-11-20", "arrived_on": "2026-11-24"}, "arrival_malformed"),
        ({"applicant": {"full_name": "Bình", "address": "Ba Chẽ"}}, "identity_missing"),
    ],
)
def test_what_does_not_fit_the_channel_is_refused(
    world: World, changes: dict[str, Any], code: str
) -> None:
    refusal = enter(world, **changes)
    codes = {refusal.body["code"], *(e.get("code") for e in refusal.body.get("errors", ()))}
    assert refusal.status == 422
    assert code in codes, refusal.body


def test_a_letter_counts_from_the_day_of_its_arrival(world: World) -> None:
    days = {"posted_on": "2026-11-18", "arrived_on": "2026-11-20"}
    _, filed = file(world, **POST, **days)

    assert filed.received_at is not None
    assert filed.received_at.isoformat() == "2026-11-20T00:00:00+07:00"
    assert filed.posted_on == "2026-11-18"
    _, today = file(world, **POST, posted_on="2026-11-20", arrived_on="2026-11-23")
    assert today.received_at == world.clock()


def test_a_kiosk_has_the_terms_of_the_counter_and_proves_who_files(world: World) -> None:
    _, filed = file(world, channel="kiosk", proof="card_reader")

    assert (filed.channel, filed.applicant.authenticated) == ("kiosk", True)


def test_a_phone_that_is_stated_at_the_desk_is_verified(world: World) -> None:
    _, filed = file(world, contact={"phone": "0912345678"})

    assert filed.contact is not None
    assert (filed.contact.phone, filed.contact.phone_verified) == ("+84912345678", True)
    assert filed.contact.email is None


def test_a_desk_enters_and_files_for_its_own_agency_alone(world: World) -> None:
    draft = enter(world).body["draft"]

    assert enter(world, "elsewhere").status == 404
    assert world.client.post(f"/v1/drafts/{draft}/filing", "elsewhere", ON_PAPER).status == 404
    assert world.client.get(f"/v1/drafts/{draft}", "an").status == 404


def test_a_lost_key_is_replaced_for_whoever_shows_the_card(world: World) -> None:
    code, filed = file(world)
    path = f"/v1/dossiers/{code}/lookup-key"

    assert world.client.post(path, "desk", {"shown": "022090009999"}).body["code"] == (
        "identity_differs"
    )
    assert world.client.post(path, "desk", {}).status == 409
    first = world.client.post(path, "desk", {"shown": CARD}, idempotency_key="lost-key-1")
    again = world.client.post(path, "desk", {"shown": CARD}, idempotency_key="lost-key-1")

    keys = {filed.lookup_key, first.body["lookup_key"], again.body["lookup_key"]}
    assert len(keys) == 2
    assert [e.type for e in world.events()].count("dossier.key_replaced") == 1
    read = [record for record in world.access_records() if record.dossier == code]
    assert {record.by for record in read} == {"desk"}


def test_the_contact_is_changed_at_the_desk_and_by_the_owner(world: World) -> None:
    code, _ = file(world)
    path = f"/v1/dossiers/{code}/contact"
    body = {"phone": "0987654321", "shown": CARD}

    assert world.client.post(path, "desk", body).status == 201
    assert world.client.post(path, "an", {"phone": "0987654321"}).status == 404
    owned = world.file_dossier()
    other = f"/v1/dossiers/{owned.id}/contact"
    refused = world.client.post(other, "an", {"phone": "0987654321", "email": AN.email})
    answer = world.client.post(other, "an", {"phone": AN.phone}).body

    changed = [e for e in world.events() if e.type == "dossier.contact_changed"]
    contacts = [world.intake.read(e, ContactChanged).contact for e in changed]
    assert [contact and contact.phone_verified for contact in contacts] == [True, False]
    assert (refused.code, refused.body["field"]) == ("contact_code_required", "phone")
    assert answer["contact"]["phone"] == "+84912345678"
    shown = world.client.get(f"/v1/dossiers/{owned.id}", "an").body["contact"]
    assert (shown["phone"], shown["email"]) == ("+84912345678", None)


@pytest.mark.parametrize(
    ("contact", "former"),
    [
        ({"phone": "0987654321", "email": "an@example.vn"}, ("+84912345678", None)),
        ({"phone": "0912345678"}, (None, "an@example.vn")),
        ({}, ("+84912345678", "an@example.vn")),
        ({"phone": "0912345678", "email": "an@example.vn"}, None),
    ],
)
def test_what_a_desk_replaces_is_in_the_event_and_the_rest_is_not(
    world: World, contact: dict[str, str], former: tuple[str | None, str | None] | None
) -> None:
    code, _ = file(world, contact={"phone": "0912345678", "email": "an@example.vn"})
    path = f"/v1/dossiers/{code}/contact"

    assert world.client.post(path, "desk", contact | {"shown": CARD}).status == 201

    [changed] = [e for e in world.events() if e.type == "dossier.contact_changed"]
    replaced = world.intake.read(changed, ContactChanged).former
    assert (replaced and (replaced.phone, replaced.email)) == former


def test_an_entered_draft_ends_like_any_other(world: World) -> None:
    draft = world.intake.draft(enter(world).body["draft"])

    assert draft is not None
    assert draft.expires == world.clock() + timedelta(days=30)
