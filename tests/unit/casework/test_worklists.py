"""Worklists: what each holds, whom it shows names to, its pages; and what the search finds."""

from datetime import timedelta
from typing import Any, get_args

import pytest

from casework.domain.consultation import Consultation
from casework.domain.proposal import Proposal
from casework.domain.stages import Stage
from casework.repositories.listings import LISTED
from casework.worklist.definitions import LIST_NAMES, worklists
from casework.worklist.forget import forget_applicants
from contracts.casework import CaseAssigned
from contracts.terms import Applicant
from kit.core.model import SEALED_PREFIX
from kit.persistence.items import Item, Put
from kit.security.staff_directory import Agency, Staff
from kit.testing.clock import NOW
from tests.unit.casework.listed_cases import a_code, due_at, list_case
from tests.unit.casework.world import CODE, OFFICER, RECEPTIONIST, World, utc

HOUR = timedelta(hours=1)
SOON, LATER, LATE = NOW + 4 * HOUR, NOW + timedelta(days=9), NOW - HOUR
PROPOSAL = Proposal(by="officer", at=NOW, results=(), step=None, desk=None)
EACH: dict[str, dict[str, Any]] = {
    "new": {"reception_due": LATER},
    "mine": {"state": "in_work", "due": due_at(LATER), "official": "officer"},
    "desk": {
        "state": "in_work",
        "due": due_at(LATER),
        "desk": "chuyen-mon-01",
        "desk_agency": "H49.61",
    },
    "due-soon": {"state": "in_work", "due": due_at(SOON)},
    "overdue": {"state": "accepted", "due": due_at(LATE)},
    "supplement": {"state": "awaiting_supplement", "due": due_at(LATE)},
    "fee": {"state": "awaiting_payment"},
    "signature": {"state": "in_work", "due": due_at(LATER), "proposal": PROPOSAL},
    "to-return": {"state": "completed", "due": due_at(LATE)},
    "withdrawal": {"state": "accepted", "due": due_at(LATER), "withdrawal_requested_at": NOW},
    "consulted": {
        "agency": "H49.62",
        "state": "in_work",
        "due": due_at(LATER),
        "consultations": (Consultation(agency="H49.61", requested_at=NOW, due=LATER),),
    },
    "done": {"state": "returned", "due": due_at(LATE), "closed_at": NOW - 6 * timedelta(days=1)},
}
"""A case that only this list holds, of all that the officer reads."""


@pytest.fixture
def world() -> World:
    return World()


def codes(world: World, name: str, caller: str = "officer", query: str = "") -> list[str]:
    return [item["code"] for item in read(world, name, caller, query)["items"]]


def read(world: World, name: str, caller: str = "officer", query: str = "") -> Any:
    answer = world.client.get(f"/v1/lists/{name}?{query}", caller)
    assert answer.status == 200, answer.text
    return answer.body


def test_each_list_holds_its_cases_and_counts_them(world: World) -> None:
    for number, changes in enumerate(EACH.values(), start=1):
        list_case(world, number, **changes)

    held = {name: codes(world, name) for name in LIST_NAMES}

    numbers = {name: number for number, name in enumerate(EACH, start=1)}
    agency = {"consulted": "H49.62"}
    assert held == {
        name: [a_code(numbers[name], agency.get(name, "H49.61"))] for name in LIST_NAMES
    }
    counts = world.client.get("/v1/lists", "officer").body["items"]
    assert [(each["list"], each["count"], each["more"]) for each in counts] == [
        (name, 1, False) for name in LIST_NAMES
    ]
    assert tuple(worklists()) == LIST_NAMES == tuple(EACH)


def test_a_late_reception_is_overdue_and_what_ended_long_ago_is_not_listed(world: World) -> None:
    list_case(world, 1, reception_due=LATE)
    list_case(world, 2, state="returned", closed_at=NOW - timedelta(days=8))

    assert codes(world, "overdue") == codes(world, "new") == [a_code(1)]
    assert codes(world, "done") == []


def test_officials_read_all_their_agencies_and_those_below_without_asking(world: World) -> None:
    agencies = ("H49.61.02", "H49.62", "H49.61", "H50")
    for number, agency in enumerate(agencies, start=1):
        list_case(world, number, agency=agency, reception_due=LATER - number * HOUR)
    world.employ(Staff(sub="two", roles=("officer",), agencies=("H49.62", "H49.61.02", "H49.61")))

    # what is due first comes first, over all of them
    assert codes(world, "new", "two") == [
        a_code(3, "H49.61"),
        a_code(2, "H49.62"),
        a_code(1, "H49.61.02"),
    ]
    assert codes(world, "new", "two", "agency=H49.61.02") == [a_code(1, "H49.61.02")]
    assert codes(world, "new", "receptionist") == codes(world, "new", "two")
    foreign = world.client.get("/v1/lists/new?agency=H50", "two")
    assert foreign.status == 404
    assert world.client.get("/v1/lists?agency=H50", "two").status == 404


def test_pages_of_several_lists_follow_one_another_and_filters_thin_them_out(
    world: World,
) -> None:
    states = ("in_work", "signing", "accepted", "awaiting_fee")
    for number in range(1, 8):
        list_case(
            world, number, state=states[number % 4], due=due_at(LATE - number * HOUR), desk="a"
        )

    first = read(world, "overdue", query="limit=3")
    second = read(world, "overdue", query=f"limit=3&cursor={first['next']}")
    third = read(world, "overdue", query=f"limit=3&cursor={second['next']}")

    listed = [item["code"] for page in (first, second, third) for item in page["items"]]
    assert listed == [a_code(number) for number in range(7, 0, -1)]
    assert third["next"] is None
    assert codes(world, "overdue", query="desk=b") == []
    assert codes(world, "overdue", query="procedure=1.001612&desk=a") == listed
    assert codes(world, "overdue", query="procedure=2.000635") == []


def test_what_ended_last_comes_first_page_by_page(world: World) -> None:
    for number in range(1, 4):
        list_case(world, number, state="stopped", closed_at=NOW - number * HOUR)

    first = read(world, "done", query="limit=2")
    second = read(world, "done", query=f"limit=2&cursor={first['next']}")

    listed = [item["code"] for page in (first, second) for item in page["items"]]
    assert listed == [a_code(1), a_code(2), a_code(3)]
    assert second["next"] is None


def test_names_are_shown_to_those_who_act_with_one_record_of_the_page(world: World) -> None:
    for number in (1, 2):
        list_case(world, number, reception_due=LATER)

    shown = read(world, "new", "receptionist")["items"]
    hidden = read(world, "new", "supervisor")["items"]

    assert [row["applicant"] for row in shown] == ["Nguyễn Thị An"] * 2
    assert [row["applicant"] for row in hidden] == [None] * 2
    (record,) = world.access_records()
    assert (record.by, record.dossier, record.rows) == ("receptionist", None, 2)
    assert (record.operation, record.object) == ("casework.lists_read", "list new")


def test_a_page_opens_the_key_of_one_agency(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, agency in enumerate(("H49.61", "H49.62", "H49.61.02"), start=1):
        list_case(world, number, agency=agency, reception_due=LATER)
    opened: list[str] = []
    cipher = world.vault.cipher

    def watched(key: str) -> Any:
        opened.append(key)
        return cipher(key)

    monkeypatch.setattr(world.vault, "cipher", watched)

    rows = read(world, "new", "receptionist")["items"]

    assert [row["applicant"] for row in rows] == ["Nguyễn Thị An"] * 3
    assert set(opened) == {"agency-H49"}


def rows_of(world: World, code: str = CODE) -> list[str]:
    return [
        item.doc
        for (pk, sk), item in world.transport.items.items()
        if pk == f"CASE#{code}" and sk.startswith(f"{LISTED}H49")
    ]


def test_names_lie_sealed_and_are_removed_when_the_case_ends() -> None:
    world = World.with_case_at_the_desk()
    assert all("Nguyễn" not in doc and SEALED_PREFIX in doc for doc in rows_of(world))

    world.reject("Không thuộc thẩm quyền.")
    assert not any(SEALED_PREFIX in doc for doc in rows_of(world))
    assert read(world, "done", "receptionist")["items"][0]["applicant"] is None

    world.undo("reject")
    assert read(world, "new", "receptionist")["items"][0]["applicant"] == "Nguyễn Thị An"


def test_an_erased_applicant_is_in_no_list_and_no_search() -> None:
    world = World.with_case_in_work()
    pk, place = f"CASE#{CODE}", {"by": "ERASED", "at": CODE}
    world.resources.table.write([Put(Item(pk, "ERASED", "{}", 0, place))])

    world.casework.sweep()

    assert not any(SEALED_PREFIX in doc for doc in rows_of(world))
    assert read(world, "due-soon", "receptionist") == read(world, "due-soon", "supervisor")
    assert search(world, "022190000001") == search(world, "Nguyễn Thị An") == []
    assert search(world, CODE) == [CODE]
    world.propose()
    assert read(world, "signature", "receptionist")["items"][0]["applicant"] is None
    assert forget_applicants(world.cases, world.clock()) == 0


def test_a_commit_writes_the_listings_that_changed_and_no_other() -> None:
    world = World.with_case_in_work()
    before = dict(world.transport.items)

    world.propose()
    proposed = dict(world.transport.items)
    world.approve()  # signing is the same stage: nothing is shown otherwise

    def changed(old: dict[Any, Any], new: dict[Any, Any]) -> set[str]:
        return {sk for (pk, sk), item in new.items() if old.get((pk, sk)) != item}

    listed = {name for name in changed(before, proposed) if name.startswith(LISTED)}
    assert listed == {"LISTED#H49", "LISTED#H49.61"}
    assert (f"CASE#{CODE}", "LISTED#desk") not in proposed  # nobody's own desk approves
    assert not any(
        name.startswith(LISTED) for name in changed(proposed, dict(world.transport.items))
    )


def test_a_case_follows_its_agency_its_desk_and_its_official() -> None:
    world = World.with_case_at_the_desk()
    world.accept()
    assert codes(world, "desk", "receptionist") == [CODE]
    body = {"step": "Thẩm định", "desk": "chuyen-mon-01", "official": "officer"}

    answer = world.client.post(f"/v1/cases/{CODE}/assignment", "receptionist", body)

    assert answer.body["official"] == {"sub": "officer", "name": OFFICER.name}
    event = world.events()[-1].read(CaseAssigned, world.cases.cipher(world.case.vault))
    assert (event.official, event.official_name) == (OFFICER.sub, OFFICER.name)
    assert codes(world, "mine") == codes(world, "desk") == [CODE]
    assert codes(world, "desk", "receptionist") == []
    world.propose()
    assert codes(world, "mine") == []
    world.return_for_correction()
    assert codes(world, "mine") == [CODE]
    stranger = {**body, "official": "stranger"}
    refused = world.client.post(f"/v1/cases/{CODE}/assignment", "receptionist", stranger)
    assert (refused.status, refused.code) == (422, "unknown_official")


def search(world: World, text: str, caller: str = "officer") -> list[str]:
    answer = world.client.post("/v1/searches", caller, {"text": text})
    assert answer.status == 200, answer.text
    return [item["code"] for item in answer.body["items"]]


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        f" {CODE.lower()} ",
        f"https://dichvucong.example/tra-cuu?ma={CODE}&x=1",
        "0001",
        "261123-0001",
        "022190000001",
        "Nguyễn Thị An",
        "nguyen  thi an",
    ],
)
def test_a_case_is_found(text: str) -> None:
    world = World.with_case_at_the_desk()

    assert search(world, text) == search(world, text, "receptionist") == [CODE]
    assert search(world, text, "stranger") == []
    assert {record.object for record in world.access_records()} == {"search"}


@pytest.mark.parametrize("text", ["0002", "261124-0001", "022190000002", "Nguyễn Văn An", "An"])
def test_nothing_else_is_found(text: str) -> None:
    assert search(World.with_case_at_the_desk(), text) == []


def test_the_search_finds_the_newest_first_also_after_the_end_and_follows_a_transfer(
    world: World,
) -> None:
    ended: dict[str, Any] = {"state": "returned", "closed_at": NOW}
    for number, changes in enumerate(({"reception_due": LATER}, ended, {}), start=1):
        list_case(world, number, filed_at=NOW - number * HOUR, **changes)
    passport = Applicant(full_name="Anne Lee", passport="M1234567", nationality="KR", address="x")
    list_case(world, 9, applicant=passport)

    assert search(world, "022190000001") == [a_code(1), a_code(2), a_code(3)]
    assert search(world, "m1234567") == [a_code(9)]
    stored = str(list(world.transport.items.values()))
    assert "022190000001" not in stored
    assert "nguyen thi an" not in stored


def test_a_transferred_case_is_found_by_the_new_agency_alone() -> None:
    world = World.with_case_in_work()
    world.resources.directory.put_agency(
        Agency(code="H49.62", name="Ủy ban nhân dân phường", valid_from="2025-07-01")
    )
    body = {"agency": "H49.62", "reason": "Thuộc thẩm quyền."}
    assert world.client.post(f"/v1/cases/{CODE}/transfer", "head", body).status == 201

    assert search(world, "022190000001") == search(world, CODE) == []
    assert search(world, "022190000001", "stranger") == [CODE]
    assert codes(world, "new", "stranger") == []
    row = read(world, "desk", "receptionist")
    assert row["items"] == []


def test_every_stage_has_a_list(world: World) -> None:
    stages = {stage for each in worklists().values() for stage in each.stages}
    assert set(get_args(Stage)) <= stages


def test_who_lost_an_agency_does_not_see_its_cases_in_their_own_list(world: World) -> None:
    list_case(world, 1, state="in_work", due=due_at(LATER), official="officer")
    world.employ(OFFICER.evolve(agencies=("H49.62",)))

    assert codes(world, "mine") == []


def test_times_of_a_row_have_the_offset_of_vietnam(world: World) -> None:
    list_case(world, 1, reception_due=utc("2026-11-25 02:00"))

    (row,) = read(world, "new", RECEPTIONIST.sub)["items"]

    assert row["due"] == "2026-11-25T09:00:00+07:00"


def test_cases_of_a_commune_that_ended_are_its_successors_and_nobody_elses(world: World) -> None:
    into = ({"agency": "H49.61", "day": "2025-07-01"},)
    ended = {"valid_from": "2020-01-01", "valid_until": "2025-06-30"}
    for code, succession in (("H49.193", ()), ("H49.193.01", into), ("H49.193.02", ())):
        facts = {"code": code, "name": code, **ended, "merged_into": succession}
        world.resources.directory.put_agency(Agency.model_validate(facts))
    for number, agency in enumerate(("H49.193.01", "H49.193.02", "H49.61"), start=1):
        list_case(world, number, agency=agency, reception_due=LATER + number * HOUR)
    world.employ(Staff(sub="district", roles=("officer",), agencies=("H49.193",)))
    of_old, of_other = a_code(1, "H49.193.01"), a_code(2, "H49.193.02")

    assert codes(world, "new") == [of_old, a_code(3)]
    assert codes(world, "new", query="agency=H49.193.01") == [of_old]
    assert codes(world, "new", "district") == [of_other]
    counts = {
        caller: world.client.get("/v1/lists", caller).body["items"][0]["count"]
        for caller in ("officer", "district")
    }
    assert counts == {"officer": 2, "district": 1}
    assert search(world, of_old) == [of_old]
    assert search(world, "022190000001", "district") == [of_other]
    assert set(search(world, "022190000001")) == {of_old, a_code(3)}


def test_an_agency_of_three_digits_is_not_below_one_whose_code_begins_the_same(
    world: World,
) -> None:
    list_case(world, 1, agency="H49.610", reception_due=LATER)

    assert codes(world, "new") == search(world, "022190000001") == []
