"""The routes of agencies and officials: who is named by whom, when an agency is open."""

from typing import Any

import pytest

from kit.security.staff_directory import Agency, Directory
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
    assert world.client.get(path, "officer").body["own_hours"] == hours
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


def test_an_agency_as_of_a_day_off_the_calendar_was_a_500_and_is_refused(world: World) -> None:
    response = world.client.get(f"/v1/agencies/{AGENCY}?day=3600-24-28", "officer")

    assert (response.status, response.code) == (422, "invalid")


def listed(world: World, code: str, **facts: object) -> None:
    agency = {"code": code, "name": code, "valid_from": "2020-01-01"} | facts
    world.directory.put_agency(Agency.model_validate(agency))


def test_an_agency_moves_in_the_tree_and_with_it_who_sees_its_dossiers(world: World) -> None:
    listed(world, "H49.70")
    listed(world, "H49.61.02")
    official = OFFICER.evolve(sub="other", agencies=("H49.70",))
    world.directory.put_staff(official)
    assert not world.directory.staff_now("other").covers("H49.61.02")  # type: ignore[union-attr]

    path = "/v1/agencies/H49.61.02"
    moved = world.client.put(path, "province-admin", {**AGENCY_BODY, "parent": "H49.70"})

    assert moved.body["parent"] == "H49.70"
    assert world.directory.staff_now("other").covers("H49.61.02")  # type: ignore[union-attr]
    assert not world.directory.staff_now("commune-admin").covers("H49.61.02")  # type: ignore[union-attr]
    assert world.cases.lineage("H49.61.02") == ["H49.61.02", "H49.70", "H49"]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"parent": "H49.61.02"}, "wrong_parent"),
        ({"parent": "H49.99"}, "wrong_parent"),
        ({"codes": [{"code": "H49.70", "valid_from": "2026-01-25"}]}, "code_taken"),
        ({"codes": [{"code": "000.00.70.H49", "valid_from": "2026-01-25"}]}, "code_taken"),
        ({"merged_into": [{"agency": "H49.70", "day": "2026-01-01"}]}, "succession_malformed"),
        (
            {
                "valid_until": "2025-12-31",
                "merged_into": [{"agency": "H49.99", "day": "2026-01-01"}],
            },
            "unknown_agency",
        ),
        ({"split_from": [{"agency": "H49.99", "day": "2025-07-01"}]}, "unknown_agency"),
        ({"codes": [{"code": "H49.061", "valid_from": "2026-02-30"}]}, "invalid"),
    ],
)
def test_a_place_that_cannot_be_is_refused(
    world: World, facts: dict[str, object], code: str
) -> None:
    listed(world, "H49.61.02")
    older = [{"code": "000.00.70.H49", "valid_from": "2020-01-01", "valid_until": None}]
    listed(world, "H49.70", codes=older)

    response = world.client.put(f"/v1/agencies/{AGENCY}", "province-admin", AGENCY_BODY | facts)

    assert (response.status, response.code) == (422, code)


def test_an_administrator_of_a_commune_takes_in_no_agency_of_another_one(world: World) -> None:
    listed(world, "H49.70.01")
    listed(world, "H49.61.02")
    foreign = {
        "valid_until": "2025-12-31",
        "merged_into": [{"agency": AGENCY, "day": "2026-01-01"}],
    }

    taken = world.client.put("/v1/agencies/H49.70.01", "commune-admin", AGENCY_BODY | foreign)
    moved = world.client.put(
        "/v1/agencies/H49.61.02", "commune-admin", {**AGENCY_BODY, "parent": "H49.70.01"}
    )

    assert taken.status == 404
    assert moved.code == "wrong_parent"


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("H49.203.02", "2025-06-30", "H49.203.02"),
        ("H49.203.02", "2025-07-01", "H49.80"),
        ("H49.203", "2025-07-01", "H49.203"),
        ("000.00.80.H49", "2025-07-01", "H49.80"),
        ("H49.80", "2025-06-30", None),
        ("H49.999", "2025-07-01", None),
    ],
)
def test_a_code_is_read_as_of_a_day(world: World, code: str, day: str, name: str | None) -> None:
    older = [{"code": "000.00.80.H49", "valid_from": "2025-07-01", "valid_until": None}]
    listed(world, "H49.80", valid_from="2025-07-01", codes=older)
    into = [{"agency": "H49.80", "day": "2025-07-01"}]
    listed(world, "H49.203.02", valid_until="2025-06-30", merged_into=into)
    listed(world, "H49.203", valid_until="2025-06-30")

    response = world.client.get(f"/v1/agencies/{code}?day={day}")

    assert response.status == (200 if name else 404)
    assert response.body.get("name") == name


def test_the_list_shows_the_agencies_of_a_day_and_of_a_kind(world: World) -> None:
    listed(world, "H49.203", kind="district", valid_until="2025-06-30")
    listed(world, "H49.80", kind="commune", valid_from="2025-07-01")

    def codes(query: str) -> list[str]:
        items = world.client.get(f"/v1/agencies?{query}").body["items"]
        return [each["code"] for each in items if each["code"] in ("H49.203", "H49.80")]

    assert codes("day=2025-06-30") == ["H49.203"]
    assert codes("day=2025-07-01") == ["H49.80"]
    assert codes("kind=district") == ["H49.203"]


def test_an_agency_shows_the_hours_that_hold_its_own_or_those_above_it(world: World) -> None:
    listed(world, "H49.61.02")
    path = "/v1/agencies/H49.61.02"
    usual = world.client.get(path).body["hours"]
    own = {"valid_from": "2026-01-01", "weekdays": [0, 1, 2], "spans": [SPAN]}
    later = {"valid_from": "2999-01-01", "weekdays": [5], "spans": [SPAN]}
    world.client.put(path, "province-admin", {**AGENCY_BODY, "hours": [own, later]})

    assert len(usual) == 1
    [hours] = world.client.get(path).body["hours"]
    assert hours["weekdays"] == [0, 1, 2]
    assert world.client.get(f"{path}?day=2999-01-05").body["hours"][0]["weekdays"] == [5]


SPAN = {"start": "07:00", "end": "11:00"}
