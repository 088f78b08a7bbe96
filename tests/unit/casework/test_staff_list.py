"""The list of an agency's officials: who is in it, who may read it, and what it reads."""

import pytest

from kit.security.staff_directory import Directory, Staff
from kit.testing.memory_table import memory_table
from tests.unit.casework.metered_table import MeteredTransport
from tests.unit.casework.world import AGENCY, STAFF_BODY, World

LIST = f"/v1/staff?agency={AGENCY}"


@pytest.fixture
def world() -> World:
    return World.with_case_at_the_desk()


def test_an_official_is_in_the_list_of_each_of_their_agencies(world: World) -> None:
    body = {**STAFF_BODY, "agencies": [AGENCY, "H49.62"], "office": "Công chức"}
    world.client.put("/v1/staff/new", "province-admin", body)

    for agency in (AGENCY, "H49.62"):
        listed = world.client.get(f"/v1/staff?agency={agency}", "province-admin").body["items"]
        assert {
            "sub": "new",
            "name": STAFF_BODY["name"],
            "office": "Công chức",
            "roles": ["officer"],
            "desks": [],
            "former": False,
            "within_reach": True,
        } in listed
    above = world.client.get("/v1/staff?agency=H49", "province-admin").body["items"]
    assert "new" not in {each["sub"] for each in above}


def test_whose_rights_are_also_another_agencys_is_listed_beyond_reach(world: World) -> None:
    body = {**STAFF_BODY, "agencies": [AGENCY, "H49.62"]}
    world.client.put("/v1/staff/new", "province-admin", body)

    listed = world.client.get(LIST, "commune-admin").body["items"]

    assert {each["sub"]: each["within_reach"] for each in listed}["new"] is False
    assert world.client.get("/v1/staff/new", "commune-admin").status == 404


def test_whose_rights_were_taken_stays_in_the_list_as_former(world: World) -> None:
    world.client.put("/v1/staff/new", "commune-admin", STAFF_BODY)
    world.client.delete("/v1/staff/new", "commune-admin")

    listed = world.client.get(LIST, "commune-admin").body["items"]

    assert {each["sub"]: each["former"] for each in listed}["new"] is True


def test_the_list_is_for_administrators_and_those_who_choose_a_deputy(world: World) -> None:
    assert world.client.get(LIST, "officer").status == 403
    deputies = world.client.get(LIST, "head").body["items"]
    assert deputies
    assert not any(each["within_reach"] for each in deputies)
    assert world.client.get("/v1/staff?agency=H49.62", "commune-admin").status == 404
    assert world.client.get("/v1/staff", "commune-admin").status == 422


def test_a_cursor_is_good_for_its_own_list_alone(world: World) -> None:
    first = world.client.get(f"{LIST}&limit=1", "commune-admin").body
    rest = world.client.get(f"{LIST}&limit=1&cursor={first['next']}", "commune-admin").body
    foreign = world.client.get(f"/v1/staff?agency=H49&cursor={first['next']}", "province-admin")

    assert first["items"] != rest["items"]
    assert (foreign.status, foreign.code) == (422, "bad_cursor")


def test_a_page_reads_as_much_of_a_thousand_officials_as_of_a_hundred() -> None:
    def units(officials: int) -> float:
        transport = MeteredTransport()
        directory = Directory(memory_table(transport), World().clock)
        for number in range(officials):
            directory.put_staff(
                Staff(sub=f"s-{number:04}", name="Trần Văn", roles=("officer",), agencies=(AGENCY,))
            )
        before = transport.units
        page, rest = directory.officials_of(AGENCY, None, 50)
        assert (len(page), rest is None) == (50, False)
        return transport.units - before

    assert units(100) == units(1_000) <= 4
