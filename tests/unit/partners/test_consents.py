"""A dossier's owner lets a partner see where it stands, and ends that."""

from datetime import timedelta
from typing import Any, Final

import pytest

from contracts import casework as c
from contracts.intake import AccessChanged
from contracts.terms import Owner
from contracts.testing.dossier_events import CODE, OWNER, DossierEvents, dossier_filed, due_date
from kit.security.staff_directory import Agency
from kit.testing.http_client import ClientResponse
from tests.unit.partners.world import World

BANK: Final = "ngan-hang"
CONSENT: Final = f"/v1/consents/{CODE}/{BANK}"
DOSSIER: Final = f"/v1/dossiers/{CODE}"
UNTIL: Final = "2026-12-31"


class Bank:
    """A partner whose agreement covers another agency, and a dossier."""

    def __init__(self) -> None:
        self.world = World()
        self.world.directory.put_agency(
            Agency(code="H49.62.01", name="Khác", valid_from="2025-07-01")
        )
        self.key = self.world.program(BANK, agencies=["H49.62.01"])
        self.events = DossierEvents(self.world.vault, at=self.world.clock())
        self.receive(dossier_filed())

    def receive(self, event: Any, source: str = "intake") -> None:
        """An event of the dossier arrives."""
        self.world.receive([self.events.publish(source, event)])

    def accept(self) -> None:
        self.receive(c.CaseAccepted(at=self.world.clock(), due=due_date(), desk="01"), "casework")

    def consent(self, by: str = OWNER, path: str = CONSENT, **changes: Any) -> ClientResponse:
        body = {"purpose": "credit", "until": UNTIL} | changes
        return self.world.client.put(path, by, body)

    def read(self) -> ClientResponse:
        return self.world.get(DOSSIER, self.key)

    def batch(self) -> Any:
        path = "/v1/dossiers/batch"
        return self.world.client.post(path, body={"codes": [CODE]}, X_Api_Key=self.key).body


@pytest.fixture
def bank() -> Bank:
    return Bank()


def test_a_partner_sees_a_dossier_from_the_consent_on_until_it_is_ended(bank: Bank) -> None:
    assert bank.read().status == 404
    response = bank.consent()
    assert (response.status, response.body["holds"], response.body["name"]) == (
        200,
        True,
        _name(bank),
    )
    seen = bank.read()
    assert seen.status == 200
    assert len(bank.batch()["items"]) == 1
    assert OWNER not in seen.text

    assert bank.world.client.delete(CONSENT, OWNER).status == 204
    after = bank.read()
    unknown = bank.world.get("/v1/dossiers/H49.61.01-261123-0999", bank.key)
    assert (after.status, after.code) == (404, unknown.code)
    assert bank.batch()["unknown"] == [CODE]


def _name(bank: Bank) -> str:
    [recipient] = bank.world.client.get("/v1/recipients").body["items"]
    assert recipient["id"] == BANK
    return str(recipient["name"])


def test_it_ends_with_its_last_day_in_vietnam(bank: Bank) -> None:
    bank.consent(until="2026-11-23")
    assert bank.read().status == 200
    bank.world.clock.advance(timedelta(hours=14, minutes=59))
    assert bank.read().status == 200
    bank.world.clock.advance(timedelta(minutes=1))
    assert bank.read().status == 404
    [own] = bank.world.client.get("/v1/consents", OWNER).body["items"]
    assert (own["holds"], own["ended_at"]) == (False, None)


def test_the_feed_has_the_events_between_the_consent_and_its_end(bank: Bank) -> None:
    assert bank.world.feed(BANK) == []
    bank.consent()
    bank.accept()
    assert len(bank.world.feed(BANK)) == 1
    bank.world.client.delete(CONSENT, OWNER)
    bank.receive(c.CaseCompleted(results=()), "casework")
    assert len(bank.world.feed(BANK)) == 1


def test_a_reading_by_consent_is_on_record_with_what_it_is_for(bank: Bank) -> None:
    bank.consent()
    bank.read()
    bank.batch()
    records = [(each.dossier, each.by, each.purpose) for each in bank.world.access_records()]
    assert records == [(CODE, BANK, "consent: credit")]  # one a day
    bank.world.clock.advance(timedelta(days=1))
    bank.read()
    assert len(bank.world.access_records()) == 2


def test_a_reading_by_the_agreement_needs_no_consent_and_no_record(bank: Bank) -> None:
    other = bank.world.program("doi-tac", agencies=["H49"])
    assert bank.world.get(DOSSIER, other).status == 200
    assert bank.world.access_records() == []


@pytest.mark.parametrize(
    ("by", "path"),
    [
        ("sub-binh", CONSENT),
        (OWNER, f"/v1/consents/{CODE}/nobody-knows"),
        (OWNER, f"/v1/consents/H49.61.01-261123-0999/{BANK}"),
    ],
)
def test_only_the_owner_consents_and_only_to_a_partner(bank: Bank, by: str, path: str) -> None:
    assert bank.consent(by, path).status == 404
    assert bank.world.client.delete(path, by).status == 404
    assert bank.read().status == 404


def test_officials_and_nobody_give_no_consent(bank: Bank) -> None:
    assert bank.consent("admin").status == 403
    assert bank.consent("").status == 401


def test_a_suspended_partner_gets_no_new_consent(bank: Bank) -> None:
    bank.world.client.put(f"/v1/partners/{BANK}/state", "admin", {"state": "suspended"})
    assert bank.consent().status == 404
    assert bank.world.client.get("/v1/recipients").body["items"] == []


@pytest.mark.parametrize("until", ["2026-11-22", "2027-11-25"])
def test_a_last_day_is_today_at_the_earliest_and_within_a_year(bank: Bank, until: str) -> None:
    refused = bank.consent(until=until)
    assert (refused.status, refused.code) == (422, "last_day_refused")


def test_the_same_again_changes_nothing_and_another_day_replaces_it(bank: Bank) -> None:
    bank.consent()
    version = bank.world.dossier().version
    bank.consent()
    assert bank.world.dossier().version == version
    bank.consent(until="2026-12-01", purpose="track")
    own = bank.world.client.get("/v1/consents", OWNER).body["items"]
    assert [(each["until"], each["holds"]) for each in own if each["holds"]] == [
        ("2026-12-01", True)
    ]
    assert len(own) == 2


def test_a_dossier_has_thirty_consents_at_most(bank: Bank) -> None:
    days = [f"2026-12-{day:02}" for day in range(1, 31)]
    assert {bank.consent(until=day).status for day in days} == {200}
    refused = bank.consent(until="2027-01-01")
    assert (refused.status, refused.code) == (409, "too_many_consents")


def test_what_a_former_owner_consented_to_holds_no_longer(bank: Bank) -> None:
    bank.consent()
    bank.receive(AccessChanged(owner=Owner(sub="sub-binh"), representatives=()))
    assert bank.read().status == 404
    assert bank.world.client.get("/v1/consents", OWNER).body["items"] == []
    assert bank.consent().status == 404
    assert bank.consent("sub-binh").status == 200
    assert bank.read().status == 200


def test_a_dossier_of_nobody_with_an_account_has_no_consent() -> None:
    bank = Bank()
    bank.events = DossierEvents(
        bank.world.vault, "H49.61.01-261123-0002", "01KAQ000000000000000000002"
    )
    bank.receive(dossier_filed().evolve(owner=None))
    assert bank.consent(path=f"/v1/consents/H49.61.01-261123-0002/{BANK}").status == 404
