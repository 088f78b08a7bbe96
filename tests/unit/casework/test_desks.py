"""Desks that exist before work is given to them, and locks that show who works on a case."""

from datetime import timedelta

import pytest

from casework.domain.lock import HOLDS, CaseLocked
from casework.locks import take as locks
from tests.unit.casework.world import AGENCY, CODE, OFFICER, STAFF_BODY, World

DESKS = f"/v1/agencies/{AGENCY}/desks"
LOCK = f"/v1/cases/{CODE}/lock"
ASSIGNMENT = f"/v1/cases/{CODE}/assignment"
STEP = {"step": "Thẩm định", "desk": "Tổ đăng ký kinh doanh"}


@pytest.fixture
def world() -> World:
    world = World.with_case_at_the_desk()
    world.accept()
    return world


def test_an_agency_that_lists_its_desks_gives_work_to_no_other(world: World) -> None:
    listed = world.client.put(DESKS, "commune-admin", {"desks": ["Tổ hộ tịch", "Tổ hộ tịch"]})
    assert listed.body == {"agency": AGENCY, "desks": ["Tổ hộ tịch"]}

    refused = world.client.post(ASSIGNMENT, "officer", STEP)
    assert (refused.status, refused.code, refused.body["field"]) == (422, "unknown_desk", "desk")
    world.client.put(DESKS, "commune-admin", {"desks": ["Tổ hộ tịch", STEP["desk"]]})

    assert world.client.post(ASSIGNMENT, "officer", STEP).body["desk"] == STEP["desk"]
    assert world.client.get(DESKS, "officer").body["desks"] == ["Tổ hộ tịch", STEP["desk"]]
    assert world.case.desk_agency == AGENCY
    assert world.propose().desk_agency is None  # whoever approves has no desk of their own


def test_a_desk_above_the_agency_takes_its_work_too(world: World) -> None:
    world.client.put("/v1/agencies/H49/desks", "province-admin", {"desks": [STEP["desk"]]})
    world.client.put(DESKS, "commune-admin", {"desks": ["Tổ hộ tịch"]})

    world.client.post(ASSIGNMENT, "officer", STEP)

    assert (world.case.desk, world.case.desk_agency) == (STEP["desk"], "H49")


def test_a_desk_with_open_cases_stays(world: World) -> None:
    world.client.put(DESKS, "commune-admin", {"desks": [STEP["desk"]]})
    world.client.post(ASSIGNMENT, "officer", STEP)

    refused = world.client.put(DESKS, "commune-admin", {"desks": []})
    assert (refused.status, refused.code) == (409, "desk_has_cases")

    world.stop()
    assert world.client.put(DESKS, "commune-admin", {"desks": []}).status == 200


def test_officials_are_assigned_to_desks_that_exist(world: World) -> None:
    world.client.put(DESKS, "commune-admin", {"desks": ["Tổ hộ tịch"]})
    body = {**STAFF_BODY, "desks": ["Tổ khác"]}

    refused = world.client.put("/v1/staff/new", "commune-admin", body)

    assert (refused.status, refused.code, refused.body["field"]) == (422, "unknown_desk", "desks")
    seated = world.client.put("/v1/staff/new", "commune-admin", {**body, "desks": ["Tổ hộ tịch"]})
    assert seated.status == 200


def test_desks_are_replaced_by_administrators_of_the_agency_alone(world: World) -> None:
    assert world.client.put(DESKS, "officer", {"desks": []}).status == 403
    assert world.client.put("/v1/agencies/H49.62/desks", "commune-admin", {"desks": []}).status == (
        404
    )


def test_a_lock_shows_who_works_on_a_case_and_runs_out(world: World) -> None:
    taken = world.client.put(LOCK, "officer", {})
    assert (taken.status, taken.body["name"]) == (200, OFFICER.name)
    shown = world.client.get(f"/v1/cases/{CODE}", "receptionist").body["lock"]
    assert (shown["by"], shown["name"]) == ("officer", OFFICER.name)

    refused = world.client.put(LOCK, "head", {})
    assert (refused.status, refused.code) == (409, "case_locked")
    assert OFFICER.name in refused.body["detail"]
    assert world.client.delete(LOCK, "head").status == 204
    assert world.client.put(LOCK, "officer", {}).body["since"] == taken.body["since"]

    world.clock.advance(HOLDS)
    assert world.client.get(f"/v1/cases/{CODE}", "officer").body["lock"] is None
    assert world.client.put(LOCK, "head", {}).status == 200


def test_a_lock_is_taken_over_or_released_and_keeps_nobody_from_an_act(world: World) -> None:
    world.client.put(LOCK, "officer", {})

    assert world.client.put(LOCK, "head", {"take_over": True}).body["by"] == "head"
    assert world.client.post(ASSIGNMENT, "officer", STEP).status == 201
    assert world.client.delete(LOCK, "head").status == 204
    assert world.client.get(f"/v1/cases/{CODE}", "head").body["lock"] is None
    assert world.client.put(LOCK, "stranger", {}).status == 404


def test_of_two_who_take_a_lock_at_once_one_has_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    rivals = ["head"]
    loaded = world.cases.lock_of

    def meanwhile(case: object) -> object:
        lock = loaded(world.case)
        if rivals:
            world.client.put(LOCK, rivals.pop(), {})
        return lock

    monkeypatch.setattr(type(world.cases), "lock_of", lambda _, case: meanwhile(case))
    command = locks.TakeLock(code=CODE, official=OFFICER)

    with pytest.raises(CaseLocked):
        locks.take_lock(world.cases, command, at=world.clock() + timedelta(seconds=1))
