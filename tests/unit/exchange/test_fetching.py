"""Files of dossiers that were filed at the National Portal: fetched when they can be, once."""

import base64
from collections.abc import Iterator
from datetime import timedelta

import pytest

from contracts.intake import DossierFiled
from contracts.national import DossierReceived
from contracts.terms import Quote
from contracts.testing.national import NATIONAL_CODE
from exchange.domain.ingest import FETCHING_TIME, Ingest
from kit.core.events import Change, Envelope, enveloped
from kit.persistence.repository import required
from kit.platform import fault_injection
from tests.unit.exchange.national import LINK, LOG_IN, filed_there
from tests.unit.exchange.world import World

FILE = b"%PDF-1.7 don"


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    yield world
    world.close()


def push(world: World, **changes: object) -> None:
    session = world.client.post("/v1/national/session", "", LOG_IN).body["session"]
    body = {"session": session, "madonvi": "H49", **filed_there(**changes)}  # type: ignore[arg-type]
    assert world.client.post("/v1/national/dossiers", "", body).body["error_code"] == "0"


def register(world: World) -> None:
    """Intake publishes that the dossier is filed."""
    event = next(each for each in world.events() if each.type == DossierReceived.TYPE)
    received = world.repository.read(event, DossierReceived)
    filed = DossierFiled(
        procedure={"code": received.procedure, "name": "Đăng ký", "version": 1},
        agency=received.agency,
        agency_name="UBND phường Hồng Gai",
        applicant=received.applicant,
        channel="online",
        papers=(),
        answers={},
        quote=Quote(lines=(), total=0, pay="none"),
        lookup_key="7K3M9QX2TA",
        received_at=received.filed_at,
        portal="national",
    )
    state = Ingest(
        id=NATIONAL_CODE,
        dossier=NATIONAL_CODE,
        vault=event.vault,
        source="push",
        unit="H49",
        digests=(),
        received_at=received.filed_at,
    )
    text = enveloped(
        Change(state, filed),
        id=f"{event.id[:-1]}Z",
        source="intake",
        at=world.clock(),
        trace=event.trace,
        cipher=world.repository.cipher(event.vault),
    )
    world.service.inbox.handle(Envelope.model_validate_json(text))


def fetch(world: World, after: timedelta = timedelta()) -> list[tuple[str, bytes]]:
    world.clock.advance(after)
    world.service.fetch_papers()
    return world.files.handed_over


def ingest(world: World) -> Ingest:
    return required(world.repository.ingest(NATIONAL_CODE))


def test_nothing_is_fetched_before_intake_awaits_it(world: World) -> None:
    world.source.files[LINK] = FILE
    push(world)

    assert fetch(world) == []
    register(world)
    assert fetch(world) == [(ingest(world).papers[0].id, FILE)]
    assert ingest(world).due_at is None


def test_a_file_is_fetched_once(world: World) -> None:
    world.source.files[LINK] = FILE
    push(world)
    register(world)
    register(world)

    for _ in range(3):
        fetch(world, timedelta(minutes=10))
    assert len(world.files.handed_over) == 1


def test_a_file_that_is_not_there_is_asked_for_at_growing_pauses(world: World) -> None:
    push(world)
    register(world)
    begin = world.clock()
    requests = []
    for _ in range(24 * 60):
        before = len(world.source.requests)
        fetch(world, timedelta(minutes=1))
        if len(world.source.requests) > before:
            requests.append(round((world.clock() - begin) / timedelta(minutes=1)))

    assert requests == [1, 2, 7, 37, 157, 457, 757, 1057, 1357]
    assert ingest(world).papers[0].why == "status_503"
    world.source.files[LINK] = FILE
    fetch(world, timedelta(hours=5))
    assert len(world.files.handed_over) == 1


def test_after_a_week_a_file_is_the_agencys_to_ask_for(world: World) -> None:
    push(world)
    register(world)
    fetch(world)
    fetch(world, FETCHING_TIME)

    assert ingest(world).papers[0].state == "failed"
    assert ingest(world).due_at is None


def test_one_missing_file_keeps_no_other_back(world: World) -> None:
    other = "https://tep.dichvucong.example/hop-dong.pdf"
    papers = [
        {"TenTepDinhKem": "a.pdf", "DuongDanTaiTepTin": LINK},
        {"TenTepDinhKem": "b.pdf", "DuongDanTaiTepTin": other},
        {"TenTepDinhKem": "c.pdf"},
    ]
    world.source.files[other] = FILE
    push(world, TaiLieuNop=papers)
    register(world)
    fetch(world)

    assert [paper.state for paper in ingest(world).papers] == ["waiting", "fetched", "waiting"]
    assert [content for _, content in world.files.handed_over] == [FILE]


def test_a_file_that_came_within_the_push_is_handed_over_as_it_was(world: World) -> None:
    push(world, TepDonDangKy=base64.b64encode(FILE).decode(), TaiLieuNop=[])
    register(world)

    assert [content for _, content in fetch(world)] == [FILE]


def test_a_death_after_the_hand_over_hands_it_over_again(world: World) -> None:
    world.source.files[LINK] = FILE
    push(world)
    register(world)
    with (
        fault_injection.injected(fault_injection.Plan(kill={"fetch.handed_over": 1})),
        pytest.raises(fault_injection.Killed),
    ):
        world.service.ingest.fetcher.fetch(NATIONAL_CODE)

    fetch(world)
    assert len(world.files.handed_over) == 2
    assert len({paper for paper, _ in world.files.handed_over}) == 1
    assert ingest(world).due_at is None
