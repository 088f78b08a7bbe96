"""Letters and statuses go out in order, once each for whoever gets them, whatever the axis does."""

import itertools
import random
from contextlib import suppress
from datetime import timedelta

import pytest

from kit.platform.fault_injection import Killed, injected
from letters.domain.delivery import Delivery, with_status
from letters.edxml.incoming import read_incoming
from letters.edxml.letter import Letter, Package
from tests.unit.letters.border.deaths import DyingPlan
from tests.unit.letters.border.world import (
    MINISTRY,
    PROVINCE,
    Border,
    from_ministry,
    status_of,
)
from tests.unit.letters.edxml.signed import trust
from tests.unit.letters.world import HOME, NEAR

MINUTE = timedelta(minutes=1)


def sent(world: Border) -> str:
    """A letter of ours to the ministry and to an agency here, handed over to the axis."""
    letter = world.sent(MINISTRY, NEAR)
    assert world.send_out() == 1
    return letter


def outside(world: Border) -> list[Letter]:
    """What the ministry got, in order."""
    read = (
        read_incoming(m.content, trust(), world.clock())
        for m in world.office.messages
        if m.sender == PROVINCE and m.kind == "edoc"
    )
    packages = []
    for incoming in read:
        assert incoming.state == "valid"
        assert isinstance(incoming.package, Letter)
        packages.append(incoming.package)
    return packages


def test_a_letter_to_outside_is_a_signed_package_with_its_files() -> None:
    world = Border()

    letter = sent(world)

    (package,) = outside(world)
    own = world.repository.letter(letter)
    assert own
    assert package.document_id == f"{HOME},{own.dated.replace('-', '/')},1/SNV-VP"  # type: ignore[union-attr]
    assert [organ.id for organ in package.recipients] == [MINISTRY]
    assert (package.sender.id, package.subject) == (HOME, "V/v phối hợp xác minh")
    assert [file.name for file in package.attachments] == ["Công văn.pdf"]
    assert world.copy(letter, MINISTRY).state == "sending"


def test_a_status_from_outside_moves_the_copy() -> None:
    world = Border()
    letter = sent(world)
    own = world.repository.letter(letter)
    assert own

    for code, state in (("01", "arrived"), ("03", "accepted"), ("06", "finished")):
        world.hand_in(status_of(own, code), times=3)
        world.receive()
        assert world.copy(letter, MINISTRY).state == state


def test_the_same_state_follows_from_statuses_in_any_of_720_orders() -> None:
    world = Border()
    delivery = world.copy(sent(world), MINISTRY)
    codes = ("01", "03", "04", "05", "06", "16")

    ends = {ended(delivery, order, world) for order in itertools.permutations(codes)}

    assert ends == {("finished", codes)}


def ended(delivery: Delivery, order: tuple[str, ...], world: Border) -> tuple[str, tuple[str, ...]]:
    for code in order:
        for _ in range(3):
            delivery = with_status(delivery, code, world.clock(), None)
    return delivery.state, tuple(sorted(delivery.statuses))


@pytest.mark.parametrize("seed", range(6))
def test_three_of_each_package_in_any_order_are_one_letter_in_its_state(seed: int) -> None:
    """Statuses of ours, letters and a recall of the ministry's, each three times, shuffled."""
    world = Border()
    letter = sent(world)
    own = world.repository.letter(letter)
    assert own
    incoming = from_ministry()
    purpose = incoming.purpose.evolve(business="recall", document_id=incoming.document_id)
    recall = incoming.evolve(purpose=purpose, attachments=())
    packages = [status_of(own, code) for code in ("01", "03", "04", "05", "06")]
    shuffled: list[Package] = [*packages, incoming, recall] * 3
    random.Random(seed).shuffle(shuffled)

    for package in shuffled:
        world.hand_in(package)
        if len(world.office.messages) % 4 == 0:
            world.receive()
            world.clock.advance(2 * MINUTE)
    for _ in range(3):
        world.receive()
        world.clock.advance(10 * MINUTE)

    assert world.copy(letter, MINISTRY).state == "finished"
    (received,) = world.letters()
    assert {world.copy(received.id, agency).state for agency in (HOME, NEAR)} == {"withdrawn"}
    assert {arrival.state for arrival in world.arrivals()} == {"read"}


def test_a_status_of_somebody_who_did_not_get_the_letter_is_set_aside() -> None:
    world = Border()
    own = world.repository.letter(sent(world))
    assert own
    sender = status_of(own, "06").sender.evolve(id="H25.12")

    world.hand_in(status_of(own, "06").evolve(sender=sender))
    world.receive()

    assert [a.fault for a in world.arrivals()] == ["not_a_recipient"]


def test_a_recall_of_ours_goes_out_behind_its_letter() -> None:
    world = Border()
    letter = world.sent(MINISTRY)
    world.recall(letter)

    world.send_out()

    assert [p.purpose.business for p in outside(world)] == ["new", "recall"]
    assert outside(world)[1].purpose.document_id == outside(world)[0].document_id
    own = world.repository.letter(letter)
    assert own
    world.hand_in(status_of(own, "15"))
    world.receive()
    assert world.copy(letter, MINISTRY).state == "withdrawn"


def away_for_a_day(world: Border, step: timedelta) -> None:
    """The sender is woken each step, and reaches nobody."""
    world.office.always = "away"
    ends = world.clock.now + timedelta(days=1)
    while world.clock.now < ends:
        assert world.send_out() == 0
        world.clock.advance(step)
    assert world.office.messages == []
    world.office.always = None


def drain(world: Border, count: int) -> int:
    """In how many minutes so many packages are out."""
    minutes = 0
    while len(world.office.messages) < count and minutes < 120:
        world.send_out()
        world.clock.advance(MINUTE)
        minutes += 1
    return minutes


def require_order(world: Border, letters: int, recalls: int) -> None:
    """Each letter once, its recall behind it."""
    packages = outside(world)
    assert len(packages) == letters + recalls
    numbers = [p.number for p in packages if p.purpose.business == "new"]
    assert sorted(numbers, key=int) == [str(n) for n in range(1, letters + 1)]
    for number in map(str, range(1, recalls + 1)):
        kinds = [p.purpose.business for p in packages if p.number == number]
        assert kinds == ["new", "recall"]


def test_an_axis_away_for_a_day_is_then_drained_in_order() -> None:
    world = Border()
    letters = [world.sent(MINISTRY) for _ in range(12)]
    for letter in letters[:5]:
        world.recall(letter)

    away_for_a_day(world, timedelta(minutes=20))

    assert drain(world, 17) <= 61
    require_order(world, 12, 5)


@pytest.mark.soak
def test_a_thousand_letters_of_a_day_without_an_axis() -> None:
    world = Border()
    letters = [world.sent(MINISTRY) for _ in range(1_000)]
    for letter in letters[:200]:
        world.recall(letter)

    away_for_a_day(world, MINUTE)

    minutes = drain(world, 1_200)
    assert minutes <= 90
    require_order(world, 1_000, 200)
    print(f"1,200 packages in {minutes} minutes after a day")


def test_a_day_of_packages_for_us_is_read_in_order_after_the_axis_comes_back() -> None:
    world = Border()
    world.office.always = "away"
    for n in range(20):
        world.hand_in(
            from_ministry(number=str(n), document_id=f"G09,2026/11/20,{n}/BNV", attachments=())
        )
        world.receive()
        world.clock.advance(timedelta(hours=1, minutes=12))
    assert world.arrivals() == []

    world.office.always = None
    world.receive()

    received = sorted(world.letters(), key=lambda letter: letter.id)
    assert [letter.printed for letter in received] == [f"{n}/BNV-CQĐP" for n in range(20)]


def test_an_answer_that_is_lost_is_one_letter_for_whoever_gets_it() -> None:
    world = Border()
    letter = world.sent(MINISTRY)
    world.office.faults = ["lost"]
    world.send_out()
    world.clock.advance(2 * MINUTE)
    world.send_out()

    ids = [package.document_id for package in outside(world)]

    assert len(ids) == 2
    assert len(set(ids)) == 1
    assert world.repository.lane("vxp", letter).waiting == ()


def test_what_the_axis_does_not_take_is_set_aside_by_its_code() -> None:
    world = Border()
    refused, taken = world.sent("Z99"), world.sent(MINISTRY)

    world.send_out()

    assert world.repository.lane("vxp", refused).refusal == "18"
    assert world.repository.lane("vxp", taken).waiting == ()
    world.clock.advance(timedelta(days=1))
    assert world.send_out() == 0


POINTS = ["lane.before", "lane.after", "commit.before", "commit.after"]


@pytest.mark.parametrize(("point", "nth"), list(itertools.product(POINTS, (1, 2, 3, 4))))
def test_a_sender_that_dies_anywhere_loses_nothing_and_keeps_the_order(
    point: str, nth: int
) -> None:
    world = Border()
    letter = world.sent(MINISTRY)
    world.recall(letter)
    with injected(DyingPlan((point, nth))):
        for _ in range(4):
            with suppress(Killed):
                world.send_out()
            world.clock.advance(6 * MINUTE)

    businesses = [package.purpose.business for package in outside(world)]
    once = [kind for n, kind in enumerate(businesses) if n == 0 or businesses[n - 1] != kind]
    assert once == ["new", "recall"]
    assert len(businesses) <= 3
    assert world.repository.lane("vxp", letter).waiting == ()
