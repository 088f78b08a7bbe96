"""A package from outside is one letter, however often and in whichever order it comes."""

import itertools
from contextlib import suppress
from datetime import timedelta

import pytest

from kit.core.budget import UNLIMITED
from kit.platform.fault_injection import Killed, injected
from letters.edxml.letter import Letter, Replacement
from tests.unit.letters.border.deaths import DyingPlan
from tests.unit.letters.border.world import MINISTRY, Border, from_ministry
from tests.unit.letters.edxml.hostile import HOSTILE
from tests.unit.letters.world import HOME, NEAR

DAY = timedelta(days=1)


def test_a_letter_from_outside_is_at_each_of_our_agencies() -> None:
    world = Border()
    world.hand_in(from_ministry())

    world.receive()

    (letter,) = world.letters()
    assert [each["letter"] for each in world.incoming(HOME)] == [letter.id]
    assert [each["document"] for each in world.incoming(NEAR)] == ["77/BNV-CQĐP"]
    assert [f.signature_check for f in letter.files] == ["valid", "valid"]
    assert {f.sha256 for f in letter.files} <= set(world.contents.stored)
    assert [a.state for a in world.arrivals()] == ["read"]
    assert {m.state for m in world.office.messages} == {"done"}


def test_the_writer_learns_in_order_what_becomes_of_it() -> None:
    world = Border()
    world.hand_in(from_ministry())
    world.receive()
    (letter,) = world.letters()
    world.at(HOME, letter.id, "accept")
    world.at(HOME, letter.id, "assign", "head", {"official": f"officer@{HOME}"})
    world.at(NEAR, letter.id, "refuse", body={"reason": "Không đúng nơi nhận"})

    world.send_out()

    assert world.sent_statuses() == [
        (HOME, "01"),
        (NEAR, "01"),
        (HOME, "03"),
        (HOME, "04"),
        (NEAR, "02"),
    ]


def test_a_package_three_times_is_one_letter() -> None:
    world = Border()
    world.hand_in(from_ministry(), times=3)
    world.receive()
    world.hand_in(from_ministry())
    world.receive()

    assert len(world.letters()) == 1
    assert len(world.incoming(HOME)) == 1
    assert [a.fault for a in world.arrivals()] == ["", "repeated", "repeated", "repeated"]
    assert world.send_out() == 2


def test_another_letter_under_the_same_id_is_set_aside() -> None:
    world = Border()
    world.hand_in(from_ministry())
    world.hand_in(from_ministry(attachments=from_ministry().attachments[:1]))
    world.receive()

    assert [(a.state, a.fault) for a in world.arrivals()] == [
        ("read", ""),
        ("refused", "document_id_taken"),
    ]
    assert len(world.letters()) == 1


def test_who_hands_in_may_write_for_who_wrote() -> None:
    world = Border()
    world.hand_in(from_ministry(), by="H25.12")
    world.receive()

    assert [(a.state, a.fault) for a in world.arrivals()] == [("refused", "other_sender")]
    assert world.letters() == []


def test_a_letter_for_nobody_here_is_set_aside() -> None:
    world = Border()
    world.hand_in(from_ministry(recipients=from_ministry().recipients[2:]))
    world.receive()
    assert [a.fault for a in world.arrivals()] == ["not_for_us"]


def test_a_hostile_package_is_named_and_keeps_no_other_from_its_turn() -> None:
    world = Border()
    for name in ("stray bytes before the declaration", "a bomb", "a path upwards"):
        world.put(HOSTILE[name][1](), MINISTRY)
    world.hand_in(from_ministry())

    world.receive()

    assert [(a.state, a.fault) for a in world.arrivals()] == [
        ("refused", "stray_prefix"),
        ("refused", "zip_ratio"),
        ("refused", "path_in_name"),
        ("read", ""),
    ]
    assert {m.state for m in world.office.messages} == {"done"}
    assert len(world.packages.stored) == 4


def recall() -> Letter:
    purpose = from_ministry().purpose.evolve(
        business="recall", document_id=from_ministry().document_id, reason="Sai thể thức"
    )
    return from_ministry(purpose=purpose, attachments=())


def test_a_recalled_letter_on_which_nobody_acted_is_withdrawn_and_its_writer_learns_it() -> None:
    world = Border()
    world.hand_in(from_ministry())
    world.receive()
    (letter,) = world.letters()
    world.at(HOME, letter.id, "accept")

    world.hand_in(recall(), times=3)
    world.receive()

    assert world.copy(letter.id, NEAR).state == "withdrawn"
    assert world.copy(letter.id, HOME).state == "accepted"
    world.client.put(
        f"/v1/incoming/{HOME}/{letter.id}/reply", f"clerk@{HOME}", {"reply": "declined"}
    )
    world.send_out()
    assert world.sent_statuses()[2:] == [(HOME, "03"), (NEAR, "15"), (HOME, "16")]


def test_a_recall_before_its_letter_waits_for_it() -> None:
    world = Border()
    world.hand_in(recall())
    world.receive()
    assert [(a.state, a.fault) for a in world.arrivals()] == [("waiting", "unknown_letter")]

    world.hand_in(from_ministry())
    world.receive()
    world.clock.advance(timedelta(minutes=2))
    world.reader.run(UNLIMITED)

    (letter,) = world.letters()
    assert {world.copy(letter.id, agency).state for agency in (HOME, NEAR)} == {"withdrawn"}


def test_a_recall_of_nothing_is_refused_after_a_week() -> None:
    world = Border()
    world.hand_in(recall())
    for _ in range(40):
        world.receive()
        world.clock.advance(timedelta(hours=6))
    assert [(a.state, a.fault) for a in world.arrivals()] == [("refused", "unknown_letter")]


@pytest.mark.parametrize("business", ["update", "replace"])
def test_a_letter_that_supersedes_another_is_its_own_and_asks_for_the_other(business: str) -> None:
    world = Border()
    world.hand_in(from_ministry())
    world.receive()
    first = world.letters()[0]
    world.at(HOME, first.id, "accept")
    earlier = from_ministry().document_id
    purpose = from_ministry().purpose.evolve(business=business, reason="Sửa lỗi")
    if business == "replace":
        purpose = purpose.evolve(replacements=(Replacement(document_id=earlier),))
    else:
        purpose = purpose.evolve(document_id=earlier)
    later = from_ministry(document_id="G09,2026/11/21,78/BNV-CQĐP", number="78", purpose=purpose)

    world.hand_in(later, times=3)
    world.receive()

    assert len(world.letters()) == 2
    request = world.copy(first.id, HOME).open_request
    assert request
    assert request.request.kind == business
    assert len(world.copy(first.id, HOME).requests) == 1
    assert world.copy(first.id, NEAR).state == ("arrived" if business == "update" else "withdrawn")


POINTS = ["fetch.stored", "fetch.before_receipt", "commit.before", "commit.after"]


@pytest.mark.parametrize(("point", "nth"), list(itertools.product(POINTS, (1, 2, 3, 4, 5))))
def test_a_run_that_dies_anywhere_is_taken_up_by_the_next(point: str, nth: int) -> None:
    world = Border()
    world.hand_in(from_ministry())
    world.hand_in(recall())
    with injected(DyingPlan((point, nth))):
        for _ in range(6):
            with suppress(Killed):
                world.receive()
            world.clock.advance(timedelta(minutes=2))

    (letter,) = world.letters()
    assert {world.copy(letter.id, agency).state for agency in (HOME, NEAR)} == {"withdrawn"}
    assert {a.state for a in world.arrivals()} == {"read"}
    assert {m.state for m in world.office.messages} == {"done"}
