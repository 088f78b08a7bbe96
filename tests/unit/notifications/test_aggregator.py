"""An aggregator of SMS and its double: signed both ways, each message taken once."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contracts.testing.dossier_events import CODE, OWNER, PHONE, DossierEvents, dossier_filed
from kit.security.signed_body import signature_of
from local.doubles.sms.aggregator import HEADER, Aggregator
from local.doubles.sms.server import Double, serve
from notifications.adapters.aggregator import AggregatorSms
from notifications.adapters.message_sender import (
    MessageRefused,
    Sms,
    TransientFailure,
    UnknownOutcome,
)
from tests.unit.notifications.world import SMS_SECRETS, World

SECRET = "shared"
ID = "0123456789ABC"
WEBHOOK = "/v1/webhooks/sms-reports"


@pytest.fixture
def double() -> Iterator[Double]:
    listening = serve(0, SECRET)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    yield listening
    listening.shutdown()
    listening.server_close()


def sender(double: Double, secret: str = SECRET) -> AggregatorSms:
    return AggregatorSms(double.url, "MOTCUA", lambda: (secret,), lambda: datetime.now(UTC))


def test_a_message_is_taken_once_by_its_id(double: Double) -> None:
    for _ in range(2):
        sender(double).sms(Sms(ID, PHONE, "Da nhan ho so"))
    assert double.aggregator.taken() == [
        {"id": ID, "sender": "MOTCUA", "to": PHONE, "text": "Da nhan ho so"}
    ]


@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        (400, MessageRefused),
        (422, MessageRefused),
        (401, TransientFailure),
        (403, TransientFailure),
        (429, TransientFailure),
        (302, TransientFailure),
        (500, UnknownOutcome),
        (503, UnknownOutcome),
    ],
)
def test_each_answer_is_a_refusal_transient_or_of_unknown_outcome(
    double: Double, status: int, meaning: type[Exception]
) -> None:
    double.aggregator.next_status = status
    with pytest.raises(meaning):
        sender(double).sms(Sms(ID, PHONE, "x"))


def test_an_unknown_number_is_refused_and_a_wrong_secret_is_ours_to_mend(double: Double) -> None:
    with pytest.raises(MessageRefused):
        sender(double).sms(Sms(ID, "+84912340000", "x"))
    with pytest.raises(TransientFailure):
        sender(double, "another").sms(Sms(ID, PHONE, "x"))
    assert double.aggregator.taken() == []


def test_nobody_who_listens_is_transient() -> None:
    nobody = AggregatorSms("http://127.0.0.1:9/x", "MOTCUA", lambda: ("s",), lambda: NOW_UTC)
    with pytest.raises(TransientFailure):
        nobody.sms(Sms(ID, PHONE, "x"))


NOW_UTC = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    world = World()
    world.receive(DossierEvents(world.vault).publish("intake", dossier_filed()))
    return world


def reporting(world: World, secret: str = SMS_SECRETS[0], late: int = 0) -> Aggregator:
    return Aggregator(secret, lambda: world.clock() + timedelta(seconds=late))


def deliver(world: World, aggregator: Aggregator, *reports: dict[str, Any]) -> Any:
    body, signature = aggregator.signed(*reports)
    return world.client.post(WEBHOOK, "", body, **{HEADER.replace("-", "_"): signature})


def sms_notice(world: World) -> str:
    return next(
        e.subject for e in world.events() if e.type == "notice.sent" and e.data["channel"] == "sms"
    )


def outcome(world: World) -> str:
    items = world.client.get(f"/v1/dossiers/{CODE}/notices", OWNER).body["items"]
    return next(str(notice["outcome"]) for notice in items if notice["channel"] == "sms")


@pytest.mark.parametrize("secret", SMS_SECRETS)
def test_a_signed_report_is_recorded_under_either_secret(world: World, secret: str) -> None:
    answer = deliver(
        world, reporting(world, secret), {"id": sms_notice(world), "status": "delivered"}
    )
    assert (answer.status, answer.body) == (200, {"read": 1})
    assert outcome(world) == "delivered"


@pytest.mark.parametrize(("secret", "late"), [("forged", 0), ("", 0), (SMS_SECRETS[0], -301)])
def test_an_unsigned_or_stale_report_is_refused(world: World, secret: str, late: int) -> None:
    answer = deliver(
        world, reporting(world, secret, late), {"id": sms_notice(world), "status": "failed"}
    )
    assert (answer.status, answer.body["code"]) == (400, "bad_signature")
    assert outcome(world) == "sent"


@pytest.mark.parametrize(
    "odd",
    [
        {"id": "x", "status": "delivered"},
        {"id": ID, "status": "maybe"},
        {"status": "failed"},
        {"id": 7, "status": "failed"},
        [],
        None,
    ],
)
def test_one_odd_report_never_refuses_the_good_ones(world: World, odd: Any) -> None:
    good = {"id": sms_notice(world), "status": "failed", "why": "absent_subscriber"}
    answer = deliver(world, reporting(world), odd, good)
    assert (answer.status, answer.body) == (200, {"read": 1})
    assert outcome(world) == "failed"


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"reports": 5}', b"\xff", b"[" * 20_000])
def test_what_is_no_list_of_reports_is_malformed(world: World, body: bytes) -> None:
    signature = signature_of(body, SMS_SECRETS[0], world.clock())
    answer = world.client.post(WEBHOOK, "", body, X_Sms_Signature=signature)
    assert (answer.status, answer.body["code"]) == (400, "malformed_request")


def test_a_report_that_outruns_our_record_is_asked_for_again(world: World) -> None:
    notice = world.repository.notice(sms_notice(world))
    assert notice is not None
    world.repository.save_notice(notice.evolve(outcome="attempted"), None, world.clock())
    answer = deliver(world, reporting(world), {"id": notice.id, "status": "delivered"})
    assert answer.status == 503
