"""A recall and an act of the recipient at the same moment: one of both comes first, and the recall
ends as exactly one of agreed or declined.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from threading import Barrier, Thread

import pytest

from kit.core.events import Change
from kit.core.items import Write
from tests.unit.letters.world import NEAR, World


def interleaved(world: World, rival: Callable[[], object]) -> None:
    """Before the next delivery is written, after it was read, the rival acts."""
    repository = world.repository
    write = repository.save_delivery

    def racing(changes: Sequence[Change], at: datetime, extra: Sequence[Write] = ()) -> None:
        object.__setattr__(repository, "save_delivery", write)
        rival()
        write(changes, at, extra)

    object.__setattr__(repository, "save_delivery", racing)


def replies(world: World, letter: str) -> list[str | None]:
    delivery = world.repository.sealed_delivery(letter, NEAR)
    assert delivery is not None
    return [each.reply for each in delivery.requests]


def test_an_acceptance_that_loses_against_a_recall_finds_the_letter_withdrawn() -> None:
    world = World()
    letter = world.sent(NEAR)
    interleaved(world, lambda: world.recall(letter))

    accepted = world.at(NEAR, letter, "accept")

    assert (accepted.status, accepted.body["code"]) == (409, "letter_withdrawn")
    assert replies(world, letter) == ["agreed"]
    assert world.book(NEAR, "in")["last"] == 0, "no number was given for nothing"


@pytest.mark.parametrize("reply", ["agreed", "declined"])
def test_a_recall_that_loses_against_an_acceptance_is_the_clerks_to_decide(reply: str) -> None:
    world = World()
    letter = world.sent(NEAR)
    interleaved(world, lambda: world.at(NEAR, letter, "accept"))

    assert world.recall(letter).status == 201
    assert replies(world, letter) == [None]
    blocked = world.at(NEAR, letter, "finish", "officer", {})
    assert blocked.body["code"] == "letter_request_open"
    for _ in range(3):
        assert world.at(NEAR, letter, "reply", body={"reply": reply}).status == 200

    assert replies(world, letter) == [reply]
    state = "withdrawn" if reply == "agreed" else "accepted"
    assert [each["letter"] for each in world.incoming(NEAR, state)] == [letter]
    assert world.book(NEAR, "in")["last"] == 1, "it stays in the register"


@pytest.mark.parametrize("turn", range(10))
def test_side_by_side_one_of_both_comes_first(turn: int) -> None:
    world = World()
    letter = world.sent(NEAR)
    barrier = Barrier(2)

    def run(act: Callable[[], object]) -> None:
        barrier.wait()
        act()

    acts: list[Callable[[], object]] = [
        lambda: world.recall(letter),
        lambda: world.at(NEAR, letter, "accept"),
    ]
    threads = [Thread(target=run, args=(act,)) for act in (acts if turn % 2 else acts[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    if replies(world, letter) == [None]:
        assert world.book(NEAR, "in")["last"] == 1
        world.at(NEAR, letter, "reply", body={"reply": "declined"})
    assert replies(world, letter) in (["agreed"], ["declined"])
