"""Verified claims stand in the place of what people type."""

import json

import pytest

from contracts.terms import Applicant
from tests.unit.intake.test_api import PROFILE, World
from tests.unit.intake.test_applicants import applicant, filed

CLAIMS = {
    "full_name": "NGUYỄN THỊ AN",
    "identity_number": "022190009999",
    "phone": "0987654321",
}


@pytest.fixture
def world() -> World:
    return World()


def proof(sub: str = "an", **claims: str) -> str:
    """An ID token of the tests' issuer."""
    return f"{sub}:{json.dumps(CLAIMS | claims)}"


def test_verified_facts_replace_typed_ones_and_are_named(world: World) -> None:
    shown = world.client.put("/v1/me", "an", {**PROFILE, "id_token": proof()}).body

    assert (shown["full_name"], shown["identity_number"]) == ("NGUYỄN THỊ AN", "022190009999")
    assert shown["phone"] == "+84987654321"
    assert shown["verified"] == ["full_name", "identity_number", "phone"]
    assert shown["address"] == PROFILE["address"]


def test_a_verified_fact_cannot_be_typed_over_later(world: World) -> None:
    world.client.put("/v1/me", "an", {**PROFILE, "id_token": proof()})

    shown = world.client.put("/v1/me", "an", {**PROFILE, "address": "Số 1, Hạ Long"}).body

    assert (shown["identity_number"], shown["address"]) == ("022190009999", "Số 1, Hạ Long")
    assert world.client.get("/v1/me", "an").body == shown


def test_somebody_elses_id_token_proves_nothing(world: World) -> None:
    response = world.client.put("/v1/me", "an", {**PROFILE, "id_token": proof("binh")})

    assert (response.status, response.code) == (401, "token_invalid")
    assert world.client.get("/v1/me", "an").status == 404


def test_a_dossier_says_whether_its_applicant_is_authenticated(world: World) -> None:
    filed(world, {**PROFILE, "id_token": proof()})

    assert applicant(world).authenticated


@pytest.mark.parametrize("claims", [{}, {"full_name": "NGUYỄN THỊ AN"}, {"phone": "0987654321"}])
def test_what_is_typed_authenticates_nobody(world: World, claims: dict[str, str]) -> None:
    filed(world, {**PROFILE, "id_token": f"an:{json.dumps(claims)}"})

    assert not applicant(world).authenticated


def test_a_verified_identity_number_takes_the_place_of_a_passport(world: World) -> None:
    foreign = {**PROFILE, "identity_number": None, "passport": "C1234567", "nationality": "LA"}

    shown = world.client.put("/v1/me", "an", {**foreign, "id_token": proof()}).body

    assert (shown["identity_number"], shown["passport"]) == ("022190009999", None)


def test_a_verified_organisation_is_the_one_that_is_filed_for(world: World) -> None:
    text = proof(organisation="CÔNG TY HẠ LONG", tax_code="5701234567")

    shown = world.client.put("/v1/me", "an", {**PROFILE, "id_token": text}).body

    assert shown["organisation"] == {"name": "CÔNG TY HẠ LONG", "tax_code": "5701234567"}
    assert "organisation" in shown["verified"]


def test_older_applicants_are_not_authenticated() -> None:
    assert not Applicant(full_name="An", identity_number="1", address="x").authenticated
