"""Personal data: requests under the clocks of the law, export, decision, erasure of one dossier."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest

from contracts.casework import CaseCompleted, CaseRefused, CaseReopened
from contracts.intake import ErasureOrdered
from intake.api.personal_data.table import COLUMNS
from intake.domain.dossier import Dossier
from intake.domain.retention import retention_end
from intake.domain.subject_request_clock import deadlines
from kit.core.csv_table import harmless
from kit.core.events import Envelope
from kit.core.ids import new_ulid
from kit.core.model import Event
from kit.security.staff_directory import Staff
from kit.testing.clock import NOW
from law.holidays import vietnam
from law.rulebook import rule_value
from tests.unit.intake import world as worlds
from tests.unit.intake.world import AN

OWN: Final = "/v1/me/subject-requests"
OPEN: Final = "/v1/subject-requests"
AFTER: Final = timedelta(days=3653)


class World(worlds.World):
    """People who file, the heads of the province and of a commune, and the events of cases."""

    def __init__(self) -> None:
        super().__init__()
        self.employ(
            Staff(sub="head", roles=("head",), agencies=("H49",), name="Trần Thị Lan"),
            Staff(sub="head-below", roles=("head",), agencies=("H49.61",)),
            Staff(sub="admin", roles=("admin",), agencies=("H49",)),
        )
        self.sequence = 3

    def end(self, code: str, event: Event | None = None) -> None:
        """The case ends, or whatever the event says of it."""
        ending = event or CaseCompleted(results=())
        self.sequence += 1
        message = Envelope(
            id=new_ulid(self.clock()),
            type=ending.TYPE,
            version=1,
            source="casework",
            subject=code,
            sequence=self.sequence,
            time=self.clock(),
            trace="T",
            dossier=code,
            data=ending.model_dump(mode="json"),
        )
        self.service.inbox.handle(message)

    def receive_orders(self) -> None:
        """Intake's own orders to erase come to its inbox."""
        for event in self.events():
            if event.type == ErasureOrdered.TYPE:
                self.service.inbox.handle(event)


@pytest.fixture
def world() -> World:
    return World()


def send(world: World, citizen: str = "an", **body: Any) -> Any:
    return world.client.post(OWN, citizen, body)


def decide(world: World, id: str, official: str = "head", *, granted: bool = True) -> Any:
    return world.client.put(f"{OPEN}/{id}/decision", official, {"granted": granted})


@pytest.mark.parametrize(
    ("kind", "answer_by", "due"),
    [  # from Monday 23 November 2026; the 24th is a holiday, 13 December a Sunday
        ("see", "2026-11-26", "2026-12-03"),
        ("correct", "2026-11-26", "2026-12-03"),
        ("restrict", "2026-11-26", "2026-12-08"),
        ("erase", "2026-11-26", "2026-12-14"),
    ],
)
def test_each_kind_of_request_has_the_clocks_of_the_decree(
    kind: Any, answer_by: str, due: str
) -> None:
    times = deadlines(vietnam(), kind, datetime(2026, 11, 23, 3, 0, tzinfo=UTC))
    assert [f"{at:%Y-%m-%d %H:%M}" for at in (times.answer_by, times.due)] == [
        f"{answer_by} 17:00",
        f"{due} 17:00",
    ]


def test_no_class_of_dossiers_is_stored_for_less_than_results_are_locked() -> None:
    years = rule_value("retention_of_dossiers", on=NOW.date()).value
    assert set(years) == {"completed", "refused", "stopped", "withdrawn"}
    assert min(years.values()) >= rule_value("lock_of_results", on=NOW.date()).value


@pytest.mark.parametrize(
    ("events", "ended"),
    [
        ((), False),
        ((CaseCompleted(results=()),), True),
        ((CaseRefused(reason="Thiếu", ground="refused"),), True),
        ((CaseCompleted(results=()), CaseReopened(why="undone", state="in_work")), False),
    ],
)
def test_retention_runs_from_the_end_of_the_case(
    world: World, events: tuple[Event, ...], *, ended: bool
) -> None:
    code = world.file_dossier().id
    for event in events:
        world.end(code, event)

    dossier = world.intake.dossier(code)

    assert isinstance(dossier, Dossier)
    assert (retention_end(dossier) is not None) == ended
    if dossier.ended_at is not None:
        assert retention_end(dossier) == dossier.ended_at.replace(year=dossier.ended_at.year + 10)


def test_a_request_waits_in_the_list_of_the_province_until_it_is_decided(world: World) -> None:
    world.file_dossier()
    sent = send(world, kind="correct", statement="Sai địa chỉ").body

    listed = world.client.get(OPEN, "head").body["items"]
    opened = world.client.get(f"{OPEN}/{sent['id']}", "head").body
    refused = [world.client.get(OPEN, who).status for who in ("head-below", "admin", "an")]
    decided = [decide(world, sent["id"]) for _ in range(2)]

    assert [each["id"] for each in listed] == [sent["id"]]
    assert (listed[0]["state"], "statement" in listed[0]) == ("received", False)
    assert opened["statement"] == "Sai địa chỉ"
    assert refused == [403, 403, 403]
    assert [(each.status, each.body["state"]) for each in decided] == [(200, "done")] * 2
    assert decide(world, sent["id"], granted=False).status == 409
    assert world.client.get(OPEN, "head").body["items"] == []
    assert [each["id"] for each in world.client.get(OWN, "an").body["items"]] == [sent["id"]]


@pytest.mark.parametrize(
    ("about", "code"),
    [
        ("one in work", "retention_running"),
        ("one that ended today", "retention_running"),
        ("another's", "not_found"),
    ],
)
def test_an_erasure_is_refused_where_nothing_may_be_erased(
    world: World, about: str, code: str
) -> None:
    own, other = world.file_dossier().id, world.file_dossier("binh").id
    if about == "one that ended today":
        world.end(own)
    named = other if about == "another's" else own

    answer = send(world, kind="erase", dossier=named)

    assert answer.body["code"] == code


def test_an_erasure_that_fails_half_way_is_done_by_its_repeat(world: World) -> None:
    own, other = world.file_dossier().id, world.file_dossier("binh").id
    dossiers = [world.intake.sealed_dossier(code) for code in (own, other)]
    mine, theirs = (f"papers/{each.draft}/" for each in dossiers if each)
    world.end(own)
    world.clock.advance(AFTER)
    sent = send(world, kind="erase", dossier=own).body
    decide(world, sent["id"])
    erase, world.bucket.erase = world.bucket.erase, failing  # type: ignore[method-assign]
    with pytest.raises(ConnectionError):
        world.receive_orders()
    assert state_of(world, sent["id"]) == "granted"

    world.bucket.erase = erase  # type: ignore[method-assign]
    for _ in range(2):
        world.receive_orders()

    assert state_of(world, sent["id"]) == "done"
    assert [
        any(key.startswith(each) for key in world.bucket.stored) for each in (mine, theirs)
    ] == [
        False,
        True,
    ]
    assert world.client.get(f"/v1/dossiers/{own}", "an").status == 404
    assert world.client.get(f"/v1/dossiers/{other}", "binh").body["applicant"] is not None
    exported = world.client.get("/v1/me/personal-data", "an").body["dossiers"]
    assert [(each["code"], each["applicant"]) for each in exported] == [(own, None)]


def failing(draft: str) -> int:
    raise ConnectionError(draft)


def state_of(world: World, id: str) -> str:
    return world.intake.sealed_subject_request(id).state


def test_the_export_is_the_persons_own_and_a_page_says_where_the_next_begins(
    world: World,
) -> None:
    codes = [world.file_dossier().id for _ in range(2)]
    world.file_dossier("binh")

    first = world.client.get("/v1/me/personal-data?limit=1", "an").body
    table = world.client.get("/v1/me/personal-data/table?limit=1", "an")
    rest = world.client.get(f"/v1/me/personal-data?limit=1&cursor={first['next']}", "an").body

    assert [each["code"] for each in (*first["dossiers"], *rest["dossiers"])] == codes[::-1]
    assert first["profile"]["identity_number"] == AN.identity_number
    assert first["dossiers"][0]["applicant"]["full_name"] == AN.full_name
    assert table.text.splitlines()[0] == "\ufeff" + ",".join(COLUMNS)
    assert first["next"] in table.headers["Link"]


@pytest.mark.parametrize("cell", ["=1+1", "+84912345678", "-1", "@x", "\t=1", "\r=1"])
def test_no_cell_is_taken_for_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
