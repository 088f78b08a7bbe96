"""One person with an account at VNeID and one at the national portal: two until both are proved.

Intake verifies the very tokens that identity issues.
"""

from typing import Any

import pytest

from kit.security.person_records import PersonRecords
from kit.testing.memory_table import memory_table
from local.demo.people import citizen
from tests.unit.identity.world import Browser, World
from tests.unit.intake import test_api
from tests.unit.intake.test_api import PROFILE

AN = citizen(0)


class Province(test_api.World):
    """Intake behind identity; each answer of `signed_in` is of a sign-in of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.identity = World()
        self.resources.people = PersonRecords(memory_table(), self.clock)
        self.resources.verifier = self.identity.verifier
        self.browser = Browser(self.identity)

    def signed_in(self, provider: str, username: str = AN.username) -> dict[str, str]:
        code = self.browser.sign_in(username, idp=provider)
        tokens: dict[str, str] = self.identity.redeem(code).body
        return tokens

    def type_profile(self, tokens: dict[str, str]) -> Any:
        typed = PROFILE | {"identity_number": AN.identity_number}
        return self.client.put("/v1/me", tokens["access_token"], typed)

    def prove(self, tokens: dict[str, str]) -> Any:
        """The profile with the ID token, as the portal sends it when its person agrees to it."""
        body = PROFILE | {"id_token": tokens["id_token"]}
        return self.client.put("/v1/me", tokens["access_token"], body)

    def persons(self, *each: dict[str, str]) -> set[str]:
        """The people behind the accounts, by intake's ids."""
        principals = [
            self.identity.verifier.principal(f"Bearer {tokens['access_token']}", self.clock())
            for tokens in each
        ]
        links = [self.resources.people.link_now(principal) for principal in principals]
        return {link.person for link in links if link is not None}


@pytest.fixture
def province() -> Province:
    return Province()


def test_both_accounts_are_one_person_after_both_proved_the_same_number(
    province: Province,
) -> None:
    vneid, portal = province.signed_in("vneid"), province.signed_in("dvcqg")
    for tokens in (vneid, portal):
        assert province.type_profile(tokens).status == 200
    assert len(province.persons(vneid, portal)) == 2

    assert province.prove(vneid).status == 200
    assert len(province.persons(vneid, portal)) == 2, "one proof is none of the other account"
    proved = province.prove(portal)

    assert "identity_number" in proved.body["verified"]
    assert len(province.persons(vneid, portal)) == 1


def test_a_number_that_one_account_only_typed_makes_nobody_one_person(province: Province) -> None:
    vneid, portal = province.signed_in("vneid"), province.signed_in("dvcqg")
    province.prove(vneid)

    assert province.type_profile(portal).status == 200
    assert len(province.persons(vneid, portal)) == 2


def test_a_sign_in_alone_joins_nobody(province: Province) -> None:
    """The same person signs in at both, again and again: nothing is joined behind their back."""
    vneid, portal = province.signed_in("vneid"), province.signed_in("dvcqg")
    for tokens in (vneid, portal):
        province.type_profile(tokens)
    for provider in ("vneid", "dvcqg"):
        province.signed_in(provider)

    assert len(province.persons(vneid, portal)) == 2


def test_an_account_of_a_low_level_proves_nothing(province: Province) -> None:
    tokens = province.signed_in("dvcqg", "cong-dan-999")

    assert province.prove(tokens).body["verified"] == []


def test_an_organisations_account_is_not_the_person_who_uses_it(province: Province) -> None:
    """The double says who uses it: Nguyễn Thị An."""
    person, organisation = (
        province.signed_in("vneid"),
        province.signed_in("vneid", "doanh-nghiep-000"),
    )
    province.prove(person)
    province.prove(organisation)

    assert len(province.persons(person, organisation)) == 2
