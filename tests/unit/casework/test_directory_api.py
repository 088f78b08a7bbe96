"""The routes of agencies and officials: who is named by whom, when an agency is open."""

from typing import Any

import pytest

from kit.security.staff_directory import Directory
from tests.unit.casework.world import (
    AGENCY,
    AGENCY_BODY,
    OFFICER,
    STAFF_BODY,
    World,
)


@pytest.fixture
def world() -> World:
    return World.with_case_at_the_desk()


@pytest.mark.parametrize(("method", "body"), [("PUT", STAFF_BODY), ("DELETE", None)])
def test_an_accountant_named_elsewhere_a_moment_ago_was_dismissed_by_a_communes_administrator(
    world: World, method: str, body: Any
) -> None:
    path = "/v1/staff/officer"
    assert world.client.get(path, "commune-admin").status == 200
    accountant = OFFICER.evolve(roles=("accountant",))
    another_function = Directory(world.directory._table, world.clock)
    another_function.put_staff(accountant)

    response = world.client.request(method, path, "commune-admin", body)

    assert response.code == "role_out_of_reach"
    assert world.directory.staff_now("officer") == accountant


def test_an_agency_has_its_own_hours_and_gives_them_up(world: World) -> None:
    hours = [
        {
            "valid_from": "2025-07-01",
            "spans": [{"start": "08:00:00", "end": "12:00:00"}],
            "weekdays": [0, 1, 2],
        }
    ]
    path = f"/v1/agencies/{AGENCY}"

    response = world.client.put(
        path, "province-admin", {**AGENCY_BODY, "parent": "H49", "hours": hours}
    )

    assert (response.body["parent"], response.body["hours"]) == ("H49", hours)
    assert world.cases.calendar_of("H49.61.01").hours[-1].weekdays == (0, 1, 2)
    world.client.put(path, "province-admin", AGENCY_BODY)
    assert world.cases.calendar_of("H49.61.01").hours[-1].weekdays == (0, 1, 2, 3, 4)


def test_an_agency_under_a_parent_that_its_code_does_not_say_is_refused(world: World) -> None:
    response = world.client.put(
        f"/v1/agencies/{AGENCY}", "province-admin", {**AGENCY_BODY, "parent": "H50"}
    )

    assert (response.status, response.code) == (422, "wrong_parent")


@pytest.mark.parametrize(
    "span",
    [
        {"start": "07:30:00Z", "end": "11:30:00"},
        {"start": "07:30:00+07:00", "end": "11:30:00+07:00"},
        {"start": "07:30:00.5", "end": "11:30:00"},
        {"start": 27000, "end": 41400},
    ],
)
def test_hours_with_a_zone_were_a_500_and_are_refused(world: World, span: dict[str, Any]) -> None:
    body = {**AGENCY_BODY, "parent": "H49", "hours": [{"spans": [span]}]}

    response = world.client.put(f"/v1/agencies/{AGENCY}", "province-admin", body)

    assert (response.status, response.code) == (422, "invalid")


@pytest.mark.parametrize("day", [{"valid_from": "8098-20-38"}, {"valid_until": "2025-06-30"}])
def test_an_agency_with_days_off_the_calendar_or_out_of_order_is_refused(
    world: World, day: dict[str, str]
) -> None:
    response = world.client.put(f"/v1/agencies/{AGENCY}", "province-admin", {**AGENCY_BODY, **day})

    assert (response.status, response.code) == (422, "invalid")


@pytest.mark.parametrize("role", ["catalogue_editor", "admin", "accountant"])
def test_an_admin_of_a_commune_made_himself_editor_of_the_provinces_catalogue(
    world: World, role: str
) -> None:
    for sub, roles in (("commune-admin", ["admin", "catalogue_editor"]), ("new", [role])):
        response = world.client.put(
            f"/v1/staff/{sub}", "commune-admin", {**STAFF_BODY, "roles": roles}
        )
        assert (response.status, response.code) == (403, "role_out_of_reach")
        assert response.body["field"] == "roles"

    with_role = {**STAFF_BODY, "roles": [role]}
    assert world.client.put("/v1/staff/new", "province-admin", with_role).status == 200
    assert world.client.put("/v1/staff/new", "commune-admin", STAFF_BODY).status == 403
    assert world.client.delete("/v1/staff/new", "commune-admin").status == 403
    assert world.client.delete("/v1/staff/new", "province-admin").status == 204


def test_an_admin_of_a_commune_gives_desk_roles_also_to_himself_and_cannot_move_himself(
    world: World,
) -> None:
    desk_roles = {**STAFF_BODY, "roles": ["receptionist", "officer"]}
    own = {**STAFF_BODY, "roles": ["admin", "receptionist", "officer"]}

    assert world.client.put("/v1/staff/new", "commune-admin", desk_roles).status == 200
    assert world.client.put("/v1/staff/commune-admin", "commune-admin", own).status == 200
    moved = world.client.put(
        "/v1/staff/commune-admin", "commune-admin", {**own, "agencies": [f"{AGENCY}.01"]}
    )
    assert moved.code == "role_out_of_reach"


@pytest.mark.parametrize("name", ["\U0001f4b0", "A\x00B", "\ue000"])
def test_a_name_that_papers_can_not_print_is_refused(world: World, name: str) -> None:
    agency = world.client.put(
        f"/v1/agencies/{AGENCY}", "province-admin", {**AGENCY_BODY, "name": name}
    )
    desk = world.client.put("/v1/staff/new", "province-admin", {**STAFF_BODY, "desks": [name]})

    assert (agency.status, desk.status) == (422, 422)


def test_a_name_stands_on_one_line_without_what_is_not_seen(world: World) -> None:
    agency = world.client.put(
        f"/v1/agencies/{AGENCY}",
        "province-admin",
        {**AGENCY_BODY, "name": "Trung tâm\n\u202eHành chính\u200b công "},
    )

    assert agency.body["name"] == "Trung tâm Hành chính công"
