"""The routes of notifications, as callers meet them."""

import json

import pytest

from contracts.testing.dossier_events import CODE, KEY, MAIL, OWNER, PHONE, paid_dossier
from kit.security.people import PersonLink
from kit.security.staff_directory import Staff
from tests.unit.notifications.world import World

OFFICIALS = {"officer": "H49.61", "stranger": "H49.62"}
PREFERENCES, NOTICES = "/v1/me/preferences", f"/v1/dossiers/{CODE}/notices"


@pytest.fixture
def world() -> World:
    world = World()
    world.employ(
        *(Staff(sub=sub, roles=("officer",), agencies=(at,)) for sub, at in OFFICIALS.items())
    )
    return world


def test_a_citizen_chooses_and_reads_preferences(world: World) -> None:
    assert world.client.get(PREFERENCES, OWNER).body == {
        "mail": True,
        "language": None,
        "accents": False,
    }
    chosen = {"mail": False, "language": "en", "accents": True}
    assert world.client.put(PREFERENCES, OWNER, chosen).body == chosen
    assert world.client.put(PREFERENCES, OWNER, chosen).body == chosen
    assert world.client.get(PREFERENCES, OWNER).body == chosen
    assert world.client.get(PREFERENCES, "another").body["mail"] is True


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"mail": "no"}, "mail"),
        ({}, "mail"),
        ({"mail": True, "language": "fr"}, "language"),
        ({"mail": True, "x": 1}, "x"),
    ],
)
def test_a_wrong_choice_names_its_field(world: World, body: dict[str, object], field: str) -> None:
    answer = world.client.put(PREFERENCES, OWNER, body)
    assert (answer.status, answer.body["field"]) == (422, field)


@pytest.mark.parametrize(
    ("who", "status"),
    [("", 401), (OWNER, 200), ("officer", 200), ("another", 404), ("stranger", 404)],
)
def test_notices_are_for_the_owner_and_the_staff_of_the_agency(
    world: World, who: str, status: int
) -> None:
    world.receive(*paid_dossier(world.vault))
    assert world.client.get(NOTICES, who).status == status


@pytest.mark.parametrize(("who", "status"), [("", 401), ("officer", 403), (OWNER, 200)])
def test_preferences_are_the_citizens(world: World, who: str, status: int) -> None:
    assert world.client.get(PREFERENCES, who).status == status


def test_whoever_intake_does_not_know_has_the_defaults_and_says_first_who_they_are(
    world: World,
) -> None:
    world.people.links_by_subject["new"] = None

    refused = world.client.put(PREFERENCES, "new", {"mail": False, "language": "en"})

    assert (refused.status, refused.code, refused.body["field"]) == (409, "person_missing", "me")
    assert world.client.get(PREFERENCES, "new").body["mail"] is True


def test_a_persons_choice_holds_for_dossiers_under_each_of_their_ids(world: World) -> None:
    world.people.links_by_subject["account"] = PersonLink(person="P2", also=(OWNER,))
    chosen = {"mail": False, "language": "en", "accents": True}

    assert world.client.put(PREFERENCES, "account", chosen).body == chosen

    assert world.client.get(PREFERENCES, "account").body == chosen
    assert world.client.get(PREFERENCES, OWNER).body == chosen
    assert world.client.get(PREFERENCES, "another").body["mail"] is True


def test_the_notices_under_an_earlier_id_are_the_persons(world: World) -> None:
    world.receive(*paid_dossier(world.vault))
    world.people.links_by_subject["account"] = PersonLink(person="P2", also=(OWNER,))

    assert world.client.get(NOTICES, "account").status == 200
    assert world.client.get(NOTICES, "another").status == 404


def test_an_unknown_dossier_has_no_notices_and_a_malformed_code_is_named(world: World) -> None:
    assert world.client.get(NOTICES, OWNER).status == 404
    assert world.client.get("/v1/dossiers/x/notices", OWNER).body["code"] == "malformed_identifier"


def test_notices_are_listed_in_pages_without_anything_personal(world: World) -> None:
    world.receive(*paid_dossier(world.vault))
    first = world.client.get(f"{NOTICES}?limit=7", OWNER).body
    rest = world.client.get(f"{NOTICES}?limit=7&cursor={first['next']}", OWNER).body
    listed = first["items"] + rest["items"]
    assert (len(first["items"]), len(listed), rest["next"]) == (7, 11, None)
    assert {notice["outcome"] for notice in listed} == {"sent"}
    assert not any(personal in json.dumps(listed) for personal in (PHONE, MAIL, KEY))


def test_a_cursor_is_for_its_caller_only(world: World) -> None:
    world.receive(*paid_dossier(world.vault))
    cursor = world.client.get(f"{NOTICES}?limit=1", OWNER).body["next"]
    assert world.client.get(f"{NOTICES}?cursor={cursor}", "officer").body["code"] == "bad_cursor"
