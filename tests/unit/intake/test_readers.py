"""Need to know: who reads what was declared, and the citizen sees who did."""

import pytest

from kit.security.staff_directory import Staff
from tests.unit.intake.test_api import World
from tests.unit.intake.world import AGENCY, AN

ROLES = ("admin", "catalogue_editor", "cashier", "accountant", "receptionist")


@pytest.fixture
def world() -> World:
    world = World()
    world.employ(
        *(Staff(sub=r, roles=(r,), agencies=("H49",), name=f"Cán bộ {r}") for r in ROLES),
        Staff(sub="admin-elsewhere", roles=("admin",), agencies=("H49.62",)),
    )
    return world


@pytest.mark.parametrize("role", ["admin", "catalogue_editor", "cashier", "accountant"])
def test_a_catalogue_editor_read_24_identity_numbers_in_0_6_seconds(
    world: World, role: str
) -> None:
    path = f"/v1/dossiers/{world.filing()['code']}"

    response = world.client.get(path, role)

    assert response.status == 200
    assert response.body["agency"] == AGENCY
    assert [response.body[name] for name in ("applicant", "contact", "answers")] == [None] * 3
    assert str(AN.identity_number) not in response.text
    assert world.access_records() == []


def test_the_citizen_sees_who_looked(world: World) -> None:
    code = world.filing()["code"]
    for reader in ("receptionist", "an", "an", "admin"):
        world.client.get(f"/v1/dossiers/{code}", reader)

    readers = world.client.get(f"/v1/dossiers/{code}/readers", "an").body["items"]

    assert [(each["kind"], each["name"]) for each in readers] == [
        ("staff", "Cán bộ receptionist"),
        ("citizen", ""),
    ]
    assert readers[0]["operation"] == "intake.filed_dossiers_get"
    assert readers[0]["agencies"] == ["H49"]


def test_only_the_owner_and_administrators_of_the_agency_see_who_looked(world: World) -> None:
    path = f"/v1/dossiers/{world.filing()['code']}/readers"

    statuses = {
        who: world.client.get(path, who).status
        for who in ("an", "another", "admin", "admin-elsewhere", "receptionist", "")
    }

    assert statuses == {
        "an": 200,
        "another": 404,
        "admin": 200,
        "admin-elsewhere": 404,
        "receptionist": 403,
        "": 401,
    }


def test_the_list_of_readers_is_read_page_by_page(world: World) -> None:
    code = world.filing()["code"]
    for _ in range(3):
        world.client.get(f"/v1/dossiers/{code}", "receptionist")

    path = f"/v1/dossiers/{code}/readers?limit=2"
    first = world.client.get(path, "an").body
    rest = world.client.get(f"{path}&cursor={first['next']}", "an").body

    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (2, 1, None)
