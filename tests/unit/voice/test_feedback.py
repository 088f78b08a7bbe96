"""Feedback and complaints: who sees them, where each act leads, and until when it is due."""

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any, get_args

import pytest

from contracts.intake import PersonErasureOrdered
from contracts.terms.feedback import FeedbackAct, FeedbackState
from contracts.testing.dossier_events import OWNER, DossierEvents
from kit.security.staff_directory import Staff
from kit.testing.http_client import ClientResponse
from tests.unit.voice.world import World
from voice.domain.feedback_acts import RULES, FeedbackActNotAllowed, limit_of, next_state

WORDS = "Quầy số 3 đóng cửa lúc 10 giờ, tôi phải về."
REPLY = "Chúng tôi đã bố trí thêm người trực."
HEAD = Staff(sub="head", roles=("head",), agencies=("H49.61.01",))
EVERY_PAIR = list(product(get_args(FeedbackAct), get_args(FeedbackState)))
BODY = {"kind": "complaint", "agency": "H49.61.01", "text": WORDS}


@pytest.fixture
def world() -> World:
    world = World()
    world.employ(HEAD)
    return world


def submit(world: World, **changes: Any) -> str:
    response = world.client.post("/v1/feedback", OWNER, BODY | changes)
    assert response.status == 201, response.text
    return str(response.body["id"])


def act(world: World, code: str, name: str, *, by: str = "officer", **more: Any) -> ClientResponse:
    return world.client.post(f"/v1/feedback/{code}/acts", by, {"act": name, **more})


def test_a_complaint_is_accepted_resolved_and_published_by_a_second_reader(world: World) -> None:
    code = submit(world)
    assert act(world, code, "accept").body["state"] == "accepted"
    assert act(world, code, "resolve", text=REPLY).body["state"] == "resolved"
    public = {"question": "Quầy đóng cửa sớm.", "reply": REPLY}

    alone = act(world, code, "publish", **public)
    assert (alone.status, alone.body["code"]) == (409, "second_reader_required")
    assert act(world, code, "publish", by="head", **public).status == 201

    shown = world.client.get("/v1/published-feedback?agency=H49.61.01").body["items"]
    assert [(each["question"], each["reply"]) for each in shown] == [tuple(public.values())]
    entries = world.client.get(f"/v1/feedback/{code}", OWNER).body["entries"]
    assert [each["act"] for each in entries] == ["accept", "resolve", "publish"]
    assert not any(each["late"] for each in entries)
    types = [event.type for event in world.events()]
    assert types == ["feedback.submitted", *["feedback.changed"] * 3]


def test_what_is_written_is_stored_sealed_and_gone_with_its_owner(world: World) -> None:
    code = submit(world)
    act(world, code, "refuse", text="Không thuộc thẩm quyền của phường.")
    assert not [i for i in world.transport.items.values() if "Quầy" in i.doc or "thẩm" in i.doc]

    erasure = PersonErasureOrdered(request="r", people=(OWNER,), by="head", role="head")
    world.receive([DossierEvents(world.vault).publish("intake", erasure, OWNER)])

    assert world.client.get(f"/v1/feedback/{code}", "officer").status == 404


@pytest.mark.parametrize("who", ["sub-binh", "elsewhere"])
def test_feedback_of_somebody_else_does_not_exist(world: World, who: str) -> None:
    code = submit(world)

    assert world.client.get(f"/v1/feedback/{code}", who).status == 404
    assert act(world, code, "accept", by=who).status in (403, 404)
    assert world.client.get("/v1/me/feedback", "sub-binh").body["items"] == []


def test_a_supplement_and_a_transfer_begin_the_limits_anew(world: World) -> None:
    code = submit(world)
    act(world, code, "request_supplement", text="Ngày nào?")
    world.clock.advance(timedelta(days=20))
    path = f"/v1/feedback/{code}/supplement"
    again = world.client.post(path, OWNER, {"text": "Thứ Hai tuần trước."}).body
    assert again["state"] == "received"
    assert again["due"] > f"{world.clock():%Y-%m-%d}"

    moved = act(world, code, "forward", agency="H49.62").body

    assert (moved["agency"], moved["state"]) == ("H49.62", "received")
    assert world.client.get(f"/v1/feedback/{code}", "officer").status == 404
    assert world.client.get(f"/v1/feedback/{code}", "elsewhere").status == 200
    assert world.client.get("/v1/feedback", "elsewhere").body["items"][0]["id"] == code


def test_an_act_after_its_limit_is_marked_late(world: World) -> None:
    code = submit(world)
    world.clock.advance(timedelta(days=8))

    assert act(world, code, "accept").body["entries"][0]["late"]


def test_a_repeat_of_an_act_is_refused_and_of_a_request_answered_alike(world: World) -> None:
    code = submit(world)
    act(world, code, "accept")

    assert act(world, code, "accept").body["code"] == "feedback_act_not_allowed"


@pytest.mark.parametrize(("act", "state"), EVERY_PAIR)
def test_each_act_leads_where_its_rule_says_or_nowhere(
    act: FeedbackAct, state: FeedbackState
) -> None:
    if state in RULES[act].moves:
        assert next_state(act, state) == RULES[act].moves[state]
    else:
        with pytest.raises(FeedbackActNotAllowed):
            next_state(act, state)


DAYS = {
    "accept": 2,
    "refuse": 2,
    "request_supplement": 5,
    "forward": 5,
    "resolve": 15,
    "publish": 2,
}


@pytest.mark.parametrize("name", DAYS)
def test_a_limit_ends_at_the_close_of_the_last_working_day(name: Any) -> None:
    """150 cases against weekdays counted by hand, in weeks without a holiday."""
    for week in range(5):
        for weekday in range(5):
            since = datetime(2026, 6, 1, 2, 0, tzinfo=UTC) + timedelta(weeks=week, days=weekday)
            weeks, rest = divmod(weekday + DAYS[name], 5)
            expected = since.date() + timedelta(weeks=weeks, days=rest - weekday)

            end = limit_of(name, since)

            assert end is not None
            assert (end.date(), end.hour) == (expected, 17), (since, end)


def test_the_new_year_is_not_counted() -> None:
    """Tết of 2026: from 14 to 22 February nobody works."""
    end = limit_of("accept", datetime(2026, 2, 12, 2, 0, tzinfo=UTC))

    assert end is not None
    assert end.date().isoformat() == "2026-02-23"
