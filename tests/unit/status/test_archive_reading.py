"""The archive is read side by side, in its order, and never far ahead of who reads it."""

import threading
from collections.abc import Iterator

import pytest

from status.adapters.read_ahead import in_order


def test_the_order_is_that_of_the_keys_whichever_is_read_first() -> None:
    first_may_end = threading.Event()

    def read(key: int) -> int:
        if key == 0:
            assert first_may_end.wait(10)
        if key == 3:
            first_may_end.set()
        return key * 10

    assert list(in_order(read, range(9), 4)) == [n * 10 for n in range(9)]


def test_so_many_are_read_at_once_and_no_more() -> None:
    together, barrier = [0], threading.Barrier(4)
    lock = threading.Lock()
    most = [0]

    def read(key: int) -> int:
        with lock:
            together[0] += 1
            most[0] = max(most[0], together[0])
        barrier.wait(10)
        with lock:
            together[0] -= 1
        return key

    assert list(in_order(read, range(12), 4)) == list(range(12))
    assert most[0] == 4


def test_keys_are_asked_for_as_they_are_needed() -> None:
    requested: list[int] = []

    def keys() -> Iterator[int]:
        for n in range(1000):
            requested.append(n)
            yield n

    contents = in_order(lambda key: key, keys(), 3)
    assert [next(contents) for _ in range(5)] == [0, 1, 2, 3, 4]
    assert len(requested) <= 8
    contents.close()


def test_an_object_that_can_not_be_read_ends_the_reading() -> None:
    def read(key: int) -> int:
        if key == 2:
            raise ConnectionError
        return key

    contents = in_order(read, range(9), 4)
    assert [next(contents), next(contents)] == [0, 1]
    with pytest.raises(ConnectionError):
        next(contents)
