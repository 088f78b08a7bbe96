"""The inspection in a process of its own, which is ended from outside.

Readers of files are large programs in C, and files are written to break them: none of them may take
the function with it, or its time, memory, connections or output.
"""

import json
import os
import resource
import select
import signal
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, NoReturn

from intake.attachments.finding import Finding
from intake.attachments.ports import SignatureJudge

LONGEST_ANSWER: Final = 64 * 1024 * 1024
"""Bytes of a copy; a larger one is not taken."""
HIGHEST_FILE: Final = 1024
PAGE: Final = resource.getpagesize()


@dataclass(frozen=True, slots=True)
class Bounds:
    """`seconds` by the clock; `memory` in bytes beside what the function holds already."""

    seconds: float = 8.0
    memory: int = 200 * 1024 * 1024


def load_readers() -> None:
    """Load what most files need, once for all forks."""
    import pikepdf  # noqa: F401
    from PIL import Image

    Image.preinit()


class ForkedInspector:
    """`Inspector` by a fork of this process; what the child does not answer in time is unreadable.

    A fork starts with the readers that the function has loaded. It has no connection, and its
    output and errors go nowhere, so that no library can write a part of a paper into the logs.
    """

    def __init__(self, inspect: Callable[..., Finding], bounds: Bounds | None = None) -> None:
        """`inspect` takes type and content, and a judge of signatures where there is one."""
        self._inspect = inspect
        self._bounds = bounds or Bounds()

    def inspect(
        self,
        media_type: str,
        content: bytes,
        judge: SignatureJudge | None = None,
        *,
        sheets: int | None = None,
    ) -> Finding:
        scan = {"sheets": sheets} if sheets is not None else {}
        inspect = partial(self._inspect, media_type, content, *([judge] if judge else []), **scan)
        reader, writer = os.pipe()
        with warnings.catch_warnings():
            # The child runs the readers and ends: no lock of another thread is waited for.
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if child == 0:
            self._answer(inspect, writer)
        os.close(writer)
        try:
            answer = _read_until(reader, time.monotonic() + self._bounds.seconds)
        finally:
            os.close(reader)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        return _finding(answer)

    def _answer(self, inspect: Callable[[], Finding], writer: int) -> NoReturn:
        try:
            _confine(self._bounds, writer)
            finding = inspect()
            head = {"why": finding.why, "pages": finding.pages, "signature": finding.signature}
            shown = finding.shown or b""
            text = json.dumps({**head, "shown": len(shown)}).encode() + b"\n" + shown
            view = memoryview(text)
            while view:
                view = view[os.write(writer, view) :]
        finally:
            os._exit(0)


def _confine(bounds: Bounds, writer: int) -> None:
    """No files but the answer's pipe, no output, no more time and memory than are allowed."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    sys.stdout = sys.stderr = open(1, "w", closefd=False)  # noqa: SIM115 - as long as the child
    os.closerange(3, writer)
    os.closerange(writer + 1, HIGHEST_FILE)
    seconds = int(bounds.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    held = _held()
    if held:
        most = held + bounds.memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _held() -> int:
    """Bytes of address space; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * PAGE
    except OSError:
        return 0


def _read_until(reader: int, deadline: float) -> bytes:
    """All that the child writes, or nothing if it is late or says too much."""
    parts: list[bytes] = []
    size = 0
    poll = select.poll()
    poll.register(reader, select.POLLIN | select.POLLHUP)
    while True:
        left = max(0.0, deadline - time.monotonic())
        if not poll.poll(left * 1000):
            return b""
        part = os.read(reader, 1 << 20)
        if not part:
            return b"".join(parts)
        parts.append(part)
        size += len(part)
        if size > LONGEST_ANSWER:
            return b""


def _finding(answer: bytes) -> Finding:
    head, _, shown = answer.partition(b"\n")
    try:
        fields = json.loads(head)
    except ValueError:
        return Finding(why="unreadable")
    if len(shown) != fields["shown"]:
        return Finding(why="unreadable")
    if fields["why"]:
        return Finding(why=fields["why"])
    return Finding(pages=fields["pages"], shown=shown, signature=fields["signature"])
