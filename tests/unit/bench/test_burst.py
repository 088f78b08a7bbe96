"""Queues that fill at once: the simulation runs the real code, and its limits are kept."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bench.burst.__main__ import main
from bench.burst.assumptions import Bursts, bursts
from bench.burst.dossiers import Dossiers
from bench.burst.queue import Queue
from bench.burst.receipts import Receipts
from bench.burst.result import Result
from bench.burst.simulated_time import SimulatedTime
from bench.burst.timed_table import TimedTransport
from kit.core.items import AtVersion, Count, Item, Put
from kit.persistence.items import Busy
from kit.testing.clock import NOW
from kit.testing.memory_table import MemoryTransport

ASSUMED = bursts()
SHORT = 0.06
"""The share of the burst that a test lives through; `python -m bench.burst` lives through all."""


def short(size: int) -> int:
    return round(size * SHORT)


def test_a_burst_of_receipts_keeps_its_limits_and_leaves_no_gap(
    capsys: pytest.CaptureFixture[str],
) -> None:
    size = short(ASSUMED.receipts.size)
    result = Receipts(ASSUMED, size).run()
    capsys.readouterr()  # the functions' logs
    whole = ASSUMED.receipts.p95_below * SHORT
    limits = ASSUMED.receipts.evolve(p95_below=whole + ASSUMED.platform.cold_start)
    assert list(result.missed(limits)) == []
    assert (result.messages, result.dead) == (size, 0)
    assert result.conflicts.keys() == {"SERIES", "RECEIPT"}, "they race for the next number alone"


def test_dossiers_of_half_a_day_are_caught_up_and_counted_without_a_race(
    capsys: pytest.CaptureFixture[str],
) -> None:
    size = short(ASSUMED.dossiers.size) // 4
    result = Dossiers(ASSUMED, size).run()
    capsys.readouterr()
    assert list(result.missed(ASSUMED.dossiers)) == []
    assert result.messages == 25 * size
    assert result.conflicts.keys() <= {"DOSSIER", "OWNER"}, "no dossier races for another's items"


@pytest.mark.soak
def test_whole_bursts_keep_their_limits() -> None:
    assert main([]) == 0


def test_the_limits_are_the_projects() -> None:
    receipts, dossiers = ASSUMED.receipts, ASSUMED.dossiers
    assert (receipts.size, receipts.failed_receives_below, receipts.p95_below) == (1000, 0.03, 60)
    assert (dossiers.size, dossiers.failed_receives_below) == (2400, 0.03)


def result(**changes: object) -> Result:
    values = {
        "name": "r", "messages": 3, "receives": 4, "failures": 0, "dead": 0, "conflicts": {},
        "seconds": (1.0, 2.0, 3.0), "mistakes": (),
    }  # fmt: skip
    return Result(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"failures": 1}, "25.0% of the receives failed, not 3%"),
        ({"seconds": (1.0, 2.0, 70.0)}, "p95 63 s, not 60 s"),
        ({"dead": 1}, "messages were not handled"),
        ({"seconds": (1.0, 2.0)}, "1 messages were not handled"),
        ({"mistakes": ("a gap",)}, "a gap"),
    ],
)
def test_a_missed_limit_is_named(changes: dict[str, object], word: str) -> None:
    assert list(result().missed(ASSUMED.receipts)) == []
    (line,) = result(**changes).missed(ASSUMED.receipts)
    assert word in line


def test_the_same_seed_gives_the_same_run(capsys: pytest.CaptureFixture[str]) -> None:
    first, second = (Receipts(ASSUMED, 30, seed=7).run() for _ in range(2))
    capsys.readouterr()
    assert first == second


def test_processes_take_turns_in_the_order_of_their_moments() -> None:
    time, seen = SimulatedTime(NOW), list[tuple[str, float]]()

    def process(name: str, pause: float) -> None:
        for _ in range(2):
            time.wait(pause)
            seen.append((name, time.now()))

    time.start(lambda: process("slow", 3.0))
    time.start(lambda: process("late", 1.0), after=4.5)
    time.run()
    assert seen == [("slow", 3.0), ("late", 5.5), ("slow", 6.0), ("late", 6.5)]
    assert time.clock() == NOW + timedelta(seconds=6.5)


def test_what_a_process_raises_ends_the_simulation() -> None:
    time = SimulatedTime(NOW)
    time.start(lambda: time.wait(5))

    def breaks() -> None:
        raise ZeroDivisionError

    time.start(breaks, after=1)
    with pytest.raises(ZeroDivisionError):
        time.run()


def transport_at(bursts: Bursts, time: SimulatedTime) -> TimedTransport:
    return TimedTransport(MemoryTransport(), bursts.latencies, time, 0.0)


def outcomes(*starts: float) -> Iterator[str]:
    """Transactions on one counter that begin at these moments: what became of each."""
    time, outcome = SimulatedTime(NOW), dict[float, str]()
    transport = transport_at(ASSUMED, time)
    own = Item("A", "S", "{}", 1)

    def write(at: float) -> None:
        try:
            transport.write([Put(own), Count("C", "S", 1)], f"t{at}")
            outcome[at] = "written"
        except Busy:
            outcome[at] = "refused"

    for at in starts:
        time.start(lambda at=at: write(at), after=at)  # type: ignore[misc]
    time.run()
    yield from (outcome[at] for at in starts)


def test_of_two_transactions_for_one_item_at_once_the_later_is_refused() -> None:
    long = ASSUMED.latencies.transaction
    assert list(outcomes(0.0, long / 2)) == ["written", "refused"]
    assert list(outcomes(0.0, long * 1.01)) == ["written", "written"]


def test_a_plain_write_is_refused_while_a_transaction_holds_its_item() -> None:
    time = SimulatedTime(NOW)
    transport = transport_at(ASSUMED, time)
    item = Item("A", "S", "{}", 1)
    time.start(lambda: transport.write([Put(item), Count("C", "S", 1)], "t"))
    refused = list[bool]()

    def plain() -> None:
        try:
            transport.write([Put(item, AtVersion(1))], "u")
        except Busy:
            refused.append(True)

    time.start(plain, after=0.001)
    time.run()
    assert refused == [True]
    assert transport.conflicts == {"A": 1}


def test_a_hidden_message_comes_again_and_dies_after_its_last_receive() -> None:
    time = SimulatedTime(NOW)
    queue = Queue(time, visibility=30, most=2)
    queue.send(["a"])
    first = queue.receive(10)
    queue.change_message_visibility(QueueUrl="", ReceiptHandle="0", VisibilityTimeout=2)
    queue.settle(first, {"0"})
    assert (queue.receive(10), queue.next_visible()) == ([], 2)
    time.seconds = 2.0
    queue.settle(queue.receive(10), {"0"})
    assert (queue.dead, queue.next_visible(), queue.failures) == (["0"], None, 2)
