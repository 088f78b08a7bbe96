"""Bad input gets a stable code and field, in both languages, and nothing is half-written."""

import uuid
from typing import Any

import pytest

from local.demo.set_up import demo_agency
from tests.integration.intake_requests import (
    announcement,
    assert_refused,
    draft_keys,
    is_still_a_draft,
    owner_of,
    required_component,
    subject_of,
)
from tests.integration.world import FREE, PAID, World, both_languages, new_citizen, problem

pytestmark = pytest.mark.integration
UNKNOWN = "01JD00000000000000000000ZZ"


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"procedure": "9.999999"}, "unknown_procedure", "procedure"),
        ({"procedure": "x"}, "invalid", "procedure"),
        ({"agency": "H49.99.99"}, "unknown_agency", "agency"),
        ({"case": "không có"}, "unknown_case", "case"),
        ({"answers": {"a": "x" * 17_000}}, "answers_too_large", "answers"),
        ({"owner": "me"}, "invalid", "owner"),
    ],
)
def test_a_draft_of_something_unknown_is_not_created(
    world: World, changed: Any, code: str, field: str
) -> None:
    citizen = world.citizen()
    before = draft_keys(world)

    assert_refused(
        citizen,
        "POST /drafts",
        {"procedure": PAID, "agency": demo_agency()} | changed,
        422,
        code,
        field,
    )

    mine = {pk for pk in draft_keys(world) - before if owner_of(world, pk) == subject_of(citizen)}
    assert not mine


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"phone": "12345"}, "phone_malformed", "phone"),
        ({"phone": "+84 2033 825 999"}, "phone_malformed", "phone"),
        ({"identity_number": "02219000001"}, "identity_number_malformed", "identity_number"),
        ({"email": "khong-phai-thu"}, "email_malformed", "email"),
        ({"email": "<an@example.vn"}, "email_malformed", "email"),
        ({"email": "an,binh@example.vn"}, "email_malformed", "email"),
        ({"full_name": ""}, "invalid", "full_name"),
        ({"full_name": "An 😀"}, "not_printable", "full_name"),
        ({"address": "12 Lê Lợi，Khu Ⅱ"}, "not_printable", "address"),
        ({"nickname": "An"}, "invalid", "nickname"),
    ],
)
def test_a_malformed_profile_is_not_stored(
    world: World, changed: Any, code: str, field: str
) -> None:
    who = new_citizen()
    api = world.sign_in.client("citizen", who.username)

    assert_refused(api, "PUT /me", who.profile() | changed, 422, code, field)

    problem(api.send("GET", "intake", "/me"), 404, "not_found")


@pytest.mark.parametrize(
    "path", ["/drafts/khong-phai-ma", "/drafts/" + "A" * 26, "/dossiers/../../etc/passwd"]
)
def test_a_malformed_identifier_is_named(world: World, path: str) -> None:
    citizen = world.citizen()
    response = citizen.send("GET", "intake", path)

    assert response.status_code in (403, 404, 422)
    if response.status_code == 422:
        problem(response, 422, "malformed_identifier", "draft")


def test_an_unknown_draft_and_anothers_draft_get_the_same_response(world: World) -> None:
    theirs = world.draft(world.citizen())
    citizen = world.citizen()

    for draft in (theirs, UNKNOWN):
        for method, path in (
            ("GET", ""),
            ("PUT", ""),
            ("PATCH", ""),
            ("POST", "/papers"),
            ("POST", "/filing"),
        ):
            body = {
                "PUT": {"answers": {}},
                "PATCH": {"counts": {}},
                "POST": announcement() if path == "/papers" else {},
            }.get(method)
            problem(
                citizen.send(method, "intake", f"/drafts/{draft}{path}", body), 404, "not_found"
            )


@pytest.mark.parametrize(
    ("changed", "status", "code", "field"),
    [
        ({"component": "khong-co"}, 422, "unknown_component", "component"),
        ({"media_type": "application/x-msdownload"}, 422, "wrong_type", "media_type"),
        ({"size": 20 * 1024 * 1024 + 1}, 413, "file_too_large", "size"),
        ({"size": 0}, 422, "invalid", "size"),
        ({"sha256": "xyz"}, 422, "invalid", "sha256"),
    ],
)
def test_an_unacceptable_upload_is_refused_when_it_is_announced(
    world: World, changed: Any, status: int, code: str, field: str
) -> None:
    citizen = world.citizen()
    draft = world.draft(citizen)

    assert_refused(
        citizen,
        f"POST /drafts/{draft}/papers",
        announcement(**(required_component(world) | changed)),
        status,
        code,
        field,
    )

    assert citizen.get("intake", f"/drafts/{draft}")["papers"] == []


def test_filing_without_a_required_document_names_it(world: World) -> None:
    citizen = world.citizen()
    draft = world.draft(citizen, FREE)
    component = required_component(world, FREE)["component"]

    assert_refused(
        citizen, f"POST /drafts/{draft}/filing", {}, 422, "paper_missing", f"papers.{component}"
    )

    assert is_still_a_draft(citizen, draft)


def test_filing_another_drafts_upload_names_its_position(world: World) -> None:
    citizen = world.citizen()
    draft, other = world.draft(citizen), world.draft(citizen)
    foreign = citizen.post(
        "intake", f"/drafts/{other}/papers", announcement(**required_component(world))
    )["paper"]

    assert_refused(
        citizen,
        f"POST /drafts/{draft}/filing",
        {"papers": [foreign]},
        422,
        "paper_foreign",
        "papers.0",
    )

    assert is_still_a_draft(citizen, draft)


def test_filing_before_the_upload_is_refused(world: World) -> None:
    citizen = world.citizen()
    draft = world.draft(citizen)
    paper = citizen.post(
        "intake", f"/drafts/{draft}/papers", announcement(**required_component(world))
    )["paper"]

    assert_refused(
        citizen, f"POST /drafts/{draft}/filing", {}, 409, "paper_unchecked", f"papers.{paper}"
    )

    assert is_still_a_draft(citizen, draft)


def test_filing_without_a_profile_is_refused(world: World) -> None:
    citizen = world.sign_in.client("citizen", new_citizen().username)
    draft = world.draft(citizen)

    assert_refused(citizen, f"POST /drafts/{draft}/filing", {}, 409, "person_missing", "me")

    assert is_still_a_draft(citizen, draft)


def test_a_repeated_key_gets_the_first_response_and_another_body_a_refusal(world: World) -> None:
    citizen = world.citizen()
    key = uuid.uuid4().hex
    body = {"procedure": PAID, "agency": demo_agency()}

    first = citizen.send("POST", "intake", "/drafts", body, Idempotency_Key=key)
    again = citizen.send("POST", "intake", "/drafts", body, Idempotency_Key=key)
    other = {**body, "answers": {"khac": 1}}

    assert (first.status_code, first.json()["draft"]) == (201, again.json()["draft"])
    both_languages(
        lambda **h: citizen.send("POST", "intake", "/drafts", other, Idempotency_Key=key, **h),
        409,
        "idempotency_key_reused",
        "Idempotency-Key",
    )
    assert citizen.get("intake", f"/drafts/{first.json()['draft']}")["answers"] == {}


def test_another_persons_key_is_another_key(world: World) -> None:
    key = uuid.uuid4().hex
    body = {"procedure": PAID, "agency": demo_agency()}
    two = [
        world.citizen().send("POST", "intake", "/drafts", body, Idempotency_Key=key).json()
        for _ in range(2)
    ]

    assert two[0]["draft"] != two[1]["draft"]


@pytest.mark.parametrize("key", ["", "short", "x" * 65])
def test_a_creation_needs_a_key_of_its_own(world: World, key: str) -> None:
    citizen = world.citizen()
    body = {"procedure": PAID, "agency": demo_agency()}

    response = citizen.send("POST", "intake", "/drafts", body, Idempotency_Key=key)

    problem(response, 422, "idempotency_key_required", "Idempotency-Key")


def test_a_body_of_another_type_is_refused(world: World) -> None:
    citizen = world.citizen()
    response = citizen.send("PUT", "intake", "/me", "just a text")

    problem(response, 422, "invalid")
