"""What the National Portal sends of a dossier that is here: answers to requests, and all else."""

import base64
from collections.abc import Iterator
from typing import Any, Final

import pytest

from contracts.casework import CasePapersRequested, CaseResumed
from contracts.intake import DossierFiled, DossierSupplemented
from contracts.national import DossierReceived, NationalPaymentReported, SupplementReceived
from contracts.terms import Quote
from contracts.testing.dossier_events import DossierEvents, due_date
from contracts.testing.national import NATIONAL_CODE
from exchange.domain.ingest import Ingest, IngestChange
from kit.core.model import Event
from kit.persistence.repository import required
from tests.unit.exchange.national import LOG_IN, filed_there
from tests.unit.exchange.world import World

FIRST: Final = filed_there()["TaiLieuNop"]
SECOND: Final = {
    "TenTepDinhKem": "hop-dong.pdf",
    "MaThanhPhanHoSo": "tp02",
    "DuongDanTaiTepTin": "https://tep.dichvucong.example/hop-dong.pdf",
}
BOTH: Final = [*FIRST, SECOND]


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    yield world
    world.close()


class Course:
    """A dossier of the portal, and what the other services publish of it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.session = world.client.post("/v1/national/session", "", LOG_IN).body["session"]
        assert self.push()[0] == "0"
        event = next(each for each in world.events() if each.type == DossierReceived.TYPE)
        self.events = DossierEvents(world.vault, NATIONAL_CODE, str(event.vault), world.clock())
        received = world.repository.read(event, DossierReceived)
        self.publish(
            "intake",
            DossierFiled(
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
            ),
        )

    def publish(self, source: str, event: Event) -> None:
        self.world.receive([self.events.publish(source, event)])

    def push(self, **changes: Any) -> tuple[str, str]:
        body = {"session": self.session, "madonvi": "H49", **filed_there(**changes)}
        answer = self.world.client.post("/v1/national/dossiers", "", body).body
        return str(answer["error_code"]), str(answer["message"])

    def request(self, id: str = "request-1") -> None:
        due = due_date().at
        event = CasePapersRequested(request=id, items=("Hợp đồng",), reason="Thiếu", due=due)
        self.publish("casework", event)

    def resume(self) -> None:
        due = due_date()
        self.publish("casework", CaseResumed(why="supplemented", new_due=due.at, due=due))

    @property
    def supplements(self) -> list[SupplementReceived]:
        events = [each for each in self.world.events() if each.type == SupplementReceived.TYPE]
        return [self.world.repository.read(each, SupplementReceived) for each in events]

    @property
    def ingest(self) -> Ingest:
        return required(self.world.repository.ingest(NATIONAL_CODE))

    @property
    def last_change(self) -> IngestChange:
        return self.ingest.changes[-1]


def test_a_changed_push_answers_the_open_request_with_what_is_new(world: World) -> None:
    course = Course(world)
    course.request()

    code, words = course.push(TaiLieuNop=BOTH, GhiChu="Hợp đồng thuê nhà")

    assert (code, words) == ("0", "Tiếp nhận hồ sơ bổ sung thành công")
    [supplement] = course.supplements
    assert (supplement.request, supplement.request_sequence) == ("request-1", 1)
    assert [(paper.code, paper.name) for paper in supplement.papers] == [("tp02", "hop-dong.pdf")]
    assert supplement.answers == {"note": "Hợp đồng thuê nhà"}
    assert (course.last_change.outcome, course.last_change.request) == ("supplement", "request-1")


def test_the_same_answer_again_is_a_duplicate(world: World) -> None:
    course = Course(world)
    course.request()
    course.push(TaiLieuNop=BOTH)

    answers = [course.push(TaiLieuNop=BOTH)[0], course.push(TaiLieuNop=list(reversed(BOTH)))[0]]
    course.resume()

    assert [*answers, course.push(TaiLieuNop=BOTH)[0]] == ["1"] * 3
    assert len(course.supplements) == 1


def test_the_first_contents_again_answer_no_request(world: World) -> None:
    course = Course(world)
    course.request()

    assert course.push()[0] == "1"
    assert course.supplements == []


def test_new_papers_that_nobody_requested_are_kept_and_answered_so(world: World) -> None:
    course = Course(world)

    code, words = course.push(TaiLieuNop=BOTH)

    assert code == "1"
    assert words.endswith("không có yêu cầu bổ sung nào đang chờ")
    assert course.supplements == []
    assert course.last_change.outcome == "not_requested"
    assert len(course.ingest.papers) == 1


def test_what_came_before_its_request_answers_it_when_it_comes_again(world: World) -> None:
    course = Course(world)
    course.push(TaiLieuNop=BOTH)
    course.request()

    assert course.push(TaiLieuNop=BOTH)[0] == "0"
    assert len(course.supplements) == 1


def test_a_late_answer_is_kept_and_changes_nothing(world: World) -> None:
    course = Course(world)
    course.request()
    course.resume()

    assert course.push(TaiLieuNop=BOTH)[0] == "1"
    assert course.supplements == []
    assert len(course.ingest.digests) == 2


def test_a_second_request_has_an_answer_of_its_own(world: World) -> None:
    course = Course(world)
    course.request()
    course.push(TaiLieuNop=BOTH)
    course.resume()
    course.request("request-2")

    third = SECOND | {"DuongDanTaiTepTin": "https://tep.dichvucong.example/ban-ve.pdf"}
    assert course.push(TaiLieuNop=[*BOTH, third])[0] == "0"

    assert [(each.request, len(each.papers)) for each in course.supplements] == [
        ("request-1", 1),
        ("request-2", 1),
    ]
    assert course.supplements[1].request_sequence > course.supplements[0].request_sequence


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("ChuHoSo", "Nguyễn Văn Bình"),
        ("MaTTHC", "1.001612.H49"),
        ("NgayNopHoSo", "20261122083000"),
        ("DinhDanhCHS", {"LoaiDinhDanh": "1", "SoDinhDanh": "022190009999"}),
    ],
)
def test_what_may_not_change_is_refused_by_name_and_kept(
    world: World, field: str, value: object
) -> None:
    course = Course(world)
    course.request()
    changes = {field: value, "TaiLieuNop": BOTH}

    answers = [course.push(**changes), course.push(**changes)]

    words = f"Trường {field} không được thay đổi sau khi hồ sơ đã nộp"
    assert answers == [("-1", words)] * 2
    assert (course.last_change.outcome, course.last_change.field) == ("refused", field)
    assert len(course.ingest.changes) == 1
    assert course.supplements == []


def test_files_of_a_supplement_are_fetched_once_intake_has_registered_it(world: World) -> None:
    course = Course(world)
    course.request()
    world.source.files = {str(SECOND["DuongDanTaiTepTin"]): b"%PDF-1.7 hop dong"}
    within = base64.b64encode(b"%PDF-1.7 ban ve").decode()
    course.push(TaiLieuNop=[*BOTH, {"TenTepDinhKem": "ban-ve.pdf", "Base64": within}])
    world.service.fetch_papers()
    assert world.files.handed_over == []

    ids = tuple(paper.id for paper in course.supplements[0].papers)
    course.publish(
        "intake", DossierSupplemented(request="request-1", papers=(), answers={}, awaited=ids)
    )
    world.service.fetch_papers()

    assert dict(world.files.handed_over) == {
        ids[0]: b"%PDF-1.7 hop dong",
        ids[1]: b"%PDF-1.7 ban ve",
    }


def test_a_payment_that_is_reported_later_is_handed_over_once(world: World) -> None:
    course = Course(world)

    for _ in range(3):
        assert course.push(DuocThanhToanTrucTuyen="1")[0] == "1"
    course.push(DuocThanhToanTrucTuyen="1", GhiChu="đã nộp")

    events = [each for each in world.events() if each.type == NationalPaymentReported.TYPE]
    assert len(events) == 1
    assert events[0].read(NationalPaymentReported).payment.amount == 150_000


def test_a_supplement_and_a_payment_come_in_one_push(world: World) -> None:
    course = Course(world)
    course.request()

    assert course.push(DuocThanhToanTrucTuyen="1", TaiLieuNop=BOTH)[0] == "0"

    types = [each.type for each in world.events()]
    assert types.count(NationalPaymentReported.TYPE) == types.count(SupplementReceived.TYPE) == 1


def test_nothing_of_a_supplement_is_stored_unsealed(world: World) -> None:
    course = Course(world)
    course.request()
    course.push(TaiLieuNop=BOTH, GhiChu="Tôi ở số 5")

    docs = [item.doc for item in world.transport.items.values()]
    assert not [doc for doc in docs if "hop-dong" in doc or "Tôi ở số 5" in doc]


def test_an_erased_dossier_takes_nothing_more(world: World) -> None:
    course = Course(world)
    course.request()
    world.vault.destroy(str(course.events.draft))

    assert course.push(TaiLieuNop=BOTH)[0] == "1"
    assert [each.type for each in world.events()].count(SupplementReceived.TYPE) == 0
