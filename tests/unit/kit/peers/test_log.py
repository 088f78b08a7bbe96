"""The log of calls: stamped whatever the stamping service does, and any change of it is named."""

import io
import subprocess
import sys
import zipfile
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from infra.places import ROOT
from kit.core.budget import UNLIMITED
from kit.peers.archive import ArchivedLog
from kit.peers.evidence import NotStampedYet, evidence_of, verify_evidence
from kit.peers.log_check import LogFault, check_log
from kit.peers.message_log import LoggedMessage
from kit.peers.progress import Progress
from kit.peers.stamping import Stamper, StampingServiceAway, StampRun, is_late
from kit.testing.clock import ManualClock
from kit.testing.peers import MemoryArchive
from local.doubles.authority.authority import Authority
from local.doubles.stamping_service.authority import StampingAuthority
from tests.unit.kit.peers.world import AT, CALL, MINISTRY, OURS, World

MINUTE = timedelta(minutes=1)
CLOCK = ManualClock(AT)


@cache
def authority() -> StampingAuthority:
    """One key for all tests: making one takes longer than the rest."""
    return StampingAuthority(Authority.new(AT), CLOCK)


class Service:
    """`StampingService` by the double."""

    def __init__(self) -> None:
        self.authority = authority()
        self.authority.away = self.authority.wrong = False

    def stamp(self, request: bytes) -> bytes:
        answer = self.authority.answer(request)
        if answer is None:
            raise StampingServiceAway
        return answer


class Line:
    """An archive, its stamper, and runs each five minutes."""

    def __init__(self, archive: MemoryArchive | None = None) -> None:
        CLOCK.now = AT
        self.archive = archive or MemoryArchive()
        self.service = Service()
        self.stamper = Stamper(self.archive, self.service, lambda: [root()], CLOCK)
        self.progress = Progress()

    def run(self) -> StampRun:
        done = self.stamper.run(self.progress, UNLIMITED)
        self.progress = done.progress
        return done

    def log(self, count: int = 1) -> list[str]:
        keys = set(self.archive.objects)
        for n in range(count):
            ArchivedLog(self.archive).append(logged(f"{CLOCK.now:%H%M%S}-{n:05}", CLOCK.now))
        return sorted(set(self.archive.objects) - keys)


def root() -> str:
    return authority().root.pem


def logged(id: str, at: datetime) -> LoggedMessage:
    return template().evolve(id=id, at=f"{at:%Y-%m-%dT%H:%M:%S.%fZ}")


@cache
def template() -> LoggedMessage:
    (content,) = called().archive.objects.values()
    return LoggedMessage.of(content)


@cache
def called() -> World:
    world = World()
    world.call()
    return world


def test_a_record_is_stamped_within_ten_minutes() -> None:
    line = Line()
    line.log(3)

    CLOCK.advance(5 * MINUTE)
    done = line.run()

    assert (done.batches, done.stamps, done.waiting) == (1, 1, 0)
    assert check_log(line.archive, [root()]) == []


def test_an_empty_time_makes_no_batch() -> None:
    line = Line()
    assert line.run() == StampRun(progress=Progress())


def outage(count: int) -> Line:
    """`count` calls in six hours without a stamping service."""
    line = Line()
    line.service.authority.away = True
    for _ in range(72):
        line.log(count // 72 + 1)
        CLOCK.advance(5 * MINUTE)
        done = line.run()
        assert (done.stamps, done.is_away) == (0, True)
    return line


def test_six_hours_without_a_stamping_service_lose_nothing() -> None:
    line = outage(count=100)
    done = line.run()
    assert is_late(done, CLOCK.now)
    before = {key for key in line.archive.objects if key.startswith("log/")}

    line.service.authority.away = False
    CLOCK.advance(5 * MINUTE)
    first = line.run()
    CLOCK.advance(5 * MINUTE)
    second = line.run()

    assert first.stamps + second.stamps == 72
    assert (second.waiting, second.oldest, is_late(second, CLOCK.now)) == (0, "", False)
    assert {key for key in line.archive.objects if key.startswith("log/")} == before
    assert check_log(line.archive, [root()]) == []


@pytest.mark.soak
def test_ten_thousand_calls_in_six_hours_without_a_stamping_service() -> None:
    line = outage(count=10_000)
    line.service.authority.away = False
    CLOCK.advance(5 * MINUTE)
    done = line.run()
    records = [key for key in line.archive.objects if key.startswith("log/")]

    assert (done.stamps, done.waiting, len(records)) == (72, 0, 10_008)
    assert check_log(line.archive, [root()]) == []
    print(f"{len(records)} records, {done.stamps} stamps in the first run after it")


def test_a_stamp_of_something_else_is_no_stamp() -> None:
    line = Line()
    line.log()
    line.service.authority.wrong = True
    CLOCK.advance(5 * MINUTE)

    assert line.run().is_away

    line.service.authority.wrong = False
    assert line.run().stamps == 1


def test_nobody_else_s_stamp_is_believed() -> None:
    line = Line()
    line.log()
    CLOCK.advance(5 * MINUTE)
    line.stamper = Stamper(
        line.archive, line.service, lambda: [Authority.new(AT, "Other").pem], CLOCK
    )
    assert line.run().is_away


def test_a_run_that_ended_between_leaves_and_head_is_taken_up() -> None:
    line = Line()
    line.log(2)
    CLOCK.advance(5 * MINUTE)
    line.run()
    heads = [key for key in line.archive.objects if key.startswith(("heads/", "stamps/"))]
    for key in heads:
        del line.archive.objects[key]
    line.progress = Progress()
    line.log(2)
    CLOCK.advance(5 * MINUTE)

    line.run()
    line.run()

    assert check_log(line.archive, [root()]) == []
    records = [key for key in line.archive.objects if key.startswith("log/")]
    assert len(records) == 4
    assert sum(key.startswith("heads/") for key in line.archive.objects) == 2


def test_a_lost_place_is_found_again() -> None:
    line = Line()
    for _ in range(3):
        line.log(2)
        CLOCK.advance(5 * MINUTE)
        line.run()
    requests = line.service.authority.requests

    line.progress = Progress()

    assert line.run().progress == Progress(batched=3, stamped=3)
    assert line.service.authority.requests == requests


@cache
def stamped_line() -> Line:
    line = Line()
    for _ in range(3):
        line.log(3)
        CLOCK.advance(5 * MINUTE)
        line.run()
    return line


def objects() -> list[str]:
    return sorted(stamped_line().archive.objects)


@pytest.mark.parametrize("place", range(18))
def test_one_flipped_byte_of_any_object_is_named(place: int) -> None:
    line = stamped_line()
    key = objects()[place]
    content = line.archive.objects[key]
    positions = (0, len(content) // 2, len(content) - 1)
    for position in positions:
        changed = bytearray(content)
        changed[position] ^= 1
        archive = MemoryArchive({**line.archive.objects, key: bytes(changed)})

        faults = check_log(archive, [root()])

        assert key in {fault.key for fault in faults}, (key, position, faults)


def test_there_are_eighteen_objects_in_the_log_of_the_test() -> None:
    assert len(objects()) == 18


def test_a_record_that_is_missing_or_added_is_named() -> None:
    line = stamped_line()
    first = objects()[6]
    assert first.startswith("log/")
    rest = dict(line.archive.objects)
    content = rest.pop(first)

    assert check_log(MemoryArchive(rest), [root()]) == [LogFault("missing", first)]
    added = first.replace(".json", "x.json")
    more = MemoryArchive({**line.archive.objects, added: content})
    assert check_log(more, [root()]) == [LogFault("added", added)]


def evidence() -> tuple[bytes, World]:
    """Of a call, as its caller has it, with both bodies."""
    world = World()
    response = world.call()
    line = Line(world.their_archive)
    CLOCK.advance(5 * MINUTE)
    line.run()
    (key,) = (key for key in world.their_archive.objects if key.startswith("log/"))
    bodies = (CALL.body, response.body)
    return evidence_of(world.their_archive, key, bodies), world


def test_evidence_shows_who_called_whom_and_when() -> None:
    content, _ = evidence()

    verified = verify_evidence(content, [root()])

    assert verified.faults == ()
    assert verified.caller.startswith(f"{MINISTRY}#2026 sha256:")
    assert verified.answerer.startswith(f"{OURS}#2026 sha256:")
    assert (verified.called[:19], verified.stamped[:19]) == (
        "2026-12-01T02:30:00",
        "2026-12-01T02:35:00",
    )


def test_evidence_is_there_once_its_batch_is_stamped() -> None:
    world = World()
    world.call()
    (key,) = world.archive.objects
    with pytest.raises(NotStampedYet):
        evidence_of(world.archive, key)


@pytest.mark.parametrize(
    ("name", "old", "new", "faults"),
    [
        ("record.json", b"261201-0007", b"261201-0008", ("request", "proof")),
        ("record.json", b'"status": 200', b'"status": 404', ("response", "proof")),
        ("head.json", b'"size": 1', b'"size": 2', ("proof", "stamp")),
        ("proof.json", b'"place":0', b'"place":1', ("proof",)),
        ("request.body", b"code", b"kode", ("request_body",)),
        ("response.body", b"accepted", b"refused!", ("answer",)),
        ("stamp.tsr", None, None, ("stamp",)),
    ],
)
def test_changed_evidence_is_named(
    name: str, old: bytes | None, new: bytes | None, faults: tuple[str, ...]
) -> None:
    content, _ = evidence()
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(target, "w") as changed:
        for entry in whole.namelist():
            part = whole.read(entry)
            if entry == name and old is None:
                part = part[:-1] + bytes([part[-1] ^ 1])
            elif entry == name and old and new:
                assert old in part
                part = part.replace(old, new)
            changed.writestr(entry, part)

    assert verify_evidence(target.getvalue(), [root()]).faults == faults


def test_evidence_is_verified_by_one_command_without_us(tmp_path: Path) -> None:
    content, _ = evidence()
    (tmp_path / "call.zip").write_bytes(content)
    (tmp_path / "root.pem").write_text(root())
    command = [sys.executable, "-m", "kit.peers.evidence", "call.zip", "--root", "root.pem"]

    ran = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )

    assert ran.returncode == 0, ran.stderr.decode()[-500:]
    assert b'"faults": []' in ran.stdout
    assert verify_evidence(b"PK", [root()]).faults == ("unreadable",)
