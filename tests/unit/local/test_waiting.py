"""A wait lasts as long as something moves, and no longer."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from local.demo.api_client import UnexpectedResponse
from local.demo.waiting import Limits, NoProgress, wait_for

LIMITS = Limits(without_progress=100.0, ceiling=1000.0)


@dataclass
class FakeClock:
    """Sleeping takes no time but moves the clock."""

    now: float = 0.0
    pauses: list[float] = field(default_factory=list)

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float, /) -> None:
        self.now += seconds
        self.pauses.append(seconds)


def after(clock: FakeClock, seconds: float) -> Callable[[], str | None]:
    """A look that sees what it wants from a moment on."""
    return lambda: "there" if clock.now >= seconds else None


def test_what_is_there_is_not_waited_for() -> None:
    clock = FakeClock()

    assert wait_for(lambda: "there", "it", activity=lambda: 0, clock=clock) == "there"
    assert clock.pauses == []


def test_slow_work_is_waited_for_as_long_as_it_moves() -> None:
    clock = FakeClock()
    slow = after(clock, 900.0)

    moving = lambda: clock.now // 90  # noqa: E731
    assert wait_for(slow, "it", activity=moving, limits=LIMITS, clock=clock) == "there"


def test_a_wait_ends_when_nothing_moves() -> None:
    clock = FakeClock()

    with pytest.raises(NoProgress, match=r"the fee is due: nothing moved for 10\d s"):
        wait_for(lambda: None, "the fee is due", activity=lambda: 0, limits=LIMITS, clock=clock)
    assert clock.now < 105


def test_movement_without_an_end_meets_the_ceiling() -> None:
    clock = FakeClock()

    with pytest.raises(NoProgress):
        wait_for(lambda: None, "it", activity=lambda: clock.now, limits=LIMITS, clock=clock)
    assert 1000 <= clock.now < 1005


def test_pauses_grow_and_stay_small() -> None:
    clock = FakeClock()
    wait_for(after(clock, 60.0), "it", activity=lambda: 0, limits=LIMITS, clock=clock)

    assert clock.pauses == sorted(clock.pauses)
    assert (clock.pauses[0], clock.pauses[-1]) == (0.1, 1.5)


@pytest.mark.parametrize("status", [404, 409, 503])
def test_a_response_that_may_change_counts_as_not_yet(status: int) -> None:
    clock = FakeClock()

    def look() -> str | None:
        if clock.now < 5:
            raise UnexpectedResponse("GET /x", status, "")
        return "there"

    assert wait_for(look, "it", activity=lambda: 0, clock=clock) == "there"


@pytest.mark.parametrize("status", [401, 403, 422])
def test_a_refusal_ends_the_wait(status: int) -> None:
    def look() -> str | None:
        raise UnexpectedResponse("GET /x", status, "")

    with pytest.raises(UnexpectedResponse):
        wait_for(look, "it", activity=lambda: 0, clock=FakeClock())
