"""The report of supervision: made once a day, read by who supervises, replied to by the listed."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest

from contracts import casework as c
from contracts.testing.dossier_events import DossierEvents, dossier_filed, due_date
from kit.core.events import Envelope
from kit.security.staff_directory import Staff
from status.domain.sign_reply import MOST
from status.figures.manifest import stored_manifest
from status.supervision.daily import stored_report
from tests.unit.status.world import VAULT, World

NOW: Final = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
FILED: Final = datetime(2026, 11, 9, 2, 0, tzinfo=UTC)
OFFICIALS: Final = ("officer-1", "officer-2", "officer-3")
GAMER: Final = OFFICIALS[0]
STAFF: Final = (
    Staff(sub="supervisor", roles=("supervisor",), agencies=("H49",)),
    Staff(sub="head", roles=("head",), agencies=("H49.61.01",)),
    Staff(sub="elsewhere", roles=("head",), agencies=("H49.62",)),
    *(Staff(sub=sub, roles=("officer",), agencies=("H49.61.01",)) for sub in OFFICIALS),
)
REPORT: Final = "/v1/supervision/report"
OWN: Final = "/v1/supervision/own"
REPLY: Final = f"{OWN}/G7/reply"


def events() -> list[Envelope]:
    """Each official has thirty dossiers; one extends all of theirs."""
    published: list[Envelope] = []
    for number, official in enumerate(OFFICIALS):
        for n in range(30):
            code = f"H49.61.01-261109-{number * 100 + n:04}"
            dossier = DossierEvents(VAULT, code, f"01KAQ{number * 100 + n:021}", FILED)
            dossier.publish("intake", dossier_filed("none"))
            accepted = c.CaseAccepted(at=FILED, due=due_date(), desk="01", by=official)
            dossier.publish("casework", accepted)
            if official == GAMER:
                later = due_date().at + timedelta(days=1)
                extended = c.CaseExtended(
                    reason="Chờ ý kiến", old_due=due_date().at, new_due=later, by=official
                )
                dossier.publish("casework", extended)
            published += dossier.published
    return published


EVENTS: Final = events()


def move(world: World, to: datetime) -> None:
    world.clock.advance(to - world.clock())


@pytest.fixture
def world() -> World:
    """With the report of the day."""
    world = World()
    world.employ(*STAFF)
    move(world, NOW)
    world.archive.append(EVENTS, world.clock())
    world.service.fold()
    world.access_transport.items.clear()
    return world


def test_who_extends_all_dossiers_is_listed_with_the_share_of_peers(world: World) -> None:
    report = world.client.get(REPORT, "supervisor").body
    [item] = report["items"]
    assert (item["official"], item["sign"], item["agency"]) == (GAMER, "G7", "H49.61.01")
    assert (item["dossiers"], item["marked"], item["expected"]) == (30, 30, 0.0)
    assert item["chance"] < 1e-30
    assert item["reply"] is None
    assert report["day"] == "2026-12-01"
    assert [sign["sign"] for sign in report["signs"]] == [f"G{n}" for n in range(1, 11)]
    seventh = report["signs"][6]
    assert (seventh["dossiers"], seventh["marked"], seventh["officials"]) == (90, 30, 3)
    assert seventh["vi"] == "Gia hạn"


def test_every_reading_is_on_record(world: World) -> None:
    world.client.get(REPORT, "supervisor")
    world.client.get(f"/v1/supervision/officials/{GAMER}", "head")
    records = [(each.by, each.operation, each.object) for each in world.access_records()]
    assert sorted(records) == [
        ("head", "status.supervised_officials_get", GAMER),
        ("supervisor", "status.supervision_reports_get", ""),
    ]


@pytest.mark.parametrize("path", [REPORT, f"/v1/supervision/officials/{GAMER}"])
def test_only_who_supervises_reads_it(world: World, path: str) -> None:
    assert world.client.get(path).status == 401
    assert world.client.get(path, "sub-an").status == 403
    assert world.client.get(path, GAMER).status == 403


def test_a_head_of_another_agency_sees_nobody_of_it(world: World) -> None:
    assert world.client.get(REPORT, "elsewhere").body["items"] == []
    assert world.client.get(f"/v1/supervision/officials/{GAMER}", "elsewhere").status == 404
    assert world.client.get(f"{REPORT}?agency=H49.61.01", "elsewhere").status == 404
    assert len(world.client.get(f"{REPORT}?agency=H49.61.01", "head").body["items"]) == 1
    assert world.client.get("/v1/supervision/officials/officer-2", "head").status == 404


def test_the_reply_stands_beside_the_sign_with_every_earlier_one(world: World) -> None:
    assert world.client.get(OWN, GAMER).body["items"][0]["sign"] == "G7"
    first = world.client.put(REPLY, GAMER, {"text": "Cơ quan phối hợp trả lời muộn."})
    assert first.status == 200
    again = world.client.put(REPLY, GAMER, {"text": "Cơ quan phối hợp trả lời muộn."})
    assert again.body == first.body
    world.clock.advance(timedelta(hours=1))
    world.client.put(REPLY, GAMER, {"text": "Đã nhắc cơ quan phối hợp."})

    for path, reader in ((REPORT, "supervisor"), (OWN, GAMER)):
        [item] = world.client.get(path, reader).body["items"]
        assert item["reply"] == "Đã nhắc cơ quan phối hợp."
        assert item["replied_at"].startswith("2026-12-01T10:00")
        assert item["earlier_replies"] == ["Cơ quan phối hợp trả lời muộn."]


def test_a_reply_is_sealed_where_it_is_stored(world: World) -> None:
    world.client.put(REPLY, GAMER, {"text": "Cơ quan phối hợp trả lời muộn."})
    [item] = [i for i in world.transport.items.values() if i.pk.startswith("SIGN_REPLY#")]
    assert "phối hợp" not in item.doc


@pytest.mark.parametrize(
    ("path", "official"), [(REPLY, "officer-2"), (f"{OWN}/G1/reply", GAMER), (REPLY, "supervisor")]
)
def test_who_is_not_listed_has_nothing_to_reply_to(world: World, path: str, official: str) -> None:
    assert world.client.put(path, official, {"text": "Không có gì."}).status == 404


def test_a_reply_changes_fifty_times_at_most(world: World) -> None:
    for number in range(MOST):
        assert world.client.put(REPLY, GAMER, {"text": f"Lần {number}"}).status == 200
    refused = world.client.put(REPLY, GAMER, {"text": "Một lần nữa"})
    assert (refused.status, refused.code) == (409, "too_many_replies")


def test_a_report_is_made_once_a_day_after_one_o_clock(world: World) -> None:
    calls: Any = world.objects.calls
    calls.clear()
    world.service.fold()
    assert calls == {"get leaves": 1}
    move(world, datetime(2026, 12, 1, 17, 30, tzinfo=UTC))  # half past midnight
    world.service.fold()
    first = stored_report(world.objects)
    assert first is not None
    assert f"{first.day}" == "2026-12-01"
    move(world, datetime(2026, 12, 1, 18, 10, tzinfo=UTC))
    world.service.fold()
    second = stored_report(world.objects)
    assert second is not None
    assert f"{second.day}" == "2026-12-02"


def test_after_half_a_year_nobody_is_listed_any_more(world: World) -> None:
    world.client.put(REPLY, GAMER, {"text": "Cơ quan phối hợp trả lời muộn."})
    move(world, NOW + timedelta(days=200))
    world.service.fold()
    world.employ(*STAFF)
    assert world.client.get(OWN, GAMER).body["items"] == []
    assert world.client.put(REPLY, GAMER, {"text": "Xin bổ sung."}).status == 404


def test_before_the_first_report_there_is_none() -> None:
    world = World()
    world.employ(*STAFF)
    assert world.client.get(REPORT, "supervisor").status == 404
    assert world.client.put(REPLY, GAMER, {"text": "Chưa có."}).status == 404


def test_acts_are_kept_as_long_as_a_report_looks_back(world: World) -> None:
    keys = set(stored_manifest(world.objects).manifest.acts.values())
    assert keys <= world.objects.stored.keys()
    move(world, NOW + timedelta(days=212))
    late = DossierEvents(VAULT, "H49.61.01-270701-0001", "01KAQ000000000000000009999", NOW)
    world.archive.append([late.publish("intake", dossier_filed("none"))], world.clock())
    world.service.fold()
    assert not keys & world.objects.stored.keys()
