"""Status' doors as callers meet them."""

import pytest
from chalice.test import HTTPResponse

from kit import bootstrap
from kit.http.pagination import Cursors
from kit.persistence.items import STATE
from status.adapters.view_store import Shown
from status.domain.public_view import DossierView
from status.lookup.look_up import Lookups
from tests.doors import Caller, fresh_app
from tests.story import CODE, KEY, OWNER, free, paid
from tests.unit.status.house import SECRET, VAULT, House

LOOKUP = f"/v1/dossiers/{CODE}"


class HouseShelf:
    """A shelf over the projection in memory."""

    def __init__(self, house: House) -> None:
        self.items = house.transport.items

    def view(self, code: str) -> Shown | None:
        found = self.items.get((f"DOSSIER#{code}", STATE))
        if found is None or "body" not in found.index_attributes:
            return None
        return Shown(
            str(found.index_attributes["body"]),
            str(found.index_attributes["etag"]),
            str(found.index_attributes["lookup"]),
            0,
        )

    def tries(self, tries: str) -> int:
        return 0

    def count(self, tries: str, expires: int) -> int:
        return 1

    def watch(self, code: str, until: int) -> None:
        """Nothing is watched here."""


class Door(Caller):
    """The app over a house in memory that heard two dossiers."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        module = fresh_app("status")
        super().__init__(module, lambda sub: sub == "officer")
        self.house = House()
        self.house.hear(
            [*paid(VAULT), *free(VAULT, "H49.61.01-261123-0002", "01KAQ000000000000000000001")[:2]]
        )
        vars(module)["store"] = lambda: self.house.store
        lookups = Lookups(HouseShelf(self.house), lambda: SECRET)
        vars(module)["lookups"] = lambda: lookups
        monkeypatch.setattr(bootstrap, "cursors", lambda: Cursors("secret"))

    def get(self, path: str, **headers: str) -> HTTPResponse:
        return self.ask("GET", path, **headers)


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Door:
    return Door(monkeypatch)


def test_code_and_key_show_where_the_dossier_stands(door: Door) -> None:
    answer = door.get(LOOKUP, X_Lookup_Key=KEY)
    view = DossierView.model_validate_json(answer.body)
    assert answer.status_code == 200
    assert [entry.code for entry in view.timeline] == [1, 6, 1, 2, 4, 9, 10]


def test_an_unchanged_view_is_answered_304(door: Door) -> None:
    etag = door.get(LOOKUP, X_Lookup_Key=KEY).headers["ETag"]
    again = door.get(LOOKUP, X_Lookup_Key=KEY, If_None_Match=etag)
    assert (again.status_code, again.body) == (304, b"")


def test_a_wrong_key_does_not_learn_from_an_etag_that_the_dossier_exists(door: Door) -> None:
    etag = door.get(LOOKUP, X_Lookup_Key=KEY).headers["ETag"]
    assert door.get(LOOKUP, X_Lookup_Key="0000000000", If_None_Match=etag).status_code == 404


def test_unknown_code_and_wrong_key_get_one_answer(door: Door) -> None:
    answers = [
        door.get(path, X_Lookup_Key="0000000000")
        for path in (LOOKUP, "/v1/dossiers/H49.61.01-261123-9999")
    ]
    assert len({(a.status_code, a.json_body["code"], a.json_body["detail"]) for a in answers}) == 1
    assert answers[0].json_body["code"] == "not_found"


def test_a_look_up_without_a_key_names_the_header(door: Door) -> None:
    answer = door.get(LOOKUP)
    assert (answer.status_code, answer.json_body["field"]) == (422, "X-Lookup-Key")


def test_my_dossiers_are_mine_newest_first_in_pages(door: Door) -> None:
    first = door.get("/v1/me/dossiers?limit=1", Authorization=f"Bearer {OWNER}").json_body
    rest = door.get(
        f"/v1/me/dossiers?cursor={first['next']}", Authorization=f"Bearer {OWNER}"
    ).json_body
    codes = [d["code"] for d in first["items"] + rest["items"]]
    assert sorted(codes) == ["H49.61.01-261123-0001", "H49.61.01-261123-0002"]
    assert door.get("/v1/me/dossiers", Authorization="Bearer another").json_body["items"] == []


@pytest.mark.parametrize(("who", "status"), [("", 401), ("officer", 403), (OWNER, 200)])
def test_my_dossiers_are_for_citizens(door: Door, who: str, status: int) -> None:
    headers = {"Authorization": f"Bearer {who}"} if who else {}
    assert door.get("/v1/me/dossiers", **headers).status_code == status


def test_figures_count_each_dossier_where_it_stands(door: Door) -> None:
    figures = door.get("/v1/figures?month=2026-11").json_body
    assert figures["filed"] == 2
    assert {f["code"]: f["dossiers"] for f in figures["standing"] if f["dossiers"]} == {10: 1, 1: 1}
    assert door.get("/v1/figures?month=2026-10").json_body["filed"] == 0


@pytest.mark.parametrize("query", ["", "?month=2026-13", "?month=11-2026", "?month=2026-11&x=1"])
def test_a_malformed_month_is_refused(door: Door, query: str) -> None:
    assert door.get(f"/v1/figures{query}").status_code == 422
