"""The ratio to the baseline function, on a machine whose speed changes."""

from collections.abc import Iterator
from itertools import count

import pytest

from bench.functions import Json, compared


class FakeMachine:
    """Costs grow with every start by a fixed part of the first one's."""

    def __init__(self, drift: float) -> None:
        self.slowness: Iterator[float] = (1 + drift * n for n in count())
        self.warm: list[bool] = []

    def run(self, cost: float, *, warm: bool) -> Json:
        self.warm.append(warm)
        return {"first_ms": cost * next(self.slowness), "warm_us": cost if warm else 0.0}


@pytest.mark.parametrize("drift", [0.0, 0.05, -0.05])
@pytest.mark.parametrize("turns", [1, 2])
def test_a_machine_that_gets_slower_or_faster_does_not_change_the_ratio(
    drift: float, turns: int
) -> None:
    machine = FakeMachine(drift)
    own, baseline = compared(
        lambda w: machine.run(1.7, warm=w), lambda w: machine.run(1.0, warm=w), turns
    )
    assert own["first_ms"] / baseline["first_ms"] == pytest.approx(1.7)


def test_warm_answers_are_measured_twice_a_round_and_side_in_turn_about() -> None:
    machine = FakeMachine(0.0)
    own, baseline = compared(
        lambda w: machine.run(1.7, warm=w), lambda w: machine.run(1.0, warm=w), 2
    )
    assert (own["warm_us"], baseline["warm_us"]) == (1.7, 1.0)
    assert machine.warm == [True] * 4 + [False] * 4
