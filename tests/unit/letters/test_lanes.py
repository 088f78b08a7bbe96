"""Lanes out of the province: in order, once, whatever is lost, and after a day without the axis."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from kit.core.budget import UNLIMITED
from kit.platform.fault_injection import Killed, Plan, injected
from letters.deliveries.send_lanes import LaneSender
from letters.domain.lane import LaneMessage
from letters.domain.letter import Letter
from letters.domain.ports import AxisDown, AxisRefused
from tests.unit.letters.world import World

MINISTRY = "G22"


@dataclass
class SimulatedAxis:
    """Keeps what it got; `is_down`: answers nothing; `loses`: takes so many without an answer."""

    got: list[str] = field(default_factory=list)
    calls: int = 0
    is_down: bool = False
    loses: int = 0
    refuses: str = ""

    def send(self, key: str, letter: Letter, message: LaneMessage) -> str | None:
        self.calls += 1
        if self.is_down:
            raise AxisDown("down")
        if self.refuses:
            raise AxisRefused(self.refuses)
        self.got.append(key)
        if self.loses:
            self.loses -= 1
            raise AxisDown("lost")
        return f"doc-{letter.id}" if message.kind == "letter" else None

    def has(self, key: str, letter: Letter, message: LaneMessage) -> bool:
        self.calls += 1
        if self.is_down:
            raise AxisDown("down")
        return key in self.got


def sender(world: World, axis: SimulatedAxis) -> LaneSender:
    return LaneSender("vxp", world.repository, axis, world.clock)


def test_a_letter_goes_out_before_what_is_asked_of_it() -> None:
    world, axis = World(), SimulatedAxis()
    letter = world.sent(MINISTRY)
    world.recall(letter)

    assert sender(world, axis).run(UNLIMITED) == 2

    assert axis.got == [f"vxp#{letter}#1", f"vxp#{letter}#2"]
    lane = world.repository.lane("vxp", letter)
    assert (lane.waiting, lane.sent, lane.transport) == ((), 2, f"doc-{letter}")
    assert sender(world, axis).run(UNLIMITED) == 0


def test_a_lost_answer_is_asked_for_before_anything_is_sent_again() -> None:
    world, axis = World(), SimulatedAxis(loses=1)
    letter = world.sent(MINISTRY)
    world.recall(letter)

    assert sender(world, axis).run(UNLIMITED) == 0
    world.clock.advance(timedelta(minutes=5))
    sender(world, axis).run(UNLIMITED)

    assert axis.got == [f"vxp#{letter}#1", f"vxp#{letter}#2"]


def test_after_a_day_without_the_axis_all_goes_out_in_order() -> None:
    world, axis = World(), SimulatedAxis(is_down=True)
    letters = []
    for hour in range(24):
        letters.append(world.sent(MINISTRY))
        if hour % 3 == 0:
            world.recall(letters[-1])
        for _ in range(6):
            world.clock.advance(timedelta(minutes=10))
            sender(world, axis).run(UNLIMITED)
    assert axis.calls <= 5 + 24 * 4 + 10, "a probe each quarter of an hour"

    axis.is_down = False
    world.clock.advance(timedelta(hours=1))
    sender(world, axis).run(UNLIMITED)

    wanted = {f"vxp#{each}#1" for each in letters} | {f"vxp#{each}#2" for each in letters[::3]}
    assert set(axis.got) == wanted
    assert len(axis.got) == len(wanted)
    for each in letters[::3]:
        assert axis.got.index(f"vxp#{each}#1") < axis.got.index(f"vxp#{each}#2")


def test_what_the_axis_refuses_waits_for_an_official_and_keeps_no_other() -> None:
    world, axis = World(), SimulatedAxis(refuses="unknown_recipient")
    refused = world.sent(MINISTRY)
    sender(world, axis).run(UNLIMITED)
    axis.refuses = ""
    world.sent(MINISTRY)

    assert sender(world, axis).run(UNLIMITED) == 1

    assert world.repository.lane("vxp", refused).refusal == "unknown_recipient"


@pytest.mark.parametrize("point", ["lane.before", "lane.after"])
def test_a_death_between_call_and_record_sends_nothing_twice(point: str) -> None:
    world, axis = World(), SimulatedAxis()
    letter = world.sent(MINISTRY)

    with injected(Plan(kill={point: 1})), pytest.raises(Killed):
        sender(world, axis).run(UNLIMITED)
    world.clock.advance(timedelta(minutes=10))
    sender(world, axis).run(UNLIMITED)

    assert axis.got == [f"vxp#{letter}#1"]
