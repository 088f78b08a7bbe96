"""The routes of acts that interrupt or end the work, as a caller meets them."""

from typing import Any

import pytest

from tests.unit.casework.world import CITIZEN, CODE, World

CASE = f"/v1/cases/{CODE}"
REQUEST = {"items": ["Bản sao hợp đồng thuê nhà"], "reason": "Địa chỉ là nhà thuê."}
EXTENSION = {"due": "2026-12-04T10:00:00+07:00", "reason": "Chờ ý kiến của sở."}
STOP = {"reason": "Quy hoạch đã thay đổi.", "ground": "stopped_by_agency"}
REFUSAL = {"reason": "Hồ sơ liên quan đến người khác."}
PERFORMERS = {"extension": "head", "correction": "head"}
DECISION_TEXT: dict[str, Any] = {"fields": {"paragraphs": ["Điều 1. Chấp thuận."]}}
PROPOSAL = {"results": [DECISION_TEXT]}
ROWS: list[tuple[str, Any, dict[str, int]]] = [
    ("proposal", PROPOSAL, {"receptionist": 403, "approver": 403, "officer": 201}),
    ("correction", REFUSAL, {"receptionist": 403, "officer": 403, "approver": 409, "head": 409}),
    ("supplement-request", REQUEST, {"receptionist": 403, "officer": 201}),
    ("extension", EXTENSION, {"receptionist": 403, "officer": 403, "head": 201}),
    ("stop", STOP, {"receptionist": 403, "officer": 201}),
    ("withdrawal", {}, {"receptionist": 201, "officer": 201}),
    ("withdrawal-refusal", REFUSAL, {"receptionist": 201, "officer": 201}),
]


@pytest.fixture
def world() -> World:
    world = World.with_case_in_work()
    world.receive_withdrawal_request()
    return world


@pytest.mark.parametrize(("act", "body", "callers"), ROWS)
def test_officials_of_the_agency_act_by_their_role(
    act: str, body: Any, callers: dict[str, int]
) -> None:
    always = {"": 401, CITIZEN: 403, "province-admin": 403, "stranger": 404}
    for caller, status in (always | callers).items():
        world = World.with_case_in_work()
        world.receive_withdrawal_request()
        assert world.client.post(f"{CASE}/{act}", caller, body).status == status, caller


@pytest.mark.parametrize(
    ("act", "body", "field"),
    [
        ("proposal", {"results": [DECISION_TEXT] * 21}, "results"),
        ("proposal", {"results": [{**DECISION_TEXT, "code": "KQ.9"}]}, "results.0.code"),
        ("proposal", {}, "results"),
        ("proposal", {"desk": " "}, "desk"),
        ("correction", {}, "reason"),
        ("supplement-request", {**REQUEST, "items": []}, "items"),
        ("supplement-request", {**REQUEST, "items": ["x"] * 21}, "items"),
        ("supplement-request", {**REQUEST, "items": [" "]}, "items.0"),
        ("supplement-request", {"items": ["x"]}, "reason"),
        ("extension", {**EXTENSION, "due": "2026-12-04T10:00:00"}, "due"),
        ("extension", {**EXTENSION, "due": "2026-12-05T10:00:00+07:00"}, "due"),
        ("stop", {**STOP, "ground": "refused"}, "ground"),
        ("withdrawal", {"reason": "x"}, "reason"),
        ("withdrawal-refusal", {}, "reason"),
    ],
)
def test_a_broken_rule_names_its_field(world: World, act: str, body: Any, field: str) -> None:
    response = world.client.post(f"{CASE}/{act}", PERFORMERS.get(act, "officer"), body)

    assert (response.status, response.body["field"]) == (422, field)


def test_an_official_sees_what_the_case_waits_for_and_why(world: World) -> None:
    case = world.client.post(f"{CASE}/supplement-request", "officer", REQUEST).body

    assert case["supplement"] == {
        "items": REQUEST["items"],
        "requested_at": "2026-11-23T09:02:00+07:00",
        "due": "2026-12-24T00:00:00+07:00",
        "effect": "restart",
        "received_at": None,
        "grounds": [],
        "again": False,
    }
    assert case["withdrawal_requested_at"] == "2026-11-23T09:02:00+07:00"
    assert case["audit_entries"][-1]["reason"] == REQUEST["reason"]
    assert case["audit_entries"][-2]["actor"] == "applicant"


def test_a_repeated_request_gets_the_same_response(world: World) -> None:
    first, again = (
        world.client.post(f"{CASE}/stop", "officer", STOP, Idempotency_Key="the-same-key-1")
        for _ in range(2)
    )

    assert (first.status, again.text) == (201, first.text)
    assert world.event_types.count("case.stopped") == 1
