"""Notifications' doors as callers meet them."""

import json

import pytest

from kit import bootstrap
from kit.http.pagination import Cursors
from kit.persistence.repository import Repository
from kit.security.staff_directory import Staff
from notifications.repository import Store
from tests.doors import Caller, fresh_app
from tests.fakes import memory_table
from tests.story import CODE, KEY, MAIL, OWNER, PHONE, paid
from tests.unit.notifications.house import House

OFFICIALS = {"officer": "H49.61", "stranger": "H49.62"}
PREFERENCES, NOTICES = "/v1/me/preferences", f"/v1/dossiers/{CODE}/notices"


class Door(Caller):
    """The app over a house in memory."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.module = fresh_app("notifications")
        self.house = House()
        for sub, agency in OFFICIALS.items():
            self.house.directory.put_staff(Staff(sub=sub, roles=("officer",), agencies=(agency,)))
        super().__init__(self.module, OFFICIALS.__contains__, directory=self.house.directory)
        doors = Store(
            Repository(memory_table(self.house.transport), "notifications"), self.house.directory
        )
        vars(self.module)["store"] = lambda: doors
        monkeypatch.setattr(bootstrap, "cursors", lambda: Cursors("secret"))


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Door:
    return Door(monkeypatch)


def test_a_citizen_chooses_and_reads_preferences(door: Door) -> None:
    assert door.ask("GET", PREFERENCES, OWNER).json_body == {"mail": True, "language": None}
    chosen = {"mail": False, "language": "en"}
    assert door.ask("PUT", PREFERENCES, OWNER, chosen).json_body == chosen
    assert door.ask("PUT", PREFERENCES, OWNER, chosen).json_body == chosen
    assert door.ask("GET", PREFERENCES, OWNER).json_body == chosen
    assert door.ask("GET", PREFERENCES, "another").json_body["mail"] is True


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"mail": "no"}, "mail"),
        ({}, "mail"),
        ({"mail": True, "language": "fr"}, "language"),
        ({"mail": True, "x": 1}, "x"),
    ],
)
def test_a_wrong_choice_names_its_field(door: Door, body: dict[str, object], field: str) -> None:
    answer = door.ask("PUT", PREFERENCES, OWNER, body)
    assert (answer.status_code, answer.json_body["field"]) == (422, field)


@pytest.mark.parametrize(
    ("who", "status"),
    [("", 401), (OWNER, 200), ("officer", 200), ("another", 404), ("stranger", 404)],
)
def test_notices_are_for_the_owner_and_the_staff_of_the_agency(
    door: Door, who: str, status: int
) -> None:
    door.house.hear(*paid(door.house.vault))
    assert door.ask("GET", NOTICES, who).status_code == status


@pytest.mark.parametrize(("who", "status"), [("", 401), ("officer", 403), (OWNER, 200)])
def test_preferences_are_the_citizens(door: Door, who: str, status: int) -> None:
    assert door.ask("GET", PREFERENCES, who).status_code == status


def test_an_unknown_dossier_has_no_notices_and_a_malformed_code_is_named(door: Door) -> None:
    assert door.ask("GET", NOTICES, OWNER).status_code == 404
    assert (
        door.ask("GET", "/v1/dossiers/x/notices", OWNER).json_body["code"] == "malformed_identifier"
    )


def test_notices_are_listed_in_pages_without_anything_personal(door: Door) -> None:
    door.house.hear(*paid(door.house.vault))
    first = door.ask("GET", f"{NOTICES}?limit=7", OWNER).json_body
    rest = door.ask("GET", f"{NOTICES}?limit=7&cursor={first['next']}", OWNER).json_body
    listed = first["items"] + rest["items"]
    assert (len(first["items"]), len(listed), rest["next"]) == (7, 11, None)
    assert {notice["outcome"] for notice in listed} == {"sent"}
    assert not any(personal in json.dumps(listed) for personal in (PHONE, MAIL, KEY))


def test_a_cursor_is_for_its_caller_only(door: Door) -> None:
    door.house.hear(*paid(door.house.vault))
    cursor = door.ask("GET", f"{NOTICES}?limit=1", OWNER).json_body["next"]
    assert (
        door.ask("GET", f"{NOTICES}?cursor={cursor}", "officer").json_body["code"] == "bad_cursor"
    )
