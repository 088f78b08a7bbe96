"""Questions (hỏi đáp): of the National Portal, and of citizens here."""

from datetime import timedelta
from typing import Any, Final

import pytest

from contracts.national import QuestionReceived
from contracts.testing.dossier_events import OWNER
from contracts.voice import FeedbackChanged
from kit.core.events import Envelope
from kit.core.ids import new_ulid
from kit.core.model import Aggregate
from kit.persistence.repository import Repository
from kit.security.agency import Agency
from kit.security.staff_directory import Staff
from kit.testing.http_client import ClientResponse
from tests.unit.voice.world import World

WORDS: Final = "Tôi làm mất giấy khai sinh thì xin cấp lại ở đâu?"
REPLY: Final = "Bà đến bộ phận Một cửa của phường."
NAMED: Final = Staff(sub="officer", name="Phạm Thu Hà", roles=("officer",), agencies=("H49.61.01",))
SECOND: Final = Staff(sub="second", roles=("officer",), agencies=("H49.61.01",))


class Submitted(Aggregate):
    """What the exchange publishes of."""

    KIND = "QUESTION"


@pytest.fixture
def world() -> World:
    world = World()
    world.employ(SECOND, NAMED)
    agency = Agency(code="H49.61.01", name="UBND phường Hồng Gai", valid_from="2025-07-01")
    world.resources.directory.put_agency(agency)
    return world


def submitted_there(world: World) -> Envelope:
    feedback = new_ulid(world.clock())
    world.vault.create(f"feedback-{feedback}")
    event = QuestionReceived(feedback=feedback, agency="H49.61.01", text=WORDS)
    cipher = Repository(world.resources.table, "exchange", world.vault).cipher(
        f"feedback-{feedback}"
    )
    return Envelope(
        id=new_ulid(world.clock()),
        type=event.TYPE,
        version=1,
        source="exchange",
        subject="90017",
        sequence=1,
        time=world.clock(),
        trace="t",
        vault=f"feedback-{feedback}",
        data=QuestionReceived.model_validate_json(
            event.model_dump_json(context={"cipher": cipher}), context={"cipher": None}
        ).model_dump(mode="json", context={"cipher": None}),
    )


def act(
    world: World, feedback: str, act: str, *, by: str = "officer", **more: Any
) -> ClientResponse:
    return world.client.post(f"/v1/feedback/{feedback}/acts", by, {"act": act, **more})


def changes(world: World) -> list[Envelope]:
    return [each for each in world.events() if each.type == FeedbackChanged.TYPE]


def test_a_question_of_the_portal_waits_for_the_agency_once(world: World) -> None:
    message = submitted_there(world)
    world.receive([message, message])

    [line] = world.client.get("/v1/feedback?agency=H49.61.01", "officer").body["items"]
    assert (line["kind"], line["national"], line["state"]) == ("question", "90017", "received")
    shown = world.client.get(f"/v1/feedback/{line['id']}", "officer")
    assert shown.body["text"] == WORDS
    assert world.client.get(f"/v1/feedback/{line['id']}", OWNER).status == 404
    assert world.client.get(f"/v1/feedback/{line['id']}", "elsewhere").status == 404


def test_its_reply_names_who_replied_and_is_sealed(world: World) -> None:
    message = submitted_there(world)
    world.receive([message])
    feedback = message.data["feedback"]

    assert act(world, feedback, "accept").status == 201
    assert act(world, feedback, "resolve", text=REPLY).status == 201

    changed = changes(world)[-1]
    read = changed.read(FeedbackChanged, world.repository.cipher(changed.vault))
    assert (read.national, read.reply, read.owner) == ("90017", REPLY, None)
    assert (read.agency_name, read.by) == ("UBND phường Hồng Gai", "officer")
    assert REPLY not in str(changed.data)
    assert "Phạm Thu Hà" not in str(changed.data)
    assert read.by_name == "Phạm Thu Hà"


def test_a_refusal_is_a_reply_too(world: World) -> None:
    message = submitted_there(world)
    world.receive([message])

    assert act(world, message.data["feedback"], "refuse", text=REPLY).status == 201
    assert changes(world)[-1].data["reply"] is not None


def test_whoever_submitted_there_can_not_be_asked_for_more(world: World) -> None:
    message = submitted_there(world)
    world.receive([message])

    refused = act(world, message.data["feedback"], "request_supplement", text="Phường nào?")
    assert (refused.status, refused.body["code"]) == (409, "asker_not_here")


def test_limits_run_from_the_moment_at_which_it_came(world: World) -> None:
    message = submitted_there(world)
    world.receive([message])
    feedback = message.data["feedback"]
    due = world.client.get(f"/v1/feedback/{feedback}", "officer").body["due"]
    world.clock.now += timedelta(days=30)
    act(world, feedback, "accept")
    act(world, feedback, "resolve", text=REPLY)

    entries = world.client.get(f"/v1/feedback/{feedback}", "officer").body["entries"]
    assert due is not None
    assert [each["late"] for each in entries] == [True, True]


def test_a_question_of_ours_is_published_in_the_words_of_the_second_reader(world: World) -> None:
    body = {"kind": "question", "agency": "H49.61.01", "text": WORDS}
    feedback = world.client.post("/v1/feedback", OWNER, body).body["id"]
    act(world, feedback, "accept")
    act(world, feedback, "resolve", text=REPLY)
    assert [each.data["published"] for each in changes(world)] == [None, None]
    assert [each.data["reply"] for each in changes(world)] == [None, None]

    public = {"question": "Giấy khai sinh cấp lại ở đâu?", "reply": REPLY}
    assert act(world, feedback, "publish", by="second", **public).status == 201
    assert changes(world)[-1].data["published"] == public


def test_erased_words_are_gone_for_officials(world: World) -> None:
    message = submitted_there(world)
    world.receive([message])
    world.vault.destroy(str(message.vault))
    world.clock.now += timedelta(minutes=6)

    assert world.client.get(f"/v1/feedback/{message.data['feedback']}", "officer").status == 404
