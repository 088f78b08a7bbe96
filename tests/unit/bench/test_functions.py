"""The ratio to the baseline function, on a machine whose speed changes."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import count

import pytest

from bench import functions
from bench.functions import compared
from bench.subjects import Json


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


def rounds(*ratios: float) -> list[tuple[Json, Json]]:
    return [
        ({"first_ms": ratio, "warm_us": ratio}, {"first_ms": 1, "warm_us": 1}) for ratio in ratios
    ]


@pytest.mark.parametrize(
    ("measured", "is_clear"),
    [
        (rounds(1.2, 1.3), False),
        (rounds(1.2, 1.3, 1.1), True),
        (rounds(1.2, 1.3, 1.45), False),
        (rounds(1.2, 1.7, 1.1, 1.2), False),
    ],
)
def test_a_limit_is_decided_by_three_clear_rounds_or_by_all(
    measured: list[tuple[Json, Json]], is_clear: bool
) -> None:
    assert functions.is_clear(measured, {"first_ratio": 1.6}) is is_clear


def test_two_rounds_are_enough_where_nothing_is_decided() -> None:
    assert [functions.is_clear(rounds(*[9.0] * n), {}) for n in range(3)] == [False, False, True]


@pytest.mark.parametrize("ended_by", ["os.kill(os.getpid(), signal.SIGTERM)", "end_in_time(1)"])
def test_a_bench_that_is_ended_cleans_up(ended_by: str) -> None:
    program = f"""
import os, signal, time
from bench.ending import end_in_time
end_in_time()
try:
    {ended_by}
    time.sleep(30)
finally:
    print("stopped the cloud")
"""
    environment = {"PYTHONPATH": ":".join(path for path in sys.path if path)}
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (1, "stopped the cloud\n")
    assert ended.stderr.startswith("the bench was ended by SIG")
