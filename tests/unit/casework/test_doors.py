"""Casework's doors as a caller meets them: who may do what, problems, pages."""

from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest

from casework.api import handlers
from kit import bootstrap
from kit.core import ids
from kit.http.idempotency import IdempotencyStore
from kit.http.pagination import Cursors
from kit.security.staff_directory import Directory, Staff
from tests.doors import Caller, fresh_app
from tests.fakes import memory_vault
from tests.unit.casework.building import (
    AGENCY,
    CODE,
    DESK,
    OFFICER,
    PROCEDURE,
    STRANGER,
    Office,
    filed,
    published,
)

ADMIN = Staff(sub="admin-1", roles=("admin",), agencies=("H49",))
COMMUNE_ADMIN = Staff(sub="admin-2", roles=("admin",), agencies=(AGENCY,))
CITIZEN = "citizen-1"
AGENCY_BODY = {"name": "Ủy ban nhân dân phường Hạ Long", "valid_from": "2025-07-01"}
STAFF_BODY = {"name": "Trần Văn Bình", "roles": ["officer"], "agencies": [AGENCY]}


class Desk(Caller):
    """Casework's app over an office in memory."""

    def __init__(self, app: ModuleType, office: Office) -> None:
        self.office = office
        store = office.store
        once = IdempotencyStore(store.aggregates.table, memory_vault(), "casework")
        origins = frozenset({"http://localhost:3000"})
        super().__init__(
            app, lambda sub: sub != CITIZEN, directory=store.directory, once=once, origins=origins
        )
        for staff in (DESK, OFFICER, STRANGER, ADMIN, COMMUNE_ADMIN):
            store.directory.put_staff(staff)


@pytest.fixture(scope="module")
def app() -> ModuleType:
    return fresh_app("casework")


@pytest.fixture
def desk(app: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Desk:
    office = Office(now=ids.now())
    office.hear(published(), subject=PROCEDURE.code, dossier=None)
    office.hear(filed(pay="none", total=0))
    monkeypatch.setattr(handlers, "store", lambda: office.store)
    monkeypatch.setattr(bootstrap, "cursors", lambda: Cursors("secret"))
    return Desk(app, office)


CASE = f"/v1/cases/{CODE}"
REFUSAL = {"reason": "Không thuộc thẩm quyền giải quyết."}
ROWS = [
    # method, path, body, who -> status
    ("GET", "/v1/agencies", None, {"": 200}),
    (
        "PUT",
        f"/v1/agencies/{AGENCY}",
        AGENCY_BODY,
        {"": 401, CITIZEN: 403, "desk-1": 403, "admin-1": 200, "admin-2": 200},
    ),
    ("PUT", "/v1/agencies/H49.62", AGENCY_BODY, {"admin-1": 200, "admin-2": 404}),
    (
        "GET",
        "/v1/staff/officer-1",
        None,
        {"": 401, CITIZEN: 403, "officer-1": 403, "admin-1": 200, "admin-2": 200},
    ),
    ("GET", "/v1/staff/stranger", None, {"admin-1": 200, "admin-2": 404}),
    ("GET", "/v1/staff/nobody", None, {"admin-1": 404}),
    (
        "PUT",
        "/v1/staff/new-1",
        STAFF_BODY,
        {"": 401, CITIZEN: 403, "officer-1": 403, "admin-1": 200, "admin-2": 200},
    ),
    (
        "PUT",
        "/v1/staff/new-1",
        {**STAFF_BODY, "agencies": ["H49.62"]},
        {"admin-1": 200, "admin-2": 403},
    ),
    ("PUT", "/v1/staff/stranger", STAFF_BODY, {"admin-2": 404}),
    (
        "DELETE",
        "/v1/staff/stranger",
        None,
        {"": 401, CITIZEN: 403, "desk-1": 403, "admin-2": 404, "admin-1": 204},
    ),
    (
        "GET",
        "/v1/cases",
        None,
        {"": 401, "altered": 401, CITIZEN: 403, "nobody": 403, "desk-1": 200, "officer-1": 200},
    ),
    ("GET", f"/v1/cases?agency={AGENCY}", None, {"desk-1": 200, "stranger": 404}),
    ("GET", CASE, None, {"": 401, CITIZEN: 403, "desk-1": 200, "officer-1": 200, "stranger": 404}),
    ("GET", "/v1/cases/H49.61-261123-9999", None, {"desk-1": 404}),
    (
        "POST",
        f"{CASE}/acceptance",
        {},
        {"": 401, CITIZEN: 403, "officer-1": 403, "stranger": 404, "desk-1": 201},
    ),
    (
        "POST",
        f"{CASE}/refusal",
        REFUSAL,
        {"": 401, CITIZEN: 403, "officer-1": 403, "stranger": 404, "desk-1": 201},
    ),
    (
        "POST",
        f"{CASE}/assignment",
        {"step": "a", "desk": "b"},
        {"": 401, "admin-1": 403, "stranger": 404, "desk-1": 409},
    ),
    ("POST", f"{CASE}/decision", {}, {"": 401, "desk-1": 403, "stranger": 404, "officer-1": 409}),
    (
        "POST",
        f"{CASE}/handover",
        {"how": "post"},
        {"": 401, "officer-1": 403, "stranger": 404, "desk-1": 409},
    ),
]
TABLE = [
    (method, path, body, who, status)
    for method, path, body, by in ROWS
    for who, status in by.items()
]


@pytest.mark.parametrize(("method", "path", "body", "who", "status"), TABLE)
def test_who_may_do_what(
    desk: Desk, method: str, path: str, body: Any, who: str, status: int
) -> None:
    answer = desk.ask(method, path, who, body)

    assert answer.status_code == status, answer.body
    if status >= 400:
        assert answer.headers["Content-Type"] == "application/problem+json"


def test_an_acceptance_answers_the_case_with_its_due_moment_explained(desk: Desk) -> None:
    answer = desk.ask("POST", f"{CASE}/acceptance", "desk-1", {})

    found = answer.json_body
    assert found["state"] == "accepted"
    assert found["due"]["steps"][-1]["vi"].startswith(("Hẹn trả", "Tạm tính"))
    assert found["due_at"].endswith("+07:00")
    assert [act["act"] for act in found["acts"]] == ["file", "accept"]


def test_a_repeated_request_gets_the_same_answer_and_another_body_is_refused(desk: Desk) -> None:
    key = {"Idempotency-Key": "the-same-key-1"}
    first = desk.ask("POST", f"{CASE}/refusal", "desk-1", REFUSAL, **key)
    again = desk.ask("POST", f"{CASE}/refusal", "desk-1", REFUSAL, **key)
    other = desk.ask("POST", f"{CASE}/refusal", "desk-1", {"reason": "Lý do khác."}, **key)

    assert (first.status_code, again.body) == (201, first.body)
    assert (other.status_code, other.json_body["code"]) == (409, "idempotency_key_reused")
    assert desk.office.told.count("case.refused") == 1


def test_an_act_that_the_state_does_not_allow_says_so_in_the_callers_language(desk: Desk) -> None:
    vi = desk.ask("POST", f"{CASE}/handover", "desk-1", {"how": "post"}).json_body
    en = desk.ask(
        "POST", f"{CASE}/handover", "desk-1", {"how": "post"}, **{"Accept-Language": "en"}
    ).json_body

    assert vi["code"] == en["code"] == "act_not_allowed"
    assert "awaiting_reception" in vi["detail"]
    assert "does not allow" in en["detail"]


@pytest.mark.parametrize(
    ("method", "path", "body", "field"),
    [
        ("POST", f"{CASE}/refusal", {}, "reason"),
        ("POST", f"{CASE}/refusal", {"reason": "   "}, "reason"),
        ("POST", f"{CASE}/refusal", {"reason": 5}, "reason"),
        ("POST", f"{CASE}/acceptance", {"due": "tomorrow"}, "due"),
        ("POST", "/v1/cases/not-a-code/acceptance", {}, "code"),
        ("GET", "/v1/cases?limit=0", None, "limit"),
        ("GET", "/v1/cases?cursor=altered", None, "cursor"),
        ("GET", "/v1/cases?state=lost", None, "state"),
    ],
)
def test_a_broken_rule_names_its_field(
    desk: Desk, method: str, path: str, body: Any, field: str
) -> None:
    answer = desk.ask(method, path, "desk-1", body)

    assert (answer.status_code, answer.json_body["field"]) == (422, field)


@pytest.mark.parametrize(("method", "body"), [("PUT", STAFF_BODY), ("DELETE", None)])
def test_an_accountant_named_elsewhere_a_moment_ago_was_dismissed_by_a_communes_administrator(
    desk: Desk, method: str, body: Any
) -> None:
    path = "/v1/staff/officer-1"
    assert desk.ask("GET", path, "admin-2").status_code == 200
    directory = desk.office.store.directory
    named = OFFICER.evolve(roles=("accountant",))
    Directory(directory._table, ids.now).put_staff(named)

    assert desk.ask(method, path, "admin-2", body).json_body["code"] == "role_out_of_reach"
    assert directory.staff_now("officer-1") == named


def test_an_agency_keeps_its_own_hours_and_gives_them_up(desk: Desk) -> None:
    hours = [
        {
            "valid_from": "2025-07-01",
            "spans": [{"start": "08:00:00", "end": "12:00:00"}],
            "weekdays": [0, 1, 2],
        }
    ]
    answer = desk.ask(
        "PUT", f"/v1/agencies/{AGENCY}", "admin-1", {**AGENCY_BODY, "parent": "H49", "hours": hours}
    )
    below = desk.office.store.calendar("H49.61.01")

    assert answer.json_body["parent"] == "H49"
    assert below.hours[-1].weekdays == (0, 1, 2)
    desk.ask("PUT", f"/v1/agencies/{AGENCY}", "admin-1", AGENCY_BODY)
    assert desk.office.store.calendar("H49.61.01").hours[-1].weekdays == (0, 1, 2, 3, 4)


def test_an_agency_under_a_parent_that_its_code_does_not_say_is_refused(desk: Desk) -> None:
    answer = desk.ask("PUT", f"/v1/agencies/{AGENCY}", "admin-1", {**AGENCY_BODY, "parent": "H50"})

    assert (answer.status_code, answer.json_body["code"]) == (422, "wrong_parent")


def test_the_worklist_shows_what_is_due_first_page_by_page(desk: Desk) -> None:
    for number in (2, 3):
        code = f"H49.61-261123-000{number}"
        desk.office.now -= timedelta(weeks=number)  # days may fall on one opening, as on a weekend
        desk.office.hear(filed(pay="none", total=0), subject=code, dossier=code)

    first = desk.ask("GET", f"/v1/cases?agency={AGENCY}&limit=2", "desk-1").json_body
    rest = desk.ask(
        "GET", f"/v1/cases?agency={AGENCY}&limit=2&cursor={first['next']}", "desk-1"
    ).json_body
    foreign = desk.ask(
        "GET", f"/v1/cases?agency={AGENCY}&limit=2&cursor={first['next']}", "officer-1"
    )

    assert [case["code"][-1] for case in first["items"] + rest["items"]] == ["3", "2", "1"]
    assert rest["next"] is None
    assert foreign.json_body["code"] == "bad_cursor"


def test_closed_cases_leave_the_worklist_and_are_found_by_their_state(desk: Desk) -> None:
    desk.ask("POST", f"{CASE}/refusal", "desk-1", REFUSAL)

    assert desk.ask("GET", f"/v1/cases?agency={AGENCY}", "desk-1").json_body["items"] == []
    found = desk.ask("GET", f"/v1/cases?agency={AGENCY}&state=refused", "desk-1").json_body["items"]
    assert [case["state"] for case in found] == ["refused"]


def test_an_unchanged_case_answers_304(desk: Desk) -> None:
    tag = desk.ask("GET", CASE, "desk-1").headers["ETag"]

    assert desk.ask("GET", CASE, "desk-1", **{"If-None-Match": tag}).status_code == 304
    desk.ask("POST", f"{CASE}/acceptance", "desk-1", {})
    assert desk.ask("GET", CASE, "desk-1", **{"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    "span",
    [
        {"start": "07:30:00Z", "end": "11:30:00"},
        {"start": "07:30:00+07:00", "end": "11:30:00+07:00"},
        {"start": "07:30:00.5", "end": "11:30:00"},
        {"start": 27000, "end": 41400},
    ],
)
def test_hours_with_a_zone_were_a_500_and_are_refused(desk: Desk, span: dict[str, Any]) -> None:
    body = {**AGENCY_BODY, "parent": "H49", "hours": [{"spans": [span]}]}
    answer = desk.ask("PUT", f"/v1/agencies/{AGENCY}", "admin-1", body)
    assert (answer.status_code, answer.json_body["code"]) == (422, "invalid")


def test_an_agency_valid_from_a_day_off_the_calendar_is_refused(desk: Desk) -> None:
    answer = desk.ask(
        "PUT", f"/v1/agencies/{AGENCY}", "admin-1", {**AGENCY_BODY, "valid_from": "8098-20-38"}
    )
    assert (answer.status_code, answer.json_body["code"]) == (422, "invalid")


@pytest.mark.parametrize("role", ["catalogue_editor", "admin", "accountant"])
def test_an_admin_of_a_ward_made_himself_editor_of_the_provinces_catalogue(
    desk: Desk, role: str
) -> None:
    for sub, roles in (("admin-2", ["admin", "catalogue_editor"]), ("new-1", [role])):
        answer = desk.ask("PUT", f"/v1/staff/{sub}", "admin-2", {**STAFF_BODY, "roles": roles})
        assert (answer.status_code, answer.json_body["code"]) == (403, "role_out_of_reach")
        assert answer.json_body["field"] == "roles"

    assert (
        desk.ask("PUT", "/v1/staff/new-1", "admin-1", {**STAFF_BODY, "roles": [role]}).status_code
        == 200
    )
    assert desk.ask("PUT", "/v1/staff/new-1", "admin-2", STAFF_BODY).status_code == 403
    assert desk.ask("DELETE", "/v1/staff/new-1", "admin-2").status_code == 403
    assert desk.ask("DELETE", "/v1/staff/new-1", "admin-1").status_code == 204


def test_an_admin_of_a_ward_gives_desk_roles_also_to_himself_and_cannot_move_himself(
    desk: Desk,
) -> None:
    desk_roles = {**STAFF_BODY, "roles": ["receptionist", "officer"]}
    own = {**STAFF_BODY, "roles": ["admin", "receptionist", "officer"]}

    assert desk.ask("PUT", "/v1/staff/new-1", "admin-2", desk_roles).status_code == 200
    assert desk.ask("PUT", "/v1/staff/admin-2", "admin-2", own).status_code == 200
    moved = desk.ask("PUT", "/v1/staff/admin-2", "admin-2", {**own, "agencies": [f"{AGENCY}.01"]})
    assert moved.json_body["code"] == "role_out_of_reach"
