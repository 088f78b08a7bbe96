"""Casework's routes as a caller meets them: who may do what, problems, pages."""

import json
from datetime import timedelta
from typing import Any

import pytest

from kit.core.time import VIETNAM
from tests.unit.casework.world import (
    AGENCY,
    AGENCY_BODY,
    CITIZEN,
    CODE,
    STAFF_BODY,
    World,
    a_free_dossier,
    a_procedure,
)

CASE = f"/v1/cases/{CODE}"
REJECTION = {"reason": "Không thuộc thẩm quyền giải quyết."}
RETURN = {"how": "post"}
ROWS: list[tuple[str, str, Any, dict[str, int]]] = [
    # method, path, body, caller -> status
    ("GET", "/v1/agencies", None, {"": 200}),
    (
        "PUT",
        f"/v1/agencies/{AGENCY}",
        AGENCY_BODY,
        {
            "": 401,
            CITIZEN: 403,
            "receptionist": 403,
            "province-admin": 200,
            "commune-admin": 200,
        },
    ),
    (
        "PUT",
        "/v1/agencies/H49.62",
        AGENCY_BODY,
        {"province-admin": 200, "commune-admin": 404},
    ),
    (
        "GET",
        "/v1/staff/officer",
        None,
        {"": 401, CITIZEN: 403, "officer": 403, "province-admin": 200, "commune-admin": 200},
    ),
    ("GET", "/v1/staff/stranger", None, {"province-admin": 200, "commune-admin": 404}),
    ("GET", "/v1/staff/nobody", None, {"province-admin": 404}),
    (
        "PUT",
        "/v1/staff/new",
        STAFF_BODY,
        {"": 401, CITIZEN: 403, "officer": 403, "province-admin": 200, "commune-admin": 200},
    ),
    (
        "PUT",
        "/v1/staff/new",
        {**STAFF_BODY, "agencies": ["H49.62"]},
        {"province-admin": 200, "commune-admin": 403},
    ),
    ("PUT", "/v1/staff/stranger", STAFF_BODY, {"commune-admin": 404}),
    (
        "DELETE",
        "/v1/staff/stranger",
        None,
        {
            "": 401,
            CITIZEN: 403,
            "receptionist": 403,
            "commune-admin": 404,
            "province-admin": 204,
        },
    ),
    (
        "GET",
        "/v1/lists/new",
        None,
        {
            "": 401,
            "altered": 401,
            CITIZEN: 403,
            "nobody": 403,
            "receptionist": 200,
            "officer": 200,
        },
    ),
    ("GET", f"/v1/lists/new?agency={AGENCY}", None, {"receptionist": 200, "stranger": 404}),
    (
        "GET",
        CASE,
        None,
        {"": 401, CITIZEN: 403, "receptionist": 200, "officer": 200, "stranger": 404},
    ),
    ("GET", "/v1/cases/H49.61-261123-9999", None, {"receptionist": 404}),
    (
        "POST",
        f"{CASE}/acceptance",
        {},
        {"": 401, CITIZEN: 403, "officer": 403, "stranger": 404, "receptionist": 201},
    ),
    (
        "POST",
        f"{CASE}/rejection",
        REJECTION,
        {"": 401, CITIZEN: 403, "officer": 403, "stranger": 404, "receptionist": 201},
    ),
    (
        "POST",
        f"{CASE}/assignment",
        {"step": "a", "desk": "b"},
        {"": 401, "province-admin": 403, "stranger": 404, "receptionist": 409},
    ),
    (
        "POST",
        f"{CASE}/decision",
        {},
        {"": 401, "receptionist": 403, "officer": 403, "stranger": 404, "approver": 409},
    ),
    (
        "POST",
        f"{CASE}/return",
        RETURN,
        {"": 401, "officer": 403, "stranger": 404, "receptionist": 409},
    ),
]
TABLE = [
    (method, path, body, caller, status)
    for method, path, body, by_caller in ROWS
    for caller, status in by_caller.items()
]


@pytest.fixture
def world() -> World:
    return World.with_case_at_the_desk()


@pytest.mark.parametrize(("method", "path", "body", "caller", "status"), TABLE)
def test_who_may_do_what(
    world: World, method: str, path: str, body: Any, caller: str, status: int
) -> None:
    response = world.client.request(method, path, caller, body)

    assert response.status == status, response.text
    if status >= 400:
        assert response.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("days", "body", "with_form"),
    [(0, {}, False), (0, {"wants_form": True}, True), (3, {}, True)],
)
def test_a_result_of_the_same_day_has_no_mau_01_unless_the_applicant_wants_it(
    days: int, body: dict[str, bool], with_form: bool
) -> None:
    world = World.with_case_at_the_desk()
    world.publish(a_procedure(days=days, version=2))

    world.client.post(f"/v1/cases/{CODE}/acceptance", "receptionist", body)

    assert world.events()[-1].data["with_form"] is with_form


def test_an_acceptance_answers_the_case_with_its_due_date_explained(world: World) -> None:
    case = world.client.post(f"{CASE}/acceptance", "receptionist", {}).body

    assert case["state"] == "accepted"
    assert case["due"]["steps"][-1]["vi"].startswith(("Hẹn trả", "Tạm tính"))
    assert [entry["act"] for entry in case["audit_entries"]] == ["file", "accept"]


def test_times_have_the_offset_of_vietnam_and_whole_seconds(world: World) -> None:
    world.clock.advance(timedelta(microseconds=123_456))

    case = world.client.post(f"{CASE}/acceptance", "receptionist", {}).body

    assert case["accepted_at"] == "2026-11-23T09:00:00+07:00"
    assert case["due_at"] == case["due"]["at"] == "2026-11-27T17:00:00+07:00"
    assert case["audit_entries"][-1]["at"] == "2026-11-23T09:00:00+07:00"


def test_a_repeated_request_gets_the_same_response_and_another_body_is_refused(
    world: World,
) -> None:
    def reject(body: Any) -> Any:
        return world.client.post(
            f"{CASE}/rejection", "receptionist", body, Idempotency_Key="the-same-key-1"
        )

    first, repeat, other = reject(REJECTION), reject(REJECTION), reject({"reason": "Lý do khác."})

    assert (first.status, repeat.text) == (201, first.text)
    assert (other.status, other.code) == (409, "idempotency_key_reused")
    assert world.event_types.count("case.refused") == 1


def test_an_act_that_the_state_does_not_allow_says_so_in_the_callers_language(
    world: World,
) -> None:
    vi = world.client.post(f"{CASE}/return", "receptionist", RETURN)
    en = world.client.post(f"{CASE}/return", "receptionist", RETURN, Accept_Language="en")

    assert vi.code == en.code == "act_not_allowed"
    assert vi.body["detail"] == "Hồ sơ đang chờ tiếp nhận nên không thể trả kết quả."
    assert en.body["detail"] == (
        "The dossier is waiting to be accepted, so you cannot return its result."
    )


@pytest.mark.parametrize(
    ("method", "path", "body", "field"),
    [
        ("POST", f"{CASE}/rejection", {}, "reason"),
        ("POST", f"{CASE}/rejection", {"reason": "   "}, "reason"),
        ("POST", f"{CASE}/rejection", {"reason": 5}, "reason"),
        ("POST", f"{CASE}/acceptance", {"due": "tomorrow"}, "due"),
        ("POST", "/v1/cases/not-a-code/acceptance", {}, "code"),
        ("GET", "/v1/lists/new?limit=0", None, "limit"),
        ("GET", "/v1/lists/new?cursor=altered", None, "cursor"),
        ("GET", "/v1/lists/lost", None, "list"),
    ],
)
def test_a_broken_rule_names_its_field(
    world: World, method: str, path: str, body: Any, field: str
) -> None:
    response = world.client.request(method, path, "receptionist", body)

    assert (response.status, response.body["field"]) == (422, field)


def test_the_worklist_shows_what_is_due_first_page_by_page(world: World) -> None:
    for number in (2, 3):
        code = f"H49.61-261123-000{number}"
        world.clock.advance(-timedelta(days=number))
        world.receive(a_free_dossier(), subject=code, dossier=code)

    path = f"/v1/lists/new?agency={AGENCY}&limit=2"
    first = world.client.get(path, "receptionist").body
    rest = world.client.get(f"{path}&cursor={first['next']}", "receptionist").body
    of_another = world.client.get(f"{path}&cursor={first['next']}", "officer")

    assert [case["code"][-1] for case in first["items"] + rest["items"]] == ["3", "2", "1"]
    assert rest["next"] is None
    assert of_another.code == "bad_cursor"


def test_a_case_that_ended_leaves_the_worklists_and_is_listed_as_done(world: World) -> None:
    world.client.post(f"{CASE}/rejection", "receptionist", REJECTION)

    assert world.client.get("/v1/lists/new", "receptionist").body["items"] == []
    done = world.client.get("/v1/lists/done", "receptionist").body["items"]
    assert [case["stage"] for case in done] == ["done"]


def test_an_unchanged_case_answers_304(world: World) -> None:
    tag = world.client.get(CASE, "receptionist").headers["ETag"]

    assert world.client.get(CASE, "receptionist", If_None_Match=tag).status == 304
    world.client.post(f"{CASE}/acceptance", "receptionist", {})
    assert world.client.get(CASE, "receptionist", If_None_Match=tag).status == 200


def test_a_case_is_shown_without_what_is_sealed(world: World) -> None:
    case = world.client.get(CASE, "receptionist")

    assert "Nguyễn Thị An" not in case.text
    filed_at = json.loads(case.text)["filed_at"]
    assert filed_at == world.case.filed_at.astimezone(VIETNAM).isoformat(timespec="seconds")
