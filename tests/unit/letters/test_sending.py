"""A letter goes from its draft to those that get it, and its numbers stand in both registers."""

from typing import Any

from tests.unit.letters.world import FAR, HOME, NEAR, World


def test_a_letter_is_in_the_lists_of_those_that_get_it_as_soon_as_it_is_sent() -> None:
    world = World()

    letter = world.sent(NEAR, FAR)

    assert [each["letter"] for each in world.incoming(NEAR)] == [letter]
    assert [each["document"] for each in world.incoming(FAR)] == ["1/SNV-VP"]
    assert [line["document"] for line in world.book(HOME, "out")["items"]] == ["1/SNV-VP"]


def test_an_accepted_letter_has_the_next_number_of_the_incoming_register() -> None:
    world = World()
    first, second = world.sent(NEAR), world.sent(NEAR)

    world.at(NEAR, second, "accept")
    accepted = world.at(NEAR, first, "accept")

    assert accepted.body["number"] == 2
    lines = world.book(NEAR, "in")["items"]
    assert [(line["number"], line["letter"]) for line in lines] == [(2, first), (1, second)]
    assert [line["of"] for line in lines] == [HOME, HOME]


def test_every_act_twice_is_one_act() -> None:
    world = World()
    letter = str(world.draft(NEAR).body["id"])
    steps: list[tuple[str, str, Any]] = [
        ("number", "clerk", None),
        ("sign", "head", {"seal": False}),
        ("send", "clerk", None),
    ]
    for act, role, body in steps:
        once = world.act(letter, act, role, body)
        assert world.act(letter, act, role, body).body == once.body
    steps = [
        ("accept", "clerk", None),
        ("assign", "head", {"official": f"officer@{NEAR}", "due": "2026-12-31"}),
        ("start", "officer", None),
        ("finish", "officer", {}),
    ]
    for act, role, body in steps:
        once = world.at(NEAR, letter, act, role, body)
        assert once.status == 200, once.body
        assert world.at(NEAR, letter, act, role, body).body == once.body
    assert world.book(HOME, "out")["last"] == world.book(NEAR, "in")["last"] == 1
