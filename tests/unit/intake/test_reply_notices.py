"""Whoever wrote to an agency gets a notice of its reply."""

from typing import Any

import pytest

from contracts.intake import ReplyReady
from contracts.voice import FeedbackChanged
from kit.core.events import Envelope
from kit.core.ids import new_ulid
from tests.unit.intake.world import AN, World


def changed(world: World, owner: str | None, act: Any = "resolve") -> Envelope:
    event = FeedbackChanged(
        act=act, state="resolved", agency="H49.61.01", kind="question", owner=owner
    )
    return Envelope(
        id=new_ulid(world.clock()),
        type=event.TYPE,
        version=1,
        source="voice",
        subject="01KAQ0FEEDBACK000000000000",
        sequence=3,
        time=world.clock(),
        trace="t",
        data=event.model_dump(mode="json"),
    )


def ready(world: World) -> list[Envelope]:
    return [each for each in world.events() if each.type == ReplyReady.TYPE]


@pytest.fixture
def world() -> World:
    world = World()
    world.update_profile(AN)
    return world


@pytest.mark.parametrize("act", ["resolve", "refuse", "request_supplement"])
def test_a_reply_is_announced_once_to_the_contact_of_the_profile(world: World, act: str) -> None:
    message = changed(world, "an", act)
    world.service.inbox.handle(message)
    world.service.inbox.handle(message)

    [event] = ready(world)
    read = event.read(ReplyReady, world.intake.cipher(event.vault))
    assert read.contact.email == AN.email
    assert (read.kind, read.act, read.owner) == ("question", act, "an")
    assert AN.email not in str(event.data)


@pytest.mark.parametrize(
    ("owner", "act"),
    [("an", "accept"), ("an", "publish"), (None, "resolve"), ("nobody", "resolve")],
)
def test_nobody_is_bothered_with_what_needs_no_reading(
    world: World, owner: str | None, act: str
) -> None:
    world.service.inbox.handle(changed(world, owner, act))
    assert ready(world) == []


def test_of_an_erased_person_nothing_is_announced(world: World) -> None:
    world.vault.destroy("person-an")
    world.service.inbox.handle(changed(world, "an"))
    assert ready(world) == []
