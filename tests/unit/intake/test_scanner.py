"""The scanners: clamd by its protocol, and the one that says that it scans nothing."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from intake.adapters.scanner import EICAR, ClamdScanner, ScannerUnavailable, TestStringScanner
from intake.attachments.ports import ScanResult
from tests.unit.intake.world import PDF, World


@dataclass
class Clamd:
    """Speaks INSTREAM as clamd does; `answer` takes the place of its own."""

    listener: socket.socket
    answer: bytes | None = None
    scanned: list[bytes] = field(default_factory=list)

    @property
    def port(self) -> int:
        port: int = self.listener.getsockname()[1]
        return port

    def serve(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                content = b""
                while size := int.from_bytes(stream.read(4), "big"):
                    content += stream.read(size)
                self.scanned.append(content)
                infected = b"stream: Eicar-Test-Signature FOUND\0"
                own = infected if EICAR in content else b"stream: OK\0"
                stream.write(own if self.answer is None else self.answer)


@pytest.fixture
def clamd() -> Iterator[Clamd]:
    double = Clamd(socket.create_server(("127.0.0.1", 0)))
    threading.Thread(target=double.serve, daemon=True).start()
    yield double
    double.listener.close()


@pytest.mark.parametrize(
    ("content", "result"),
    [
        (PDF, "clean"),
        (PDF + EICAR, "infected"),
        (EICAR, "infected"),
        (b"", "clean"),
        (bytes(200_000), "clean"),
        (bytes(200_000) + EICAR, "infected"),
    ],
)
def test_clamd_reads_every_byte_and_its_word_counts(
    clamd: Clamd, content: bytes, result: ScanResult
) -> None:
    assert ClamdScanner("127.0.0.1", clamd.port).scan(content) == result
    assert clamd.scanned == [content]


@pytest.mark.parametrize(
    "answer",
    [
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: Can't allocate memory ERROR\0",
        b"",
        b"stream: OK. ERROR\0",
        b"x" * 10_000,
    ],
)
def test_an_answer_that_is_no_verdict_is_none(clamd: Clamd, answer: bytes) -> None:
    clamd.answer = answer
    with pytest.raises(ScannerUnavailable):
        ClamdScanner("127.0.0.1", clamd.port).scan(PDF)


def test_while_nobody_listens_the_file_waits() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(ScannerUnavailable):
        ClamdScanner("127.0.0.1", port).scan(PDF)


def test_without_a_scanner_a_file_says_that_nobody_scanned_it() -> None:
    assert TestStringScanner().scan(PDF) == "not_scanned"
    assert TestStringScanner().scan(PDF + EICAR) == "infected"
    world = World()
    attachment = world.attach(world.prepare_draft())
    path = f"/v1/drafts/{attachment.draft}/papers/{attachment.id}"
    assert world.client.get(path, "an").body["scanned"] is False


def test_with_one_it_says_so(clamd: Clamd) -> None:
    world = World(scanner=ClamdScanner("127.0.0.1", clamd.port))
    attachment = world.attach(world.prepare_draft())
    assert attachment.scanned
    assert world.attach(world.prepare_draft(), PDF + EICAR).why == "infected"
