"""What carriers report: a message arrived, or it did not; the first final report stands."""

import json
from typing import Any

import pytest

from contracts.testing.dossier_events import CODE, OWNER, DossierEvents, dossier_filed
from kit.persistence.repository import Conflict
from notifications.adapters.aws_reports import report_in
from notifications.delivery.record_report import (
    DeliveryReport,
    ReportTooEarly,
    record_report,
)
from notifications.domain.notice import Outcome, notice_id
from tests.unit.notifications.world import World

NOTICE = "0123456789ABC"


@pytest.fixture
def world() -> World:
    world = World()
    world.receive(DossierEvents(world.vault).publish("intake", dossier_filed()))
    return world


def sms_notice(world: World) -> str:
    (notice,) = (
        e.subject for e in world.events() if e.type == "notice.sent" and e.data["channel"] == "sms"
    )
    return notice


def report(world: World, *, delivered: bool, why: str | None = None) -> None:
    delivery_report = DeliveryReport(notice=sms_notice(world), delivered=delivered, why=why)
    record_report(delivery_report, world.repository, world.clock())


def outcome(world: World) -> tuple[str, str | None]:
    body = world.client.get(f"/v1/dossiers/{CODE}/notices", OWNER).body
    listed = {notice["channel"]: notice for notice in body["items"]}
    return listed["sms"]["outcome"], listed["sms"]["why"]


def test_sent_is_not_delivered_until_the_carrier_says_so(world: World) -> None:
    assert outcome(world) == ("sent", None)
    report(world, delivered=True)
    assert outcome(world) == ("delivered", None)
    delivered = [e for e in world.events() if e.type == "notice.delivered"]
    assert [e.data["price"] for e in delivered] == [1850]


def test_what_did_not_arrive_is_failed_with_the_carriers_word(world: World) -> None:
    report(world, delivered=False, why="text_carrier_blocked")
    assert outcome(world) == ("failed", "text_carrier_blocked")
    assert "notice.failed:sms:dossier.filed" in world.published()


@pytest.mark.parametrize("second", [True, False])
@pytest.mark.parametrize("first", [True, False])
def test_the_first_final_report_stands(world: World, first: bool, second: bool) -> None:
    report(world, delivered=first)
    seen = outcome(world)
    report(world, delivered=second)
    assert outcome(world) == seen
    assert len(world.published()) == 3


@pytest.mark.parametrize("unfinished", ["new", "attempted", "waiting"])
def test_a_report_that_outruns_our_own_record_comes_again(
    world: World, unfinished: Outcome
) -> None:
    stored = world.repository.notice(sms_notice(world))
    assert stored is not None
    world.repository.save_notice(stored.evolve(outcome=unfinished), None, world.clock())
    with pytest.raises(ReportTooEarly):
        report(world, delivered=True)


def test_a_report_settles_what_was_unknown(world: World) -> None:
    stored = world.repository.notice(sms_notice(world))
    assert stored is not None
    world.repository.save_notice(stored.evolve(outcome="unknown"), None, world.clock())
    report(world, delivered=True)
    assert outcome(world)[0] == "delivered"


def test_two_reports_at_once_leave_one_outcome(world: World) -> None:
    notice = world.repository.notice(sms_notice(world))
    assert notice is not None
    report(world, delivered=True)
    with pytest.raises(Conflict):
        world.repository.save_notice(notice, None, world.clock())


def test_a_report_of_no_notice_of_ours_changes_nothing(world: World) -> None:
    before = len(world.events())
    record_report(DeliveryReport(notice=NOTICE, delivered=True), world.repository, world.clock())
    assert len(world.events()) == before


def sms_event(kind: str, **context: Any) -> dict[str, Any]:
    return {
        "eventType": kind,
        "eventVersion": "1.0",
        "isFinal": True,
        "destinationPhoneNumber": "+84912345678",
        "messageId": "m",
        "context": {"notice": NOTICE, **context},
    }


def mail_event(kind: str, **rest: Any) -> dict[str, Any]:
    tags = {"ses:configuration-set": ["motcua-prod-mail"], "notice": [NOTICE]}
    return {"eventType": kind, "mail": {"messageId": "m", "tags": tags}, **rest}


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (sms_event("TEXT_DELIVERED"), (True, None)),
        (sms_event("TEXT_CARRIER_BLOCKED"), (False, "text_carrier_blocked")),
        (sms_event("TEXT_TTL_EXPIRED"), (False, "text_ttl_expired")),
        (sms_event("TEXT_UNREACHABLE"), (False, "text_unreachable")),
        (sms_event("TEXT_SENT"), None),
        (sms_event("TEXT_QUEUED"), None),
        (sms_event("TEXT_SUCCESSFUL"), None),
        (sms_event("TEXT_DELIVERED", notice="not ours"), None),
        (sms_event("TEXT_DELIVERED", notice=7), None),
        (mail_event("Delivery", delivery={}), (True, None)),
        (
            mail_event("Bounce", bounce={"bounceType": "Permanent", "bounceSubType": "NoEmail"}),
            (False, "bounce_noemail"),
        ),
        (mail_event("Bounce", bounce={"bounceType": "Undetermined"}), (False, "bounce_mail")),
        (mail_event("Bounce", bounce={"bounceType": "Transient"}), None),
        (mail_event("Reject", reject={"reason": "Bad content"}), (False, "reject_mail")),
        (mail_event("Complaint"), None),
        (mail_event("Send"), None),
        ({"eventType": "Delivery"}, None),
        ({"eventType": "Delivery", "mail": {"tags": {"notice": [NOTICE, NOTICE]}}}, None),
        ({"eventType": "Delivery", "mail": "x"}, None),
        ({"eventType": 5}, None),
        ([], None),
        ("text", None),
        (None, None),
    ],
)
def test_events_of_the_carriers_are_read_and_nothing_else_is_believed(
    event: Any, expected: tuple[bool, str | None] | None
) -> None:
    bare = report_in(json.dumps(event))
    wrapped = report_in(json.dumps({"Type": "Notification", "Message": json.dumps(event)}))
    read = (bare.delivered, bare.why) if bare else None
    assert read == expected
    assert wrapped == bare
    assert bare is None or bare.notice == NOTICE


@pytest.mark.parametrize("body", ["", "{", "\x00", "[1]", '{"Message": "{"}', "[" * 20_000])
def test_what_is_no_event_is_left_alone(body: str) -> None:
    assert report_in(body) is None


def test_a_batch_reports_only_the_message_that_must_come_again(world: World) -> None:
    sent, early = sms_notice(world), notice_id("another", "sms")
    stored = world.repository.notice(sent)
    assert stored is not None
    attempted = stored.evolve(id=early, version=0, outcome="attempted")
    world.repository.save_notice(attempted, None, world.clock())
    records = [
        {"messageId": name, "eventSource": "aws:sqs", "body": body}
        for name, body in (
            ("good", json.dumps(sms_event("TEXT_DELIVERED", notice=sent))),
            ("early", json.dumps(sms_event("TEXT_DELIVERED", notice=early))),
            ("odd", "{"),
        )
    ]
    answer = world.service.record_reports({"Records": records}, None)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "early"}]}
    assert outcome(world)[0] == "delivered"
