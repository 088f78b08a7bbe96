"""The routes of status as their callers use them."""

import pytest

from contracts.testing.dossier_events import CODE, KEY, OWNER, free_dossier, paid_dossier
from kit.core.local_time import in_vietnam
from kit.security.mandates import Mandate
from kit.security.people import PersonLink
from kit.security.staff_directory import Staff
from status.domain.dossier_view import DossierView
from tests.unit.status.world import VAULT, World

LOOKUP = f"/v1/dossiers/{CODE}"
OFFICIAL = Staff(sub="officer", roles=("officer",), agencies=("H49",))


@pytest.fixture(scope="module")
def world() -> World:
    """A world that received the events of two dossiers and counted them."""
    world = World()
    world.employ(OFFICIAL)
    filed = free_dossier(VAULT, "H49.61.01-261123-0002", "01KAQ000000000000000000001")[:2]
    world.receive([*paid_dossier(VAULT), *filed])
    world.service.sweep()
    return world


def test_code_and_key_show_the_timeline_of_the_dossier(world: World) -> None:
    response = world.client.get(LOOKUP, X_Lookup_Key=KEY)

    view = DossierView.model_validate_json(response.text)
    assert response.status == 200
    assert [change.code for change in view.timeline] == [1, 6, 1, 2, 4, 9, 10]


def test_times_have_vietnams_offset_and_whole_seconds(world: World) -> None:
    view = world.client.get(LOOKUP, X_Lookup_Key=KEY).body

    assert view["filed_at"] == "2026-11-23T09:00:00+07:00"
    assert view["due"]["at"] == "2026-11-26T17:00:00+07:00"
    assert view["fees"][0]["pay_by"] == "2026-11-30"


def test_an_unchanged_view_is_answered_304(world: World) -> None:
    etag = world.client.get(LOOKUP, X_Lookup_Key=KEY).headers["ETag"]

    response = world.client.get(LOOKUP, X_Lookup_Key=KEY, If_None_Match=etag)

    assert (response.status, response.text) == (304, "")


def test_a_view_is_kept_by_nobody_for_another_key(world: World) -> None:
    headers = world.client.get(LOOKUP, X_Lookup_Key=KEY).headers

    assert headers["Cache-Control"] == "private, no-cache"
    assert "X-Lookup-Key" in headers["Vary"].split(", ")


def test_a_wrong_key_does_not_learn_from_an_etag_that_the_dossier_exists(world: World) -> None:
    etag = world.client.get(LOOKUP, X_Lookup_Key=KEY).headers["ETag"]

    response = world.client.get(LOOKUP, X_Lookup_Key="0000000000", If_None_Match=etag)

    assert response.status == 404


def test_unknown_code_and_wrong_key_get_the_same_problem(world: World) -> None:
    responses = [
        world.client.get(path, X_Lookup_Key="0000000000")
        for path in (LOOKUP, "/v1/dossiers/H49.61.01-261123-9999")
    ]

    assert len({(r.status, r.code, r.body["detail"]) for r in responses}) == 1
    assert responses[0].code == "not_found"


def test_a_look_up_needs_a_key_or_a_token(world: World) -> None:
    assert (world.client.get(LOOKUP).status, world.client.get(LOOKUP).code) == (
        401,
        "token_required",
    )


def test_an_owner_sees_without_a_key_what_the_key_shows(world: World) -> None:
    by_key = world.client.get(LOOKUP, X_Lookup_Key=KEY)
    by_token = world.client.get(LOOKUP, OWNER)

    assert (by_token.status, by_token.text) == (200, by_key.text)
    assert by_token.headers["ETag"] == by_key.headers["ETag"]
    assert by_token.headers["Cache-Control"] == "private, no-cache"


def test_to_another_citizen_the_dossier_does_not_exist(world: World) -> None:
    unknown = world.client.get("/v1/dossiers/H49.61.01-261123-9999", "another")
    foreign = world.client.get(LOOKUP, "another")

    assert (foreign.status, foreign.body["detail"]) == (404, unknown.body["detail"])


@pytest.mark.parametrize(("changes", "status"), [({}, 200), ({"until": "2026-11-22"}, 404)])
def test_who_has_a_mandate_sees_the_dossier_on_its_days(
    world: World, changes: dict[str, str], status: int
) -> None:
    world.people.mandates.put(OWNER, "hoa", a_mandate(CODE, **changes))
    try:
        response = world.client.get(LOOKUP, "hoa")
    finally:
        world.people.mandates.remove(OWNER, "hoa", "M1")
    assert response.status == status


def test_my_dossiers_are_listed_newest_first_in_pages(world: World) -> None:
    first = world.client.get("/v1/me/dossiers?limit=1", OWNER).body
    second = world.client.get(f"/v1/me/dossiers?cursor={first['next']}", OWNER).body

    dossiers = first["items"] + second["items"]
    assert sorted(d["code"] for d in dossiers) == [CODE, "H49.61.01-261123-0002"]
    assert {d["filed_at"] for d in dossiers} == {"2026-11-23T09:00:00+07:00"}
    assert world.client.get("/v1/me/dossiers", "another").body["items"] == []


def test_my_dossiers_are_those_under_each_of_my_ids(world: World) -> None:
    world.people.links_by_subject["account"] = PersonLink(person="P2", also=(OWNER,))
    world.people.links_by_subject["new"] = None

    mine = world.client.get("/v1/me/dossiers", "account").body

    assert mine == world.client.get("/v1/me/dossiers", OWNER).body
    assert len(mine["items"]) == 2
    assert world.client.get("/v1/me/dossiers", "new").body["items"] == []


def a_mandate(*dossiers: str, **changes: str) -> Mandate:
    terms = {"id": "M1", "scope": "read", "since": "2026-11-20", "until": "2026-11-30"}
    return Mandate.model_validate({**terms, **changes, "dossiers": dossiers})


def test_dossiers_of_a_principal_are_listed_by_the_mandate_of_this_moment(world: World) -> None:
    other = "H49.61.01-261123-0002"
    mandates = world.people.mandates
    mandates.put(OWNER, "minh", a_mandate(CODE, other))
    mandates.put("somebody else", "minh", a_mandate(CODE, id="M2"))

    first = world.client.get("/v1/me/dossiers?limit=1", "minh").body
    rest = world.client.get(f"/v1/me/dossiers?limit=1&cursor={first['next']}", "minh").body
    listed = first["items"] + rest["items"]

    assert [(each["code"], each["mandate"]["mandate"]) for each in listed] == [
        (other, "M1"),
        (CODE, "M1"),
    ]
    assert rest["next"] is None
    own = world.client.get("/v1/me/dossiers", OWNER).body["items"]
    assert {each["mandate"] for each in own} == {None}
    mandates.remove(OWNER, "minh", "M1")
    assert world.client.get("/v1/me/dossiers", "minh").body["items"] == []


@pytest.mark.parametrize(
    ("changes", "listed"),
    [
        ({}, 1),
        ({"scope": "act"}, 1),
        ({"since": "2026-11-24"}, 0),
        ({"until": "2026-11-22"}, 0),
    ],
)
def test_a_mandate_lists_dossiers_on_its_days_only(
    world: World, changes: dict[str, str], listed: int
) -> None:
    world.people.mandates.put(OWNER, "lan", a_mandate(CODE, **changes))
    try:
        items = world.client.get("/v1/me/dossiers", "lan").body["items"]
    finally:
        world.people.mandates.remove(OWNER, "lan", "M1")
    assert len(items) == listed


def test_ones_own_dossiers_come_before_those_of_a_principal(world: World) -> None:
    world.people.mandates.put("stranger", OWNER, a_mandate("H49.61.01-261123-0009"))
    codes: list[str] = []
    cursor = ""
    for _ in range(4):
        page = world.client.get(f"/v1/me/dossiers?limit=1{cursor}", OWNER).body
        codes += [each["code"] for each in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    world.people.mandates.remove("stranger", OWNER, "M1")
    assert codes == ["H49.61.01-261123-0002", CODE]


@pytest.mark.parametrize(("sub", "status"), [("", 401), ("officer", 403), (OWNER, 200)])
def test_my_dossiers_are_for_citizens(world: World, sub: str, status: int) -> None:
    assert world.client.get("/v1/me/dossiers", sub).status == status


def test_figures_count_each_dossier_by_its_present_status(world: World) -> None:
    world.service.fold()
    figures = world.client.get("/v1/figures?month=2026-11").body

    assert figures["filed"] == 2
    assert {f["code"]: f["dossiers"] for f in figures["by_status"] if f["dossiers"]} == {
        10: 1,
        1: 1,
    }
    assert figures["as_of"] == f"{in_vietnam(world.clock()).isoformat()}"
    before = world.client.get("/v1/figures?month=2026-10").body
    assert (before["filed"], before["as_of"]) == (0, None)


@pytest.mark.parametrize("query", ["", "?month=2026-13", "?month=11-2026", "?month=2026-11&x=1"])
def test_a_malformed_month_is_a_problem(world: World, query: str) -> None:
    assert world.client.get(f"/v1/figures{query}").status == 422
