"""A card on the reader of a kiosk begins a draft once; whatever else is sent begins none."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

import pytest
from pydantic import ValidationError

from intake.api.at_kiosk.requests import KioskContactBody
from intake.claims.claim import ClaimIdentity, claim
from intake.domain.card_reading import is_birth_date_of
from intake.domain.verified_identity import VerifiedIdentity
from intake.profile.update import UpdateProfile, update_profile
from kit.security.people import PersonLink
from kit.security.staff_directory import Agency, Staff
from local.doubles.card_reader.reader import Card, CardReader, new_key
from tests.unit.intake.world import AGENCY, AN, ANSWERS, CODE, World, a_form, a_procedure

ADMIN: Final = Staff(sub="admin", roles=("admin",), agencies=("H49",))
DESK: Final = Staff(sub="desk", roles=("receptionist",), agencies=(AGENCY,))
CARD: Final = Card("022090001111", "Phạm Văn Bình", "1990-03-02")
OF_ANOTHER_YEAR: Final = replace(CARD, birth_date="1985-03-02")
ADDRESS: Final = "Thôn 2, xã Ba Chẽ"
PROCEDURE: Final = a_procedure(documents=(), channels=("online", "counter"))


@dataclass
class Kiosk:
    """A registered device with its reader."""

    world: World
    device: dict[str, str]
    reader: CardReader

    def nonce(self) -> str:
        answer = self.world.client.post("/v1/card-challenges", "", {"kiosk": self.device})
        assert answer.status == 201, answer.body
        return str(answer.body["nonce"])

    def begin(self, assertion: str, **changes: Any) -> Any:
        body = {"procedure": CODE, "agency": AGENCY, "answers": ANSWERS, "address": ADDRESS}
        sent = body | {"kiosk": self.device, "assertion": assertion} | changes
        return self.world.client.post("/v1/kiosk-drafts", "", sent)

    def read(self, card: Card = CARD) -> str:
        return self.reader.read(card, self.nonce())

    def file(self, draft: str) -> Any:
        body = {"kiosk": self.device, "draft": draft}
        return self.world.client.post("/v1/kiosk-filings", "", body)


def a_kiosk(world: World, agency: str = AGENCY) -> Kiosk:
    reader = CardReader(world.clock)
    body = {"name": "Sảnh tầng 1", "reader_key": reader.public_key}
    registered = world.client.post(f"/v1/agencies/{agency}/kiosks", "admin", body).body
    reader.kiosk = registered["kiosk"]
    return Kiosk(world, {"kiosk": reader.kiosk, "secret": registered["secret"]}, reader)


@pytest.fixture
def world() -> World:
    world = World()
    world.publish(PROCEDURE)
    world.employ(ADMIN, DESK)
    return world


@pytest.fixture
def kiosk(world: World) -> Kiosk:
    return a_kiosk(world)


def test_a_card_begins_a_draft_that_the_kiosk_files(world: World, kiosk: Kiosk) -> None:
    begun = kiosk.begin(kiosk.read())
    assert begun.status == 201, begun.body
    filed = kiosk.file(begun.body["draft"])

    assert filed.status == 201, filed.body
    assert kiosk.file(begun.body["draft"]).body == filed.body
    dossier = world.intake.filed_dossier(filed.body["code"])
    assert (dossier.channel, dossier.owner, dossier.kiosk) == ("kiosk", None, kiosk.reader.kiosk)
    applicant = world.intake.declaration_of(dossier).applicant
    assert (applicant.full_name, applicant.identity_number) == (
        CARD.full_name,
        CARD.identity_number,
    )
    assert applicant.authenticated
    draft = world.intake.draft(dossier.draft)
    assert draft is not None
    assert draft.entry is not None
    assert (draft.entry.proof, draft.entry.by) == ("card_reader", kiosk.reader.kiosk)


def test_the_desk_acts_for_them_until_they_claim_it(world: World, kiosk: Kiosk) -> None:
    code = kiosk.file(kiosk.begin(kiosk.read()).body["draft"]).body["code"]
    withdrawal = f"/v1/dossiers/{code}/withdrawal"
    person = PersonLink(person="binh")
    facts = {"full_name": CARD.full_name, "identity_number": CARD.identity_number}
    verified = VerifiedIdentity(facts=facts, at=world.clock())
    profile = AN.evolve(full_name=CARD.full_name, identity_number=CARD.identity_number)
    update_profile(
        world.intake, UpdateProfile(owner=person, profile=profile, verified=verified),
        at=world.clock(),
    )  # fmt: skip

    secret = world.service.keys.identity()
    records = world.service.resources.people.mandates
    claimed = claim(world.intake, records, secret, ClaimIdentity(person=person), at=world.clock())

    assert claimed.dossiers == (code,)
    assert world.client.post(withdrawal, "desk", {"reason": "x"}).status == 404


def test_a_field_of_the_register_has_what_the_card_said_and_nothing_else(
    world: World, kiosk: Kiosk
) -> None:
    form = a_form("number")
    number = {**form.answer_schema["properties"]["number"], "x-from": "me.identity_number"}
    schema = form.answer_schema | {"properties": {"number": {**number, "x-register": True}}}
    world.publish(PROCEDURE.evolve(form=form.evolve(answer_schema=schema)))

    own = kiosk.begin(kiosk.read(), answers={}).body["draft"]
    foreign = kiosk.begin(kiosk.read(), answers={"number": "022090002222"}).body["draft"]

    assert kiosk.file(own).status == 201
    assert kiosk.file(foreign).code == "answers_rejected"


def test_a_reading_begins_one_draft_however_often_it_is_sent(kiosk: Kiosk) -> None:
    assertion = kiosk.read()
    answers = [kiosk.begin(assertion) for _ in range(2)]

    assert answers[0].status == 201
    assert (answers[1].status, answers[1].code) == (409, "card_reading_not_valid")


def altered(assertion: str, **changes: object) -> str:
    head, claims, signature = assertion.split(".")
    content = json.loads(urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
    text = json.dumps(content | changes).encode()
    return f"{head}.{urlsafe_b64encode(text).rstrip(b'=').decode()}.{signature}"


def unsigned(assertion: str) -> str:
    head = urlsafe_b64encode(b'{"alg": "none", "typ": "card-reading+jwt"}').rstrip(b"=").decode()
    return f"{head}.{assertion.split('.')[1]}.AA"


def of_another_key(kiosk: Kiosk) -> str:
    return replace(kiosk.reader, key=new_key()).read(CARD, kiosk.nonce())


def of_an_old_challenge(kiosk: Kiosk) -> str:
    nonce = kiosk.nonce()
    kiosk.world.clock.now += timedelta(minutes=2)
    return kiosk.reader.read(CARD, nonce)


def read_before_the_challenge(kiosk: Kiosk) -> str:
    early = replace(kiosk.reader, clock=lambda: kiosk.world.clock() - timedelta(minutes=5))
    return early.read(CARD, kiosk.nonce())


def of_another_kiosk(kiosk: Kiosk) -> str:
    """A reader of the same agency whose reading is brought to this device."""
    return a_kiosk(kiosk.world).read()


def with_a_challenge_of_another_kiosk(kiosk: Kiosk) -> str:
    return kiosk.reader.read(CARD, a_kiosk(kiosk.world).nonce())


ATTACKS: Final[dict[str, Callable[[Kiosk], str]]] = {
    "another number": lambda kiosk: altered(kiosk.read(), identity_number="022090002222"),
    "another name": lambda kiosk: altered(kiosk.read(), full_name="Trần Thị Lan"),
    "no signature": lambda kiosk: unsigned(kiosk.read()),
    "the key of a stranger": of_another_key,
    "a nonce that nobody issued": lambda kiosk: kiosk.reader.read(CARD, "0" * 26),
    "an old challenge": of_an_old_challenge,
    "a time before the challenge": read_before_the_challenge,
    "a reading of another kiosk": of_another_kiosk,
    "a challenge of another kiosk": with_a_challenge_of_another_kiosk,
    "a number of another year of birth": lambda kiosk: kiosk.read(OF_ANOTHER_YEAR),
    "no token at all": lambda _: "x",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_reading_that_is_not_the_kiosks_own_begins_nothing(kiosk: Kiosk, attack: str) -> None:
    sent = ATTACKS[attack](kiosk)
    drafts = [item for item in kiosk.world.transport.items.values() if item.pk.startswith("DRAFT")]

    refused = kiosk.begin(sent)

    assert (refused.status, refused.code) == (409, "card_reading_not_valid")
    after = [item for item in kiosk.world.transport.items.values() if item.pk.startswith("DRAFT")]
    assert after == drafts


def test_a_revoked_kiosk_begins_and_files_nothing(world: World, kiosk: Kiosk) -> None:
    assertion, draft = kiosk.read(), kiosk.begin(kiosk.read()).body["draft"]
    world.client.delete(f"/v1/kiosks/{kiosk.reader.kiosk}", "admin")

    assert kiosk.begin(assertion).code == "kiosk_not_valid"
    assert kiosk.file(draft).code == "kiosk_not_valid"
    answer = world.client.post("/v1/card-challenges", "", {"kiosk": kiosk.device})
    assert answer.code == "kiosk_not_valid"


def test_a_kiosk_files_nothing_of_another_and_nothing_of_an_hour_ago(
    world: World, kiosk: Kiosk
) -> None:
    draft = kiosk.begin(kiosk.read()).body["draft"]
    assert a_kiosk(world).file(draft).status == 404
    world.clock.now += timedelta(hours=1)
    assert kiosk.file(draft).code == "card_reading_not_valid"
    assert world.client.post(f"/v1/drafts/{draft}/filing", "desk", {}).status == 201


def test_a_kiosk_takes_nothing_for_another_agency(world: World, kiosk: Kiosk) -> None:
    other = "H49.62"
    world.directory.put_agency(Agency(code=other, name="UBND khác", valid_from="2025-07-01"))
    assert kiosk.begin(kiosk.read(), agency=other).code == "kiosk_not_valid"


def test_a_kiosk_without_a_reader_reads_no_card(world: World) -> None:
    path = f"/v1/agencies/{AGENCY}/kiosks"
    registered = world.client.post(path, "admin", {"name": "Sảnh"}).body
    device = {"kiosk": registered["kiosk"], "secret": registered["secret"]}
    kiosk = Kiosk(world, device, CardReader(world.clock, registered["kiosk"]))

    assert not registered["reads_cards"]
    assert kiosk.begin(kiosk.read()).code == "kiosk_not_valid"
    refused = world.client.post(path, "admin", {"name": "Sảnh", "reader_key": "AAAA"})
    assert (refused.status, refused.code) == (422, "reader_key_malformed")


@pytest.mark.parametrize(
    ("number", "birth_date", "is_theirs"),
    [
        ("022090001111", "1990-12-31", True),
        ("022190001111", "1990-01-01", True),
        ("022206001111", "2006-05-05", True),
        ("022090001111", "2090-01-01", False),
        ("022206001111", "1906-05-05", False),
        ("022090001111", "1991-01-01", False),
    ],
)
def test_a_number_bears_the_year_of_birth(number: str, birth_date: str, is_theirs: bool) -> None:
    assert is_birth_date_of(number, birth_date) is is_theirs


def test_a_phone_that_is_typed_at_a_kiosk_is_read_as_anywhere_and_nobody_has_proved_it() -> None:
    contact = KioskContactBody(phone="0912 345 678").contact

    assert contact is not None
    assert (contact.phone, contact.phone_verified) == ("+84912345678", False)
    with pytest.raises(ValidationError):
        KioskContactBody(phone="12")
