"""The confirmation of a new contact: six digits, ten minutes, five attempts, nothing told."""

from datetime import timedelta
from typing import Any, Final

import pytest

from contracts.intake import ContactChanged, ContactCodeRequested, ContactReplaced
from intake.domain.contact_code import LASTS, MOST_ATTEMPTS
from intake.domain.daily_limits import DailyLimits
from intake.domain.verified_identity import VerifiedIdentity
from intake.profile.update import UpdateProfile, update_profile
from kit.core.model import SEALED_PREFIX
from kit.security.people import PersonLink
from tests.unit.intake.world import AN, World

CODES: Final = "/v1/me/contact-codes"
NEW_PHONE: Final = "+84987654321"
NEW_MAIL: Final = "moi@example.vn"


@pytest.fixture
def world() -> World:
    world = World()
    world.update_profile()
    world.update_profile(AN.evolve(phone="0909090909"), sub="binh")
    return world


def sent(world: World) -> list[ContactCodeRequested]:
    """Every message with a code, opened."""
    events = [event for event in world.events() if event.type == ContactCodeRequested.TYPE]
    return [world.intake.read(event, ContactCodeRequested) for event in events]


def former(world: World) -> list[tuple[str | None, str | None]]:
    """Where a notice of the change goes: phone and mailbox."""
    events = [event for event in world.events() if event.type == ContactReplaced.TYPE]
    contacts = [world.intake.read(event, ContactReplaced).contact for event in events]
    return [(contact.phone, contact.email) for contact in contacts]


def request(world: World, sub: str = "an", **body: str) -> Any:
    return world.client.post(CODES, sub, body)


def confirm(world: World, id: str, digits: str, sub: str = "an") -> Any:
    return world.client.post(f"{CODES}/{id}/confirmation", sub, {"code": digits})


@pytest.mark.parametrize(
    ("body", "field", "value", "notice"),
    [
        ({"phone": "0987654321"}, "phone", NEW_PHONE, ("+84912345678", None)),
        ({"email": NEW_MAIL}, "email", NEW_MAIL, (None, AN.email)),
    ],
)
def test_a_new_contact_is_used_once_its_code_is_entered_and_the_old_one_gets_a_notice(
    world: World, body: dict[str, str], field: str, value: str, notice: tuple[str | None, ...]
) -> None:
    profile = {**AN.model_dump(mode="json"), **body}
    refused = world.client.put("/v1/me", "an", profile)
    requested = request(world, **body).body
    (message,) = sent(world)

    assert (refused.status, refused.code) == (409, "contact_code_required")
    assert getattr(message.contact, field) == value
    assert world.client.get("/v1/me", "an").body[field] != value

    answers = [confirm(world, requested["contact_code"], message.one_time_code) for _ in range(2)]

    assert [answer.status for answer in answers] == [201, 201]
    assert world.client.get("/v1/me", "an").body[field] == value
    assert former(world) == [notice]
    person = world.intake.person("an")
    assert person is not None
    assert person.phone_verified == (field == "phone")
    assert world.client.put("/v1/me", "an", profile).status == 200


def test_the_contact_of_one_dossier_is_confirmed_in_the_same_way(world: World) -> None:
    dossier = world.file_dossier()
    requested = request(world, phone="0987654321", dossier=dossier.id).body
    confirmed = confirm(world, requested["contact_code"], sent(world)[0].one_time_code).body

    assert confirmed["contact"]["phone"] == NEW_PHONE
    assert confirmed["contact"]["email"] == AN.email
    (changed,) = [e for e in world.events() if e.type == "dossier.contact_changed"]
    contact = world.intake.read(changed, ContactChanged).contact
    assert contact is not None
    assert (contact.phone, contact.phone_verified) == (NEW_PHONE, True)
    assert world.client.get("/v1/me", "an").body["phone"] == "+84912345678"
    assert former(world) == [("+84912345678", None)]


def test_five_wrong_digits_end_a_code_and_its_right_ones_too(world: World) -> None:
    code = request(world, phone="0987654321").body["contact_code"]
    digits = sent(world)[0].one_time_code
    wrong = f"{(int(digits) + 1) % 10**6:06d}"

    refusals = [confirm(world, code, wrong) for _ in range(MOST_ATTEMPTS)]
    late = confirm(world, code, digits)

    assert {answer.code for answer in (*refusals, late)} == {"contact_code_wrong"}
    assert world.client.get("/v1/me", "an").body["phone"] == "+84912345678"


def test_every_refusal_of_a_code_is_the_same(world: World) -> None:
    code = request(world, phone="0987654321").body["contact_code"]
    digits = sent(world)[0].one_time_code
    foreign = confirm(world, code, digits, sub="binh")
    unknown = confirm(world, "0" * 26, digits)
    world.clock.advance(LASTS)
    expired = confirm(world, code, digits)
    refusals = [answer.body for answer in (foreign, unknown, expired)]
    assert len({(each["code"], each["detail"], each["status"]) for each in refusals}) == 1


def test_the_digits_are_stored_as_a_keyed_hash_alone(world: World) -> None:
    code = request(world, phone="0987654321").body["contact_code"]
    digits = sent(world)[0].one_time_code
    docs = [item.doc for item in world.transport.items.values() if item.pk.endswith(code)]
    assert len(docs) == 2
    assert not [doc for doc in docs if f'"{digits}"' in doc or NEW_PHONE in doc]
    assert all(SEALED_PREFIX in doc for doc in docs)


def test_a_phone_that_got_enough_codes_gets_no_more_and_the_answer_is_the_same() -> None:
    world = World(limits=DailyLimits(codes=7))
    world.update_profile()
    answers = [request(world, phone="0987654321") for _ in range(7)]

    assert {(answer.status, frozenset(answer.body)) for answer in answers} == {
        (201, frozenset({"contact_code", "expires"}))
    }
    assert len(sent(world)) == 5
    refused = request(world, email=NEW_MAIL)
    assert (refused.status, refused.code) == (429, "too_many_codes")
    world.clock.advance(timedelta(days=1))
    assert request(world, phone="0987654321").status == 201
    assert len(sent(world)) == 6


def test_a_phone_that_the_issuer_verified_is_changed_there(world: World) -> None:
    facts = {"full_name": AN.full_name, "phone": AN.phone}
    verified = VerifiedIdentity(facts=facts, at=world.clock())
    command = UpdateProfile(owner=PersonLink(person="an"), profile=AN, verified=verified)
    update_profile(world.intake, command, at=world.clock())
    assert request(world, phone="0987654321").code == "contact_verified_by_issuer"
    assert request(world, email=NEW_MAIL).status == 201


@pytest.mark.parametrize(
    ("body", "code"),
    [({}, "one_contact"), ({"phone": "0987654321", "email": NEW_MAIL}, "one_contact")],
)
def test_a_code_is_for_one_phone_or_one_mailbox(
    world: World, body: dict[str, str], code: str
) -> None:
    assert request(world, **body).code == code


def test_a_code_for_somebody_elses_dossier_is_refused(world: World) -> None:
    draft = world.prepare_draft(sub="cuong")
    world.attach(draft)
    dossier = world.file(draft, sub="cuong")
    assert request(world, phone="0987654321", dossier=dossier.id).status == 404
