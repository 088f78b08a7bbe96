"""Who may apply: citizens, foreigners by passport, organisations by tax code."""

import json
from typing import Any

import pytest

from contracts.intake import DossierFiled
from contracts.terms import Applicant
from intake.domain.profile import Profile
from tests.unit.intake.test_api import PROFILE, World
from tests.unit.intake.world import AGENCY, ANSWERS, CODE, a_procedure

COMPANY = {"name": "Công ty TNHH Hạ Long", "tax_code": "5701234567"}
FOREIGNER = {**PROFILE, "identity_number": None, "passport": "C1234567", "nationality": "LA"}


@pytest.fixture
def world() -> World:
    return World()


def filed(
    world: World, profile: dict[str, Any], applicants: tuple[str, ...] = (), **body: Any
) -> Any:
    """The answer to a filing by a person with this profile."""
    procedure = a_procedure(applicants=applicants).model_dump(mode="json")
    world.client.put(f"/v1/procedures/{CODE}", "editor", procedure)
    assert world.client.put("/v1/me", "an", profile).status == 200
    new_draft = {"procedure": CODE, "agency": AGENCY, "answers": ANSWERS}
    draft = world.client.post("/v1/drafts", "an", new_draft).body
    world.checked_paper(draft["draft"])
    return world.client.post(f"/v1/drafts/{draft['draft']}/filing", "an", body)


def applicant(world: World) -> Applicant:
    (event,) = [e for e in world.events() if e.type == "dossier.filed"]
    named = event.read(DossierFiled, world.intake.cipher(event.vault)).applicant
    assert isinstance(named, Applicant)
    return named


def test_a_foreigner_files_by_passport(world: World) -> None:
    assert filed(world, FOREIGNER).status == 201

    named = applicant(world)
    assert (named.passport, named.nationality, named.identity_number) == ("C1234567", "LA", None)


def test_an_organisation_files_by_its_tax_code(world: World) -> None:
    profile = {**PROFILE, "organisation": COMPANY}

    response = filed(world, profile, ("citizen", "organisation"), on_behalf_of="organisation")

    named = applicant(world)
    assert response.status == 201
    assert (named.organisation, named.tax_code) == (COMPANY["name"], COMPANY["tax_code"])
    assert named.full_name == PROFILE["full_name"]


@pytest.mark.parametrize("applicants", [("organisation",), ("organisation", "enterprise")])
def test_a_procedure_for_organisations_alone_is_filed_for_the_organisation(
    world: World, applicants: tuple[str, ...]
) -> None:
    filed(world, {**PROFILE, "organisation": COMPANY}, applicants)

    assert applicant(world).tax_code == COMPANY["tax_code"]


def test_whoever_files_for_themselves_names_no_organisation(world: World) -> None:
    filed(world, {**PROFILE, "organisation": COMPANY}, ("citizen", "organisation"))

    assert applicant(world).organisation is None


@pytest.mark.parametrize(
    ("applicants", "chosen", "has_organisation", "code"),
    [
        (("organisation",), None, False, "organisation_missing"),
        (("organisation",), "self", True, "applicant_not_admitted"),
        (("citizen",), "organisation", True, "applicant_not_admitted"),
        (("citizen", "organisation"), "organisation", False, "organisation_missing"),
    ],
)
def test_a_filing_for_whom_the_procedure_is_not_is_refused(
    world: World,
    applicants: tuple[str, ...],
    chosen: str | None,
    has_organisation: bool,
    code: str,
) -> None:
    profile = PROFILE | ({"organisation": COMPANY} if has_organisation else {})

    response = filed(world, profile, applicants, on_behalf_of=chosen)

    assert (response.status, response.code) == (409, code)
    field = "on_behalf_of" if code == "applicant_not_admitted" else "me.organisation"
    assert response.body["field"] == field


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"identity_number": None}, "identity_missing"),
        ({"identity_number": None, "passport": "C1234567"}, "identity_missing"),
        ({"identity_number": None, "nationality": "LA"}, "identity_missing"),
        ({"passport": "C1234567", "nationality": "LA"}, "identity_twice"),
        ({**FOREIGNER, "passport": "C-12"}, "passport_malformed"),
        ({**FOREIGNER, "passport": "C1234567890"}, "passport_malformed"),
        ({**FOREIGNER, "nationality": "Lào"}, "nationality_malformed"),
        ({**FOREIGNER, "nationality": "VN"}, "nationality_malformed"),
        ({"organisation": {**COMPANY, "tax_code": "570123456"}}, "tax_code_malformed"),
        ({"organisation": {**COMPANY, "tax_code": "5701234567-01"}}, "tax_code_malformed"),
        ({"organisation": {**COMPANY, "name": "公司"}}, "not_printable"),
    ],
)
def test_what_identifies_nobody_is_refused_in_words_that_say_what_to_do(
    world: World, changed: dict[str, Any], code: str
) -> None:
    response = world.client.put("/v1/me", "an", {**PROFILE, **changed})

    assert (response.status, response.code) == (422, code)
    assert "Vui lòng" in response.body["detail"]


@pytest.mark.parametrize(
    ("field", "pasted", "read"),
    [
        ("passport", " c 1234567", "C1234567"),
        ("passport", "c-1234567\u200b", "C1234567"),
        ("nationality", "la ", "LA"),
    ],
)
def test_what_foreigners_paste_is_read(field: str, pasted: str, read: str) -> None:
    profile = Profile.model_validate_json(json.dumps({**FOREIGNER, field: pasted}))

    assert getattr(profile, field) == read


@pytest.mark.parametrize(
    ("pasted", "read"),
    [
        ("5701234567", "5701234567"),
        ("5701 234 567", "5701234567"),
        ("5701234567-001", "5701234567-001"),
        ("5701234567\u2013001", "5701234567-001"),
        ("5701234567001", "5701234567-001"),
    ],
)
def test_a_tax_code_is_read_however_it_is_grouped(pasted: str, read: str) -> None:
    text = json.dumps({**PROFILE, "organisation": {**COMPANY, "tax_code": pasted}})
    profile = Profile.model_validate_json(text)

    assert profile.organisation is not None
    assert profile.organisation.tax_code == read
