"""The process of an inspection: whatever happens in it, there is a finding, in time, in silence."""

import ctypes
import logging
import os
import sys
import time
from collections.abc import Callable

import pytest

from intake.adapters.inspection_process import LONGEST_ANSWER, Bounds, ForkedInspector
from intake.attachments.finding import Finding

UNREADABLE = Finding(why="unreadable")
BOUNDS = Bounds(seconds=1.0, memory=64 * 1024 * 1024)


def loop() -> Finding:
    while True:
        pass


def wait() -> Finding:
    time.sleep(60)
    return UNREADABLE


def fill_memory() -> Finding:
    return Finding(shown=b"x" * 512 * 1024 * 1024)


def crash() -> Finding:
    ctypes.string_at(0)
    return UNREADABLE


def leave() -> Finding:
    os._exit(3)


def fail() -> Finding:
    raise RuntimeError("a part of the paper")


def recurse() -> Finding:
    return recurse()


def speak() -> Finding:
    print("a part of the paper")
    sys.stderr.write("a part of the paper")
    logging.getLogger("pypdf").warning("a part of the paper")
    os.write(1, b"a part of the paper")
    os.write(2, b"a part of the paper")
    return Finding(pages=2, shown=b"x")


BREAKING = (loop, wait, fill_memory, crash, leave, fail, recurse)


def inspected(look: Callable[[], Finding], bounds: Bounds = BOUNDS) -> Finding:
    return ForkedInspector(lambda _, __: look(), bounds).inspect("application/pdf", b"")


def test_a_finding_comes_back_whole() -> None:
    content = b"\n{}\n" + bytes(range(256)) * 5000
    expected = Finding(pages=2, shown=content, signature="foreign")
    assert inspected(lambda: expected) == expected


def test_a_large_copy_comes_back() -> None:
    large = Finding(pages=1, shown=bytes(20_000_000))
    assert inspected(lambda: large, Bounds()) == large


def test_a_copy_beyond_all_measure_is_not_taken() -> None:
    bounds = Bounds(memory=512 * 1024 * 1024)
    assert inspected(lambda: Finding(shown=bytes(LONGEST_ANSWER + 1)), bounds) == UNREADABLE


@pytest.mark.parametrize("look", BREAKING)
def test_what_breaks_its_reader_is_unreadable_in_time(look: Callable[[], Finding]) -> None:
    began = time.monotonic()
    assert inspected(look) == UNREADABLE
    assert time.monotonic() - began < BOUNDS.seconds + 2


def test_no_process_is_left_behind() -> None:
    inspected(wait)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_no_word_of_a_library_reaches_the_logs(capfd: pytest.CaptureFixture[str]) -> None:
    assert inspected(speak).pages == 2
    assert capfd.readouterr() == ("", "")


def test_a_child_has_no_open_connection() -> None:
    reader, writer = os.pipe()

    def counting() -> Finding:
        held = 0
        for number in (reader, writer):
            try:
                os.fstat(number)
                held += 1
            except OSError:
                continue
        return Finding(pages=held, shown=b"x")

    finding = inspected(counting)
    os.close(reader)
    os.close(writer)
    assert finding.pages == 0
